// Where the finished patches of detections are kept, and for how long. What is in it can be computed again: it may be deleted at any time.
// Blocking; any thread; several processes may share a folder.
//
//   <folder>/<slide>-<run>/   about.json      what slide, model and settings the patches belong to; its time is when they were last used
//                             NNNN.patches    patch_store.h
//                             finished.json   the whole slide was searched; how
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/annotation/polygon.h"
#include "core/base/result.h"
#include "core/detect/model_card.h"
#include "core/detect/patch_plan.h"
#include "core/detect/patch_store.h"
#include "core/detect/probability_map.h"
#include "core/slide/slide.h"

namespace bowman {

struct DetectionCache {
    static constexpr std::int64_t kLimit = std::int64_t{2} << 30;   ///< bytes in one folder; what was not used for longest goes first

    std::vector<std::filesystem::path> folders = {};   ///< the first that can be written is used; none: nothing is kept
    std::int64_t limitBytes = kLimit;
};

/// Beside the project ("study.bowman-cache" for "study.bowman"), else the user's cache folder, which also serves without a project.
DetectionCache detectionCacheFor(const std::filesystem::path& project);

/// All that the numbers of a patch depend on, its place apart.
struct PatchOrigin {
    const Slide& slide;
    const ModelCard& card;
    std::string arithmetic;      ///< Predictor::arithmetic()
    double umPerPx = 0;
    PatchGeometry geometry;
    bool isNarrowed = false;     ///< bands hold what their tissue needs, and zeros beside it
};

/// How a search of the whole slide ended, for who opens it again.
struct FinishedSearch {
    double threshold = 0;
    double smallestAreaUm2 = 0;
    double smoothingUm = 0;
    double tissueMm2 = 0;
    int patches = 0;
    double smallestConfidence = 0;
    std::map<int, std::pair<int, int>> extents = {};   ///< as in PatchPlan
    MultiPolygon ink = {};                             ///< as in PatchBlender
};

/// The kept patches of one slide, model and setting.
class KeptPatches {
public:
    PatchStore& store() const { return *m_store; }
    const std::filesystem::path& folder() const { return m_folder; }
    void finish(const FinishedSearch& search) const;

private:
    friend Result<KeptPatches> openKeptPatches(const DetectionCache& cache, const PatchOrigin& origin);
    std::filesystem::path m_folder;
    std::unique_ptr<PatchStore> m_store;
};

/// Also keeps the folder below its limit. Error: the slide's file cannot be read, or no folder can be written.
Result<KeptPatches> openKeptPatches(const DetectionCache& cache, const PatchOrigin& origin);

/// Removes the runs that were not used for longest until what is left is not above the limit; never `spared`.
void trimDetectionCache(const std::filesystem::path& folder, std::int64_t limitBytes, const std::filesystem::path& spared = {});

/// The probability map of the last finished search of a slide.
struct KeptDetection {
    ModelCard card;
    FinishedSearch search;
    std::shared_ptr<const ProbabilityMap> map;
};

/// Empty where there is none, or where a piece of it is missing or damaged. About a second for a large slide.
std::optional<KeptDetection> loadKeptDetection(const DetectionCache& cache, const Slide& slide, double umPerPx);

}  // namespace bowman
