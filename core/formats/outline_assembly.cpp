#include "core/formats/outline_assembly.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>

#include "core/annotation/polygon_ops.h"

namespace bowman {
namespace {

namespace bg = boost::geometry;
using BoxPoint = bg::model::point<double, 2, bg::cs::cartesian>;
using Box = bg::model::box<BoxPoint>;
using Entry = std::pair<Box, std::size_t>;
using Index = bg::index::rtree<Entry, bg::index::quadratic<16>>;

constexpr double kOnBorder = 0.01;                    ///< px; other tools round holes and outlines apart
constexpr std::size_t kMostSteps = 2'000'000'000;     ///< vertex by vertex, over all comparisons; some seconds
constexpr std::size_t kMostStepsOfOne = 10'000'000;   ///< beyond, only every nth vertex is looked at
constexpr std::size_t kOverlapSteps = 20'000;         ///< what the overlap of two outlines costs, about

Error tooManyOverlaps() { return {"cannot put outlines and holes together", "", "too many outlines lie on each other"}; }

Box boxOf(const Ring& ring, double margin = 0) {
    const SlideRect r = boundsOf({{ring, {}}}).grown(margin);
    return {{r.x, r.y}, {r.right(), r.bottom()}};
}

Index indexOf(const std::vector<Ring*>& rings) {
    std::vector<Entry> entries;
    entries.reserve(rings.size());
    for (const Ring* ring : rings) entries.emplace_back(boxOf(*ring), entries.size());
    return Index(entries.begin(), entries.end());
}

std::vector<std::size_t> touching(const Index& index, const Box& box) {
    std::vector<std::size_t> found;
    for (auto entry = index.qbegin(bg::index::intersects(box)); entry != index.qend(); ++entry) found.push_back(entry->second);
    std::sort(found.begin(), found.end());
    return found;
}

bool isNear(const Ring& ring, SlidePoint p) {
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const double dx = ring[i].x - ring[j].x, dy = ring[i].y - ring[j].y, length = dx * dx + dy * dy;
        const double t = length > 0 ? std::clamp(((p.x - ring[j].x) * dx + (p.y - ring[j].y) * dy) / length, 0.0, 1.0) : 0.0;
        if (std::hypot(p.x - ring[j].x - t * dx, p.y - ring[j].y - t * dy) <= kOnBorder) return true;
    }
    return false;
}

bool isWithin(const Ring& inner, const Ring& outer) {
    if (!bg::covered_by(boxOf(inner), boxOf(outer, kOnBorder))) return false;
    const MultiPolygon shape = {{outer, {}}};
    const std::size_t stride = 1 + inner.size() * outer.size() / kMostStepsOfOne;
    for (std::size_t i = 0; i < inner.size(); i += stride)
        if (!contains(shape, inner[i]) && !isNear(outer, inner[i])) return false;
    return true;
}

std::size_t stepsOf(const Ring& inner, const Ring& outer) { return std::min(inner.size() * outer.size(), kMostStepsOfOne); }

}  // namespace

void OutlineAssembly::addPart(Loose part) {
    m_objects = std::max(m_objects, part.object.value_or(0) + 1);
    m_parts.push_back(std::move(part));
}

Result<OutlineAssembly::Assembled> OutlineAssembly::assemble() {
    std::vector<Loose> parts = std::exchange(m_parts, {}), holes = std::exchange(m_holes, {});
    Assembled result;
    result.shapes.resize(std::exchange(m_objects, 0));
    std::vector<std::vector<Ring>> holesOf(parts.size());
    std::vector<MultiPolygon> cuts(result.shapes.size());
    if (!holes.empty()) {
        std::vector<Ring*> rings;
        std::vector<double> areas;
        for (Loose& part : parts) {
            rings.push_back(&part.ring);
            areas.push_back(areaOf({{part.ring, {}}}));
        }
        const Index index = indexOf(rings);
        std::size_t steps = 0;
        for (Loose& hole : holes) {
            if (hole.ring.size() < 3) {
                ++result.lost;
                continue;
            }
            auto near = touching(index, boxOf(hole.ring));
            std::erase_if(near, [&](std::size_t i) { return parts[i].layer != hole.layer || (hole.object && parts[i].object != hole.object); });
            // Smallest first: the first that contains the hole is the one.
            std::stable_sort(near.begin(), near.end(), [&](std::size_t a, std::size_t b) { return areas[a] < areas[b]; });
            std::optional<std::size_t> owner;
            for (std::size_t k = 0; k < near.size() && !owner; ++k) {
                steps += stepsOf(hole.ring, parts[near[k]].ring);
                if (steps > kMostSteps) return tooManyOverlaps();
                if (isWithin(hole.ring, parts[near[k]].ring)) owner = near[k];
            }
            if (owner) {
                holesOf[*owner].push_back(std::move(hole.ring));
                continue;
            }
            bool isCut = false;
            for (const std::size_t i : near) {
                steps += kOverlapSteps;
                if (steps > kMostSteps) return tooManyOverlaps();
                const auto shared = overlapArea({{parts[i].ring, {}}}, {{hole.ring, {}}});
                if (!shared || *shared <= 0) continue;
                isCut = true;
                cuts[parts[i].object.value_or(0)].push_back({hole.ring, {}});
            }
            ++(isCut ? result.cut : result.lost);
        }
    }
    for (std::size_t i = 0; i < parts.size(); ++i)
        result.shapes[parts[i].object.value_or(0)].push_back({std::move(parts[i].ring), std::move(holesOf[i])});
    for (std::size_t i = 0; i < cuts.size(); ++i)
        for (Polygon& cut : cuts[i]) {
            auto left = subtract(result.shapes[i], {std::move(cut)});
            result.shapes[i] = left ? std::move(*left) : MultiPolygon{};
        }
    return result;
}

Result<MultiPolygon> evenOddShape(std::vector<Ring> rings) {
    std::erase_if(rings, [](const Ring& ring) { return ring.size() < 3; });
    std::vector<double> areas;
    for (const Ring& ring : rings) areas.push_back(areaOf({{ring, {}}}));
    std::vector<std::size_t> order(rings.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return areas[a] > areas[b]; });
    std::vector<Ring*> bySize;
    for (const std::size_t i : order) bySize.push_back(&rings[i]);
    const Index index = indexOf(bySize);
    std::size_t steps = 0;
    MultiPolygon shape;
    std::vector<std::size_t> depth(bySize.size(), 0), placeOf(bySize.size(), 0);
    for (std::size_t i = 0; i < bySize.size(); ++i) {
        std::size_t parent = i;   // the smallest of the larger rings around it
        for (const std::size_t j : touching(index, boxOf(*bySize[i]))) {
            if (j >= i) break;
            steps += stepsOf(*bySize[i], *bySize[j]);
            if (steps > kMostSteps) return tooManyOverlaps();
            if (isWithin(*bySize[i], *bySize[j])) parent = j;
        }
        depth[i] = parent == i ? 0 : depth[parent] + 1;
        if (depth[i] % 2 == 0) {
            placeOf[i] = shape.size();
            shape.push_back({*bySize[i], {}});
        } else {
            placeOf[i] = placeOf[parent];
            shape[placeOf[i]].holes.push_back(*bySize[i]);
        }
    }
    return shape;
}

}  // namespace bowman
