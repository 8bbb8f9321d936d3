#include "core/slide/slide_identity.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <system_error>

#include "core/base/files.h"

namespace bowman {
namespace {

constexpr std::uint64_t kPart = 64 * 1024;
constexpr std::uint64_t kPieces = 16, kPiece = 16 * 1024;   // of the file's inside
constexpr std::string_view kOurs = "bowman1:";

/// Slides of the same scanner that are not compressed begin and end alike, with the same tags and white glass: what lies
/// between tells them apart. Empty when the file cannot be read.
std::string insideHash(const std::filesystem::path& path, std::uint64_t size) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes;
    for (std::uint64_t i = 0; i < kPieces && in; ++i) {
        std::string piece(std::min(size, kPiece), '\0');
        in.seekg(static_cast<std::streamoff>((size - piece.size()) / kPieces * i + (size - piece.size()) / (2 * kPieces)));
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        bytes += piece;
    }
    return in ? std::string(kOurs) + sha256Hex(bytes) : "";
}

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
    identity->quickhash = hash != slide.info().properties.end() ? hash->second : insideHash(slide.info().path, identity->sizeBytes);
    return identity;
}

bool matches(const SlideIdentity& a, const SlideIdentity& b) {
    if (a.sizeBytes != b.sizeBytes || a.headTailSha256 != b.headTailSha256 || a.headTailSha256.empty()) return false;
    // One of OpenSlide's and one of ours say nothing of each other: an older project may hold the former of the same file.
    const bool areOfOneKind = a.quickhash.starts_with(kOurs) == b.quickhash.starts_with(kOurs);
    return a.quickhash.empty() || b.quickhash.empty() || !areOfOneKind || a.quickhash == b.quickhash;
}

}  // namespace bowman
