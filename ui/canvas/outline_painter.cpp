#include "ui/canvas/outline_painter.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainterPath>

#include "ui/canvas/ring_path.h"

namespace bowman::ui {

namespace {

constexpr double kDotBelow = 5;          // logical pixels: smaller objects are dots
constexpr double kPatternFrom = 28;      // smaller objects are drawn solid: dashes would break them up
constexpr double kMarkFrom = 16;
constexpr double kHatchWidth = 10;

QVector<qreal> dashes(LinePattern pattern) {  // in units of the pen's width
    switch (pattern) {
        case LinePattern::Dashed: return {3.5, 2.5};
        case LinePattern::Dotted: return {1, 2};
        case LinePattern::DashDot: return {6, 2.5, 1.2, 2.5};
        case LinePattern::Solid: break;
    }
    return {};
}

double sizeOnScreen(const DeviceFrame& frame, const MultiPolygon& shape) {
    const SlideRect b = boundsOf(shape);
    return std::max(b.width, b.height) / frame.downsample / frame.dpr;
}

/// Around the points: closer than the rectangle around a turned rectangle.
QRectF boundsOnScreen(const DeviceFrame& frame, const MultiPolygon& shape) {
    if (frame.orientation.isRightAngle()) return frame.map(boundsOf(shape));
    QPolygonF points;
    for (const Polygon& part : shape)
        for (const SlidePoint& p : part.outer) points << frame.map(p);
    return points.boundingRect();
}

/// Outlines and holes on the screen: made once for all that is drawn along them.
using Lines = std::vector<QPolygonF>;

Lines linesOf(const DeviceFrame& frame, const MultiPolygon& shape) {
    Lines lines;
    for (const Polygon& part : shape) {
        lines.push_back(thinnedRing(frame, part.outer));
        for (const Ring& hole : part.holes) lines.push_back(thinnedRing(frame, hole));
    }
    return lines;
}

QPainterPath pathOf(const Lines& lines) {
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    for (const QPolygonF& line : lines) path.addPolygon(line);
    return path;
}

void fillLines(QPainter& painter, const Lines& lines, const QColor& colour) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPath(pathOf(lines));
}

void strokeLines(QPainter& painter, const DeviceFrame& frame, const Lines& lines, const LineLook& look) {
    const double width = look.width * frame.dpr;
    QPen pen(look.colour, width, Qt::SolidLine, look.pattern == LinePattern::Solid ? Qt::RoundCap : Qt::FlatCap, Qt::BevelJoin);
    const QVector<qreal> pattern = dashes(look.pattern);
    painter.setBrush(Qt::NoBrush);
    const QRectF near = frame.clip.adjusted(-2 * width, -2 * width, 2 * width, 2 * width);
    for (const QPolygonF& line : lines)
        for (const VisibleRun& run : visibleRuns(line, near)) {
            if (!pattern.isEmpty()) {
                pen.setDashPattern(pattern);
                pen.setDashOffset(run.start / width);
            }
            painter.setPen(pen);
            painter.drawPolyline(run.points);
        }
}

void paintDot(QPainter& painter, QPointF centre, double radius, const QColor& colour) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(255, 255, 255, 200));
    painter.drawEllipse(centre, radius * 1.45, radius * 1.45);
    painter.setBrush(colour);
    painter.drawEllipse(centre, radius, radius);
}

/// A question mark as a path: the same on every machine, whatever its fonts.
void paintQuestion(QPainter& painter, QPointF centre, double unit, const QColor& colour) {
    paintDot(painter, centre, 7 * unit, colour);
    QPainterPath hook;
    hook.moveTo(centre + QPointF(-2.2, -1.6) * unit);
    hook.cubicTo(centre + QPointF(-2.2, -5) * unit, centre + QPointF(2.6, -5) * unit, centre + QPointF(2.2, -1.6) * unit);
    hook.cubicTo(centre + QPointF(2.0, -0.3) * unit, centre + QPointF(0, -0.4) * unit, centre + QPointF(0, 1.6) * unit);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, 1.6 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(hook);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawEllipse(centre + QPointF(0, 4.2) * unit, 1.1 * unit, 1.1 * unit);
}

void paintMark(QPainter& painter, const DeviceFrame& frame, const Annotation& annotation, const StateStyle& style) {
    const QPointF at = frame.map(anchorOf(annotation.shape));
    if (!frame.clip.adjusted(-kMarkReach, -kMarkReach, kMarkReach, kMarkReach).contains(at)) return;
    if (style.mark == StateMark::Dot) paintDot(painter, at, 3 * frame.dpr, style.colour);
    else paintQuestion(painter, at, frame.dpr, style.colour);
}

void paintRegion(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& shape, const StateStyle& style) {
    // A band of hatching inside the edge: says "this side" without veiling the tissue.
    painter.save();
    const Lines lines = linesOf(frame, shape);
    painter.setClipPath(pathOf(lines), Qt::IntersectClip);
    painter.setBrushOrigin(QPointF(-std::fmod(frame.offsetX, 8), -std::fmod(frame.offsetY, 8)));
    QColor light = style.colour;
    light.setAlphaF(0.45F);
    const double band = 2 * kHatchWidth * frame.dpr;
    painter.setPen(QPen(QBrush(light, Qt::BDiagPattern), band, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    const QRectF near = frame.clip.adjusted(-band, -band, band, band);
    for (const QPolygonF& line : lines)
        for (const VisibleRun& run : visibleRuns(line, near)) painter.drawPolyline(run.points);
    painter.restore();
    strokeLines(painter, frame, lines, {style.colour, 1.5, style.pattern});
}

}  // namespace

QRectF DeviceFrame::map(const SlideRect& r) const {
    const QPointF a = map(SlidePoint{r.x, r.y}), b = map(SlidePoint{r.right(), r.bottom()});
    if (orientation.isUpright()) return {a, b};
    const Offset half = orientation.extent(r.width / downsample / 2, r.height / downsample / 2);
    const QPointF centre = (a + b) / 2;
    return {centre - QPointF(half.x, half.y), centre + QPointF(half.x, half.y)};
}

void strokeShape(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& shape, const LineLook& look) {
    strokeLines(painter, frame, linesOf(frame, shape), look);
}

void DotStamps::paint(QPainter& painter, QPointF centre, double radius, const QColor& colour) {
    constexpr int kPhases = 4;
    const int reach = static_cast<int>(std::ceil(radius * 1.45)) + 2;
    const double x = std::floor(centre.x()), y = std::floor(centre.y());
    const int px = static_cast<int>((centre.x() - x) * kPhases), py = static_cast<int>((centre.y() - y) * kPhases);
    QImage& stamp = m_stamps[quint64{colour.rgb()} << 8 | static_cast<quint64>(py * kPhases + px)];
    if (stamp.width() != 2 * reach) {
        stamp = QImage(2 * reach, 2 * reach, QImage::Format_ARGB32_Premultiplied);
        stamp.fill(Qt::transparent);
        QPainter onStamp(&stamp);
        onStamp.setRenderHint(QPainter::Antialiasing);
        paintDot(onStamp, QPointF(reach + (px + 0.5) / kPhases, reach + (py + 0.5) / kPhases), radius, colour);
    }
    painter.drawImage(QPoint(static_cast<int>(x) - reach, static_cast<int>(y) - reach), stamp);
}

void fillShape(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& shape, const QColor& colour) {
    fillLines(painter, linesOf(frame, shape), colour);
}

void paintAnnotation(QPainter& painter, const DeviceFrame& frame, const Annotation& annotation, const AnnotationLook& look) {
    const StateStyle style = styleOf(annotation);
    painter.setRenderHint(QPainter::Antialiasing);
    const double size = sizeOnScreen(frame, annotation.shape);
    if (annotation.kind == AnnotationKind::CompleteRegion) {
        if (look.outline) paintRegion(painter, frame, annotation.shape, style);
        return;
    }
    if (annotation.kind == AnnotationKind::Structure) {
        if (look.outline) strokeShape(painter, frame, annotation.shape, {style.colour, 1, size >= kPatternFrom ? style.pattern : LinePattern::Solid});
        return;
    }
    if (size < kDotBelow) {
        if (!look.outline) return;
        const QPointF centre = frame.map(boundsOf(annotation.shape).centre());
        if (look.dots) look.dots->paint(painter, centre, 2 * frame.dpr, style.colour);
        else paintDot(painter, centre, 2 * frame.dpr, style.colour);
        return;
    }
    const Lines lines = linesOf(frame, annotation.shape);
    if (look.fillOpacity > 0 && annotation.state != ReviewState::Rejected) {
        QColor fill = style.colour;
        fill.setAlphaF(static_cast<float>(look.fillOpacity));
        fillLines(painter, lines, fill);
    }
    if (!look.outline) return;
    const bool patterned = size >= kPatternFrom;
    if (look.prediction && patterned && annotation.state == ReviewState::Corrected && !annotation.prediction.empty())
        strokeShape(painter, frame, annotation.prediction, {styleOf(ReviewState::Proposed).colour, 1.25, LinePattern::Dashed});
    // A light casing carries the colour over purple nuclei and red matrix; on glass it is not seen.
    strokeLines(painter, frame, lines, {QColor(255, 255, 255, 150), 4, LinePattern::Solid});
    strokeLines(painter, frame, lines, {style.colour, 2, patterned ? style.pattern : LinePattern::Solid});
    if (style.mark != StateMark::None && size >= kMarkFrom) paintMark(painter, frame, annotation, style);
}

void paintSelected(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& shape, const SelectedLook& look) {
    painter.setRenderHint(QPainter::Antialiasing);
    const bool patterned = sizeOnScreen(frame, shape) >= kPatternFrom;
    const double width = look.underWork ? 1.5 : 2;
    const Lines lines = linesOf(frame, shape);
    strokeLines(painter, frame, lines, {QColor(0, 0, 0, 120), width + 4, LinePattern::Solid});
    strokeLines(painter, frame, lines, {QColor(255, 255, 255, 240), width + 2.5, LinePattern::Solid});
    strokeLines(painter, frame, lines, {look.style.colour, width, patterned ? look.style.pattern : LinePattern::Solid});
}

void paintCornerMarks(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& shape) {
    const double gap = 10 * frame.dpr;
    const QRectF box = boundsOnScreen(frame, shape).adjusted(-gap, -gap, gap, gap);
    const double arm = std::clamp(std::min(box.width(), box.height()) / 4, 5 * frame.dpr, 14 * frame.dpr);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [width, colour] : {std::pair{5.0, QColor(0, 0, 0, 130)}, std::pair{3.0, QColor(255, 255, 255)}}) {
        painter.setPen(QPen(colour, width * frame.dpr, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        for (const auto& [corner, x, y] : {std::tuple{box.topLeft(), 1, 1}, std::tuple{box.topRight(), -1, 1},
                                           std::tuple{box.bottomLeft(), 1, -1}, std::tuple{box.bottomRight(), -1, -1}})
            painter.drawPolyline(QPolygonF{corner + QPointF(arm * x, 0), corner, corner + QPointF(0, arm * y)});
    }
}

void paintRegionLabel(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& region) {
    if (region.empty() || sizeOnScreen(frame, region) < 120) return;
    const Ring& ring = region.front().outer;
    const auto place = [&](SlidePoint p) {
        const Offset o = frame.orientation.toScreen({p.x, p.y});
        return o.x + o.y;
    };
    const auto upperLeft = [&](SlidePoint a, SlidePoint b) { return place(a) < place(b); };
    const QPointF corner = frame.map(*std::min_element(ring.begin(), ring.end(), upperLeft));
    QFont font = painter.font();
    font.setPixelSize(static_cast<int>(std::lround(11 * frame.dpr)));
    const QFontMetricsF metrics(font);
    const QString text = QStringLiteral("complete");
    const QRectF chip(corner + QPointF(6, 6) * frame.dpr,
                      QSizeF(metrics.horizontalAdvance(text) + 12 * frame.dpr, metrics.height() + 2 * frame.dpr));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(completeRegionStyle().colour);
    painter.drawRoundedRect(chip, 3 * frame.dpr, 3 * frame.dpr);
    painter.setPen(Qt::white);
    painter.setFont(font);
    painter.drawText(chip, Qt::AlignCenter, text);
}

}  // namespace bowman::ui
