// JPEG 2000 codestreams, as they lie in the tiles of TIFF files, through OpenJPEG. Blocks; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bowman {

/// What the stream must hold; another size is an error before anything is decoded.
struct Jpeg2000Request {
    int width = 0;
    int height = 0;
    int samples = 3;
    int bits = 8;            ///< 8 or 16: the width of the samples that come out
    bool isYCbCr = false;    ///< three samples are Y, Cb, Cr (full range, BT.601) and become R, G, B
};

/// Fills `out`, which has width × height × samples × bits/8 bytes, interleaved. Chroma of fewer pixels is repeated. Empty on
/// success, else the reason.
std::string decodeJpeg2000(const std::vector<std::uint8_t>& stream, const Jpeg2000Request& request, std::vector<std::uint8_t>& out);

}  // namespace bowman
