#include "ui/panels/bar_plot_view.h"

#include <algorithm>

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace bowman::ui {

BarPlotView::BarPlotView(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void BarPlotView::setPlot(BarPlot plot) {
    m_plot = std::move(plot);
    m_focus.hovered = -1;
    setAccessibleName(m_plot.title);
    QStringList bars;
    for (const PlotBar& bar : m_plot.bars) bars << bar.label + ": " + QString::number(bar.total());
    setAccessibleDescription(m_plot.isEmpty() ? m_plot.whenEmpty : m_plot.axis + ". " + bars.join("; "));
    update();
}

void BarPlotView::setChosen(int bar) {
    if (bar == m_focus.chosen) return;
    m_focus.chosen = bar;
    update();
}

QRectF BarPlotView::frame() const { return QRectF(rect()).adjusted(6, 4, -4, -4); }

QFont BarPlotView::plotFont() const {
    QFont small = font();
    small.setPointSizeF(std::max(7.0, small.pointSizeF() * 0.88));
    return small;
}

PlotLayout BarPlotView::layout() const { return m_plot.isEmpty() ? PlotLayout() : layoutOf(m_plot, frame(), QFontMetricsF(plotFont(), this)); }

QRectF BarPlotView::placeOf(int bar) const {
    const PlotLayout now = layout();
    return bar >= 0 && bar < static_cast<int>(now.places.size()) ? now.places[static_cast<std::size_t>(bar)] : QRectF();
}

QString BarPlotView::tipOf(int bar) const {
    if (bar < 0 || bar >= static_cast<int>(m_plot.bars.size())) return {};
    const PlotBar& b = m_plot.bars[static_cast<std::size_t>(bar)];
    QString text = b.label + ": " + QString::number(b.total());
    for (const BarPart& part : b.parts)
        for (const LegendEntry& entry : m_plot.legend)
            if (entry.colour == part.colour && part.value > 0) text += "\n" + entry.text + " " + QString::number(part.value);
    return text + "\n" + tr("Click to list only these");
}

bool BarPlotView::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = tipOf(barAt(layout(), help->pos()));
    if (text.isEmpty()) QToolTip::hideText();
    else QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void BarPlotView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const bool isDark = palette().color(QPalette::Window).lightness() < 128;
    PlotLook look = isDark ? PlotLook::onDark(plotFont()) : PlotLook::onPaper(plotFont());
    look.text = palette().color(QPalette::WindowText);
    paintPlot(painter, m_plot, frame(), look, m_focus);
    if (!hasFocus()) return;
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1, Qt::DotLine));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void BarPlotView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const int bar = barAt(layout(), event->position());
    Q_EMIT barChosen(bar == m_focus.chosen ? -1 : bar);
}

void BarPlotView::mouseMoveEvent(QMouseEvent* event) {
    const int bar = barAt(layout(), event->position());
    if (bar == m_focus.hovered) return;
    m_focus.hovered = bar;
    setCursor(bar >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void BarPlotView::leaveEvent(QEvent*) {
    m_focus.hovered = -1;
    update();
}

void BarPlotView::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_plot.bars.size()) - 1;
    const bool forward = event->key() == Qt::Key_Right || event->key() == Qt::Key_Down, back = event->key() == Qt::Key_Left || event->key() == Qt::Key_Up;
    if (last >= 0 && (forward || back)) {
        const int from = m_focus.chosen < 0 ? (forward ? -1 : last + 1) : m_focus.chosen;
        return Q_EMIT barChosen(std::clamp(from + (forward ? 1 : -1), 0, last));
    }
    if (event->key() == Qt::Key_Escape && m_focus.chosen >= 0) return Q_EMIT barChosen(-1);
    QWidget::keyPressEvent(event);
}

}  // namespace bowman::ui
