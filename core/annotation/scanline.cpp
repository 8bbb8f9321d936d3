#include "core/annotation/scanline.h"

#include <algorithm>
#include <cmath>

namespace bowman {
namespace {

/// An edge in raster pixels, `along` being the direction of the runs and `across` the one of the lines.
struct Edge {
    SlidePoint a;   ///< in x, y of the raster, a above b (rows) or left of it (columns)
    SlidePoint b;
    ScanOrder order = ScanOrder::Rows;

    /// Whether the centre (as shifted by the rule in the header) lies beyond the edge: to the right of it for rows,
    /// below it for columns. Decided by the sign of a product, which is exact for coordinates on the 1/16 grid.
    bool isBehind(double x, double y) const {
        const double cross = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
        if (order == ScanOrder::Rows) return cross <= 0;  // on the edge: shifted right, so beyond
        if (cross != 0) return cross > 0;
        return b.y <= a.y;  // shifted right: an edge that goes down has then moved below the centre
    }
};

double acrossOf(SlidePoint p, ScanOrder order) { return order == ScanOrder::Rows ? p.y : p.x; }
double alongOf(SlidePoint p, ScanOrder order) { return order == ScanOrder::Rows ? p.x : p.y; }

/// First pixel of a line whose centre lies beyond the edge.
class EdgeWalk {
public:
    explicit EdgeWalk(const Edge& edge)
        : m_edge(edge), m_from(alongOf(edge.a, edge.order)), m_across(acrossOf(edge.a, edge.order)),
          m_slope((alongOf(edge.b, edge.order) - m_from) / (acrossOf(edge.b, edge.order) - m_across)) {}

    std::int64_t firstBehind(std::int64_t line) const {
        const double centre = static_cast<double>(line) + 0.5;
        const auto behind = [&](std::int64_t pixel) {
            const double along = static_cast<double>(pixel) + 0.5;
            return m_edge.order == ScanOrder::Rows ? m_edge.isBehind(along, centre) : m_edge.isBehind(centre, along);
        };
        const auto first = static_cast<std::int64_t>(std::ceil(m_from + (centre - m_across) * m_slope - 0.5));
        // The slope may round across a centre; the product has the last word.
        if (behind(first - 1)) return first - 1;
        return behind(first) ? first : first + 1;
    }

private:
    const Edge& m_edge;
    double m_from;
    double m_across;
    double m_slope;
};

/// Runs of polygons, one after the other; its buffers serve all of them.
class Scanner {
public:
    Scanner(const RasterGrid& grid, ScanOrder order) : m_grid(grid), m_order(order) {
        m_lineCount = order == ScanOrder::Rows ? grid.height : grid.width;
        m_length = order == ScanOrder::Rows ? grid.width : grid.height;
    }

    void append(const Polygon& polygon, std::vector<PixelRun>& runs) {
        m_first = INT64_MAX;
        m_end = 0;
        eachRing(polygon, [&](const Ring& ring) { findLines(ring); });
        if (m_first >= m_end) return;
        // Crossings by line: counted, then placed, so that there is no list per line.
        m_ends.assign(static_cast<std::size_t>(m_end - m_first) + 1, 0);
        eachEdge(polygon, [&](const Edge&, std::int64_t begin, std::int64_t end) {
            for (std::int64_t line = begin; line < end; ++line) ++m_ends[static_cast<std::size_t>(line - m_first) + 1];
        });
        for (std::size_t i = 1; i < m_ends.size(); ++i) m_ends[i] += m_ends[i - 1];
        m_crossings.resize(m_ends.back());
        eachEdge(polygon, [&](const Edge& edge, std::int64_t begin, std::int64_t end) {
            const EdgeWalk walk(edge);
            for (std::int64_t line = begin; line < end; ++line)
                m_crossings[m_ends[static_cast<std::size_t>(line - m_first)]++] = walk.firstBehind(line);
        });
        appendRuns(runs);
    }

private:
    template <typename Action>
    static void eachRing(const Polygon& polygon, Action action) {
        action(polygon.outer);
        for (const Ring& hole : polygon.holes) action(hole);
    }

    /// Each edge that crosses lines of the grid, with the lines.
    template <typename Action>
    void eachEdge(const Polygon& polygon, Action action) const {
        eachRing(polygon, [&](const Ring& ring) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                Edge edge{inRaster(ring[i]), inRaster(ring[i + 1 < ring.size() ? i + 1 : 0]), m_order};
                if (acrossOf(edge.a, m_order) > acrossOf(edge.b, m_order)) std::swap(edge.a, edge.b);
                const std::int64_t begin = lineFrom(acrossOf(edge.a, m_order)), end = lineFrom(acrossOf(edge.b, m_order));
                if (begin < end) action(edge, begin, end);
            }
        });
    }

    void appendRuns(std::vector<PixelRun>& runs) {
        std::size_t begin = 0;
        for (std::int64_t line = m_first; line < m_end; ++line) {
            const std::size_t end = m_ends[static_cast<std::size_t>(line - m_first)];
            std::sort(m_crossings.begin() + static_cast<std::ptrdiff_t>(begin), m_crossings.begin() + static_cast<std::ptrdiff_t>(end));
            for (std::size_t k = begin; k + 1 < end; k += 2) {
                const std::int64_t from = std::max<std::int64_t>(m_crossings[k], 0), to = std::min(m_crossings[k + 1], m_length);
                if (from < to) runs.push_back({line, from, to});
            }
            begin = end;
        }
    }

    SlidePoint inRaster(SlidePoint p) const {
        return {(p.x - m_grid.origin.x) / m_grid.scale, (p.y - m_grid.origin.y) / m_grid.scale};
    }
    std::int64_t lineFrom(double across) const {
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(std::clamp(across - 0.5, -1.0, 1e15))), 0, m_lineCount);
    }
    void findLines(const Ring& ring) {
        for (const SlidePoint p : ring) {
            const std::int64_t line = lineFrom(acrossOf(inRaster(p), m_order));
            m_first = std::min(m_first, line);
            m_end = std::max(m_end, line);
        }
    }

    const RasterGrid& m_grid;
    const ScanOrder m_order;
    std::int64_t m_lineCount = 0;
    std::int64_t m_length = 0;
    std::int64_t m_first = 0;
    std::int64_t m_end = 0;
    std::vector<std::size_t> m_ends;          ///< of each line's crossings, once they are placed
    std::vector<std::int64_t> m_crossings;
};

bool isBefore(const PixelRun& a, const PixelRun& b) { return a.line != b.line ? a.line < b.line : a.begin < b.begin; }

/// Sorts and unites runs that overlap or touch.
void normalise(std::vector<PixelRun>& runs) {
    if (!std::is_sorted(runs.begin(), runs.end(), isBefore)) std::sort(runs.begin(), runs.end(), isBefore);
    std::size_t kept = 0;
    for (const PixelRun& run : runs) {
        if (kept > 0 && runs[kept - 1].line == run.line && runs[kept - 1].end >= run.begin)
            runs[kept - 1].end = std::max(runs[kept - 1].end, run.end);
        else
            runs[kept++] = run;
    }
    runs.resize(kept);
}

}  // namespace

std::vector<PixelRun> pixelRuns(const MultiPolygon& shape, const RasterGrid& grid, ScanOrder order) {
    std::vector<PixelRun> runs;
    Scanner scanner(grid, order);
    for (const Polygon& polygon : shape) scanner.append(polygon, runs);
    normalise(runs);
    return runs;
}

std::vector<PixelRun> pixelRuns(const std::vector<MultiPolygon>& shapes, const RasterGrid& grid, ScanOrder order) {
    std::vector<PixelRun> runs;
    Scanner scanner(grid, order);
    for (const MultiPolygon& shape : shapes)
        for (const Polygon& polygon : shape) scanner.append(polygon, runs);
    normalise(runs);
    return runs;
}

std::int64_t pixelCount(const std::vector<PixelRun>& runs) {
    std::int64_t count = 0;
    for (const PixelRun& run : runs) count += run.end - run.begin;
    return count;
}

std::int64_t pixelsInBoth(const std::vector<PixelRun>& a, const std::vector<PixelRun>& b) {
    std::int64_t count = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i].line != b[j].line) {
            a[i].line < b[j].line ? ++i : ++j;
            continue;
        }
        count += std::max<std::int64_t>(0, std::min(a[i].end, b[j].end) - std::max(a[i].begin, b[j].begin));
        a[i].end < b[j].end ? ++i : ++j;
    }
    return count;
}

void fillShape(const MultiPolygon& shape, const RasterGrid& grid, std::uint8_t value, Image& mask) {
    for (const PixelRun& run : pixelRuns(shape, grid))
        std::fill(mask.row(static_cast<int>(run.line)) + run.begin, mask.row(static_cast<int>(run.line)) + run.end, value);
}

}  // namespace bowman
