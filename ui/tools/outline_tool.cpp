#include "ui/tools/outline_tool.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QPaintDevice>
#include <QPolygonF>

#include "core/annotation/polygon_ops.h"
#include "ui/canvas/view_transform.h"

namespace bowman::ui {

namespace {

constexpr double kClosingDistance = 8;   // screen pixels around the first point
constexpr double kFreehandStep = 4;      // screen pixels between points of a drag
constexpr double kRepaintMargin = 12;

double distance(SlidePoint a, SlidePoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

Gesture OutlineTool::gesture(double seconds) const {
    return {name().toStdString(), context().person().toStdString(), context().className().toStdString(), seconds,
            context().slideRect()};
}

SlideRect OutlineTool::dirtyRect() const {
    if (m_points.empty()) return {};
    SlideRect rect{m_cursor.x, m_cursor.y, 0, 0};
    double right = m_cursor.x, bottom = m_cursor.y;
    for (const SlidePoint& p : m_points) {
        rect.x = std::min(rect.x, p.x);
        rect.y = std::min(rect.y, p.y);
        right = std::max(right, p.x);
        bottom = std::max(bottom, p.y);
    }
    rect.width = right - rect.x;
    rect.height = bottom - rect.y;
    return rect.grown(kRepaintMargin * m_downsample);
}

SlideRect OutlineTool::press(const ToolEvent& event) {
    if (event.button != Qt::LeftButton || !context().annotations()) return {};
    m_downsample = event.downsample;
    m_cursor = event.point;
    if (m_points.empty()) {
        m_opposite = event.modifiers.testFlag(Qt::ShiftModifier);
        m_first = event.point;
        m_started = std::chrono::steady_clock::now();
    } else if (m_points.size() >= 3 && distance(m_points.front(), event.point) < kClosingDistance * event.downsample) {
        const SlideRect dirty = dirtyRect();
        close();
        return dirty;
    }
    m_pressed = true;
    m_drawn = false;
    m_points.push_back(event.point);
    return dirtyRect();
}

SlideRect OutlineTool::move(const ToolEvent& event) {
    if (m_points.empty()) return {};
    const SlideRect before = dirtyRect();
    m_downsample = event.downsample;
    m_cursor = event.point;
    if (m_pressed && distance(m_points.back(), event.point) >= kFreehandStep * event.downsample) m_points.push_back(event.point);
    m_drawn = m_drawn || (m_pressed && distance(m_points.front(), event.point) > 2 * kClosingDistance * event.downsample);
    return before.united(dirtyRect());
}

/// A line that was drawn back to where it began is closed, as by hand on paper.
SlideRect OutlineTool::release(const ToolEvent& event) {
    const bool isRound = m_pressed && m_drawn && m_points.size() >= 3 && distance(m_points.front(), event.point) < kClosingDistance * event.downsample;
    m_pressed = false;
    if (!isRound) return {};
    const SlideRect dirty = dirtyRect();
    close();
    return dirty;
}

SlideRect OutlineTool::doubleClick(const ToolEvent& event) {
    if (m_points.empty()) return press(event);
    const SlideRect dirty = dirtyRect();
    close();
    return dirty;
}

bool OutlineTool::key(int key, Qt::KeyboardModifiers) {
    if (m_points.empty()) return false;
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        close();
        return true;
    }
    if (key == Qt::Key_Backspace) {
        m_points.pop_back();
        return true;
    }
    return false;
}

SlideRect OutlineTool::cancel() {
    const SlideRect dirty = dirtyRect();
    m_points.clear();
    m_pressed = false;
    return dirty;
}

void OutlineTool::close() {
    m_pressed = false;
    if (m_points.size() < 3) return context().say(QCoreApplication::translate("Tools", "An outline needs three points: click further ones, or press Esc"));
    const std::vector<SlidePoint> ring = std::exchange(m_points, {});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
    auto outline = makeValid({Polygon{ring, {}}});
    if (!outline.ok()) return context().say(QCoreApplication::translate("Tools", "The outline encloses nothing; nothing was changed"));
    commitOutline(std::move(outline).value(), seconds, m_opposite);
}

void OutlineTool::paint(QPainter& painter, const Viewport& viewport) const {
    if (m_points.empty()) return;
    const double dpr = painter.device()->devicePixelRatioF();
    QPolygonF line;
    for (const SlidePoint& p : m_points) line << toScreen(viewport, p);
    QPolygonF area = line;
    area << toScreen(viewport, m_cursor);

    painter.setRenderHint(QPainter::Antialiasing);
    const QColor main = colour(m_opposite);
    QColor fill = main;
    fill.setAlphaF(0.12F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(area, Qt::OddEvenFill);

    painter.setBrush(Qt::NoBrush);
    for (const auto& [width, ink] : {std::pair{4.0, QColor(255, 255, 255, 220)}, std::pair{2.0, main}}) {
        painter.setPen(QPen(ink, width * dpr, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
        painter.setPen(QPen(ink, width * dpr, width > 3 ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap));
        painter.drawLine(line.last(), area.last());
    }
    painter.setPen(QPen(main, 1.5 * dpr));
    painter.setBrush(Qt::white);
    const double near = kClosingDistance * m_downsample;
    const bool closes = m_points.size() >= 3 && distance(m_points.front(), m_cursor) < near;
    for (int i = 0; i < line.size(); ++i) {
        const double r = (i == 0 ? (closes ? 6.5 : 4.5) : 2.5) * dpr;
        painter.drawEllipse(line[i], r, r);
    }
}

}  // namespace bowman::ui
