// A whole-slide image: a pyramid of levels that is read by region. Implementations are thread-safe: one object is
// shared by the viewer, detection and export, and closed by the last owner.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/base/result.h"
#include "core/slide/colour_profile.h"

namespace bowman {

struct SlideLevel {
    PixelSize size;            ///< in pixels of this level
    double downsample = 1;     ///< level-0 pixels per pixel; not always an integer (2.0005, 4.016)
    int tileWidth = 0;         ///< stored tile, 0 where unknown
    int tileHeight = 0;
};

/// µm per level-0 pixel. `value` is empty when unknown: never 0, never a guess.
struct MicronsPerPixel {
    std::optional<double> value;
    std::string source;        ///< "file", "user", "none"
    std::string tag;           ///< what the file says, shown to people: "openslide.mpp-x = 0.499", "XResolution 72/inch"
};

/// Which plane of a file with several is shown.
struct SlidePlane {
    int z = 0;
    std::vector<int> channels = {};   ///< indices into SlideInfo::channels; empty: all of them (the first six at the most)
    friend bool operator==(const SlidePlane&, const SlidePlane&) = default;
};

struct SlideInfo {
    std::filesystem::path path;
    std::string format;                               ///< vendor: "aperio", "generic-tiff", …
    std::vector<SlideLevel> levels;                   ///< never empty; level 0 is the largest
    MicronsPerPixel umPerPx;
    std::optional<double> objectivePower;
    SlideRect bounds;                                 ///< openslide.bounds-* in level-0 pixels; whole slide where absent
    std::map<std::string, std::string> properties;
    std::vector<std::string> associatedImages;        ///< "label", "macro", "thumbnail"
    std::vector<std::string> channels;                ///< what can be chosen from; empty for a picture in colour
    int zCount = 1;                                   ///< focus planes
    SlidePlane view;                                   ///< what is shown
    ColourProfilePtr profile;                         ///< of the scanner, for what is seen; null where the file has none of use

    PixelSize size() const { return levels.front().size; }
    SlideRect rect() const { return {0, 0, static_cast<double>(size().width), static_cast<double>(size().height)}; }
};

/// A rectangle of one level: origin in pixels of that level.
struct LevelRegion {
    int level = 0;
    std::int64_t x = 0;
    std::int64_t y = 0;
    int width = 0;
    int height = 0;
};

class Slide {
public:
    virtual ~Slide() = default;

    virtual const SlideInfo& info() const = 0;

    /// Pixels of one level, BGRA premultiplied or RGB. What lies outside of the level is transparent (or white in RGB).
    /// Blocks. The error names the file, level and place; the slide stays usable after it.
    virtual Result<ImagePtr> readRegion(const LevelRegion& region) const = 0;

    virtual Result<ImagePtr> readAssociatedImage(const std::string& name) const = 0;
};

using SlidePtr = std::shared_ptr<const Slide>;

/// Opens any file that Bowman can read. Blocks (headers only). Errors say what the file is not.
/// `view`: one plane or some channels of a file that has several; a file without them takes the default only.
Result<SlidePtr> openSlide(const std::filesystem::path& path, const SlidePlane& view = {});

/// The level with the largest downsample that is not above `downsample` (with 1 % tolerance), else level 0: what to read
/// from to show that scale without inventing detail or reading more pixels than needed.
int bestLevelFor(const SlideInfo& info, double downsample);

}  // namespace bowman
