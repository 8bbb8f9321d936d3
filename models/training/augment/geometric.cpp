#include "models/training/augment/geometric.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bowman {
namespace {

SlidePoint source(const Flip& flip, SlidePoint p) { return {flip.horizontal ? -p.x : p.x, flip.vertical ? -p.y : p.y}; }

SlidePoint source(const Rotate90& turn, SlidePoint p) {
    for (int i = 0; i < (turn.quarters & 3); ++i) p = {p.y, -p.x};
    return p;
}

SlidePoint source(const ShiftScaleRotate& t, SlidePoint p) {
    const double x = (p.x - 2 * t.shiftX) / t.scale, y = (p.y - 2 * t.shiftY) / t.scale, c = std::cos(t.angle), s = std::sin(t.angle);
    return {c * x + s * y, c * y - s * x};
}

SlidePoint source(const Crop& crop, SlidePoint p) { return {crop.middleX + crop.share * p.x, crop.middleY + crop.share * p.y}; }

SlidePoint source(const OpticalDistortion& lens, SlidePoint p) {
    const double x = p.x - lens.middleX, y = p.y - lens.middleY, stretch = 1 + lens.k * (x * x + y * y);
    return {lens.middleX + x * stretch, lens.middleY + y * stretch};
}

/// Piecewise linear: the i-th strip of the new tile, `widths[i]` wide, shows the i-th of equal strips.
double alongGrid(const std::vector<double>& widths, double at) {
    if (widths.empty()) return at;
    const double total = std::accumulate(widths.begin(), widths.end(), 0.0), strips = static_cast<double>(widths.size());
    double left = (at + 1) / 2 * total;
    std::size_t i = 0;
    while (i + 1 < widths.size() && left > widths[i]) left -= widths[i++];
    return 2 * (static_cast<double>(i) + left / widths[i]) / strips - 1;
}

SlidePoint source(const GridDistortion& grid, SlidePoint p) { return {alongGrid(grid.columns, p.x), alongGrid(grid.rows, p.y)}; }

SlidePoint source(const PiecewiseAffine& mesh, SlidePoint p) {
    const int cells = mesh.nodes - 1;
    const auto cellOf = [cells](double at) { return std::clamp(static_cast<int>(std::floor((at + 1) / 2 * cells)), 0, cells - 1); };
    const int column = cellOf(p.x), row = cellOf(p.y);
    const double u = (p.x + 1) / 2 * cells - column, v = (p.y + 1) / 2 * cells - row;
    const auto shift = [&](int dx, int dy) { return mesh.shifts[static_cast<std::size_t>((row + dy) * mesh.nodes + column + dx)]; };
    const SlidePoint a = shift(0, 0), d = shift(1, 1), b = u >= v ? shift(1, 0) : shift(0, 1);
    const double wa = 1 - std::max(u, v), wb = std::abs(u - v), wd = std::min(u, v);  // barycentric, in the triangle of (u, v)
    return {p.x + wa * a.x + wb * b.x + wd * d.x, p.y + wa * a.y + wb * b.y + wd * d.y};
}

}  // namespace

SlidePoint sourceOf(const GeometricTransform& transform, SlidePoint p) {
    return std::visit([p](const auto& t) { return source(t, p); }, transform);
}

SlidePoint sourceOf(const std::vector<GeometricTransform>& transforms, SlidePoint p) {
    for (auto t = transforms.rbegin(); t != transforms.rend(); ++t) p = sourceOf(*t, p);
    return p;
}

}  // namespace bowman
