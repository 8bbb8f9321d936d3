#include "ui/tools/vertex_tool.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QCoreApplication>
#include <QPaintDevice>
#include <QPainterPath>

#include "core/annotation/polygon_ops.h"
#include "ui/canvas/view_transform.h"
#include "ui/tools/shape_edit.h"

namespace bowman::ui {
namespace {

constexpr double kSpacing = 16;          // screen pixels between handles
constexpr double kReach = 9;             // screen pixels around a handle
constexpr double kEdgeReach = 6;
constexpr double kDragDistance = 3;
constexpr double kSmallest = 30;         // screen pixels: smaller objects show no handles
constexpr double kRepaintMargin = 14;
constexpr double kSamePlace = 0.2;       // level-0 pixels: points lie on a grid of 1/16
constexpr std::size_t kMostKept = 200;

QString text(const char* english) { return QCoreApplication::translate("VertexTool", english); }

double distance(SlidePoint a, SlidePoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

SlidePoint onGrid(SlidePoint p) { return {std::round(p.x * 16) / 16, std::round(p.y * 16) / 16}; }

}  // namespace

AnnotationPtr VertexTool::target() const {
    const AnnotationSet* set = context().annotations();
    return set ? set->find(context().selected()) : nullptr;
}

const std::vector<VertexRef>& VertexTool::handles(double downsample) const {
    const AnnotationPtr now = target();
    if (now != m_known || downsample != m_knownAt) {
        m_known = now;
        m_knownAt = downsample;
        m_handles.clear();
        const SlideRect bounds = now ? boundsOf(now->shape) : SlideRect{};
        if (std::max(bounds.width, bounds.height) >= kSmallest * downsample)
            m_handles = handlesOf(now->shape, kSpacing * downsample, m_alwaysOf == now->id ? m_always : std::vector<SlidePoint>{});
    }
    return m_handles;
}

std::vector<SlidePoint> VertexTool::handlePlaces(double downsample) const {
    std::vector<SlidePoint> places;
    for (const VertexRef& h : handles(downsample)) places.push_back(pointAt(m_known->shape, h));
    return places;
}

std::optional<VertexRef> VertexTool::handleNear(const ToolEvent& event) const {
    std::optional<VertexRef> best;
    double nearest = kReach * event.downsample;
    for (const VertexRef& h : handles(event.downsample))
        if (const double d = distance(pointAt(m_known->shape, h), event.point); d < nearest) {
            nearest = d;
            best = h;
        }
    return best;
}

std::optional<EdgePlace> VertexTool::edgeNear(const ToolEvent& event) const {
    if (handles(event.downsample).empty()) return std::nullopt;
    const double reach = kEdgeReach * event.downsample;
    if (!boundsOf(m_known->shape).grown(reach).contains(event.point)) return std::nullopt;
    const auto edge = nearestEdge(m_known->shape, event.point);
    return edge && edge->distance <= reach ? edge : std::nullopt;
}

bool VertexTool::takesPress(const ToolEvent& event) { return handleNear(event) || edgeNear(event); }

SlideRect VertexTool::dirtyRect() const {
    const AnnotationPtr shown = target();
    const SlideRect all = shown ? boundsOf(shown->shape) : SlideRect{};
    return all.united(boundsOf(m_live)).grown(kRepaintMargin * m_downsample);
}

void VertexTool::keepPoint(SlidePoint p) {
    if (m_alwaysOf != m_target) m_always.clear();
    m_alwaysOf = m_target;
    std::erase_if(m_always, [&](SlidePoint old) { return distance(old, p) < kSamePlace; });
    m_always.push_back(p);
    if (m_always.size() > kMostKept) m_always.erase(m_always.begin());
    m_known.reset();
}

void VertexTool::begin(const VertexRef& handle, MultiPolygon shape, std::vector<VertexRef> startHandles) {
    m_dragging = true;
    m_moved = false;
    m_valid = true;
    m_handle = handle;
    m_start = std::move(shape);
    m_live = m_start;
    m_startHandles = std::move(startHandles);
    m_started = std::chrono::steady_clock::now();
}

SlideRect VertexTool::press(const ToolEvent& event) {
    // A click beside the outline is the view's, which tells of it too.
    if (event.button != Qt::LeftButton || m_dragging || !target()) return {};
    m_downsample = event.downsample;
    m_pressedAt = event.point;
    m_target = context().selected();
    const auto handle = handleNear(event);
    if (handle) {
        m_chosen = pointAt(m_known->shape, *handle);
        begin(*handle, m_known->shape, m_handles);
    } else if (auto edge = edgeNear(event)) {
        m_chosen.reset();
        edge->nearest = onGrid(edge->nearest);
        const VertexRef added{edge->from.part, edge->from.ring, edge->from.index + 1};
        std::vector<VertexRef> shifted = m_handles;
        for (VertexRef& h : shifted)
            if (h.part == added.part && h.ring == added.ring && h.index >= added.index) ++h.index;
        shifted.push_back(added);
        begin(added, withVertex(m_known->shape, *edge), std::move(shifted));
    } else {
        m_chosen.reset();
    }
    return dirtyRect();
}

SlideRect VertexTool::move(const ToolEvent& event) {
    const SlideRect before = dirtyRect();
    m_downsample = event.downsample;
    if (!m_dragging) {
        const auto handle = handleNear(event);
        const auto edge = handle ? std::nullopt : edgeNear(event);
        const auto hover = handle ? std::optional(pointAt(m_known->shape, *handle)) : std::nullopt;
        const auto onEdge = edge ? std::optional(edge->nearest) : std::nullopt;
        if (hover == m_hover && onEdge == m_hoverEdge) return {};
        m_hover = hover;
        m_hoverEdge = onEdge;
        return before;
    }
    m_moved = m_moved || distance(m_pressedAt, event.point) > kDragDistance * event.downsample;
    if (!m_moved) return {};
    // The point keeps its place under the hand, wherever in the handle that took hold.
    const SlidePoint held = pointAt(m_start, m_handle);
    const SlidePoint to = onGrid({held.x + event.point.x - m_pressedAt.x, held.y + event.point.y - m_pressedAt.y});
    m_live = withMovedHandle(m_start, m_startHandles, m_handle, to);
    m_valid = isValid(m_live);
    m_hover = to;
    m_hoverEdge.reset();
    return before.united(dirtyRect());
}

SlideRect VertexTool::release(const ToolEvent& event) {
    if (!m_dragging || event.button != Qt::LeftButton) return {};
    SlideRect dirty = dirtyRect().united(move(event));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
    const MultiPolygon wanted = std::exchange(m_live, {});
    m_dragging = false;
    if (m_moved) {
        const SlidePoint to = pointAt(wanted, m_handle);
        if (commit(wanted, "move a point of", seconds)) {
            keepPoint(to);
            m_chosen = to;
        }
    }
    return dirty.united(dirtyRect());
}

SlideRect VertexTool::doubleClick(const ToolEvent& event) {
    const auto edge = handleNear(event) ? std::nullopt : edgeNear(event);
    if (!edge) return {};
    m_target = context().selected();
    EdgePlace place = *edge;
    place.nearest = onGrid(place.nearest);
    if (commit(withVertex(m_known->shape, place), "add a point to", 0)) {
        keepPoint(place.nearest);
        m_chosen = place.nearest;
        context().say(text("A point more: drag it, or press Delete to take it away"));
    }
    return dirtyRect();
}

bool VertexTool::commit(const MultiPolygon& shape, const char* verb, double seconds) {
    const AnnotationSet* set = context().annotations();
    if (!set) return false;
    const Gesture gesture{name().toStdString(), context().person().toStdString(), context().className().toStdString(), seconds, context().slideRect()};
    auto edit = reshapeEdit(*set, m_target, shape, verb, gesture);
    if (!edit.ok()) {
        context().say(QString::fromStdString(edit.error().message()));
        return false;
    }
    if (edit->changes.empty()) return false;
    if (const auto done = context().commit(std::move(edit).value()); !done.ok()) {
        context().say(QString::fromStdString(done.error().message()));
        return false;
    }
    return true;
}

bool VertexTool::wantsKey(int key) const { return key == Qt::Key_Delete && target(); }

bool VertexTool::key(int key, Qt::KeyboardModifiers) {
    if (key != Qt::Key_Delete && key != Qt::Key_Backspace) return false;
    if (m_dragging || !target()) return true;
    const std::optional<SlidePoint> place = m_hover ? m_hover : m_chosen;
    const auto& all = handles(m_downsample);
    const auto chosen = std::find_if(all.begin(), all.end(), [&](const VertexRef& h) { return place && distance(pointAt(m_known->shape, h), *place) < kSamePlace; });
    if (chosen == all.end()) {
        context().say(text("Point at one of the points first: Delete then removes it. V and Delete remove the object"));
        return true;
    }
    m_target = context().selected();
    const auto less = withoutHandle(m_known->shape, all, *chosen);
    if (!less) context().say(text("An outline needs three points: this one stays"));
    else if (commit(*less, "remove a point of", 0)) {
        m_hover.reset();
        m_chosen.reset();
    }
    return true;
}

SlideRect VertexTool::cancel() {
    const SlideRect dirty = dirtyRect();
    m_dragging = false;
    m_live.clear();
    m_hover.reset();
    m_hoverEdge.reset();
    m_chosen.reset();
    return dirty;
}

std::optional<std::pair<AnnotationId, MultiPolygon>> VertexTool::liveShape() const {
    if (!m_dragging || !m_moved) return std::nullopt;
    return std::pair{m_target, m_live};
}

void VertexTool::paint(QPainter& painter, const Viewport& viewport) const {
    const double dpr = painter.device()->devicePixelRatioF();
    const double downsample = viewport.downsample * dpr;
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_dragging && !m_valid) {
        QPainterPath path;
        for (const Polygon& part : m_live) {
            QPolygonF ring;
            for (const SlidePoint& p : part.outer) ring << toScreen(viewport, p);
            path.addPolygon(ring);
            path.closeSubpath();
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(213, 0, 50), 2.5 * dpr, Qt::DashLine));
        painter.drawPath(path);
    }
    std::vector<SlidePoint> places;
    if (m_dragging)
        for (const VertexRef& h : m_startHandles) places.push_back(pointAt(m_live, h));
    else places = handlePlaces(downsample);
    const QRectF seen(-10, -10, viewport.width + 20, viewport.height + 20);
    painter.setPen(QPen(QColor(20, 20, 20), 1.25 * dpr));
    for (const SlidePoint& p : places) {
        const QPointF at = toScreen(viewport, p);
        if (!seen.contains(at)) continue;
        const bool hovered = m_hover && distance(*m_hover, p) < kSamePlace;
        const bool chosen = m_chosen && distance(*m_chosen, p) < kSamePlace;
        const double r = (hovered ? 5.0 : 3.5) * dpr;
        painter.setBrush(chosen ? QColor(230, 159, 0) : hovered ? QColor(86, 180, 233) : QColor(Qt::white));
        painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r));
    }
    if (m_hoverEdge && !m_dragging) {
        painter.setBrush(QColor(255, 255, 255, 200));
        painter.drawEllipse(toScreen(viewport, *m_hoverEdge), 3.5 * dpr, 3.5 * dpr);
    }
}

}  // namespace bowman::ui
