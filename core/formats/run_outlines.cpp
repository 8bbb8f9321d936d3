#include "core/formats/run_outlines.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace bowman {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

using Runs = std::vector<PixelRun>;

/// Disjoint sets of run indices; a set is named by its first run.
class Groups {
public:
    explicit Groups(std::size_t count) : m_parent(count) { std::iota(m_parent.begin(), m_parent.end(), 0U); }

    std::uint32_t of(std::uint32_t run) {
        while (m_parent[run] != run) run = m_parent[run] = m_parent[m_parent[run]];
        return run;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = of(a);
        b = of(b);
        m_parent[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> m_parent;
};

std::uint32_t endOfColumn(const Runs& runs, std::uint32_t begin) {
    std::uint32_t end = begin;
    while (end < runs.size() && runs[end].line == runs[begin].line) ++end;
    return end;
}

/// Runs of neighbouring columns that have a row in common are of one group.
Groups connected(const Runs& runs) {
    Groups groups(runs.size());
    std::uint32_t previous = 0, previousEnd = 0;
    for (std::uint32_t begin = 0; begin < runs.size();) {
        const std::uint32_t end = endOfColumn(runs, begin);
        if (previousEnd > 0 && runs[previous].line + 1 == runs[begin].line)
            for (std::uint32_t i = previous, k = begin; i < previousEnd && k < end;) {
                if (runs[i].begin < runs[k].end && runs[k].begin < runs[i].end) groups.join(i, k);
                runs[i].end < runs[k].end ? ++i : ++k;
            }
        previous = begin;
        previousEnd = begin = end;
    }
    return groups;
}

/// Indices of runs by group, groups by their first run.
struct GroupedRuns {
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> ends;   ///< of each group in `order`
};

GroupedRuns byGroup(const Runs& runs) {
    const auto count = static_cast<std::uint32_t>(runs.size());
    Groups groups = connected(runs);
    GroupedRuns grouped;
    std::vector<std::uint32_t> next(count, 0);   // by the group's first run: its size, then where its next run goes
    for (std::uint32_t i = 0; i < count; ++i) ++next[groups.of(i)];
    std::uint32_t end = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (next[i] == 0) continue;
        end += std::exchange(next[i], end);
        grouped.ends.push_back(end);
    }
    grouped.order.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) grouped.order[next[groups.of(i)]++] = i;
    return grouped;
}

/// A corner of the outline: a horizontal and a vertical edge meet here.
struct Corner {
    std::int32_t x = 0;
    std::int32_t y = 0;
    std::uint32_t horizontal = kNone;   ///< the corner at the other end of the edge
    std::uint32_t vertical = kNone;
    std::uint32_t twin = kNone;         ///< the other corner at this place, where two pixels meet diagonally
    std::uint32_t place = kNone;        ///< in the path that is being traced
    bool isDone = false;
    bool beginsTop = false;             ///< left end of an upper edge: a ring with its pixels on the right leaves it to the right
};

/// Outline of one group. Its lines between columns are visited from left to right, and each from top to bottom: there the
/// ends of the columns' runs are the corners, joined in pairs by vertical edges. Buffers serve all groups.
class GroupOutline {
public:
    /// `runs` of one group, ordered.
    Polygon polygonOf(const Runs& runs) {
        m_corners.clear();
        m_open.clear();
        std::uint32_t left = 0, leftEnd = 0;
        for (std::uint32_t begin = 0; begin < runs.size();) {
            const std::uint32_t end = endOfColumn(runs, begin);   // the next column, as the group is connected
            addLine(runs, {left, leftEnd}, {begin, end}, runs[begin].line);
            left = begin;
            leftEnd = begin = end;
        }
        addLine(runs, {left, leftEnd}, {0, 0}, runs.back().line + 1);
        Polygon polygon;
        for (std::uint32_t i = 0; i < m_corners.size(); ++i)
            if (m_corners[i].beginsTop && !m_corners[i].isDone) trace(i, polygon);
        return polygon;
    }

private:
    struct Column {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t ends() const { return 2 * (end - begin); }
    };

    static std::int64_t endOf(const Runs& runs, Column column, std::uint32_t index) {
        const PixelRun& run = runs[column.begin + index / 2];
        return index % 2 == 0 ? run.begin : run.end;
    }

    std::uint32_t add(std::int64_t x, std::int64_t y) {
        Corner corner;
        corner.x = static_cast<std::int32_t>(x);
        corner.y = static_cast<std::int32_t>(y);
        m_corners.push_back(corner);
        return static_cast<std::uint32_t>(m_corners.size() - 1);
    }

    /// A vertical edge ends, or begins, here.
    void linkVertically(std::uint32_t corner) {
        if (m_pending == kNone) {
            m_pending = corner;
            return;
        }
        m_corners[corner].vertical = m_pending;
        m_corners[m_pending].vertical = corner;
        m_pending = kNone;
    }

    /// The edge along an end of a run of the left column ends here.
    std::uint32_t closeEdge(std::uint32_t index, std::int64_t x, std::int64_t y) {
        const std::uint32_t corner = add(x, y), start = m_open[index];
        m_corners[corner].horizontal = start;
        m_corners[start].horizontal = corner;
        return corner;
    }

    std::uint32_t openEdge(std::uint32_t index, std::int64_t x, std::int64_t y) {
        const std::uint32_t corner = add(x, y);
        m_corners[corner].beginsTop = index % 2 == 0;
        m_opened[index] = corner;
        return corner;
    }

    void addLine(const Runs& runs, Column left, Column right, std::int64_t x) {
        m_opened.assign(right.ends(), kNone);
        m_pending = kNone;
        for (std::uint32_t l = 0, r = 0; l < left.ends() || r < right.ends();) {
            const std::int64_t yl = l < left.ends() ? endOf(runs, left, l) : INT64_MAX;
            const std::int64_t yr = r < right.ends() ? endOf(runs, right, r) : INT64_MAX;
            if (yl < yr) {
                linkVertically(closeEdge(l++, x, yl));
            } else if (yr < yl) {
                linkVertically(openEdge(r++, x, yr));
            } else if (l % 2 == r % 2) {   // the edge goes straight on
                m_opened[r++] = m_open[l++];
            } else {                       // two pixels meet diagonally: each corner stays on its own pixel
                const bool isLeftAbove = l % 2 == 1;
                const std::uint32_t ofLeft = closeEdge(l++, x, yl), ofRight = openEdge(r++, x, yr);
                m_corners[ofLeft].twin = ofRight;
                m_corners[ofRight].twin = ofLeft;
                linkVertically(isLeftAbove ? ofLeft : ofRight);
                linkVertically(isLeftAbove ? ofRight : ofLeft);
            }
        }
        m_open.swap(m_opened);
    }

    /// Follows the border. A place that it meets again closes a ring of its own.
    void trace(std::uint32_t start, Polygon& polygon) {
        m_path.clear();
        bool isHorizontal = true;
        for (std::uint32_t at = start; !m_corners[at].isDone; isHorizontal = !isHorizontal) {
            Corner& corner = m_corners[at];
            corner.isDone = true;
            const std::uint32_t before = corner.twin == kNone ? kNone : m_corners[corner.twin].place;
            if (before == kNone) {
                corner.place = static_cast<std::uint32_t>(m_path.size());
                m_path.push_back(at);
            } else {
                keepRing(before, polygon);
                for (std::size_t i = before + 1; i < m_path.size(); ++i) m_corners[m_path[i]].place = kNone;
                m_path.resize(before + 1);
            }
            at = isHorizontal ? corner.horizontal : corner.vertical;
        }
        keepRing(0, polygon);
        for (const std::uint32_t corner : m_path) m_corners[corner].place = kNone;
    }

    /// The path from there on, as an outer ring where it is clockwise on the screen.
    void keepRing(std::size_t from, Polygon& polygon) const {
        Ring ring;
        ring.reserve(m_path.size() - from);
        double doubleArea = 0;
        const Corner* previous = &m_corners[m_path.back()];
        for (std::size_t i = from; i < m_path.size(); ++i) {
            const Corner& corner = m_corners[m_path[i]];
            doubleArea += static_cast<double>(previous->x) * corner.y - static_cast<double>(corner.x) * previous->y;
            ring.push_back({static_cast<double>(corner.x), static_cast<double>(corner.y)});
            previous = &corner;
        }
        if (doubleArea > 0) polygon.outer = std::move(ring);
        else polygon.holes.push_back(std::move(ring));
    }

    std::vector<Corner> m_corners;
    std::vector<std::uint32_t> m_open;     ///< corner at which the edge along each end of the left column's runs began
    std::vector<std::uint32_t> m_opened;   ///< the same of the right column
    std::vector<std::uint32_t> m_path;
    std::uint32_t m_pending = kNone;       ///< upper corner of a vertical edge whose lower one is still to come
};

bool isBefore(const PixelRun& a, const PixelRun& b) { return a.line != b.line ? a.line < b.line : a.begin < b.begin; }

bool isNormal(const Runs& runs) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (runs[i].begin >= runs[i].end) return false;
        if (i > 0 && (isBefore(runs[i], runs[i - 1]) || (runs[i].line == runs[i - 1].line && runs[i].begin <= runs[i - 1].end))) return false;
    }
    return true;
}

Runs normalised(Runs runs) {
    std::erase_if(runs, [](const PixelRun& run) { return run.begin >= run.end; });
    std::sort(runs.begin(), runs.end(), isBefore);
    Runs united;
    for (const PixelRun& run : runs) {
        const bool isMore = !united.empty() && united.back().line == run.line && run.begin <= united.back().end;
        if (isMore) united.back().end = std::max(united.back().end, run.end);
        else united.push_back(run);
    }
    return united;
}

}  // namespace

std::vector<Polygon> outlinesOfColumns(const Runs& columns) {
    if (!isNormal(columns)) return outlinesOfColumns(normalised(columns));
    const GroupedRuns grouped = byGroup(columns);
    std::vector<Polygon> polygons;
    polygons.reserve(grouped.ends.size());
    GroupOutline outline;
    Runs runs;
    std::uint32_t i = 0;
    for (const std::uint32_t end : grouped.ends) {
        runs.clear();
        for (; i < end; ++i) runs.push_back(columns[grouped.order[i]]);
        polygons.push_back(outline.polygonOf(runs));
    }
    return polygons;
}

}  // namespace bowman
