// The view as files: its pixels, or its outlines as vectors.
#include <cmath>

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include "ui/canvas/slide_view_state.h"
#include "ui/canvas/view_transform.h"

namespace bowman::ui {

QImage SlideView::picture() {
    State& s = *m_state;
    QImage image(size() * s.dpr, QImage::Format_RGB32);
    image.setDevicePixelRatio(s.dpr);
    QPainter painter(&image);
    s.paintFrame(painter, rect());   // not the navigator, which is a child; and on no device, so that files are the same everywhere
    painter.end();
    if (s.umPerPx) {
        const double um = *s.umPerPx * s.painted.downsample;
        image.setDotsPerMeterX(int(std::lround(1e6 / um)));
        image.setDotsPerMeterY(int(std::lround(1e6 / um)));
        image.setText("um_per_px", QString::number(um));
    }
    const SlideRect seen = s.painted.visible();
    image.setText("level0_rect", QString("%1 %2 %3 %4").arg(seen.x, 0, 'f', 1).arg(seen.y, 0, 'f', 1).arg(seen.width, 0, 'f', 1).arg(seen.height, 0, 'f', 1));
    if (const Orientation& turned = s.painted.orientation; !turned.isUpright()) {
        image.setText("orientation", QString("%1mirrored, rotated by %2 degrees clockwise").arg(turned.isMirrored() ? "" : "not ").arg(turned.degrees()));
        QStringList corners;
        for (const SlidePoint& p : s.painted.corners()) corners << QString("%1 %2").arg(p.x, 0, 'f', 1).arg(p.y, 0, 'f', 1);
        image.setText("level0_corners", corners.join(", "));
    }
    if (const std::string changed = describe(appearance()); !changed.empty()) image.setText("appearance", QString::fromStdString(changed));
    return image;
}

QByteArray SlideView::overlaySvg() const {
    const State& s = *m_state;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(size());
    svg.setViewBox(QRect(QPoint(), size()));
    svg.setTitle("Bowman");
    svg.setDescription(s.slide ? QString::fromStdString(s.slide->info().path.filename().string()) : QString());
    QPainter painter(&svg);
    const QPointF corner = toScreen(s.painted, SlidePoint{}) / s.dpr;
    const DeviceFrame frame{s.logicalDownsample(), -corner.x(), -corner.y(), QRectF(rect()), 1, s.painted.orientation};
    if (s.annotations && s.layers.outlines)
        for (const AnnotationPtr& a : s.annotations->intersecting(s.painted.visible())) {
            if (a->state == ReviewState::Rejected && !s.layers.rejected) continue;
            paintAnnotation(painter, frame, *a, {true, s.layers.fill ? s.layers.fillOpacity : 0, s.layers.predictions});
        }
    s.paintScale(painter);
    painter.end();
    return bytes;
}

}  // namespace bowman::ui
