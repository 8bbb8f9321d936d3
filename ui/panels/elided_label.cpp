#include "ui/panels/elided_label.h"

#include <algorithm>

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace bowman::ui {
namespace {

constexpr int kLeastWidth = 24;

}  // namespace

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) { setTextFormat(Qt::PlainText); }

void ElidedLabel::setUsualText(const QString& widest) {
    m_usualWidth = fontMetrics().horizontalAdvance(widest);
    updateGeometry();
}

QSize ElidedLabel::sizeHint() const {
    const QSize whole = QLabel::sizeHint();
    return {std::max(whole.width(), m_usualWidth), whole.height()};
}

QSize ElidedLabel::minimumSizeHint() const { return {text().isEmpty() && m_usualWidth == 0 ? 0 : kLeastWidth, QLabel::minimumSizeHint().height()}; }

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect inner = contentsRect();
    style()->drawItemText(&painter, inner, static_cast<int>(alignment()), palette(), isEnabled(), fontMetrics().elidedText(text(), Qt::ElideRight, inner.width()), foregroundRole());
}

bool ElidedLabel::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip || fontMetrics().horizontalAdvance(text()) <= contentsRect().width()) return QLabel::event(event);
    const QString more = toolTip().isEmpty() ? QString() : "\n" + toolTip();
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text() + more, this);
    return true;
}

}  // namespace bowman::ui
