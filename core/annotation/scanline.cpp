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

/// First pixel of the line whose centre lies beyond the edge.
std::int64_t firstBehind(const Edge& edge, std::int64_t line) {
    const double centre = static_cast<double>(line) + 0.5;
    const double a0 = acrossOf(edge.a, edge.order), a1 = acrossOf(edge.b, edge.order);
    const double t = (centre - a0) / (a1 - a0);
    const double crossing = alongOf(edge.a, edge.order) + t * (alongOf(edge.b, edge.order) - alongOf(edge.a, edge.order));
    const auto behind = [&](std::int64_t pixel) {
        const double along = static_cast<double>(pixel) + 0.5;
        return edge.order == ScanOrder::Rows ? edge.isBehind(along, centre) : edge.isBehind(centre, along);
    };
    auto first = static_cast<std::int64_t>(std::ceil(crossing - 0.5));
    // The division may round across a centre; the product has the last word.
    if (behind(first - 1)) return first - 1;
    return behind(first) ? first : first + 1;
}

class Crossings {
public:
    Crossings(const Polygon& polygon, const RasterGrid& grid, ScanOrder order) : m_grid(grid), m_order(order) {
        m_lineCount = order == ScanOrder::Rows ? grid.height : grid.width;
        m_length = order == ScanOrder::Rows ? grid.width : grid.height;
        findLines(polygon.outer);
        for (const Ring& hole : polygon.holes) findLines(hole);
        if (m_first >= m_end) return;
        m_lines.resize(static_cast<std::size_t>(m_end - m_first));
        addRing(polygon.outer);
        for (const Ring& hole : polygon.holes) addRing(hole);
    }

    void appendRuns(std::vector<PixelRun>& runs) {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            std::vector<std::int64_t>& at = m_lines[i];
            std::sort(at.begin(), at.end());
            for (std::size_t k = 0; k + 1 < at.size(); k += 2) {
                const std::int64_t begin = std::max<std::int64_t>(at[k], 0), end = std::min(at[k + 1], m_length);
                if (begin < end) runs.push_back({m_first + static_cast<std::int64_t>(i), begin, end});
            }
        }
    }

private:
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
    void addRing(const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            Edge edge{inRaster(ring[i]), inRaster(ring[(i + 1) % ring.size()]), m_order};
            if (acrossOf(edge.a, m_order) > acrossOf(edge.b, m_order)) std::swap(edge.a, edge.b);
            const std::int64_t end = lineFrom(acrossOf(edge.b, m_order));
            for (std::int64_t line = lineFrom(acrossOf(edge.a, m_order)); line < end; ++line)
                m_lines[static_cast<std::size_t>(line - m_first)].push_back(firstBehind(edge, line));
        }
    }

    const RasterGrid& m_grid;
    const ScanOrder m_order;
    std::int64_t m_lineCount = 0;
    std::int64_t m_length = 0;
    std::int64_t m_first = INT64_MAX;
    std::int64_t m_end = 0;
    std::vector<std::vector<std::int64_t>> m_lines;
};

/// Sorts and unites runs that overlap or touch.
void normalise(std::vector<PixelRun>& runs) {
    std::sort(runs.begin(), runs.end(), [](const PixelRun& a, const PixelRun& b) {
        return a.line != b.line ? a.line < b.line : a.begin < b.begin;
    });
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
    for (const Polygon& polygon : shape) Crossings(polygon, grid, order).appendRuns(runs);
    normalise(runs);
    return runs;
}

std::vector<PixelRun> pixelRuns(const std::vector<MultiPolygon>& shapes, const RasterGrid& grid, ScanOrder order) {
    std::vector<PixelRun> runs;
    for (const MultiPolygon& shape : shapes)
        for (const Polygon& polygon : shape) Crossings(polygon, grid, order).appendRuns(runs);
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
