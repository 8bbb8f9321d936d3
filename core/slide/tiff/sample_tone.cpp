#include "core/slide/tiff/sample_tone.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace bowman {
namespace {

constexpr int kMinIsWhite = 0;   // TIFF's PhotometricInterpretation

template <typename T>
T valueAt(const std::uint8_t* data, std::size_t index) {
    T value;
    std::memcpy(&value, data + index * sizeof(T), sizeof(T));
    return value;
}

/// One of red, green and blue at full strength: −1 for any other colour.
int primaryOf(const std::array<std::uint8_t, 3>& colour) {
    for (int c = 0; c < 3; ++c)
        if (colour[static_cast<std::size_t>(c)] == 255 && colour[0] + colour[1] + colour[2] == 255) return c;
    return -1;
}

}  // namespace

ToneRange toneRangeOf(const TiffPage& page, const ToneHints& hints) {
    ToneRange range;
    range.isInverted = page.photometric == kMinIsWhite && page.decoding != TiffDecoding::Rgba;
    const bool isByte = page.bits == 8 && page.kind == SampleKind::Unsigned;
    if (page.decoding == TiffDecoding::Rgba || (isByte && !hints.stretchesBytes)) return range;
    const double steps = std::ldexp(1.0, page.bits);
    if (page.smallest && page.largest && std::isfinite(*page.smallest) && std::isfinite(*page.largest) && *page.largest > *page.smallest)
        return {*page.smallest, *page.largest, range.isInverted, "SMinSampleValue, SMaxSampleValue"};
    if (isByte) return range;
    if (page.kind == SampleKind::Unsigned && hints.significantBits > 0 && hints.significantBits < page.bits)
        return {0, std::ldexp(1.0, hints.significantBits) - 1, range.isInverted, std::to_string(hints.significantBits) + " significant bits"};
    if (page.kind == SampleKind::Float) return {0, 1, range.isInverted, "0 to 1"};
    if (page.kind == SampleKind::Signed) return {-steps / 2, steps / 2 - 1, range.isInverted, "signed " + std::to_string(page.bits) + "-bit range"};
    return {0, steps - 1, range.isInverted, std::to_string(page.bits) + "-bit range"};
}

ToneMap::ToneMap(const ToneRange& range, int bytes, SampleKind kind) : m_range(range), m_bytes(bytes), m_kind(kind) {
    m_isIdentity = bytes == 1 && kind == SampleKind::Unsigned && range.black == 0 && range.white == 255 && !range.isInverted;
    if (bytes > 2) return;
    m_table.resize(std::size_t{1} << (8 * bytes));
    for (std::size_t i = 0; i < m_table.size(); ++i) {
        const double half = static_cast<double>(m_table.size()) / 2;
        const bool isNegative = kind == SampleKind::Signed && static_cast<double>(i) >= half;
        m_table[i] = toned(static_cast<double>(i) - (isNegative ? 2 * half : 0));
    }
}

std::uint8_t ToneMap::toned(double value) const {
    const double share = (value - m_range.black) / (m_range.white - m_range.black);
    if (std::isnan(share)) return 0;   // a pixel without a value
    const double clamped = std::clamp(share, 0.0, 1.0);
    return static_cast<std::uint8_t>(std::lround(255 * (m_range.isInverted ? 1 - clamped : clamped)));
}

std::uint8_t ToneMap::at(const std::uint8_t* data, std::size_t index) const {
    if (m_bytes == 1) return m_table[data[index]];
    if (m_bytes == 2) return m_table[valueAt<std::uint16_t>(data, index)];
    if (m_kind == SampleKind::Float) return toned(valueAt<float>(data, index));
    return toned(m_kind == SampleKind::Signed ? static_cast<double>(valueAt<std::int32_t>(data, index)) : static_cast<double>(valueAt<std::uint32_t>(data, index)));
}

Image addPlanes(const std::vector<TonedPlane>& planes, int width, int height) {
    Image rgb(width, height, PixelFormat::Rgb8);
    for (const TonedPlane& plane : planes) {
        if (!plane.block || plane.block->data.empty()) continue;
        const int samples = plane.block->samples, primary = primaryOf(plane.colour);
        for (int y = 0; y < height; ++y) {
            const std::uint8_t* row = plane.block->data.data() + plane.block->rowBytes() * static_cast<std::size_t>(y);
            std::uint8_t* out = rgb.row(y);
            for (int x = 0; primary >= 0 && x < width; ++x, out += 3)
                out[primary] = static_cast<std::uint8_t>(std::min(255, out[primary] + plane.tone->at(row, static_cast<std::size_t>(x) * samples + plane.sample)));
            for (int x = 0; primary < 0 && x < width; ++x, out += 3) {
                const int value = plane.tone->at(row, static_cast<std::size_t>(x) * samples + plane.sample);
                for (std::size_t c = 0; c < 3; ++c) out[c] = static_cast<std::uint8_t>(std::min(255, out[c] + (value * plane.colour[c] + 127) / 255));
            }
        }
    }
    return rgb;
}

Image copyRgb(const SampleBlock& block) {
    Image rgb(block.width, block.height, PixelFormat::Rgb8);
    for (int y = 0; y < block.height; ++y) {
        const std::uint8_t* row = block.data.data() + block.rowBytes() * static_cast<std::size_t>(y);
        std::uint8_t* out = rgb.row(y);
        if (block.samples == 3) {
            std::memcpy(out, row, rgb.stride());
            continue;
        }
        for (int x = 0; x < block.width; ++x, out += 3, row += block.samples) std::memcpy(out, row, 3);
    }
    return rgb;
}

Image withAlpha(const Image& rgb, const TonedPlane& alpha, bool isPremultiplied) {
    Image bgra(rgb.width(), rgb.height(), PixelFormat::Bgra8Premultiplied);
    for (int y = 0; y < rgb.height(); ++y) {
        const std::uint8_t* in = rgb.row(y);
        const std::uint8_t* row = alpha.block->data.data() + alpha.block->rowBytes() * static_cast<std::size_t>(y);
        std::uint8_t* out = bgra.row(y);
        for (int x = 0; x < rgb.width(); ++x, in += 3, out += 4) {
            const int a = alpha.tone->at(row, static_cast<std::size_t>(x) * alpha.block->samples + alpha.sample);
            for (int c = 0; c < 3; ++c) out[2 - c] = static_cast<std::uint8_t>(isPremultiplied ? std::min<int>(in[c], a) : (in[c] * a + 127) / 255);
            out[3] = static_cast<std::uint8_t>(a);
        }
    }
    return bgra;
}

}  // namespace bowman
