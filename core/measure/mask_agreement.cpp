#include "core/measure/mask_agreement.h"

#include <algorithm>

#include "core/annotation/scanline.h"
#include "core/detect/components.h"
#include "core/measure/outline_distance.h"

namespace bowman {
namespace {

/// An object as its pixels.
struct PixelObject {
    SlideRect bounds;
    std::int64_t pixels = 0;    ///< that were looked at
    std::vector<PixelRun> runs;
};

template <typename Inside>
std::vector<PixelRun> runsWhere(const Image& mask, Inside isInside) {
    std::vector<PixelRun> runs;
    for (int y = 0; y < mask.height(); ++y) appendRuns(mask.row(y), 0, mask.width(), y, isInside, runs);
    return runs;
}

template <typename Inside>
std::vector<PixelObject> objectsWhere(const Image& mask, Inside isInside) {
    std::vector<PixelObject> objects;
    for (Component& c : connectedComponents(mask.height(), [&](int y, std::vector<PixelRun>& runs) {
             appendRuns(mask.row(y), 0, mask.width(), y, isInside, runs);
         }))
        objects.push_back({{double(c.left), double(c.top), double(c.right - c.left), double(c.bottom - c.top)}, c.pixels, std::move(c.runs)});
    return objects;
}

/// The part of line-ordered runs that lies on the object's lines.
std::vector<PixelRun> onLinesOf(const PixelObject& object, const std::vector<PixelRun>& runs) {
    const auto before = [](const PixelRun& run, std::int64_t line) { return run.line < line; };
    const auto from = std::lower_bound(runs.begin(), runs.end(), static_cast<std::int64_t>(object.bounds.y), before);
    return {from, std::lower_bound(from, runs.end(), static_cast<std::int64_t>(object.bounds.bottom()), before)};
}

/// Takes what was not looked at out of its pixels. False: that is most of it.
bool leaveOutTheUnseen(PixelObject& object, const std::vector<PixelRun>& unseen) {
    const std::int64_t hidden = unseen.empty() ? 0 : pixelsInBoth(object.runs, onLinesOf(object, unseen));
    const bool mostly = 2 * hidden > object.pixels;
    object.pixels -= hidden;
    return !mostly;
}

std::vector<PixelObject> withoutTheUnseen(std::vector<PixelObject> objects, const std::vector<PixelRun>& unseen) {
    std::erase_if(objects, [&](PixelObject& object) { return !leaveOutTheUnseen(object, unseen); });
    return objects;
}

std::vector<SlideRect> boundsOfAll(const std::vector<PixelObject>& objects) {
    std::vector<SlideRect> bounds;
    for (const PixelObject& object : objects) bounds.push_back(object.bounds);
    return bounds;
}

bool isTruth(std::uint8_t v) { return v != 0 && v != kNotLookedAt; }

std::vector<ObjectMatch> pairsOf(const std::vector<PixelObject>& truth, const std::vector<PixelObject>& predicted) {
    return matchObjects(boundsOfAll(truth), boundsOfAll(predicted), [&](std::size_t t, std::size_t p) {
        const std::int64_t both = pixelsInBoth(truth[t].runs, predicted[p].runs);
        return static_cast<double>(both) / static_cast<double>(truth[t].pixels + predicted[p].pixels - both);
    });
}

Agreement compare(const Image& truth, std::vector<PixelObject> predictedObjects, const std::vector<PixelRun>& predictedPixels, MatchDetail detail) {
    const auto unseen = runsWhere(truth, [](std::uint8_t v) { return v == kNotLookedAt; });
    const auto truthObjects = objectsWhere(truth, isTruth);
    const auto predicted = withoutTheUnseen(std::move(predictedObjects), unseen);
    Agreement agreement;
    agreement.matches = pairsOf(truthObjects, predicted);
    if (detail == MatchDetail::Distances)
        for (ObjectMatch& match : agreement.matches)
            match.hausdorff95 = outlineDistance95(truthObjects[match.truth].runs, predicted[match.predicted].runs);
    agreement.objects = {static_cast<std::int64_t>(truthObjects.size()), static_cast<std::int64_t>(predicted.size()),
                         static_cast<std::int64_t>(agreement.matches.size())};
    const auto truthPixels = runsWhere(truth, isTruth);
    agreement.pixels = {pixelCount(truthPixels), pixelCount(predictedPixels) - pixelsInBoth(predictedPixels, unseen),
                        pixelsInBoth(truthPixels, predictedPixels)};
    return agreement;
}

std::vector<PixelObject> rasterised(const std::vector<MultiPolygon>& shapes, const RasterGrid& grid) {
    std::vector<PixelObject> objects;
    for (const MultiPolygon& shape : shapes) {
        std::vector<PixelRun> runs = pixelRuns(shape, grid);
        objects.push_back({boundsOf(shape).grown(1), pixelCount(runs), std::move(runs)});
    }
    return objects;
}

}  // namespace

Result<Agreement> compareMasks(const Image& truth, const Image& predicted, MatchDetail detail) {
    if (truth.width() != predicted.width() || truth.height() != predicted.height())
        return Error{"cannot compare masks", "", "the truth has " + std::to_string(truth.width()) + "×" + std::to_string(truth.height()) +
                     " pixels, the prediction " + std::to_string(predicted.width()) + "×" + std::to_string(predicted.height())};
    const auto isObject = [](std::uint8_t v) { return v != 0; };
    return compare(truth, objectsWhere(predicted, isObject), runsWhere(predicted, isObject), detail);
}

Agreement compareMaskWithShapes(const Image& truth, const std::vector<MultiPolygon>& predicted) {
    const RasterGrid grid{{0, 0}, 1, truth.width(), truth.height()};
    return compare(truth, rasterised(predicted, grid), pixelRuns(predicted, grid), MatchDetail::Counts);
}

ShapeVerdicts judgeShapes(const Image& truth, const std::vector<MultiPolygon>& predicted) {
    const auto unseen = runsWhere(truth, [](std::uint8_t v) { return v == kNotLookedAt; });
    const auto truthObjects = objectsWhere(truth, isTruth);
    std::vector<PixelObject> objects = rasterised(predicted, {{0, 0}, 1, truth.width(), truth.height()});
    ShapeVerdicts verdicts;
    for (PixelObject& object : objects) {
        const bool isSeen = leaveOutTheUnseen(object, unseen);
        verdicts.iou.push_back(isSeen ? std::optional(0.0) : std::nullopt);
        if (!isSeen) object.bounds = {};
    }
    std::vector<bool> isFound(truthObjects.size());
    for (const ObjectMatch& match : pairsOf(truthObjects, objects)) {
        verdicts.iou[match.predicted] = match.iou;
        isFound[match.truth] = true;
    }
    for (std::size_t i = 0; i < truthObjects.size(); ++i)
        if (!isFound[i]) verdicts.missed.push_back(truthObjects[i].bounds);
    return verdicts;
}

}  // namespace bowman
