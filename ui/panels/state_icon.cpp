#include "ui/panels/state_icon.h"

#include <QHash>
#include <QObject>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include "ui/canvas/state_style.h"

namespace bowman::ui {
namespace {

Qt::PenStyle penStyle(LinePattern pattern) {
    switch (pattern) {
        case LinePattern::Dashed: return Qt::DashLine;
        case LinePattern::Dotted: return Qt::DotLine;
        case LinePattern::DashDot: return Qt::DashDotLine;
        case LinePattern::Solid: break;
    }
    return Qt::SolidLine;
}

/// A lobe with an open side, thin and empty: a part of the section, not an object.
void drawStructure(QPainter& painter, const QColor& colour) {
    QPainterPath lobe(QPointF(2.5, 13));
    lobe.cubicTo({1, 5}, {6, 1.5}, {9, 4});
    lobe.cubicTo({12, 1.5}, {15, 6}, {13.5, 13});
    lobe.closeSubpath();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.5));
    painter.drawPath(lobe);
}

QPixmap drawn(const Annotation& annotation, const QColor& background) {
    const StateStyle style = styleOf(annotation);
    constexpr int kEdge = 16, kScale = 2;
    QPixmap pixmap(kEdge * kScale, kEdge * kScale);
    pixmap.setDevicePixelRatio(kScale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    if (background.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(background);
        painter.drawRoundedRect(QRectF(0, 0, kEdge, kEdge), 3, 3);
    }
    QPen pen(style.colour, 2, penStyle(style.pattern));
    if (style.pattern != LinePattern::Solid) pen.setDashPattern(style.pattern == LinePattern::Dotted ? QList<qreal>{1, 1.4} : QList<qreal>{2.6, 1.6});
    painter.setPen(pen);
    QColor fill = style.colour;
    fill.setAlpha(50);
    painter.setBrush(fill);
    if (annotation.kind == AnnotationKind::CompleteRegion) painter.drawRect(QRectF(2.5, 3.5, 11, 9));
    else if (annotation.kind == AnnotationKind::Structure) drawStructure(painter, style.colour);
    else painter.drawEllipse(QRectF(2.5, 2.5, 11, 11));
    if (style.mark == StateMark::Dot) {
        painter.setBrush(style.colour);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(QPointF(8, 8), 2, 2);
    } else if (style.mark == StateMark::Question) {
        QFont font;
        font.setPixelSize(10);
        font.setBold(true);
        painter.setFont(font);
        painter.drawText(QRectF(0, 0, kEdge, kEdge), Qt::AlignCenter, "?");
    }
    return pixmap;
}

}  // namespace

QIcon stateIcon(const Annotation& annotation) {
    static QHash<int, QIcon> drawnBefore;
    const bool isOfClass = annotation.kind == AnnotationKind::Structure;   // in the colour of its class
    QIcon own;
    QIcon& icon = isOfClass ? own : drawnBefore[static_cast<int>(annotation.kind) * 100 + static_cast<int>(annotation.state)];
    if (!icon.isNull()) return icon;
    icon = QIcon(drawn(annotation, {}));
    icon.addPixmap(drawn(annotation, Qt::white), QIcon::Selected);   // on the highlight its colour would be lost
    return icon;
}

QString stateText(const Annotation& annotation) {
    if (annotation.kind == AnnotationKind::CompleteRegion) return QObject::tr("Complete region");
    if (annotation.kind == AnnotationKind::Structure) return QObject::tr("Structure");
    switch (annotation.state) {
        case ReviewState::Proposed: return QObject::tr("Proposed");
        case ReviewState::Accepted: return QObject::tr("Accepted");
        case ReviewState::Corrected: return QObject::tr("Corrected");
        case ReviewState::Rejected: return QObject::tr("Rejected");
        case ReviewState::Added: return QObject::tr("Added");
        case ReviewState::Unsure: return QObject::tr("Unsure");
    }
    return {};
}

}  // namespace bowman::ui
