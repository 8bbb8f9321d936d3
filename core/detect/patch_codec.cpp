#include "core/detect/patch_codec.h"

#include <algorithm>
#include <cstdint>
#include <new>

#include <zlib.h>

namespace bowman {
namespace {

constexpr std::uint32_t kUnit = 65535;   ///< probability 1 in the sums of PatchBlender
constexpr std::uint32_t kStep = 257;     ///< kUnit / 255

/// Calls `alone(index)` or `shared(index)` for each pixel of the trusted part, in the order in which they are stored.
template <typename Alone, typename Shared>
void forEachPixel(const PatchGeometry& g, Alone alone, Shared shared) {
    const int left = g.margin, right = g.size - g.margin, top = g.marginY(), bottom = g.edgeY() - g.marginY();
    const auto inRamp = [](int i, int first, int last, int blend) { return i < first + blend || i >= last - blend; };
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) {
            const std::size_t at = static_cast<std::size_t>(y) * static_cast<std::size_t>(g.size) + static_cast<std::size_t>(x);
            if (inRamp(x, left, right, g.blend) || inRamp(y, top, bottom, g.blendY())) shared(at);
            else alone(at);
        }
}

struct Sizes {
    std::size_t alone = 0, shared = 0;
    explicit Sizes(const PatchGeometry& g) {
        const auto size = [](int length) { return static_cast<std::size_t>(std::max(0, length)); };
        alone = size(g.size - 2 * g.margin - 2 * g.blend) * size(g.edgeY() - 2 * g.marginY() - 2 * g.blendY());
        shared = size(g.size - 2 * g.margin) * size(g.edgeY() - 2 * g.marginY()) - alone;
    }
    std::size_t bytes() const { return alone + 2 * shared; }
};

/// Runs only: mostly zeros shrink as much as with a search for repeats, in less time, and the network waits for the core.
std::string deflated(std::vector<std::uint8_t>& raw) {
    z_stream stream{};
    constexpr int kWindow = 15, kMemory = 9;
    if (deflateInit2(&stream, 1, Z_DEFLATED, kWindow, kMemory, Z_RLE) != Z_OK) throw std::bad_alloc();
    std::string packed(deflateBound(&stream, static_cast<uLong>(raw.size())), '\0');
    stream.next_in = raw.data();
    stream.avail_in = static_cast<uInt>(raw.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

}  // namespace

std::string packPatch(const PatchGeometry& geometry, std::span<const float> probabilities) {
    const Sizes sizes(geometry);
    // High and low bytes apart: the high ones are zeros nearly everywhere.
    std::vector<std::uint8_t> raw(sizes.bytes());
    std::uint8_t* inner = raw.data();
    std::uint8_t* high = inner + sizes.alone;
    std::uint8_t* low = high + sizes.shared;
    const auto quantised = [&](std::size_t at) { return static_cast<std::uint32_t>(std::clamp(probabilities[at], 0.0F, 1.0F) * kUnit + 0.5F); };
    forEachPixel(
        geometry, [&](std::size_t at) { *inner++ = static_cast<std::uint8_t>((quantised(at) + kStep / 2) / kStep); },
        [&](std::size_t at) {
            const std::uint32_t q = quantised(at);
            *high++ = static_cast<std::uint8_t>(q >> 8U);
            *low++ = static_cast<std::uint8_t>(q & 0xffU);
        });
    return deflated(raw);
}

std::vector<float> unpackPatch(const PatchGeometry& geometry, std::string_view packed) {
    const Sizes sizes(geometry);
    std::vector<std::uint8_t> raw(sizes.bytes());
    uLongf length = static_cast<uLongf>(raw.size());
    const int state = uncompress(raw.data(), &length, reinterpret_cast<const Bytef*>(packed.data()), static_cast<uLong>(packed.size()));
    if (state != Z_OK || length != raw.size()) return {};
    const std::uint8_t* inner = raw.data();
    const std::uint8_t* high = inner + sizes.alone;
    const std::uint8_t* low = high + sizes.shared;
    std::vector<float> probabilities(geometry.pixels());
    forEachPixel(
        geometry, [&](std::size_t at) { probabilities[at] = static_cast<float>(*inner++ * kStep) / kUnit; },
        [&](std::size_t at) { probabilities[at] = static_cast<float>((static_cast<std::uint32_t>(*high++) << 8U) | *low++) / kUnit; });
    return probabilities;
}

}  // namespace bowman
