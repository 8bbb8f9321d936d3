#include "ui/main_window/orientation_chip.h"

#include <QStringList>

namespace bowman::ui {
namespace {

constexpr int kMargin = 12;
constexpr int kBelowPlanes = 76;   // where a slide with focus planes and channels has its bar

}  // namespace

QString orientationText(const Orientation& orientation) {
    QStringList parts;
    const double degrees = orientation.degrees();
    if (degrees == 180) parts << QObject::tr("turned by 180°");
    else if (degrees > 180) parts << QObject::tr("turned %1° to the left").arg(360 - degrees, 0, 'g', 4);
    else if (degrees > 0) parts << QObject::tr("turned %1° to the right").arg(degrees, 0, 'g', 4);
    if (orientation.isMirrored()) parts << QObject::tr("mirrored");
    return parts.join(", ");
}

OrientationChip::OrientationChip(SlideView* view) : QPushButton(view), m_view(view) {
    setObjectName("orientationChip");
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("The view is turned"));
    setToolTip(tr("Click to show the slide upright, as it was scanned"));
    setStyleSheet("QPushButton { background: rgba(28,30,32,215); color: #8fd3ff; border: none; border-radius: 4px; padding: 5px 10px; }"
                  "QPushButton:hover { background: rgba(28,30,32,245); color: white; }");
    move(kMargin, kMargin + kBelowPlanes);
    hide();
    connect(this, &QPushButton::clicked, this, [this] { m_view->setOrientation({}); });
    connect(view, &SlideView::viewportChanged, this, &OrientationChip::refresh);
}

void OrientationChip::refresh() {
    const Orientation& orientation = m_view->viewport().orientation;
    if (orientation == m_shown) return;
    m_shown = orientation;
    setVisible(!orientation.isUpright());
    if (isHidden()) return;
    const QString text = orientationText(orientation);
    setText(text.at(0).toUpper() + text.mid(1) + QStringLiteral("  ✕"));
    adjustSize();
    raise();
}

}  // namespace bowman::ui
