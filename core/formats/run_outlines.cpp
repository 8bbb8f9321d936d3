#include "core/formats/run_outlines.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>

namespace bowman {
namespace {

/// Corner of pixels; exact in 31 bits a side.
using Corner = std::uint64_t;

Corner cornerAt(std::int64_t x, std::int64_t y) {
    return (static_cast<std::uint64_t>(x) << 32) | static_cast<std::uint64_t>(y);
}

SlidePoint pointOf(Corner c) {
    return {static_cast<double>(c >> 32), static_cast<double>(c & 0xffffffffU)};
}

enum Direction { Right, Down, Left, Up };

/// A side of a pixel group with the group on its right hand. Long on the sides of columns, one pixel on their ends.
struct Edge {
    Corner to = 0;
    std::uint32_t run = 0;      ///< whose border this is
    Direction direction = Right;
};

/// At most two edges leave a corner: two when pixels meet there diagonally.
struct Leaving {
    std::array<Edge, 2> edges;
    int count = 0;
};

class Outliner {
public:
    explicit Outliner(const std::vector<PixelRun>& runs) : m_runs(runs), m_parent(runs.size()) {
        std::iota(m_parent.begin(), m_parent.end(), 0U);
    }

    std::vector<Polygon> polygons() {
        addColumnEnds();
        addColumnSides();
        traceAll();
        return assemble();
    }

private:
    struct TracedRing {
        Ring ring;
        std::uint32_t group = 0;
        double area = 0;   ///< positive when clockwise on the screen
    };

    std::uint32_t groupOf(std::uint32_t run) {
        while (m_parent[run] != run) run = m_parent[run] = m_parent[m_parent[run]];
        return run;
    }

    void join(std::uint32_t a, std::uint32_t b) {
        a = groupOf(a);
        b = groupOf(b);
        m_parent[std::max(a, b)] = std::min(a, b);
    }

    void addEdge(Corner from, const Edge& edge) {
        Leaving& leaving = m_leaving[from];
        if (leaving.count < 2) leaving.edges[static_cast<std::size_t>(leaving.count++)] = edge;
    }

    void addColumnEnds() {
        m_leaving.reserve(m_runs.size() * 4);
        for (std::uint32_t i = 0; i < m_runs.size(); ++i) {
            const PixelRun& run = m_runs[i];
            addEdge(cornerAt(run.line, run.begin), {cornerAt(run.line + 1, run.begin), i, Right});
            addEdge(cornerAt(run.line + 1, run.end), {cornerAt(run.line, run.end), i, Left});
        }
    }

    /// Sides are what one column has and its neighbour has not: down on the right, up on the left.
    void addColumnSides() {
        std::size_t begin = 0, previous = 0, previousEnd = 0;
        while (begin < m_runs.size()) {
            std::size_t end = begin;
            while (end < m_runs.size() && m_runs[end].line == m_runs[begin].line) ++end;
            const bool isNeighbour = previousEnd > 0 && m_runs[previous].line + 1 == m_runs[begin].line;
            if (!isNeighbour) {
                addSides({previous, previousEnd}, {0, 0}, Down);
                addSides({begin, end}, {0, 0}, Up);
            } else {
                addSides({previous, previousEnd}, {begin, end}, Down);
                addSides({begin, end}, {previous, previousEnd}, Up);
            }
            previous = begin;
            previousEnd = begin = end;
        }
        addSides({previous, previousEnd}, {0, 0}, Down);
    }

    struct Column {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    void addSides(Column own, Column other, Direction direction) {
        std::size_t first = other.begin;
        for (std::size_t i = own.begin; i < own.end; ++i) {
            const PixelRun& run = m_runs[i];
            std::int64_t at = run.begin;
            while (first < other.end && m_runs[first].end <= run.begin) ++first;
            for (std::size_t k = first; k < other.end && m_runs[k].begin < run.end; ++k) {
                join(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(k));
                addSide(i, at, m_runs[k].begin, direction);
                at = std::max(at, m_runs[k].end);
            }
            addSide(i, at, run.end, direction);
        }
    }

    void addSide(std::size_t run, std::int64_t top, std::int64_t bottom, Direction direction) {
        if (top >= bottom) return;
        const std::int64_t x = m_runs[run].line + (direction == Down ? 1 : 0);
        const Corner upper = cornerAt(x, top), lower = cornerAt(x, bottom);
        const auto index = static_cast<std::uint32_t>(run);
        if (direction == Down) addEdge(upper, {lower, index, Down});
        else addEdge(lower, {upper, index, Up});
    }

    void traceAll() {
        for (std::uint32_t i = 0; i < m_runs.size(); ++i)
            for (const Corner start : {cornerAt(m_runs[i].line, m_runs[i].begin), cornerAt(m_runs[i].line + 1, m_runs[i].end)}) {
                const Direction direction = start == cornerAt(m_runs[i].line, m_runs[i].begin) ? Right : Left;
                if (Edge edge; take(start, edge, [&](const Edge& e) { return e.direction == direction; })) trace(start, edge);
            }
    }

    template <typename Wanted>
    bool take(Corner from, Edge& edge, Wanted wanted) {
        const auto found = m_leaving.find(from);
        if (found == m_leaving.end()) return false;
        Leaving& leaving = found->second;
        for (int i = 0; i < leaving.count; ++i)
            if (wanted(leaving.edges[static_cast<std::size_t>(i)])) {
                edge = leaving.edges[static_cast<std::size_t>(i)];
                leaving.edges[static_cast<std::size_t>(i)] = leaving.edges[static_cast<std::size_t>(--leaving.count)];
                return true;
            }
        return false;
    }

    /// Follows the border; at a diagonal corner it turns right and so stays on its own pixel. A corner that the ring meets
    /// again closes a ring of its own.
    void trace(Corner start, Edge edge) {
        std::vector<Corner> path = {start};
        std::unordered_map<Corner, std::size_t> place = {{start, 0}};
        const std::uint32_t group = groupOf(edge.run);
        for (;;) {
            const auto [found, isNew] = place.try_emplace(edge.to, path.size());
            if (isNew) {
                path.push_back(edge.to);
            } else {
                const std::size_t cut = found->second;
                keepRing({path.begin() + static_cast<std::ptrdiff_t>(cut), path.end()}, group);
                for (std::size_t i = cut + 1; i < path.size(); ++i) place.erase(path[i]);
                path.resize(cut + 1);
            }
            const Direction turn = static_cast<Direction>((edge.direction + 1) % 4);
            const Corner at = edge.to;
            if (take(at, edge, [&](const Edge& e) { return e.direction == turn && groupOf(e.run) == group; })) continue;
            if (!take(at, edge, [&](const Edge& e) { return groupOf(e.run) == group; })) return;
        }
    }

    void keepRing(const std::vector<Corner>& corners, std::uint32_t group) {
        TracedRing traced;
        traced.group = group;
        const std::size_t n = corners.size();
        for (std::size_t i = 0; i < n; ++i) {
            const SlidePoint a = pointOf(corners[(i + n - 1) % n]), b = pointOf(corners[i]), c = pointOf(corners[(i + 1) % n]);
            traced.area += (b.x * c.y - c.x * b.y) / 2;
            const bool isStraight = (a.x == b.x && b.x == c.x) || (a.y == b.y && b.y == c.y);
            if (!isStraight) traced.ring.push_back(b);
        }
        m_rings.push_back(std::move(traced));
    }

    std::vector<Polygon> assemble() {
        std::vector<Polygon> polygons;
        std::unordered_map<std::uint32_t, std::size_t> place;
        std::stable_sort(m_rings.begin(), m_rings.end(), [](const auto& a, const auto& b) { return a.group < b.group; });
        for (TracedRing& traced : m_rings) {
            const auto [found, isNew] = place.try_emplace(traced.group, polygons.size());
            if (isNew) polygons.emplace_back();
            Polygon& polygon = polygons[found->second];
            if (traced.area > 0) polygon.outer = std::move(traced.ring);
            else polygon.holes.push_back(std::move(traced.ring));
        }
        return polygons;
    }

    const std::vector<PixelRun>& m_runs;
    std::vector<std::uint32_t> m_parent;
    std::unordered_map<Corner, Leaving> m_leaving;
    std::vector<TracedRing> m_rings;
};

}  // namespace

std::vector<Polygon> outlinesOfColumns(const std::vector<PixelRun>& columns) {
    return Outliner(columns).polygons();
}

}  // namespace bowman
