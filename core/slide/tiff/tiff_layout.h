// What the pages of a TIFF file are to each other: levels of a pyramid, channels, z planes, pictures of label and glass.
// Pure; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/slide/slide.h"
#include "core/slide/tiff/ome_xml.h"
#include "core/slide/tiff/tiff_page.h"

namespace bowman {

/// Where one channel at one z lies; a negative page: not in this file.
struct TiffPlane {
    int page = -1;
    int sample = 0;
};

struct TiffChannel {
    std::string name;
    std::array<std::uint8_t, 3> colour = {255, 255, 255};   ///< what a full value looks like
};

struct TiffLevelPages {
    PixelSize size;
    std::vector<TiffPlane> planes;   ///< z × channels + channel
};

struct TiffLayout {
    std::string format;                       ///< "ome-tiff", "qptiff", "tiff"
    bool isColour = false;                    ///< every plane is a page that is a picture in colour or in grey by itself
    std::vector<TiffChannel> channels;        ///< at least one
    int zCount = 1;
    std::vector<TiffLevelPages> levels;       ///< never empty, largest first
    std::map<std::string, int> associated;    ///< name → page
    MicronsPerPixel umPerPx;                  ///< from OME-XML; the tags of the page are the caller's where it has no tag
    std::optional<double> objectivePower;
    std::optional<int> significantBits;
    std::vector<std::string> notes;           ///< for people

    const TiffPlane& plane(std::size_t level, int z, int channel) const {
        return levels[level].planes[static_cast<std::size_t>(z) * channels.size() + static_cast<std::size_t>(channel)];
    }
};

/// `pages` is not empty. Error: no page is a picture that can be read, or what the OME-XML names is not in the file.
/// `fileName`: by which OME-XML knows planes that lie in other files.
Result<TiffLayout> layoutOf(const std::vector<TiffPage>& pages, const std::string& fileName);

/// From OME-XML: `layout.channels`, `zCount`, planes of level 0 and scale. In tiff_layout_ome.cpp; layoutOf calls it.
Result<TiffLayout> layoutOfOme(const std::vector<TiffPage>& pages, const OmeXml& xml, const std::string& fileName);

/// The colour of a channel that the file gives none.
std::array<std::uint8_t, 3> defaultColour(int channel, int count);

/// Size `size` is `base` made smaller, with at most rounding between their aspects.
bool isSmallerVersion(PixelSize base, PixelSize size);

}  // namespace bowman
