#include "core/base/files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <sstream>

#include <openssl/evp.h>

#include "core/base/platform/platform.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

Error ioError(const std::string& what, const fs::path& path) {
    return {what, path.string(), std::strerror(errno ? errno : EIO)};
}

class Sha256 {
public:
    Sha256() : m_context(EVP_MD_CTX_new(), EVP_MD_CTX_free) { EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr); }
    void add(const char* bytes, std::size_t size) { EVP_DigestUpdate(m_context.get(), bytes, size); }
    std::string hex() {
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned int size = 0;
        EVP_DigestFinal_ex(m_context.get(), digest, &size);
        static const char* kDigits = "0123456789abcdef";
        std::string text;
        for (unsigned int i = 0; i < size; ++i) {
            text += kDigits[digest[i] >> 4];
            text += kDigits[digest[i] & 15];
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> m_context;
};

}  // namespace

Result<std::string> readFile(const fs::path& path) {
    std::error_code status;
    if (fs::is_directory(path, status)) return Error{"cannot read", path.string(), "it is a folder"};
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return ioError("cannot read", path);
    std::ostringstream text;
    text << in.rdbuf();
    if (in.bad()) return ioError("cannot read", path);
    return std::move(text).str();
}

Result<void> replaceAtomically(const fs::path& path,
                               const std::function<Result<void>(const fs::path& temporary)>& write) {
    const fs::path temporary = path.string() + ".part" + std::to_string(platform::processId());
    Result<void> written = write(temporary);
    std::error_code status;
    if (!written) {
        fs::remove(temporary, status);
        return written;
    }
    if (!platform::syncFile(temporary)) {
        const Error error = ioError("cannot write", path);
        fs::remove(temporary, status);
        return error;
    }
    fs::rename(temporary, path, status);
    if (!status) return {};
    const Error error{"cannot replace", path.string(), status.message()};
    fs::remove(temporary, status);
    return error;
}

Result<void> writeFileAtomically(const fs::path& path, std::string_view content) {
    return replaceAtomically(path, [&](const fs::path& temporary) -> Result<void> {
        errno = 0;
        std::ofstream out(temporary, std::ios::binary);
        out.write(content.data(), static_cast<std::streamsize>(content.size()));
        out.close();
        if (!out) return ioError("cannot write", path);
        return {};
    });
}

std::string sha256Hex(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes.data(), bytes.size());
    return hash.hex();
}

Result<std::string> sha256OfFile(const fs::path& path) {
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) return ioError("cannot read", path);
    Sha256 hash;
    std::string block(1 << 20, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
        hash.add(block.data(), static_cast<std::size_t>(in.gcount()));
    if (in.bad()) return ioError("cannot read", path);
    return hash.hex();
}

}  // namespace bowman
