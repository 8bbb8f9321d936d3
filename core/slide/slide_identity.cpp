#include "core/slide/slide_identity.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "core/base/files.h"

namespace bowman {
namespace {

constexpr std::uint64_t kPart = 64 * 1024;

}  // namespace

Result<SlideIdentity> identifyFile(const std::filesystem::path& path) {
    const auto failed = [&](const std::string& why) { return Error{"cannot identify slide", path.string(), why}; };
    std::error_code code;
    SlideIdentity identity;
    identity.absolutePath = std::filesystem::absolute(path, code).lexically_normal().string();
    identity.sizeBytes = std::filesystem::file_size(path, code);
    if (code) return failed(code.message());
    std::ifstream in(path, std::ios::binary);
    if (!in) return failed(std::strerror(errno));
    const std::uint64_t head = std::min(identity.sizeBytes, kPart);
    const std::uint64_t tail = std::min(identity.sizeBytes - head, kPart);
    std::string bytes(head + tail, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(head));
    in.seekg(static_cast<std::streamoff>(identity.sizeBytes - tail));
    in.read(bytes.data() + head, static_cast<std::streamsize>(tail));
    if (!in) return failed("the file ends early");
    identity.headTailSha256 = sha256Hex(bytes);
    return identity;
}

Result<SlideIdentity> identifySlide(const Slide& slide) {
    auto identity = identifyFile(slide.info().path);
    if (!identity) return identity;
    const auto hash = slide.info().properties.find("openslide.quickhash-1");
    if (hash != slide.info().properties.end()) identity->quickhash = hash->second;
    return identity;
}

bool matches(const SlideIdentity& a, const SlideIdentity& b) {
    if (a.sizeBytes != b.sizeBytes || a.headTailSha256 != b.headTailSha256 || a.headTailSha256.empty()) return false;
    return a.quickhash.empty() || b.quickhash.empty() || a.quickhash == b.quickhash;
}

}  // namespace bowman
