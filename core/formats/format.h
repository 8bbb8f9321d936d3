// The export formats behind one interface and one list. Exporters read immutable snapshots and may run on any thread;
// what they write is whole or not there. To add a format: one file, one line in format.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/document/document.h"
#include "core/slide/slide.h"

namespace bowman {

/// Which point of the slide is a label file's (0,0).
enum class ExportFrame {
    Slide,    ///< the outer corner of the first level-0 pixel
    Bounds,   ///< the corner of openslide.bounds-*, where QuPath begins (differs for MRXS and a few others)
};

struct MaskOptions {
    bool withInstances = false;   ///< a second TIFF with 32-bit object numbers
};

struct TrainingSetOptions {
    double umPerPx = 2.0;         ///< scale of the tiles, 0.05–20
    int tileSize = 512;           ///< edge in pixels, 32–4096
    int folds = 5;                ///< 1–100; a group (patient, else slide) is in one fold only
    std::uint64_t seed = 1;       ///< of folds and jitter
    double overlap = 0;           ///< least share of a tile's edge that neighbours in a complete region share, 0–0.5
    double jitter = 0;            ///< tiles are moved at random by up to this share of their edge, 0–0.5
    double smallestPart = 0;      ///< an object that a tile's border cuts is 255 there where less than this share is left, 0–1
    bool perClass = false;        ///< masks hold the number of the class; else 1 for every class
};

/// Opens the slide of a record; tests give one in memory.
using SlideOpener = std::function<Result<SlidePtr>(const SlideRecord&)>;

struct ExportRequest {
    std::vector<Snapshot> slides;
    /// A file; a folder, or a name that is shared by one file per slide, where there are several slides.
    std::filesystem::path path;
    std::vector<ReviewState> states = {ReviewState::Accepted, ReviewState::Corrected, ReviewState::Added};
    std::vector<std::string> classes;   ///< empty = all
    ExportFrame frame = ExportFrame::Slide;
    MaskOptions mask;
    TrainingSetOptions training;
    SlideOpener openSlide;              ///< empty = by the record's path
};

struct ExportControl {
    std::function<void(double fraction)> progress = {};  ///< on the calling thread
    std::stop_token stop = {};                           ///< a stop is the error "cancelled"
};

struct ExportReport {
    std::vector<std::filesystem::path> files;   ///< whole files; of a training set its folder
    std::size_t slides = 0;                     ///< that something was written of
    std::size_t skippedSlides = 0;              ///< that failed: a warning says why
    std::size_t objects = 0;
    std::map<std::string, std::int64_t> counts; ///< what else the format counts: "tiles", "class 1 = Glomerulus"
    std::vector<std::string> warnings;
};

class Exporter {
public:
    virtual ~Exporter() = default;
    virtual std::string_view name() const = 0;        ///< as on the command line: "geojson"
    virtual std::string_view title() const = 0;       ///< for people
    virtual std::string_view extension() const = 0;   ///< ".geojson"; empty for a folder
    /// What this format cannot carry, for people, before they choose it: "holes become exclusion polygons; no probability".
    /// Empty: nothing of what Bowman knows is lost.
    virtual std::string_view losses() const { return {}; }
    /// The files that write() will write, before it does: one per slide that has something, unless a format says otherwise.
    virtual std::vector<std::filesystem::path> files(const ExportRequest& request) const;
    /// Blocks. The error "nothing to export" says which states there are.
    virtual Result<ExportReport> write(const ExportRequest& request, const ExportControl& control = {}) const = 0;
};

/// All formats, in the order in which they are offered.
const std::vector<const Exporter*>& exporters();

/// Null when there is none of that name.
const Exporter* findExporter(std::string_view name);

}  // namespace bowman
