#include "core/measure/agreement.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/scanline.h"

namespace bowman {
namespace {

double share(std::int64_t part, std::int64_t whole, std::int64_t otherSide) {
    if (whole == 0) return otherSide == 0 ? 1 : 0;
    return static_cast<double>(part) / static_cast<double>(whole);
}

std::vector<SlideRect> boundsOfAll(const std::vector<MultiPolygon>& shapes) {
    std::vector<SlideRect> bounds;
    for (const MultiPolygon& shape : shapes) bounds.push_back(boundsOf(shape));
    return bounds;
}

}  // namespace

double PixelAgreement::dice() const {
    return truth + predicted == 0 ? 1 : 2.0 * static_cast<double>(both) / static_cast<double>(truth + predicted);
}

PixelAgreement& PixelAgreement::operator+=(const PixelAgreement& other) {
    truth += other.truth;
    predicted += other.predicted;
    both += other.both;
    return *this;
}

double ObjectAgreement::precision() const { return share(matched, predicted, truth); }
double ObjectAgreement::recall() const { return share(matched, truth, predicted); }
double ObjectAgreement::f1() const {
    return truth + predicted == 0 ? 1 : 2.0 * static_cast<double>(matched) / static_cast<double>(truth + predicted);
}

ObjectAgreement& ObjectAgreement::operator+=(const ObjectAgreement& other) {
    truth += other.truth;
    predicted += other.predicted;
    matched += other.matched;
    return *this;
}

std::vector<ObjectMatch> matchObjects(const std::vector<SlideRect>& truth, const std::vector<SlideRect>& predicted,
                                      const std::function<double(std::size_t, std::size_t)>& iou, double smallestIou) {
    std::vector<std::size_t> byLeft(predicted.size());
    std::iota(byLeft.begin(), byLeft.end(), std::size_t{0});
    std::sort(byLeft.begin(), byLeft.end(), [&](std::size_t a, std::size_t b) { return predicted[a].x < predicted[b].x; });
    std::vector<ObjectMatch> candidates;
    for (std::size_t t = 0; t < truth.size(); ++t)
        for (const std::size_t p : byLeft) {
            if (predicted[p].x >= truth[t].right()) break;
            if (!truth[t].intersects(predicted[p])) continue;
            if (const double overlap = iou(t, p); overlap >= smallestIou) candidates.push_back({t, p, overlap, 0});
        }
    std::stable_sort(candidates.begin(), candidates.end(), [](const ObjectMatch& a, const ObjectMatch& b) { return a.iou > b.iou; });
    std::vector<bool> truthTaken(truth.size(), false), predictedTaken(predicted.size(), false);
    std::vector<ObjectMatch> matches;
    for (const ObjectMatch& pair : candidates) {
        if (truthTaken[pair.truth] || predictedTaken[pair.predicted]) continue;
        truthTaken[pair.truth] = predictedTaken[pair.predicted] = true;
        matches.push_back(pair);
    }
    return matches;
}

Agreement compareShapes(const std::vector<MultiPolygon>& truth, const std::vector<MultiPolygon>& predicted, const ShapeComparison& how) {
    Agreement agreement;
    agreement.matches = matchObjects(boundsOfAll(truth), boundsOfAll(predicted),
                                     [&](std::size_t t, std::size_t p) { return intersectionOverUnion(truth[t], predicted[p]); },
                                     how.smallestIou);
    agreement.objects = {static_cast<std::int64_t>(truth.size()), static_cast<std::int64_t>(predicted.size()),
                         static_cast<std::int64_t>(agreement.matches.size())};
    const auto pixels = [&](std::int64_t length) { return static_cast<std::int64_t>(std::ceil(static_cast<double>(length) / how.scale)); };
    const RasterGrid grid{{0, 0}, how.scale, pixels(how.slideSize.width), pixels(how.slideSize.height)};
    const auto truthRuns = pixelRuns(truth, grid), predictedRuns = pixelRuns(predicted, grid);
    agreement.pixels = {pixelCount(truthRuns), pixelCount(predictedRuns), pixelsInBoth(truthRuns, predictedRuns)};
    return agreement;
}

}  // namespace bowman
