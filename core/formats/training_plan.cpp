#include "core/formats/training_plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace bowman {
namespace {

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers with every standard library.
std::uint64_t nextRandom(std::uint64_t& state) {
    std::uint64_t z = state += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

bool isOfClass(const std::vector<std::string>& classes, const std::string& name) {
    return classes.empty() || std::find(classes.begin(), classes.end(), name) != classes.end();
}

/// Origins along one axis so that tiles cover [from, from + length): centred when one is enough, else evenly spread.
std::vector<double> spread(double from, double length, double extent, double slideLength) {
    const auto inside = [&](double origin) {
        return std::floor(slideLength > extent ? std::clamp(origin, 0.0, slideLength - extent) : 0.0);
    };
    const auto count = static_cast<int>(std::ceil(length / extent - 1e-9));
    if (count <= 1) return {inside(from + length / 2 - extent / 2)};
    std::vector<double> origins;
    for (int i = 0; i < count; ++i) origins.push_back(inside(from + i * (length - extent) / (count - 1)));
    return origins;
}

class TilePlan {
public:
    TilePlan(PixelSize slide, double extent) : m_slide(slide), m_extent(extent) {}

    void cover(const SlideRect& area) {
        for (const double y : spread(area.y, area.height, m_extent, static_cast<double>(m_slide.height)))
            for (const double x : spread(area.x, area.width, m_extent, static_cast<double>(m_slide.width)))
                if (m_known.insert({x, y}).second) m_tiles.push_back({x, y});
    }

    /// Nothing where one tile has it whole.
    void coverOnce(const SlideRect& area) {
        for (const SlidePoint& tile : m_tiles)
            if (area.x >= tile.x && area.y >= tile.y && area.right() <= tile.x + m_extent && area.bottom() <= tile.y + m_extent)
                return;
        cover(area);
    }

    std::vector<SlidePoint> tiles() && { return std::move(m_tiles); }

private:
    PixelSize m_slide;
    double m_extent;
    std::vector<SlidePoint> m_tiles;
    std::set<std::pair<double, double>> m_known;
};

}  // namespace

TrainingLabels trainingLabels(const Snapshot& snapshot, const std::vector<std::string>& classes) {
    TrainingLabels labels;
    for (const AnnotationPtr& a : snapshot.annotations) {
        if (a->kind == AnnotationKind::CompleteRegion) {
            if (isReviewedPositive(a->state)) labels.regions.push_back(a);
        } else if (!isOfClass(classes, a->className)) {
            labels.ignored.push_back(a);
        } else if (isReviewedPositive(a->state)) {
            labels.positives.push_back(a);
        } else if (a->state == ReviewState::Rejected) {
            labels.rejected.push_back(a);
        } else {
            labels.ignored.push_back(a);
        }
    }
    for (auto* list : {&labels.positives, &labels.rejected, &labels.ignored, &labels.regions})
        std::sort(list->begin(), list->end(), [](const auto& a, const auto& b) { return a->id < b->id; });
    return labels;
}

std::vector<SlidePoint> trainingTiles(const TrainingLabels& labels, PixelSize slide, double extent) {
    const SlideRect whole{0, 0, static_cast<double>(slide.width), static_cast<double>(slide.height)};
    TilePlan plan(slide, extent);
    for (const AnnotationPtr& region : labels.regions) {
        const SlideRect area = boundsOf(region->shape).intersected(whole);
        if (!area.isEmpty()) plan.cover(area);
    }
    for (const auto* list : {&labels.positives, &labels.rejected})
        for (const AnnotationPtr& object : *list) {
            const SlideRect area = boundsOf(object->shape).intersected(whole);
            if (!area.isEmpty()) plan.coverOnce(area);
        }
    return std::move(plan).tiles();
}

Image trainingMask(const TrainingLabels& labels, PixelSize slide, const RasterGrid& grid) {
    Image mask(static_cast<int>(grid.width), static_cast<int>(grid.height), PixelFormat::Gray8);
    std::fill(mask.data(), mask.data() + mask.sizeBytes(), kTrainIgnore);
    const SlideRect area{grid.origin.x, grid.origin.y, static_cast<double>(grid.width) * grid.scale,
                         static_cast<double>(grid.height) * grid.scale};
    const auto fill = [&](const std::vector<AnnotationPtr>& list, std::uint8_t value) {
        for (const AnnotationPtr& a : list)
            if (boundsOf(a->shape).intersects(area)) fillShape(a->shape, grid, value, mask);
    };
    fill(labels.regions, kTrainBackground);
    fill(labels.rejected, kTrainBackground);
    fill(labels.ignored, kTrainIgnore);
    fill(labels.positives, kTrainGlomerulus);
    for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x) {
            const double sx = grid.origin.x + (x + 0.5) * grid.scale, sy = grid.origin.y + (y + 0.5) * grid.scale;
            const bool isInside = sx >= 0 && sy >= 0 && sx < static_cast<double>(slide.width) && sy < static_cast<double>(slide.height);
            if (!isInside) *mask.pixel(x, y) = kTrainIgnore;
        }
    return mask;
}

std::vector<std::string> trainingGroups(const std::vector<const SlideRecord*>& slides) {
    std::map<std::string, std::string> ofPatient;
    std::vector<std::string> groups;
    for (const SlideRecord* slide : slides) {
        if (slide->patient.empty()) {
            groups.push_back(slide->alias);
            continue;
        }
        const auto next = std::to_string(ofPatient.size() + 1);
        groups.push_back(ofPatient.try_emplace(slide->patient, std::string("patient-") + next).first->second);
    }
    return groups;
}

std::vector<int> trainingFolds(const std::vector<std::string>& groups, const std::vector<std::size_t>& tiles, int folds,
                               std::uint64_t seed) {
    std::map<std::string, std::size_t> sizes;
    for (std::size_t i = 0; i < groups.size(); ++i) sizes[groups[i]] += tiles[i];
    std::vector<std::string> order;
    for (const auto& [group, count] : sizes) order.push_back(group);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[nextRandom(seed) % i]);
    std::vector<std::size_t> load(static_cast<std::size_t>(folds));
    std::map<std::string, int> foldOf;
    for (const std::string& group : order) {
        const auto lightest = std::min_element(load.begin(), load.end());
        *lightest += sizes[group];
        foldOf[group] = static_cast<int>(lightest - load.begin());
    }
    std::vector<int> result;
    for (const std::string& group : groups) result.push_back(foldOf[group]);
    return result;
}

}  // namespace bowman
