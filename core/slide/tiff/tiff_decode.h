// Decodes one block of one page into samples as the file has them. Blocks (reads and decodes); a handle is for one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/slide/tiff/tiff_handles.h"
#include "core/slide/tiff/tiff_page.h"

namespace bowman {

/// Samples of a block, interleaved, rows without padding, in the byte order of this machine.
struct SampleBlock {
    int width = 0;
    int height = 0;
    int samples = 1;         ///< per pixel
    int bytes = 1;           ///< per sample: 1, 2 or 4
    std::vector<std::uint8_t> data;   ///< empty where the file left the block out

    std::size_t rowBytes() const { return static_cast<std::size_t>(width) * samples * bytes; }
};

struct BlockPlace {
    int column = 0;
    int row = 0;
};

/// One block (see TiffPage::blockWidth): a whole tile, also at the edge, or the rows that there are. `sample` names the plane
/// of a page with planes apart and is ignored else. The handle must stand at the page. `fileSize`: what lies behind it is an
/// error. Empty reason on success, else what is wrong: "tile (3, 4): JPEG data truncated".
std::string decodeBlock(TiffHandle& handle, const TiffPage& page, BlockPlace place, int sample, std::uint64_t fileSize, SampleBlock& out);

/// Tiles or strips of a page whose data lies behind the end of the file; of more than 4 million a part is looked at.
struct MissingBlocks {
    int missing = 0;
    int present = 0;
    int leftOut = 0;   ///< by the file, on purpose
};
MissingBlocks missingBlocks(TiffHandle& handle, const TiffPage& page, std::uint64_t fileSize);

}  // namespace bowman
