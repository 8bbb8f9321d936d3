#include "ui/main_window/maybe_overlay.h"

#include <QEvent>
#include <QPainter>

#include "ui/canvas/outline_painter.h"

namespace bowman::ui {
MaybeOverlay::MaybeOverlay(SlideView& view, const QColor& colour) : QWidget(&view), m_view(view), m_colour(colour) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Outlines of places that may be glomeruli"));
    connect(&view, &SlideView::viewportChanged, this, [this] {
        if (isVisible()) update();
    });
    view.installEventFilter(this);
    hide();
}

void MaybeOverlay::setShapes(std::vector<AnnotationPtr> candidates, int current) {
    m_candidates = std::move(candidates);
    m_current = current;
    setGeometry(m_view.rect());
    setVisible(!m_candidates.empty());
    raise();
    update();
}

bool MaybeOverlay::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_view && event->type() == QEvent::Resize) setGeometry(m_view.rect());
    return QWidget::eventFilter(watched, event);
}

void MaybeOverlay::paintEvent(QPaintEvent*) {
    if (!m_view.slide()) return;
    const Viewport& view = m_view.viewport();
    const double dpr = devicePixelRatioF();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(1 / dpr, 1 / dpr);
    const DevicePoint corner = view.toDevice({0, 0});
    const DeviceFrame frame{view.downsample, -corner.x, -corner.y, QRectF(0, 0, view.width, view.height), dpr, view.orientation};
    const SlideRect visible = view.visible();
    for (std::size_t i = 0; i < m_candidates.size(); ++i) {
        if (!boundsOf(m_candidates[i]->shape).intersects(visible)) continue;
        const bool isCurrent = static_cast<int>(i) == m_current;
        if (isCurrent) strokeShape(painter, frame, m_candidates[i]->shape, {QColor(255, 255, 255, 200), 5, LinePattern::Solid});
        strokeShape(painter, frame, m_candidates[i]->shape, {m_colour, isCurrent ? 3.0 : 2.0, isCurrent ? LinePattern::Dashed : LinePattern::Dotted});
    }
}

}  // namespace bowman::ui
