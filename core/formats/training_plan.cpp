#include "core/formats/training_plan.h"

#include <algorithm>
#include <cctype>
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

/// Parts of the section in which nothing can be learnt; QuPath calls its own "Ignore*".
bool isToBeIgnored(const Annotation& structure) {
    std::string name = structure.className;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return structure.state != ReviewState::Rejected && (name.starts_with("ignore") || name == "artefact" || name == "artifact");
}

bool isOfClass(const std::vector<std::string>& classes, const std::string& name) {
    return classes.empty() || std::find(classes.begin(), classes.end(), name) != classes.end();
}

/// 0 ≤ … < 1, the same with every standard library.
double nextShare(std::uint64_t& state) { return static_cast<double>(nextRandom(state) >> 11) * 0x1p-53; }

/// Origins along one axis so that tiles cover [from, from + length) and neighbours share `overlap` of their extent at the
/// least: centred when one is enough, else evenly spread.
std::vector<double> spread(double from, double length, double extent, double overlap) {
    if (length <= extent * (1 + 1e-9)) return {from + length / 2 - extent / 2};
    const auto count = 1 + static_cast<int>(std::ceil((length - extent) / (extent * (1 - overlap)) - 1e-9));
    std::vector<double> origins;
    for (int i = 0; i < count; ++i) origins.push_back(from + i * (length - extent) / (count - 1));
    return origins;
}

class TilePlan {
public:
    TilePlan(PixelSize slide, const TilePlacement& placement)
        : m_width(static_cast<double>(slide.width)), m_height(static_cast<double>(slide.height)), m_placement(placement), m_random(placement.seed) {}

    /// A complete region.
    void cover(const SlideRect& area) {
        for (const SlidePoint& origin : gridOver(area, m_placement.overlap)) add(moved(origin, {-1e12, -1e12, 2e12, 2e12}));
    }

    /// An object: nothing where one tile has it whole.
    void coverOnce(const SlideRect& area) {
        const double extent = m_placement.extent;
        for (double y = cell(area.bottom() - extent); y <= cell(area.y); ++y)
            for (double x = cell(area.right() - extent); x <= cell(area.x); ++x)
                if (const auto near = m_byCell.find({x, y}); near != m_byCell.end())
                    for (const SlidePoint& tile : near->second)
                        if (area.x >= tile.x && area.y >= tile.y && area.right() <= tile.x + extent && area.bottom() <= tile.y + extent)
                            return;
        const auto origins = gridOver(area, 0);
        // Origins from which the tile still holds it whole.
        const SlidePoint least{std::ceil(area.right() - extent), std::ceil(area.bottom() - extent)};
        const SlideRect allowed{least.x, least.y, std::floor(area.x) - least.x, std::floor(area.y) - least.y};
        const bool isMovable = origins.size() == 1 && allowed.width >= 0 && allowed.height >= 0;
        for (const SlidePoint& origin : origins) add(isMovable ? moved(origin, allowed) : origin);
    }

    std::vector<SlidePoint> tiles() && { return std::move(m_tiles); }

private:
    std::vector<SlidePoint> gridOver(const SlideRect& area, double overlap) const {
        std::vector<SlidePoint> origins;
        for (const double y : spread(area.y, area.height, m_placement.extent, overlap))
            for (const double x : spread(area.x, area.width, m_placement.extent, overlap)) origins.push_back({x, y});
        return origins;
    }

    SlidePoint moved(SlidePoint origin, const SlideRect& allowed) {
        if (m_placement.jitter <= 0) return origin;
        const double reach = m_placement.jitter * m_placement.extent;
        const double x = origin.x + reach * (2 * nextShare(m_random) - 1), y = origin.y + reach * (2 * nextShare(m_random) - 1);
        return {std::clamp(x, allowed.x, allowed.right()), std::clamp(y, allowed.y, allowed.bottom())};
    }

    void add(SlidePoint origin) {
        const auto inside = [&](double at, double length) {
            return std::floor(length > m_placement.extent ? std::clamp(at, 0.0, length - m_placement.extent) : 0.0);
        };
        const SlidePoint tile{inside(origin.x, m_width), inside(origin.y, m_height)};
        if (!m_known.insert({tile.x, tile.y}).second) return;
        m_tiles.push_back(tile);
        m_byCell[{cell(tile.x), cell(tile.y)}].push_back(tile);
    }

    double cell(double at) const { return std::floor(at / m_placement.extent); }

    double m_width;
    double m_height;
    TilePlacement m_placement;
    std::uint64_t m_random;
    std::vector<SlidePoint> m_tiles;
    std::set<std::pair<double, double>> m_known;
    std::map<std::pair<double, double>, std::vector<SlidePoint>> m_byCell;   ///< by their origins
};

}  // namespace

TrainingLabels trainingLabels(const Snapshot& snapshot, const std::vector<std::string>& classes) {
    TrainingLabels labels;
    for (const AnnotationPtr& a : snapshot.annotations) {
        if (a->kind == AnnotationKind::CompleteRegion) {
            if (isReviewedPositive(a->state)) labels.regions.push_back(a);
        } else if (a->kind == AnnotationKind::Structure) {
            if (isToBeIgnored(*a)) labels.excluded.push_back(a);
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
    for (auto* list : {&labels.positives, &labels.rejected, &labels.ignored, &labels.regions, &labels.excluded})
        std::sort(list->begin(), list->end(), [](const auto& a, const auto& b) { return a->id < b->id; });
    return labels;
}

std::vector<SlidePoint> trainingTiles(const TrainingLabels& labels, PixelSize slide, const TilePlacement& placement) {
    const SlideRect whole{0, 0, static_cast<double>(slide.width), static_cast<double>(slide.height)};
    TilePlan plan(slide, placement);
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

std::uint64_t seedOfSlide(std::uint64_t seed, const std::string& alias) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;   // FNV-1a
    for (const char c : alias) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return nextRandom(hash) ^ seed;
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
