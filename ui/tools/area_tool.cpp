#include "ui/tools/area_tool.h"

#include <cmath>
#include <numbers>

#include <QClipboard>
#include <QGuiApplication>
#include <QPaintDevice>
#include <QPainterPath>
#include <QPolygonF>

#include "ui/canvas/view_transform.h"
#include "ui/tools/measure_text.h"

namespace bowman::ui {
namespace {

double perimeterOf(const MultiPolygon& shape) {
    double length = 0;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const SlidePoint a = ring[i], b = ring[(i + 1) % ring.size()];
            length += std::hypot(b.x - a.x, b.y - a.y);
        }
    };
    for (const Polygon& part : shape) {
        add(part.outer);
        for (const Ring& hole : part.holes) add(hole);
    }
    return length;
}

QPainterPath pathOf(const MultiPolygon& shape, const Viewport& viewport) {
    QPainterPath path;
    path.setFillRule(Qt::OddEvenFill);
    const auto add = [&](const Ring& ring) {
        QPolygonF line;
        for (const SlidePoint& p : ring) line << toScreen(viewport, p);
        path.addPolygon(line);
        path.closeSubpath();
    };
    for (const Polygon& part : shape) {
        add(part.outer);
        for (const Ring& hole : part.holes) add(hole);
    }
    return path;
}

}  // namespace

QColor AreaTool::colour(bool) const { return QColor(20, 20, 20); }

QString AreaTool::text() const {
    if (m_measured.empty()) return {};
    const std::optional<double> scale = context().umPerPx ? context().umPerPx() : std::nullopt;
    const double area = areaOf(m_measured);
    return QStringLiteral("Area %1\nPerimeter %2\nEquivalent diameter %3")
        .arg(areaText(area, scale), lengthText(perimeterOf(m_measured), scale), lengthText(2 * std::sqrt(area / std::numbers::pi), scale));
}

/// The plate may lie beside the outline, as far as it is wide.
SlideRect AreaTool::forget() {
    if (m_measured.empty()) return {};
    const SlideRect all = context().slideRect();
    m_measured.clear();
    return all.grown(std::max(all.width, all.height));
}

SlideRect AreaTool::press(const ToolEvent& event) {
    const SlideRect old = event.button == Qt::LeftButton ? forget() : SlideRect{};
    return old.united(OutlineTool::press(event));
}

bool AreaTool::key(int key, Qt::KeyboardModifiers modifiers) {
    if (m_measured.empty() || key != Qt::Key_C || modifiers != Qt::ControlModifier) return OutlineTool::key(key, modifiers);
    QGuiApplication::clipboard()->setText(text());
    context().say(QStringLiteral("Copied: %1").arg(text().replace('\n', QStringLiteral(", "))));
    return true;
}

SlideRect AreaTool::cancel() {
    const SlideRect measured = forget();
    return measured.united(OutlineTool::cancel());
}

void AreaTool::commitOutline(MultiPolygon outline, double, bool) {
    m_measured = std::move(outline);
    if (onAppearanceChanged) onAppearanceChanged();
}

void AreaTool::paint(QPainter& painter, const Viewport& viewport) const {
    OutlineTool::paint(painter, viewport);
    if (m_measured.empty()) return;
    const double dpr = painter.device()->devicePixelRatioF();
    const QPainterPath path = pathOf(m_measured, viewport);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(QColor(255, 255, 255, 40));
    for (const auto& [width, ink] : {std::pair{4.0, QColor(255, 255, 255, 230)}, std::pair{2.0, QColor(20, 20, 20)}}) {
        painter.setPen(QPen(ink, width * dpr, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
        painter.drawPath(path);
        painter.setBrush(Qt::NoBrush);
    }
    paintMeasure(painter, path.boundingRect().bottomRight(), text());
}

}  // namespace bowman::ui
