// How far two sets of outlines agree: pixel Dice, and objects found at an overlap of one half. Pure; any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/annotation/polygon.h"

namespace bowman {

/// Pixels of the truth, of the prediction, and of both.
struct PixelAgreement {
    std::int64_t truth = 0;
    std::int64_t predicted = 0;
    std::int64_t both = 0;

    /// 2·both / (truth + predicted); 1 where both are empty (the convention of the HuBMAP competition).
    double dice() const;
    PixelAgreement& operator+=(const PixelAgreement& other);
};

/// Objects of the truth, of the prediction, and pairs of them.
struct ObjectAgreement {
    std::int64_t truth = 0;
    std::int64_t predicted = 0;
    std::int64_t matched = 0;

    /// Shares of what was predicted, and of what is there, that are in a pair. Where there is nothing to count: 1 if the
    /// other side is empty too, else 0.
    double precision() const;
    double recall() const;
    /// 2·matched / (truth + predicted); 1 where both are empty.
    double f1() const;
    ObjectAgreement& operator+=(const ObjectAgreement& other);
};

struct ObjectMatch {
    std::size_t truth = 0;
    std::size_t predicted = 0;
    double iou = 0;
    double hausdorff95 = 0;     ///< pixels; only where it was asked for, see mask_agreement.h
};

struct Agreement {
    PixelAgreement pixels;
    ObjectAgreement objects;
    std::vector<ObjectMatch> matches;
};

constexpr double kMatchingIou = 0.5;

/// Pairs with an IoU of at least `smallestIou`, best first, each object in one pair at most. Above one half an object has
/// only one possible partner, so that taking the best first is exact. `iou` is asked only where the bounds meet.
std::vector<ObjectMatch> matchObjects(const std::vector<SlideRect>& truth, const std::vector<SlideRect>& predicted,
                                      const std::function<double(std::size_t truth, std::size_t predicted)>& iou,
                                      double smallestIou = kMatchingIou);

struct ShapeComparison {
    PixelSize slideSize;              ///< level-0 pixels; what lies outside does not count for pixels
    double scale = 1;                 ///< level-0 pixels per counted pixel (pixel-centre rule)
    double smallestIou = kMatchingIou;
};

/// Objects by exact IoU of their polygons, pixels by the union of each side.
Agreement compareShapes(const std::vector<MultiPolygon>& truth, const std::vector<MultiPolygon>& predicted, const ShapeComparison& how);

}  // namespace bowman
