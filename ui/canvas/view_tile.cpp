#include "ui/canvas/view_tile.h"

#include <algorithm>
#include <cmath>

#include <QPainter>
#include <QPainterPath>

#include "core/slide/resample.h"
#include "ui/canvas/tile_hatch.h"
#include "ui/canvas/view_transform.h"
#include "ui/canvas/view_turn.h"

namespace bowman::ui {

namespace {

constexpr double kLargestSourceEdge = 1024;   // pixels of the level at once: 3 MB, whatever the scale
constexpr std::uint8_t kUnread = 214;

struct Span {
    std::int64_t first = 0;
    int count = 0;
};

Span spanOf(const AxisPlan& plan, int first, int count) {
    const std::int64_t begin = plan.samples[first].first;
    const AxisSample& last = plan.samples[first + count - 1];
    return {begin, static_cast<int>(last.first + static_cast<std::int64_t>(last.weights.size()) - begin)};
}

void copyTile(const ViewTileSource& tile, Span x, Span y, Image& block) {
    const LevelRegion& r = tile.region;
    const std::int64_t left = std::max(x.first, r.x), right = std::min(x.first + x.count, r.x + r.width);
    const std::int64_t top = std::max(y.first, r.y), bottom = std::min(y.first + y.count, r.y + r.height);
    for (std::int64_t row = top; left < right && row < bottom; ++row) {
        const std::uint8_t* from = tile.image->pixel(static_cast<int>(left - r.x), static_cast<int>(row - r.y));
        std::uint8_t* to = block.pixel(static_cast<int>(left - x.first), static_cast<int>(row - y.first));
        for (std::int64_t i = left; i < right; ++i, from += 4, to += 3) {
            to[0] = from[2];
            to[1] = from[1];
            to[2] = from[0];
        }
    }
}

/// Beyond the level's edge its last pixels go on: interpolation there must not mix in anything else.
void extendEdges(PixelSize level, Span x, Span y, Image& block) {
    if (x.first + x.count <= 0 || y.first + y.count <= 0 || x.first >= level.width || y.first >= level.height) return;   // nothing of it to go on
    const int left = static_cast<int>(std::max<std::int64_t>(0, -x.first));
    const int right = static_cast<int>(std::clamp<std::int64_t>(level.width - x.first, left + 1, x.count));
    const int top = static_cast<int>(std::max<std::int64_t>(0, -y.first));
    const int bottom = static_cast<int>(std::clamp<std::int64_t>(level.height - y.first, top + 1, y.count));
    for (int row = top; row < bottom; ++row) {
        for (int i = 0; i < left; ++i) std::copy_n(block.pixel(left, row), 3, block.pixel(i, row));
        for (int i = right; i < x.count; ++i) std::copy_n(block.pixel(right - 1, row), 3, block.pixel(i, row));
    }
    for (int row = 0; row < top; ++row) std::copy_n(block.row(top), block.stride(), block.row(row));
    for (int row = bottom; row < y.count; ++row) std::copy_n(block.row(bottom - 1), block.stride(), block.row(row));
}

/// A rectangle of upright pixels, in pixels of a tile that begins at `corner` of the grid.
QPolygonF turnedRect(const ViewGrid& grid, const QRectF& upright, QPoint corner) {
    QPolygonF polygon;
    for (const QPointF& p : {upright.topLeft(), upright.topRight(), upright.bottomRight(), upright.bottomLeft()}) {
        const Offset o = grid.orientation.toScreen({p.x(), p.y()});
        polygon << QPointF(o.x + grid.offsetX, o.y + grid.offsetY) - corner;
    }
    return polygon;
}

void hatchUnread(const ViewTileRequest& request, const QRect& pixels, QImage& image) {
    QPainter painter;
    const double scale = request.level.downsample / request.grid.downsample;
    for (const ViewTileSource& tile : request.sources) {
        if (tile.image) continue;
        if (!painter.isActive()) painter.begin(&image);
        const QRectF upright(tile.region.x * scale, tile.region.y * scale, tile.region.width * scale, tile.region.height * scale);
        if (request.grid.orientation.isUpright()) {
            paintHatch(painter, upright.translated(-pixels.topLeft()).intersected(QRectF(image.rect())), pixels.x() + pixels.y());
            continue;
        }
        QPainterPath part;
        part.addPolygon(turnedRect(request.grid, upright, pixels.topLeft()));
        painter.save();
        painter.setClipPath(part);
        paintHatch(painter, QRectF(image.rect()), pixels.x() + pixels.y());
        painter.restore();
    }
}

void paintAround(const ViewGrid& grid, const QRect& pixels, QImage& image) {
    if (grid.orientation.isRightAngle()) return;
    const QPolygonF slide = turnedRect(grid, QRectF(0, 0, grid.uprightWidth, grid.uprightHeight), pixels.topLeft());
    QPainterPath around, inside;
    around.addRect(QRectF(image.rect()));
    inside.addPolygon(slide);
    inside.closeSubpath();
    if (inside.contains(QRectF(image.rect()))) return;
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(around.subtracted(inside), QColor(kCanvasBackground));
}

Image uprightImage(const ViewTileRequest& request, const QRect& pixels) {
    const double ratio = request.grid.downsample / request.level.downsample;
    const AxisPlan columns = planAxis(pixels.x() * ratio, ratio, pixels.width());
    const AxisPlan rows = planAxis(pixels.y() * ratio, ratio, pixels.height());
    // Blocks reach further than what the interpolation of a turned view asks for beyond the edge (view_turn.cpp).
    const int step = std::max(8, static_cast<int>(kLargestSourceEdge / std::max(ratio, 1.0)));
    Image out(pixels.width(), pixels.height(), PixelFormat::Rgb8);
    for (int y = 0; y < pixels.height(); y += step)
        for (int x = 0; x < pixels.width(); x += step) {
            const OutputBlock block{x, y, std::min(step, pixels.width() - x), std::min(step, pixels.height() - y)};
            const Span sx = spanOf(columns, block.x, block.width), sy = spanOf(rows, block.y, block.height);
            Image source(sx.count, sy.count, PixelFormat::Rgb8);
            std::fill_n(source.data(), source.sizeBytes(), kUnread);
            for (const ViewTileSource& tile : request.sources)
                if (tile.image) copyTile(tile, sx, sy, source);
            extendEdges(request.level.size, sx, sy, source);
            resampleBlock({source, sx.first, sy.first}, columns, rows, block, out);
        }
    return out;
}

}  // namespace

ViewGrid ViewGrid::of(PixelSize slide, double downsample, const Orientation& orientation) {
    const auto extent = [&](std::int64_t edge) { return std::max(1, static_cast<int>(std::lround(static_cast<double>(edge) / downsample))); };
    const int w = extent(slide.width), h = extent(slide.height);
    double left = 0, top = 0, right = 0, bottom = 0;
    for (const Offset corner : {Offset{double(w), 0}, Offset{0, double(h)}, Offset{double(w), double(h)}}) {
        const Offset o = orientation.toScreen(corner);
        left = std::min(left, o.x);
        top = std::min(top, o.y);
        right = std::max(right, o.x);
        bottom = std::max(bottom, o.y);
    }
    const int x = -static_cast<int>(std::floor(left)), y = -static_cast<int>(std::floor(top));
    return {downsample, static_cast<int>(std::ceil(right)) + x, static_cast<int>(std::ceil(bottom)) + y, orientation, w, h, x, y};
}

QPointF ViewGrid::toUpright(QPointF inGrid) const {
    const Offset o = orientation.toSlide({inGrid.x() - offsetX, inGrid.y() - offsetY});
    return {o.x, o.y};
}

QPointF ViewGrid::fromSlide(SlidePoint p) const {
    const Offset o = orientation.toScreen({p.x / downsample, p.y / downsample});
    return {o.x + offsetX, o.y + offsetY};
}

SlidePoint ViewGrid::toSlide(QPointF inGrid) const {
    const QPointF p = toUpright(inGrid);
    return {p.x() * downsample, p.y() * downsample};
}

QPoint ViewGrid::cornerIn(const Viewport& snappedView) const {
    return toScreen(snappedView, SlidePoint{}).toPoint() - QPoint(offsetX, offsetY);
}

Viewport ViewGrid::viewOf(const QRect& pixels) const {
    return {toSlide(QPointF(pixels.x() + pixels.width() / 2.0, pixels.y() + pixels.height() / 2.0)), downsample, pixels.width(), pixels.height(), orientation};
}

bool ViewGrid::meetsSlide(ViewTileIndex index) const {
    return orientation.isRightAngle() || viewOf(pixelsOf(index)).sees({0, 0, uprightWidth * downsample, uprightHeight * downsample});
}

QRect ViewGrid::pixelsOf(ViewTileIndex index) const {
    const int x = index.col * kViewTileEdge, y = index.row * kViewTileEdge;
    return {x, y, std::min(kViewTileEdge, width - x), std::min(kViewTileEdge, height - y)};
}

SlideRect ViewGrid::rectOf(ViewTileIndex index) const {
    const QRect p = pixelsOf(index);
    if (!orientation.isUpright()) return viewOf(p).visible();
    return {p.x() * downsample, p.y() * downsample, p.width() * downsample, p.height() * downsample};
}

std::vector<ViewTileIndex> ViewGrid::touching(const QRect& pixels) const {
    std::vector<ViewTileIndex> indices;
    const QRect inside = pixels.intersected(QRect(0, 0, width, height));
    if (inside.isEmpty()) return indices;
    for (int row = inside.top() / kViewTileEdge; row <= inside.bottom() / kViewTileEdge; ++row)
        for (int col = inside.left() / kViewTileEdge; col <= inside.right() / kViewTileEdge; ++col) indices.push_back({col, row});
    return indices;
}

LevelRegion sourceOf(const ViewGrid& grid, ViewTileIndex index, const SlideLevel& level) {
    const QRect pixels = grid.orientation.isUpright() ? grid.pixelsOf(index) : uprightPixelsFor(grid, grid.pixelsOf(index));
    const double ratio = grid.downsample / level.downsample;
    const auto clampTo = [](double value, std::int64_t edge) { return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(value)), 0, edge); };
    // One pixel more on every side: interpolation looks at neighbours.
    const std::int64_t left = clampTo(pixels.left() * ratio - 1, level.size.width - 1);
    const std::int64_t top = clampTo(pixels.top() * ratio - 1, level.size.height - 1);
    const std::int64_t right = clampTo((pixels.right() + 1) * ratio + 2, level.size.width);
    const std::int64_t bottom = clampTo((pixels.bottom() + 1) * ratio + 2, level.size.height);
    return {0, left, top, static_cast<int>(std::max<std::int64_t>(right - left, 1)), static_cast<int>(std::max<std::int64_t>(bottom - top, 1))};
}

QImage renderViewTile(const ViewTileRequest& request) {
    const QRect pixels = request.grid.pixelsOf(request.index);
    QImage image;
    if (request.grid.orientation.isUpright()) {
        const Image out = uprightImage(request, pixels);
        image = QImage(out.data(), out.width(), out.height(), static_cast<qsizetype>(out.stride()), QImage::Format_RGB888).convertToFormat(QImage::Format_RGB32);
    } else {
        const QRect upright = uprightPixelsFor(request.grid, pixels);
        if (upright.isEmpty()) return {};
        image = turnedPixels(request.grid, pixels, uprightImage(request, upright), upright.topLeft());
    }
    hatchUnread(request, pixels, image);
    paintAround(request.grid, pixels, image);
    return image;
}

QImage changedViewTile(const QImage& asStained, const AppearanceFilter& filter, const ViewTileRequest& request) {
    if (asStained.isNull()) return {};
    QImage image = asStained.copy();   // of Format_RGB32: rows without padding
    filter.applyToBgra(image.bits(), static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height()));
    hatchUnread(request, request.grid.pixelsOf(request.index), image);
    paintAround(request.grid, request.grid.pixelsOf(request.index), image);
    return image;
}

}  // namespace bowman::ui
