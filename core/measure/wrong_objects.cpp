#include "core/measure/wrong_objects.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/annotation/scanline.h"
#include "core/slide/scaled_read.h"

namespace bowman {
namespace {

constexpr int kEdge = 480;                     // pixels of a picture
constexpr double kSurroundings = 2.5;          // widths of the object
constexpr double kSmallestField = 64;          // level-0 pixels

/// Objects that are in no pair.
std::vector<std::size_t> alone(std::size_t count, const std::vector<ObjectMatch>& matches, std::size_t ObjectMatch::*side) {
    std::vector<bool> isPaired(count, false);
    for (const ObjectMatch& match : matches) isPaired[match.*side] = true;
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < count; ++i)
        if (!isPaired[i]) left.push_back(i);
    return left;
}

class Photographer {
public:
    Photographer(const Slide& slide, const std::vector<MultiPolygon>& truth, const std::vector<MultiPolygon>& predicted)
        : m_slide(slide), m_truth(truth), m_predicted(predicted) {}

    Result<EvaluationPicture> picture(const SlideRect& object, double iou, const std::string& what) const {
        const double field = std::max(kSmallestField, kSurroundings * std::max(object.width, object.height));
        const SlidePoint middle = object.centre();
        const ScaledRegion region{{middle.x - field / 2, middle.y - field / 2}, field / kEdge, kEdge, kEdge};
        const auto rgb = readScaled(m_slide, region);
        if (!rgb) return rgb.error();
        char place[80];
        std::snprintf(place, sizeof place, " at %.0f, %.0f", middle.x, middle.y);
        return EvaluationPicture{iou, what + place, pictureOf(*rgb, drawn(m_truth, region), drawn(m_predicted, region))};
    }

private:
    Image drawn(const std::vector<MultiPolygon>& shapes, const ScaledRegion& region) const {
        Image mask(kEdge, kEdge, PixelFormat::Gray8);
        std::fill_n(mask.data(), mask.sizeBytes(), std::uint8_t{0});
        const SlideRect seen{region.origin.x, region.origin.y, kEdge * region.downsample, kEdge * region.downsample};
        for (const MultiPolygon& shape : shapes)
            if (boundsOf(shape).intersects(seen)) fillShape(shape, {region.origin, region.downsample, kEdge, kEdge}, 1, mask);
        return mask;
    }

    const Slide& m_slide;
    const std::vector<MultiPolygon>& m_truth;
    const std::vector<MultiPolygon>& m_predicted;
};

}  // namespace

Result<std::vector<EvaluationPicture>> wrongObjects(const Slide& slide, const std::vector<MultiPolygon>& truth, const std::vector<MultiPolygon>& predicted,
                                                    const Agreement& agreement, int most) {
    struct Wrong {
        SlideRect bounds;
        double iou;
        std::string what;
    };
    std::vector<Wrong> all;
    for (const std::size_t i : alone(truth.size(), agreement.matches, &ObjectMatch::truth)) all.push_back({boundsOf(truth[i]), 0, "missed"});
    for (const std::size_t i : alone(predicted.size(), agreement.matches, &ObjectMatch::predicted)) all.push_back({boundsOf(predicted[i]), 0, "not in the truth"});
    std::vector<ObjectMatch> pairs = agreement.matches;
    std::stable_sort(pairs.begin(), pairs.end(), [](const ObjectMatch& a, const ObjectMatch& b) { return a.iou < b.iou; });
    for (const ObjectMatch& pair : pairs) {
        char score[24];
        std::snprintf(score, sizeof score, "IoU %.2f", pair.iou);
        all.push_back({boundsOf(truth[pair.truth]), pair.iou, score});
    }
    const Photographer photographer(slide, truth, predicted);
    std::vector<EvaluationPicture> pictures;
    for (const Wrong& wrong : all) {
        if (static_cast<int>(pictures.size()) >= most) break;
        auto picture = photographer.picture(wrong.bounds, wrong.iou, wrong.what);
        if (!picture) return picture.error();
        pictures.push_back(std::move(*picture));
    }
    return pictures;
}

}  // namespace bowman
