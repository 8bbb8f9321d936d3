#include <algorithm>
#include <fstream>
#include <set>
#include <tuple>

#include "core/base/files.h"
#include "core/base/platform/platform.h"
#include "core/base/translatable.h"
#include "core/formats/class_numbers.h"
#include "core/formats/export_formats.h"
#include "core/formats/export_selection.h"
#include "core/formats/training_manifest.h"
#include "core/formats/training_mask.h"
#include "core/formats/training_plan.h"
#include "core/slide/image_file.h"
#include "core/slide/scaled_read.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

/// A folder that appears under its name when it is complete. A training set that was there is replaced then, anything
/// else is left alone.
class NewFolder {
public:
    explicit NewFolder(fs::path target)
        : m_target(std::move(target)), m_part(m_target.string() + ".part" + std::to_string(platform::processId())) {}
    ~NewFolder() {
        std::error_code status;
        if (!m_isCommitted) fs::remove_all(m_part, status);
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

    Result<void> make() {
        std::error_code status;
        if (fs::exists(m_target, status) && !isReplaceable())
            return Error{"cannot write training set", m_target.string(), "it exists and is not a training set of Bowman"};
        fs::remove_all(m_part, status);
        for (const char* name : {"images", "masks"}) {
            fs::create_directories(m_part / name, status);
            if (status) return Error{"cannot make the folder", (m_part / name).string(), status.message()};
        }
        return {};
    }

    Result<void> add(const std::string& name, const std::string& bytes) {
        std::ofstream out(m_part / name, std::ios::binary);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        if (!out) return Error{"cannot write training set", (m_target / name).string(), "writing failed (disk full?)"};
        return {};
    }

    Result<void> commit() {
        std::error_code status;
        const fs::path old = m_part.string() + ".old";
        const bool isReplacing = fs::exists(m_target, status);
        if (isReplacing) fs::rename(m_target, old, status);
        if (!status) fs::rename(m_part, m_target, status);
        if (status) {
            const Error error{"cannot write training set", m_target.string(), status.message()};
            if (isReplacing) fs::rename(old, m_target, status);
            return error;
        }
        m_isCommitted = true;
        if (isReplacing) fs::remove_all(old, status);
        return {};
    }

private:
    bool isReplaceable() const {
        std::error_code status;
        if (!fs::is_directory(m_target, status)) return false;
        if (fs::is_empty(m_target, status)) return true;
        const auto text = readFile(m_target / "manifest.json");
        return text.ok() && text->find("\"bowman-training-set\"") != std::string::npos;
    }

    fs::path m_target;
    fs::path m_part;
    bool m_isCommitted = false;
};

/// One slide's share of the set.
struct PlannedSlide {
    const Snapshot* snapshot = nullptr;
    SlidePtr slide;
    TrainingLabels labels;
    double scale = 1;                 ///< level-0 pixels per tile pixel
    std::string stem;                 ///< of file names
    std::vector<SlidePoint> tiles;
};

Result<void> check(const TrainingSetOptions& options) {
    const auto error = [](const std::string& why) { return Error{"cannot write training set", "", why}; };
    if (!(options.umPerPx >= 0.05 && options.umPerPx <= 20)) return error("the scale must be 0.05 to 20 µm/px");
    if (options.tileSize < 32 || options.tileSize > 4096) return error("the tile size must be 32 to 4096 px");
    if (options.folds < 1 || options.folds > 100) return error("there must be 1 to 100 folds");
    if (!(options.overlap >= 0 && options.overlap <= 0.5)) return error("the overlap must be 0 to 0.5 of a tile");
    if (!(options.jitter >= 0 && options.jitter <= 0.5)) return error("the jitter must be 0 to 0.5 of a tile");
    if (!(options.smallestPart >= 0 && options.smallestPart <= 1)) return error("the smallest visible part must be 0 to 1");
    return {};
}

class TrainingSetWriter {
public:
    TrainingSetWriter(const ExportRequest& request, const ExportControl& control)
        : m_request(request), m_control(control), m_manifest(describe(request)),
          m_folder(request.path.filename().empty() ? request.path.parent_path() : request.path) {}

    Result<ExportReport> write() {
        if (auto checked = check(m_request.training); !checked) return checked.error();
        plan();
        if (m_slides.empty()) return nothingToTrainOn();
        if (auto numbered = numberClasses(); !numbered) return numbered.error();
        if (auto made = m_folder.make(); !made) return made.error();
        const auto groups = groupsAndFolds();
        for (std::size_t i = 0; i < m_slides.size(); ++i) addToManifest(m_slides[i], groups[i]);
        for (std::size_t i = 0; i < m_slides.size(); ++i)
            if (auto written = writeTiles(m_slides[i], groups[i]); !written) return written.error();
        if (auto written = m_folder.add("manifest.json", toJsonText(m_manifest)); !written) return written.error();
        if (auto written = m_folder.add("DATA_CARD.md", toDataCard(m_manifest)); !written) return written.error();
        if (auto committed = m_folder.commit(); !committed) return committed.error();
        m_report.files = {m_request.path};
        m_report.slides = m_slides.size();
        m_report.counts["tiles"] = static_cast<std::int64_t>(m_manifest.tiles.size());
        return m_report;
    }

private:
    struct GroupAndFold {
        std::string group;
        int fold = 0;
    };

    Error nothingToTrainOn() const {
        if (m_report.skippedSlides > 0) return {"cannot write training set", "", m_report.warnings.front()};
        std::string there;
        for (const auto& [state, count] : m_manifest.objects)
            there += (there.empty() ? std::string() : std::string(", ")) + std::to_string(count) + " " + state;
        return {"nothing to export", "", "a training set needs objects that are accepted, corrected, added or rejected, or a complete region; there are " +
                (there.empty() ? "none at all" : there)};
    }

    void plan() {
        for (const Snapshot& snapshot : m_request.slides) {
            const SlideRecord& record = snapshot.slide;
            PlannedSlide planned{&snapshot, nullptr, trainingLabels(snapshot, m_request.classes), 1, {}, {}};
            if (planned.labels.positives.empty() && planned.labels.rejected.empty() && planned.labels.regions.empty()) {
                m_report.warnings.push_back(record.alias + ": nothing reviewed, left out");
                continue;
            }
            if (auto opened = open(record, planned); !opened) {
                m_report.warnings.push_back(record.alias + ": left out: " + opened.error().message());
                ++m_report.skippedSlides;
                continue;
            }
            const TrainingSetOptions& options = m_request.training;
            planned.tiles = trainingTiles(planned.labels, record.size, {options.tileSize * planned.scale, options.overlap, options.jitter,
                                                                        seedOfSlide(options.seed, record.alias)});
            m_tilesPlanned += planned.tiles.size();
            m_slides.push_back(std::move(planned));
        }
        std::sort(m_slides.begin(), m_slides.end(), [](const PlannedSlide& a, const PlannedSlide& b) {
            const SlideRecord &s = a.snapshot->slide, &t = b.snapshot->slide;
            return std::tie(s.alias, s.id) < std::tie(t.alias, t.id);
        });
        nameFiles();
    }

    /// By the alias; by alias and number where two aliases look the same in file names.
    void nameFiles() {
        std::map<std::string, int> uses;
        for (const PlannedSlide& planned : m_slides) ++uses[fileStem(planned.snapshot->slide)];
        for (PlannedSlide& planned : m_slides) {
            planned.stem = fileStem(planned.snapshot->slide);
            if (uses[planned.stem] > 1) planned.stem.append("-").append(std::to_string(planned.snapshot->slide.id));
        }
    }

    Result<void> numberClasses() {
        std::set<std::string> names;
        for (const PlannedSlide& planned : m_slides)
            for (const AnnotationPtr& a : planned.labels.positives) names.insert(a->className);
        m_manifest.classNumbers = classNumbers(names);
        if (m_request.training.perClass && names.size() > kTrainIgnore - 1)
            return Error{"cannot write training set", "", std::to_string(names.size()) + " classes; a mask has room for 254"};
        return {};
    }

    Result<void> open(const SlideRecord& record, PlannedSlide& planned) {
        if (!record.umPerPx.value)
            return Error{"its µm/px is unknown", "", "give it in the slide's properties"};
        auto opened = openSlideOf(m_request, record);
        if (!opened) return opened.error();
        if ((*opened)->info().size() != record.size)
            return Error{"another slide than the one that was labelled", record.path.string(), "its size differs"};
        planned.slide = std::move(*opened);
        planned.scale = m_request.training.umPerPx / *record.umPerPx.value;
        if (planned.scale < 0.99) m_report.warnings.push_back(record.alias + ": its tiles are enlarged, the slide has no finer pixels");
        return {};
    }

    std::vector<GroupAndFold> groupsAndFolds() {
        std::vector<const SlideRecord*> records;
        std::vector<std::size_t> tiles;
        for (const PlannedSlide& planned : m_slides) {
            records.push_back(&planned.snapshot->slide);
            tiles.push_back(planned.tiles.size());
        }
        const auto groups = trainingGroups(records);
        const auto folds = trainingFolds(groups, tiles, m_request.training.folds, m_request.training.seed);
        std::vector<GroupAndFold> result;
        for (std::size_t i = 0; i < groups.size(); ++i) result.push_back({groups[i], folds[i]});
        if (const auto used = std::set<int>(folds.begin(), folds.end()).size(); used < static_cast<std::size_t>(m_request.training.folds))
            m_report.warnings.push_back("only " + std::to_string(used) + " of " + std::to_string(m_request.training.folds) +
                                        " folds have tiles: there are too few patients or slides");
        return result;
    }

    void addToManifest(const PlannedSlide& planned, const GroupAndFold& place) {
        const SlideRecord& record = planned.snapshot->slide;
        m_manifest.slides.push_back({record.alias, place.group, record.stain, place.fold, record.size, *record.umPerPx.value, record.identity.quickhash});
    }

    Result<void> writeTiles(const PlannedSlide& planned, const GroupAndFold& place) {
        TrainingMaskOptions options;
        options.smallestPart = m_request.training.smallestPart;
        if (m_request.training.perClass) options.classNumbers = m_manifest.classNumbers;
        const TrainingMasks masks(planned.labels, planned.snapshot->slide.size, options);
        for (const SlidePoint& origin : planned.tiles) {
            if (m_control.stop.stop_requested()) return cancelledError();
            if (auto written = writeTile(planned, masks, origin, place); !written) return written;
            if (m_control.progress) m_control.progress(static_cast<double>(++m_tilesDone) / static_cast<double>(m_tilesPlanned));
        }
        m_report.objects += planned.labels.positives.size();
        m_report.counts["rejected"] += static_cast<std::int64_t>(planned.labels.rejected.size());
        m_report.counts["complete regions"] += static_cast<std::int64_t>(planned.labels.regions.size());
        return {};
    }

    Result<void> writeTile(const PlannedSlide& planned, const TrainingMasks& masks, SlidePoint origin, const GroupAndFold& place) {
        const SlideRecord& record = planned.snapshot->slide;
        const int size = m_request.training.tileSize;
        const Image mask = masks.draw({origin, planned.scale, size, size});
        TrainingTile tile;
        for (int y = 0; y < size; ++y)
            for (int x = 0; x < size; ++x) {
                const std::uint8_t value = *mask.pixel(x, y);
                ++tile.pixels[value == kTrainBackground ? 0 : value == kTrainIgnore ? 2 : 1];
            }
        if (tile.pixels[0] + tile.pixels[1] == 0) return {};
        const auto image = readScaled(*planned.slide, {origin, planned.scale, size, size});
        if (!image) return image.error();
        const auto imageBytes = encodePng(*image), maskBytes = encodePng(mask);
        if (!imageBytes) return imageBytes.error();
        if (!maskBytes) return maskBytes.error();
        tile.slide = record.alias;
        tile.x = static_cast<std::int64_t>(origin.x);
        tile.y = static_cast<std::int64_t>(origin.y);
        const std::string name = planned.stem + "_" + std::to_string(tile.x) + "_" + std::to_string(tile.y) + ".png";
        tile.image = "images/" + name;
        tile.mask = "masks/" + name;
        tile.group = place.group;
        tile.fold = place.fold;
        tile.stain = record.stain;
        tile.sha256Image = sha256Hex(*imageBytes);
        tile.sha256Mask = sha256Hex(*maskBytes);
        if (auto written = m_folder.add(tile.image, *imageBytes); !written) return written;
        if (auto written = m_folder.add(tile.mask, *maskBytes); !written) return written;
        m_manifest.tiles.push_back(std::move(tile));
        return {};
    }

    const ExportRequest& m_request;
    const ExportControl& m_control;
    TrainingManifest m_manifest;
    NewFolder m_folder;
    ExportReport m_report;
    std::vector<PlannedSlide> m_slides;
    std::size_t m_tilesPlanned = 0;
    std::size_t m_tilesDone = 0;
};

class TrainingSetExporter : public Exporter {
public:
    std::string_view name() const override { return "training-set"; }
    std::string_view title() const override { return translatable("Formats", "Training set (images, masks, manifest)"); }
    std::string_view extension() const override { return ""; }

    Result<ExportReport> write(const ExportRequest& request, const ExportControl& control) const override {
        return TrainingSetWriter(request, control).write();
    }
};

}  // namespace

const Exporter& trainingSetExporter() {
    static const TrainingSetExporter exporter;
    return exporter;
}

}  // namespace bowman
