#include "ui/report/report_pictures.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <QBuffer>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include "core/document/reading.h"
#include "core/measure/distribution.h"
#include "core/slide/scaled_read.h"
#include "ui/canvas/state_style.h"

namespace bowman::ui {
namespace {

constexpr double kAround = 0.25;
constexpr int kJpegQuality = 86;
constexpr std::size_t kMostNumbers = 300;
constexpr double kBarShare = 0.2;        // of the width, at the most

QImage imageOf(const Image& rgb) {
    QImage image(rgb.width(), rgb.height(), QImage::Format_RGB32);
    for (int y = 0; y < rgb.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < rgb.width(); ++x) {
            const std::uint8_t* p = rgb.pixel(x, y);
            line[x] = qRgb(p[0], p[1], p[2]);
        }
    }
    return image;
}

Result<QByteArray> jpegOf(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "JPG", kJpegQuality)) return Error{"cannot make a picture", "", "the JPEG writer of Qt is not there"};
    return bytes;
}

QPen penOf(const Annotation& a, double width) {
    const StateStyle style = styleOf(a);
    QPen pen(style.colour, width);
    pen.setCapStyle(Qt::FlatCap);
    if (style.pattern == LinePattern::Dashed) pen.setDashPattern({3.5, 2});
    if (style.pattern == LinePattern::Dotted) pen.setDashPattern({1, 1.5});
    if (style.pattern == LinePattern::DashDot) pen.setDashPattern({6, 2, 1, 2});
    return pen;
}

/// Level-0 pixels to those of the picture.
struct Frame {
    SlidePoint origin;
    double downsample = 1;
    QPointF at(SlidePoint p) const { return {(p.x - origin.x) / downsample, (p.y - origin.y) / downsample}; }
};

QPainterPath pathOf(const MultiPolygon& shape, const Frame& frame) {
    QPainterPath path;
    const auto add = [&](const Ring& ring) {
        QPolygonF points;
        for (const SlidePoint p : ring) points << frame.at(p);
        path.addPolygon(points);
        path.closeSubpath();
    };
    for (const Polygon& part : shape) {
        add(part.outer);
        for (const Ring& hole : part.holes) add(hole);
    }
    return path;
}

void drawNumber(QPainter& painter, const QPointF& at, AnnotationId id) {
    const QString text = QString::number(objectNumber(id));
    QPainterPath path;
    const QFontMetricsF metrics(painter.font(), painter.device());
    path.addText(at + QPointF(-metrics.horizontalAdvance(text) / 2, metrics.capHeight() / 2), painter.font(), text);
    painter.setPen(QPen(QColor(255, 255, 255, 220), 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.fillPath(path, QColor(0x1f, 0x22, 0x26));
}

void drawScaleBar(QPainter& painter, const QImage& image, double umPerPicturePx) {
    double um = roundStep(image.width() * kBarShare * umPerPicturePx);
    if (um / umPerPicturePx > image.width() * kBarShare * 1.6) um = roundStep(um / 2.4);
    const double length = um / umPerPicturePx;
    const QString text = um >= 1000 ? QString::number(um / 1000) + " mm" : QString::number(um) + " µm";
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double width = std::max(length, metrics.horizontalAdvance(text));
    const QRectF box(10, image.height() - 14 - metrics.height() - 12, width + 20, metrics.height() + 16);
    painter.fillRect(box, QColor(255, 255, 255, 210));
    painter.setPen(QColor(0x1f, 0x22, 0x26));
    painter.drawText(QRectF(box.left() + 10, box.top() + 2, width, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
    painter.fillRect(QRectF(box.left() + 10, box.bottom() - 9, length, 4), QColor(0x1f, 0x22, 0x26));
}

}  // namespace

Result<QByteArray> overviewPicture(const Slide& slide, const std::vector<AnnotationPtr>& objects, std::optional<double> umPerPx, int edge) {
    const PixelSize size = slide.info().size();
    const double downsample = std::max(1.0, static_cast<double>(std::max(size.width, size.height)) / edge);
    const auto pixels = [&](std::int64_t length) { return std::max(1, static_cast<int>(std::lround(static_cast<double>(length) / downsample))); };
    const auto picture = readScaled(slide, {{0, 0}, downsample, pixels(size.width), pixels(size.height)});
    if (!picture) return picture.error();
    QImage image = imageOf(*picture);
    const Frame frame{{0, 0}, downsample};
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto count = static_cast<std::size_t>(std::count_if(objects.begin(), objects.end(), [](const auto& a) { return a->kind == AnnotationKind::Glomerulus; }));
    for (const bool glomeruli : {false, true})       // parts of the section below
        for (const AnnotationPtr& a : objects) {
            if ((a->kind == AnnotationKind::Glomerulus) != glomeruli || a->state == ReviewState::Rejected) continue;
            const QPainterPath path = pathOf(a->shape, frame);
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(QColor(255, 255, 255, 170), 5.5));   // seen on any stain
            painter.drawPath(path);
            painter.setPen(penOf(*a, 3));
            painter.drawPath(path);
        }
    QFont font = painter.font();
    font.setPixelSize(count > 100 ? 17 : 22);
    font.setBold(true);
    painter.setFont(font);
    if (count <= kMostNumbers)
        for (const AnnotationPtr& a : objects) {
            if (a->kind != AnnotationKind::Glomerulus || a->state == ReviewState::Rejected) continue;
            const SlideRect bounds = boundsOf(a->shape);
            const QPointF right = frame.at({bounds.right(), bounds.y});
            const QFontMetricsF metrics(font, painter.device());
            const double half = metrics.horizontalAdvance(QString::number(objectNumber(a->id))) / 2;
            drawNumber(painter, {std::clamp(right.x() + half, half + 2, image.width() - half - 2), std::max(right.y(), metrics.height())}, a->id);
        }
    font.setPixelSize(std::max(18, edge / 60));
    font.setBold(false);
    painter.setFont(font);
    if (umPerPx) drawScaleBar(painter, image, *umPerPx * downsample);
    painter.end();
    return jpegOf(image);
}

Result<QByteArray> objectPicture(const Slide& slide, const Annotation& object, int edge) {
    const SlideRect bounds = boundsOf(object.shape);
    const double side = std::max({bounds.width, bounds.height, 16.0}) * (1 + 2 * kAround);
    const SlidePoint centre = bounds.centre();
    const Frame frame{{centre.x - side / 2, centre.y - side / 2}, side / edge};
    const auto picture = readScaled(slide, {frame.origin, frame.downsample, edge, edge});
    if (!picture) return picture.error();
    QImage image = imageOf(*picture);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(penOf(object, edge / 90.0));
    painter.drawPath(pathOf(object.shape, frame));
    painter.end();
    return jpegOf(image);
}

}  // namespace bowman::ui
