// The end of a network, computed for 64 pixels at a time in registers. Any thread; no two at the same result.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bowman::kernels {

/// sigmoid(v·relu(W·x + b) + c) of each pixel x, in 32 bit. With `phases` 2 each input pixel has the `inputs` channels of four output pixels
/// (row by row), and the result has twice the height and width.
struct PointwiseHead {
    static constexpr int kLargestInput = 32;
    std::size_t inputs = 0, hidden = 0;
    std::vector<float> weights;      ///< W row by row, then v
    std::vector<float> biases;       ///< b, then c
    std::size_t rows = 0;            ///< of the input, of all images together
    std::size_t width = 0;           ///< of the input
    std::size_t phases = 1;          ///< 1 or 2
};

void pointwiseHead(const PointwiseHead& head, const float* in, float* out);
void pointwiseHead(const PointwiseHead& head, const std::uint16_t* in, float* out);  ///< of bfloat16

}  // namespace bowman::kernels
