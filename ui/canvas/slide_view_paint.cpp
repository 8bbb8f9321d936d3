// How a frame of the canvas comes about: copies of finished tiles, and on top only what is under the hand.
#include <cmath>

#include <QPaintEvent>

#include "ui/canvas/scale_bar.h"
#include "ui/canvas/slide_view_state.h"
#include "ui/canvas/view_transform.h"
#include "ui/tools/tool.h"

namespace bowman::ui {

namespace {

constexpr double kLongestScaleBar = 160;
constexpr int kScaleBarMargin = 12;
constexpr QSize kScaleBarCorner(320, 90);    // it never reaches out of this

DeviceFrame frameOf(const Viewport& view, const QRect& clip, double dpr) {
    const QPointF corner = toScreen(view, SlidePoint{});
    return {view.downsample, -std::round(corner.x()), -std::round(corner.y()), QRectF(clip), dpr, view.orientation};
}

void paintHint(QPainter& painter, const QRect& rect) {
    QFont font = painter.font();
    font.setPixelSize(15);
    painter.setFont(font);
    painter.setPen(QColor(70, 70, 70));
    painter.drawText(rect, Qt::AlignCenter, QStringLiteral("Open a slide, or drop files here"));
}

}  // namespace

void SlideView::paintEvent(QPaintEvent* event) {
    State& s = *m_state;
    // The window may have come to a screen of another density since the last frame.
    if (devicePixelRatioF() != s.dpr) QMetaObject::invokeMethod(this, [this] { m_state->resized(); }, Qt::QueuedConnection);

    if (s.gl) return;
    QPainter painter(this);
    s.paintFrame(painter, event->rect());
}

/// `logical`: the part to be painted.
void SlideView::State::paintFrame(QPainter& painter, const QRect& logical) {
    if (!slide) {
        painter.fillRect(logical, QColor(kCanvasBackground));
        return paintHint(painter, view->rect());
    }
    painter.save();
    painter.scale(1 / dpr, 1 / dpr);
    const QRect clip = QRectF(QPointF(logical.topLeft()) * dpr, QSizeF(logical.size()) * dpr).toAlignedRect();
    paintTiles(painter, clip);
    if (!bare) paintVectors(painter, clip);
    painter.restore();
    paintScale(painter);
}

void SlideView::State::paintTiles(QPainter& painter, const QRect& clip) {
    if (held.isNull()) {
        // Filling a window of 4K costs as much as all its tiles: only what stays free is filled.
        for (const QRect& free : QRegion(clip) - tiles.opaquePart()) painter.fillRect(free, QColor(kCanvasBackground));
        // A graphics card blends for nothing, and would have to be given every picture anew.
        if (!bare && !gl) return flat.paint(painter, clip, tiles, overlay);
        tiles.paint(painter, clip);
    } else {
        painter.drawImage(clip, held, clip);
    }
    if (!bare) overlay.paint(painter, clip);
}

void SlideView::State::paintOnGl(QPainter& painter) {
    if (!slide) return paintFrame(painter, view->rect());
    const QRect clip(0, 0, painted.width, painted.height);
    painter.save();
    painter.scale(1 / dpr, 1 / dpr);
    paintTiles(painter, clip);
    painter.restore();
    // Where nothing is in the hand only the scale bar is left, and only its corner is sent to the device.
    const bool everywhere = !bare && hasVectors();
    const QSize corner = view->size().boundedTo(kScaleBarCorner);
    const QRect part = everywhere ? view->rect() : QRect(QPoint(0, view->height() - corner.height()), corner);
    if (!everywhere && !layers.scaleBar) return;
    if (vectors.size() != part.size() * dpr) vectors = QImage(part.size() * dpr, QImage::Format_ARGB32_Premultiplied);
    vectors.setDevicePixelRatio(dpr);
    vectors.fill(Qt::transparent);
    QPainter raster(&vectors);
    raster.translate(-part.topLeft());
    if (everywhere) {
        raster.save();
        raster.scale(1 / dpr, 1 / dpr);
        paintVectors(raster, clip);
        raster.restore();
    }
    paintScale(raster);
    raster.end();
    painter.drawImage(part.topLeft(), vectors);
}

void SlideView::State::paintScale(QPainter& painter) const {
    if (!layers.scaleBar) return;
    paintScaleBar(painter, chooseScaleBar(umPerPx, logicalDownsample(), kLongestScaleBar), QPointF(kScaleBarMargin, view->height() - kScaleBarMargin));
}

bool SlideView::State::hasVectors() const {
    return selected != 0 || live || (tool && (cursor || tool->isActive())) || (layers.outlines && !regions.empty());
}

void SlideView::State::paintVectors(QPainter& painter, const QRect& clip) const {
    const DeviceFrame frame = frameOf(painted, clip, dpr);
    if (layers.outlines)
        for (const AnnotationPtr& region : regions)
            if (frame.map(boundsOf(region->shape)).intersects(frame.clip)) paintRegionLabel(painter, frame, region->shape);
    paintLive(painter, frame);
    if (tool && (cursor || tool->isActive())) {
        painter.save();
        tool->paint(painter, painted);
        painter.restore();
    }
}

/// The selected object, or the one that a gesture is open on.
void SlideView::State::paintLive(QPainter& painter, const DeviceFrame& frame) const {
    const AnnotationId id = live ? live->first : selected;
    const AnnotationPtr stored = annotations ? annotations->find(id) : nullptr;
    if (!live && !stored) return;
    const MultiPolygon& shape = live ? live->second : stored->shape;
    if (shape.empty()) return;
    const StateStyle style = stored ? styleOf(*stored) : styleOf(ReviewState::Added);
    painter.setRenderHint(QPainter::Antialiasing);
    if (live && layers.fill && layers.fillOpacity > 0) {
        QColor fill = style.colour;
        fill.setAlphaF(static_cast<float>(layers.fillOpacity));
        fillShape(painter, frame, shape, fill);
    }
    if (!live) paintAnnotation(painter, frame, *stored, {true, 0, layers.predictions, nullptr});    // with its mark
    else if (stored && layers.predictions && !stored->prediction.empty())
        strokeShape(painter, frame, stored->prediction, {styleOf(ReviewState::Proposed).colour, 1.5, LinePattern::Dashed});
    paintSelected(painter, frame, shape, {style, live.has_value()});
    if (!live) paintCornerMarks(painter, frame, shape);
}

}  // namespace bowman::ui
