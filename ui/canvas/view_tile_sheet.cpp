#include "ui/canvas/view_tile_sheet.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/view_transform.h"

namespace bowman::ui {

void ViewTileSheet::clear() {
    m_entries.clear();
    m_oldImages.clear();
    m_grid = {1, 0, 0};
    ++m_generation;
}

void ViewTileSheet::setGrid(const ViewGrid& grid) {
    if (grid == m_grid) return;
    QHash<ViewTileIndex, QImage> pictures;
    for (auto entry = m_entries.cbegin(); entry != m_entries.cend(); ++entry)
        if (entry->shown > 0) pictures.insert(entry.key(), entry->image);
    // During a fast zoom most sheets never get a picture: the last one that did goes on standing in.
    if (!pictures.isEmpty()) {
        m_oldImages = std::move(pictures);
        m_oldGrid = m_grid;
    }
    m_entries.clear();
    m_grid = grid;
    ++m_generation;
}

void ViewTileSheet::invalidate() {
    ++m_revision;
    for (Entry& entry : m_entries) entry.wanted = m_revision;
}

void ViewTileSheet::invalidate(const SlideRect& rect) {
    ++m_revision;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry)
        if (m_grid.rectOf(entry.key()).intersects(rect)) entry->wanted = m_revision;
}

std::optional<int> ViewTileSheet::claim(ViewTileIndex index) {
    const auto known = m_entries.find(index);
    // A new one begins at today's revision: an answer from before it was forgotten must not pass for the latest.
    const auto entry = known != m_entries.end() ? known : m_entries.insert(index, {{}, m_revision, 0, 0});
    if (entry->requested >= entry->wanted) return std::nullopt;
    entry->requested = entry->wanted;
    return entry->wanted;
}

void ViewTileSheet::giveBack(ViewTileIndex index) {
    if (const auto entry = m_entries.find(index); entry != m_entries.end()) entry->requested = entry->shown;
}

bool ViewTileSheet::deliver(ViewTileIndex index, int revision, QImage image) {
    const auto entry = m_entries.find(index);
    if (entry == m_entries.end() || revision <= entry->shown) return false;
    m_replaced += entry->shown > 0;
    entry->image = std::move(image);
    entry->shown = revision;
    return true;
}

void ViewTileSheet::put(ViewTileIndex index, QImage image) { m_entries.insert(index, {std::move(image), m_revision, m_revision, m_revision}); }

QImage ViewTileSheet::picture(ViewTileIndex index) const {
    const auto entry = m_entries.constFind(index);
    return entry == m_entries.cend() ? QImage() : entry->image;
}

bool ViewTileSheet::hasPicture(ViewTileIndex index) const {
    const auto entry = m_entries.constFind(index);
    return entry != m_entries.cend() && entry->shown > 0;
}

bool ViewTileSheet::isCurrent(ViewTileIndex index) const {
    const auto entry = m_entries.constFind(index);
    return entry != m_entries.cend() && entry->shown >= entry->wanted;
}

void ViewTileSheet::paint(QPainter& painter, const Viewport& snappedView, ViewTileIndex index) const {
    const QRect pixels = m_grid.pixelsOf(index);
    const QRect target = pixels.translated(m_grid.cornerIn(snappedView));
    const auto entry = m_entries.constFind(index);
    if (entry == m_entries.cend() || entry->shown == 0) return paintStandIn(painter, target, pixels);
    if (!entry->image.isNull()) painter.drawImage(target.topLeft(), entry->image);
}

bool ViewTileSheet::mayStandIn() const {
    const double scale = m_oldGrid.downsample / m_grid.downsample;   // new pixels per old pixel
    return !m_oldImages.isEmpty() && scale <= m_mostEnlarged && scale >= 1 / m_mostReduced;
}

QRect ViewTileSheet::under(const QRect& p) const {
    const double scale = m_oldGrid.downsample / m_grid.downsample;
    return {QPoint(static_cast<int>(std::floor(p.left() / scale)), static_cast<int>(std::floor(p.top() / scale))),
            QPoint(static_cast<int>(std::ceil((p.right() + 1) / scale)) - 1, static_cast<int>(std::ceil((p.bottom() + 1) / scale)) - 1)};
}

bool ViewTileSheet::isCovered(ViewTileIndex index) const {
    if (hasPicture(index)) return true;
    if (!mayStandIn() || m_oldGrid.orientation != m_grid.orientation) return false;
    const QRect pixels = m_grid.pixelsOf(index).translated(-m_grid.offsetX, -m_grid.offsetY);
    const std::vector<ViewTileIndex> old = m_oldGrid.touching(under(pixels).translated(m_oldGrid.offsetX, m_oldGrid.offsetY));
    return !old.empty() && std::all_of(old.begin(), old.end(), [&](ViewTileIndex i) { return m_oldImages.contains(i); });
}

void ViewTileSheet::paintStandIn(QPainter& painter, const QRect& target, const QRect& pixels) const {
    if (!mayStandIn()) return;
    const double scale = m_oldGrid.downsample / m_grid.downsample;
    if (m_oldGrid.orientation != m_grid.orientation) return paintTurnedStandIn(painter, target, pixels);
    // Both grids are scaled about the slide's corner.
    const QPoint newOffset(m_grid.offsetX, m_grid.offsetY), oldOffset(m_oldGrid.offsetX, m_oldGrid.offsetY);
    const QRect p = pixels.translated(-newOffset);
    const QRect old = under(p).translated(oldOffset);
    painter.save();
    painter.setClipRect(target, Qt::IntersectClip);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    for (const ViewTileIndex& index : m_oldGrid.touching(old)) {
        const auto image = m_oldImages.constFind(index);
        if (image == m_oldImages.cend() || image->isNull()) continue;
        const QRect from = m_oldGrid.pixelsOf(index).translated(-oldOffset);
        // Corners to whole pixels, both from the same formula: neighbours meet without a gap.
        const auto place = [&](int x, int y) {
            return QPoint(static_cast<int>(std::lround(x * scale)) - p.left() + target.left(),
                          static_cast<int>(std::lround(y * scale)) - p.top() + target.top());
        };
        const QPoint a = place(from.left(), from.top()), b = place(from.right() + 1, from.bottom() + 1);
        painter.drawImage(QRect(a, b - QPoint(1, 1)), *image);
    }
    painter.restore();
}

void ViewTileSheet::paintTurnedStandIn(QPainter& painter, const QRect& target, const QRect& pixels) const {
    const auto place = [&](QPointF inOld) { return m_grid.fromSlide(m_oldGrid.toSlide(inOld)) - pixels.topLeft() + target.topLeft(); };
    const QPointF o = place({0, 0}), x = place({1, 0}) - o, y = place({0, 1}) - o;
    const QTransform turn(x.x(), x.y(), y.x(), y.y(), o.x(), o.y());
    painter.save();
    painter.setClipRect(target, Qt::IntersectClip);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.setTransform(turn, true);
    for (const ViewTileIndex& index : m_oldGrid.touching(turn.inverted().mapRect(QRectF(target)).toAlignedRect())) {
        const auto image = m_oldImages.constFind(index);
        if (image != m_oldImages.cend() && !image->isNull()) painter.drawImage(m_oldGrid.pixelsOf(index).topLeft(), *image);
    }
    painter.restore();
}

bool ViewTileSheet::trim(const QRect& visiblePixels) {
    if (m_entries.size() <= kMostTiles) return false;
    const QRect near = visiblePixels.adjusted(-2 * kViewTileEdge, -2 * kViewTileEdge, 2 * kViewTileEdge, 2 * kViewTileEdge);
    m_entries.removeIf([&](const auto& entry) { return !m_grid.pixelsOf(entry.key()).intersects(near); });
    return true;
}

}  // namespace bowman::ui
