#include "ui/main_window/comparison_overlay.h"

#include <QEvent>
#include <QPainter>

#include "ui/canvas/outline_painter.h"

namespace bowman::ui {
namespace {

// Okabe & Ito: told apart by every kind of colour vision, and by their pattern besides.
const QColor kFirst(0x00, 0x72, 0xB2);
const QColor kSecond(0xE6, 0x7E, 0x00);
const QColor kDecided(0x00, 0x9E, 0x73, 150);
const QColor kHalo(255, 255, 255, 190);

}  // namespace

ComparisonOverlay::ComparisonOverlay(SlideView& view) : QWidget(&view), m_view(view) {
    setObjectName("comparisonOverlay");
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Outlines of both readers"));
    connect(&view, &SlideView::viewportChanged, this, [this] {
        if (isVisible()) update();
    });
    view.installEventFilter(this);
    hide();
}

void ComparisonOverlay::show(const ReadingComparison* comparison, const std::vector<AnnotationPtr>* rulings, int current) {
    m_comparison = comparison;
    m_rulings = rulings;
    m_current = current;
    setGeometry(m_view.rect());
    setVisible(comparison != nullptr);
    raise();
    update();
}

void ComparisonOverlay::setNames(const QString& first, const QString& second) {
    m_first = first;
    m_second = second;
}

bool ComparisonOverlay::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_view && event->type() == QEvent::Resize) setGeometry(m_view.rect());
    return QWidget::eventFilter(watched, event);
}

void ComparisonOverlay::paintEvent(QPaintEvent*) {
    if (!m_view.slide() || !m_comparison) return;
    const Viewport& view = m_view.viewport();
    const double dpr = devicePixelRatioF();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.scale(1 / dpr, 1 / dpr);
    const DevicePoint corner = view.toDevice({0, 0});
    const DeviceFrame frame{view.downsample, -corner.x, -corner.y, QRectF(0, 0, view.width, view.height), dpr, view.orientation};
    const SlideRect visible = view.visible();
    const auto isSeen = [&](const AnnotationPtr& a) { return a && boundsOf(a->shape).intersects(visible); };
    const auto draw = [&](std::size_t i) {
        const ComparedObject& object = m_comparison->objects[i];
        const bool isCurrent = static_cast<int>(i) == m_current;
        const double width = isCurrent ? 3 : object.agrees() ? 1.2 : 2;
        if (m_rulings && i < m_rulings->size() && isSeen((*m_rulings)[i]) && (*m_rulings)[i]->state != ReviewState::Rejected && !object.agrees())
            strokeShape(painter, frame, (*m_rulings)[i]->shape, {kDecided, width + 7, LinePattern::Solid});
        for (const AnnotationPtr& a : {object.first, object.second})
            if (isSeen(a) && !object.agrees()) strokeShape(painter, frame, a->shape, {kHalo, width + 2, LinePattern::Solid});
        if (isSeen(object.first)) strokeShape(painter, frame, object.first->shape, {kFirst, width, LinePattern::Solid});
        if (isSeen(object.second)) strokeShape(painter, frame, object.second->shape, {kSecond, width, LinePattern::Dashed});
    };
    for (std::size_t i = 0; i < m_comparison->objects.size(); ++i)
        if (static_cast<int>(i) != m_current) draw(i);
    if (m_current >= 0 && m_current < static_cast<int>(m_comparison->objects.size())) draw(static_cast<std::size_t>(m_current));
    painter.restore();
    paintLegend(painter);
}

void ComparisonOverlay::paintLegend(QPainter& painter) const {
    constexpr int kMargin = 10, kLine = 34;
    const QFontMetrics metrics(font());
    QStringList names;
    names << m_first << m_second;
    if (m_rulings && !m_rulings->empty()) names << tr("decided");
    int widest = 0;
    for (const QString& name : names) widest = std::max(widest, metrics.horizontalAdvance(name));
    const int row = metrics.height() + 4;
    const QRect box(kMargin, kMargin, widest + kLine + 3 * kMargin, static_cast<int>(names.size()) * row + kMargin);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 255, 255, 225));
    painter.drawRoundedRect(box, 4, 4);
    for (int i = 0; i < names.size(); ++i) {
        const int y = box.top() + kMargin / 2 + i * row + row / 2;
        QPen pen(i == 0 ? kFirst : i == 1 ? kSecond : kDecided, i == 2 ? 7 : 3);
        if (i == 1) pen.setDashPattern({3, 2});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.drawLine(box.left() + kMargin, y, box.left() + kMargin + kLine, y);
        painter.setPen(Qt::black);
        painter.drawText(QPoint(box.left() + 2 * kMargin + kLine, y + metrics.ascent() / 2 - 1), names[i]);
    }
}

}  // namespace bowman::ui
