// The few passes over feature maps that oneDNN 2 has no fast primitive for, in channels-last order (N×H×W×C), in 32 bit or
// bfloat16. Their loops are shared out by OpenMP. Any thread; no two at the same result.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace bowman::kernels {

using Bf16 = std::uint16_t;  ///< the upper half of a float

struct Area {
    std::size_t images = 1;
    std::size_t pixels = 0;      ///< of an image
    std::size_t channels = 0;
};

/// Mean over the pixels of each image: N×C.
void mean(const float* in, const Area& area, float* out);
void mean(const Bf16* in, const Area& area, Bf16* out);

/// in[n][pixel][c] · factors[n][c]; `out` may be `in`.
void scaleChannels(const float* in, const Area& area, const float* factors, float* out);
void scaleChannels(const Bf16* in, const Area& area, const Bf16* factors, Bf16* out);

/// weights[k] · factors[channel[k]]: the weights of a convolution in any order, whose input would have been multiplied.
struct ScaledWeights {
    const float* weights = nullptr;
    const std::uint16_t* channel = nullptr;
    std::size_t count = 0;
};
void scaleWeights(const ScaledWeights& of, const float* factors, float* out);
void scaleWeights(const ScaledWeights& of, const Bf16* factors, Bf16* out);

/// Puts four maps of height × width × channelBytes into one of twice the height and width: parts[0] and [1] are the left and the right
/// pixels of even rows. Pixels of a part lie `stride` bytes apart.
struct Shuffle {
    std::array<const std::byte*, 4> parts = {};
    std::size_t rows = 0;            ///< of all images together
    std::size_t width = 0, channelBytes = 0, stride = 0;
};
void shufflePixels(const Shuffle& of, std::byte* out);

/// (value − mean·255) / (std·255) for R, G and B, as value·factor + offset.
struct Normalisation {
    static constexpr std::size_t kPeriod = 48;
    std::array<float, kPeriod> factor = {}, offset = {};  ///< of each byte of sixteen pixels
};
Normalisation normalisationOf(const std::array<double, 3>& mean, const std::array<double, 3>& std);

/// `pixels` RGB pixels to numbers, in the same order.
void normalise(const std::uint8_t* rgb, std::size_t pixels, const Normalisation& by, float* out);

}  // namespace bowman::kernels
