#include "ui/tools/cut_tool.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QPaintDevice>
#include <QPolygonF>

#include "ui/canvas/view_transform.h"
#include "ui/tools/shape_edit.h"

namespace bowman::ui {
namespace {

constexpr double kDragDistance = 4;      // screen pixels: less is a click
constexpr double kStep = 3;              // screen pixels between points of a drag
constexpr double kRepaintMargin = 8;

double distance(SlidePoint a, SlidePoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

SlideRect CutTool::dirtyRect() const {
    if (m_line.empty()) return {};
    double left = m_line.front().x, right = left, top = m_line.front().y, bottom = top;
    for (const SlidePoint& p : m_line) {
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        top = std::min(top, p.y);
        bottom = std::max(bottom, p.y);
    }
    return SlideRect{left, top, right - left, bottom - top}.grown(kRepaintMargin * m_downsample);
}

SlideRect CutTool::press(const ToolEvent& event) {
    if (event.button != Qt::LeftButton || !context().annotations()) return {};
    m_downsample = event.downsample;
    m_pressed = true;
    if (!m_line.empty()) return move(event);     // the second click
    m_drawn = false;
    m_started = std::chrono::steady_clock::now();
    m_line = {event.point, event.point};
    return dirtyRect();
}

SlideRect CutTool::move(const ToolEvent& event) {
    if (m_line.empty()) return {};
    const SlideRect before = dirtyRect();
    m_downsample = event.downsample;
    m_drawn = m_drawn || (m_pressed && m_line.size() == 2 && distance(m_line.front(), event.point) >= kDragDistance * event.downsample);
    if (m_drawn && m_pressed && distance(m_line[m_line.size() - 2], event.point) >= kStep * event.downsample) m_line.push_back(event.point);
    m_line.back() = event.point;
    return before.united(dirtyRect());
}

SlideRect CutTool::release(const ToolEvent& event) {
    if (!m_pressed) return {};
    m_pressed = false;
    const SlideRect dirty = move(event).united(dirtyRect());
    if (distance(m_line.front(), m_line.back()) < kDragDistance * event.downsample && !m_drawn) return dirty;   // the first of two clicks
    commit();
    return dirty;
}

void CutTool::commit() {
    const std::vector<SlidePoint> line = std::exchange(m_line, {});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
    const Gesture gesture{name().toStdString(), context().person().toStdString(), context().className().toStdString(), seconds, context().slideRect()};
    const AnnotationSet& set = *context().annotations();
    const AnnotationId selected = context().selected();
    auto edit = m_purpose == Purpose::Split ? splitEdit(set, line, context().newId, gesture) : mergeEdit(set, line, selected, gesture);
    if (!edit.ok()) return context().say(QString::fromStdString(edit.error().message()));
    const AnnotationId kept = m_purpose == Purpose::Split ? edit->changes.front().after->id : edit->changes.back().after->id;
    const QString label = QString::fromStdString(edit->label);
    if (const auto done = context().commit(std::move(edit).value()); !done.ok()) return context().say(QString::fromStdString(done.error().message()));
    context().select(kept);
    context().say(label.left(1).toUpper() + label.mid(1));
}

SlideRect CutTool::cancel() {
    const SlideRect dirty = dirtyRect();
    m_line.clear();
    m_pressed = false;
    return dirty;
}

void CutTool::paint(QPainter& painter, const Viewport& viewport) const {
    if (m_line.empty()) return;
    const double dpr = painter.device()->devicePixelRatioF();
    QPolygonF line;
    for (const SlidePoint& p : m_line) line << toScreen(viewport, p);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const bool splits = m_purpose == Purpose::Split;
    for (const auto& [width, ink] : {std::pair{5.0, QColor(255, 255, 255, 230)}, std::pair{2.0, splits ? QColor(213, 94, 0) : QColor(0, 114, 178)}}) {
        painter.setPen(QPen(ink, width * dpr, width > 3 || splits ? Qt::SolidLine : Qt::DotLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
    }
}

}  // namespace bowman::ui
