// How the tile layer comes on the screen: copies where it can, what stands in where it must.
#include <algorithm>
#include <cmath>

#include "ui/canvas/image_bridge.h"
#include "ui/canvas/tile_layer.h"
#include "ui/canvas/view_transform.h"

namespace bowman::ui {

namespace {

const QColor kGlass(243, 242, 240);     // under tiles that have not arrived: the slide's place, not a hole

QRect screenRect(const Viewport& view, const SlideRect& rect) {
    const QRectF r = toScreen(view, rect);
    const QPoint a(static_cast<int>(std::lround(r.left())), static_cast<int>(std::lround(r.top())));
    const QPoint b(static_cast<int>(std::lround(r.right())), static_cast<int>(std::lround(r.bottom())));
    return {a, b - QPoint(1, 1)};
}

}  // namespace

QRect TileLayer::opaquePart() const {
    if (!m_slide || !m_view.orientation.isRightAngle()) return {};   // the corners around a turned slide are open
    return {m_sheet.grid().cornerIn(m_view), QSize(m_sheet.grid().width, m_sheet.grid().height)};
}

void TileLayer::paint(QPainter& painter, const QRect& clip) const {
    if (!m_slide) return;
    const QPoint corner = m_sheet.grid().cornerIn(m_view);
    const QRect slide = QRect(corner, QSize(m_sheet.grid().width, m_sheet.grid().height));
    const QRect area = clip & slide;
    if (area.isEmpty()) return;
    paint(painter, area, m_sheet.grid().touching(area.translated(-corner)));
}

const ViewTileSheet& TileLayer::sheetOf(ViewTileIndex index) const {
    const bool changed = m_filter && (m_changed.hasPicture(index) || !m_asStainedShows);
    return changed ? m_changed : m_sheet;
}

bool TileLayer::hasPicture(ViewTileIndex index) const { return sheetOf(index).hasPicture(index); }

QImage TileLayer::picture(ViewTileIndex index) const { return sheetOf(index).picture(index); }

void TileLayer::paint(QPainter& painter, const QRect& clip, const std::vector<ViewTileIndex>& indices) const {
    const QPoint corner = m_sheet.grid().cornerIn(m_view);
    // Scaling is what costs: where pictures of the scale before cover a tile, the pyramid is not drawn under them.
    QRegion open;
    for (const ViewTileIndex& index : indices)
        if (!isCovered(index)) open += m_sheet.grid().pixelsOf(index).translated(corner) & clip;
    if (!open.isEmpty()) paintStandIns(painter, open);
    for (const ViewTileIndex& index : indices) sheetOf(index).paint(painter, m_view, index);
}

const QImage& TileLayer::wrapped(const TileKey& key, const ImagePtr& image) const {
    auto& [of, picture] = m_wrapped[key];
    if (of != image.get()) {
        of = image.get();
        picture = toOpaqueQImage(image);
    }
    return picture;
}

/// Glass, and over it what is there of the pyramid, in haste.
void TileLayer::paintStandIns(QPainter& painter, const QRegion& open) const {
    const bool isUpright = m_view.orientation.isUpright();
    const bool changed = m_filter && !m_asStainedShows;
    // A smaller budget may have dropped what the plan counts on.
    const bool hasGlass = changed || m_plan.hasHole || std::any_of(m_plan.draw.begin(), m_plan.draw.end(), [this](const TileDraw& d) { return !m_cache.contains(d.key); });
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    if (isUpright) {
        // Rectangle by rectangle: behind any other clip Qt scales by a slower way, on threads of its own that it waits for.
        for (const QRect& part : open) {
            painter.save();
            painter.setClipRect(part, Qt::IntersectClip);
            if (hasGlass) painter.fillRect(part, kGlass);
            drawPyramid(painter, part, changed);
            painter.restore();
        }
    } else {
        painter.setClipRegion(open, Qt::IntersectClip);
        painter.setTransform(transformOf(m_view), true);
        const SlideRect all = m_slide->info().rect();
        if (hasGlass) painter.fillRect(QRectF(0, 0, all.width, all.height), kGlass);
        drawPyramid(painter, open.boundingRect(), changed);
    }
    painter.restore();
}

void TileLayer::drawPyramid(QPainter& painter, const QRect& area, bool changed) const {
    const bool isUpright = m_view.orientation.isUpright();
    for (const TileDraw& draw : changed ? m_changedDraw : m_plan.draw) {
        const QRect target = screenRect(m_view, draw.target);
        if (!target.intersects(area)) continue;
        const ImagePtr image = changed ? m_standIns.get(draw.key) : m_cache.get(draw.key);
        if (!image) continue;
        const QRect source(draw.source.x, draw.source.y, draw.source.width, draw.source.height);
        if (isUpright) painter.drawImage(target, wrapped(draw.key, image), source);
        else painter.drawImage(QRectF(draw.target.x, draw.target.y, draw.target.width, draw.target.height), wrapped(draw.key, image), QRectF(source));
    }
}

}  // namespace bowman::ui
