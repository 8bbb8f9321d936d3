#include "ui/dialogs/import_picture.h"

#include <cmath>

#include <QObject>
#include <QPainter>
#include <QPainterPath>

namespace bowman::ui {
namespace {

constexpr double kMostAround = 0.35;   // of the slide's longer edge, on each side
constexpr double kThinning = 0.7;      // pixels of the picture between points
const QColor kNew(0x00, 0x9E, 0x73), kThere(0x5A, 0x5A, 0x5A), kLeftOut(0xD5, 0x5E, 0x00);

struct Frame {
    SlideRect shown;
    double scale;   ///< pixels of the picture per level-0 pixel

    QPointF map(SlidePoint p) const { return {(p.x - shown.x) * scale, (p.y - shown.y) * scale}; }
};

Frame frameFor(const ImportPictureRequest& request) {
    const SlideRect slide{0, 0, static_cast<double>(request.slide.width), static_cast<double>(request.slide.height)};
    SlideRect all = slide;
    for (const Annotation& a : request.labels) all = all.united(boundsOf(a.shape));
    const SlideRect shown = all.intersected(slide.grown(kMostAround * std::max(slide.width, slide.height)));
    return {shown, request.edge / std::max({shown.width, shown.height, 1.0})};
}

void addRing(QPainterPath& path, const Frame& frame, const Ring& ring) {
    QPolygonF points;
    for (const SlidePoint& p : ring) {
        const QPointF at = frame.map(p);
        if (points.isEmpty() || std::abs(at.x() - points.back().x()) + std::abs(at.y() - points.back().y()) >= kThinning) points << at;
    }
    if (points.isEmpty()) return;
    points << points.front();
    path.addPolygon(points);
}

void draw(QPainter& painter, const Frame& frame, const MultiPolygon& shape, const QPen& pen) {
    const SlideRect bounds = boundsOf(shape);
    if (!bounds.intersects(frame.shown)) return;
    painter.setPen(pen);
    if (std::max(bounds.width, bounds.height) * frame.scale < 3) {
        const QPointF at = frame.map(bounds.centre());
        painter.fillRect(QRectF(at - QPointF(1, 1), QSizeF(2.5, 2.5)), pen.color());
        return;
    }
    QPainterPath path;
    for (const Polygon& part : shape) {
        addRing(path, frame, part.outer);
        for (const Ring& hole : part.holes) addRing(path, frame, hole);
    }
    painter.drawPath(path);
}

}  // namespace

QImage importPicture(const ImportPictureRequest& request) {
    const Frame frame = frameFor(request);
    const QSize size(std::max(1, static_cast<int>(std::lround(frame.shown.width * frame.scale))), std::max(1, static_cast<int>(std::lround(frame.shown.height * frame.scale))));
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(QColor(0xB4, 0xB4, 0xB4));
    QPainter painter(&picture);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF slide(frame.map({0, 0}), frame.map({static_cast<double>(request.slide.width), static_cast<double>(request.slide.height)}));
    if (request.thumbnail.isNull()) painter.fillRect(slide, Qt::white);
    else painter.drawImage(slide, request.thumbnail);
    painter.setBrush(Qt::NoBrush);
    for (const AnnotationPtr& a : request.current)
        if (a->state != ReviewState::Rejected) draw(painter, frame, a->shape, QPen(kThere, 1));
    for (const Annotation& a : request.labels) draw(painter, frame, a.shape, QPen(kNew, a.kind == AnnotationKind::Glomerulus ? 1.6 : 1));
    for (const ImportIssue& issue : request.issues)
        if (!issue.shape.empty()) draw(painter, frame, issue.shape, QPen(kLeftOut, 1.8));
    if (frame.shown.width > slide.width() / frame.scale + 1 || frame.shown.height > slide.height() / frame.scale + 1) {
        painter.setPen(QPen(QColor(40, 40, 40), 1, Qt::DashLine));   // where the slide ends
        painter.drawRect(slide.adjusted(0.5, 0.5, -0.5, -0.5));
    }
    return picture;
}

QString importPictureLegend() {
    const auto entry = [](const QColor& colour, const QString& text) { return QString("<span style='color:%1'>■</span> %2").arg(colour.name(), text); };
    return entry(kNew, QObject::tr("from the file")) + "&nbsp;&nbsp; " + entry(kLeftOut, QObject::tr("left out")) + "&nbsp;&nbsp; " + entry(kThere, QObject::tr("already there"));
}

}  // namespace bowman::ui
