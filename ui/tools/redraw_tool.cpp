#include "ui/tools/redraw_tool.h"

#include <cmath>
#include <utility>

#include <QCoreApplication>
#include <QPaintDevice>
#include <QPolygonF>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/redraw_border.h"
#include "ui/canvas/view_transform.h"

namespace bowman::ui {
namespace {

constexpr double kStep = 2;              // screen pixels between points of the line
constexpr double kClosing = 14;          // screen pixels from the beginning: it is a whole outline
constexpr double kRepaintMargin = 8;

QString text(const char* english) { return QCoreApplication::translate("RedrawTool", english); }

}  // namespace

/// The selected object where the line comes near it, else the one that lies under it; 0: a new one. Decided at the end, when all of the line is known.
AnnotationId RedrawTool::target() const {
    const AnnotationSet& set = *context().annotations();
    SlideRect around{m_line.front().x, m_line.front().y, 1e-3, 1e-3};
    for (const SlidePoint& p : m_line) around = around.united({p.x, p.y, 1e-3, 1e-3});
    const AnnotationPtr selected = set.find(context().selected());
    if (selected && isDrawnOn(*selected, context().className().toStdString()) && boundsOf(selected->shape).intersects(around)) return selected->id;
    for (const SlidePoint& p : {m_line.front(), around.centre()})
        if (const AnnotationId under = glomerulusAt(set, p)) return under;
    return 0;
}

SlideRect RedrawTool::dirtyRect() const {
    SlideRect rect = boundsOf(m_live);
    for (const SlidePoint& p : m_line) rect = rect.united({p.x, p.y, 1e-3, 1e-3});
    if (context().annotations())
        if (const AnnotationPtr a = context().annotations()->find(m_target)) rect = rect.united(boundsOf(a->shape));
    return rect.grown(kRepaintMargin * m_downsample);
}

SlideRect RedrawTool::press(const ToolEvent& event) {
    if (event.button != Qt::LeftButton || !context().annotations()) return {};
    m_downsample = event.downsample;
    m_line = {event.point};
    m_target = target();
    m_live.clear();
    m_started = std::chrono::steady_clock::now();
    return dirtyRect();
}

SlideRect RedrawTool::move(const ToolEvent& event) {
    if (m_line.empty() || std::hypot(event.point.x - m_line.back().x, event.point.y - m_line.back().y) < kStep * event.downsample) return {};
    const SlideRect before = dirtyRect();
    m_line.push_back(event.point);
    tryLine();
    return before.united(dirtyRect());
}

void RedrawTool::tryLine() {
    m_target = target();
    const AnnotationPtr object = context().annotations()->find(m_target);
    auto shape = withRedrawnBorder(object ? object->shape : MultiPolygon{}, m_line, kClosing * m_downsample);
    m_live = shape.ok() ? std::move(shape).value() : MultiPolygon{};
}

SlideRect RedrawTool::release(const ToolEvent& event) {
    if (m_line.empty() || event.button != Qt::LeftButton) return {};
    move(event);
    const SlideRect dirty = dirtyRect();
    commit();
    m_line.clear();
    m_live.clear();
    return dirty;
}

void RedrawTool::commit() {
    if (m_line.size() < 2) return context().say(text("Draw along the true border: what lies beside the line is replaced by it"));
    if (m_live.empty()) return context().say(text("No outline is beside this line: select a glomerulus first, or draw all around a new one"));
    const AnnotationSet& set = *context().annotations();
    const AnnotationPtr before = set.find(m_target);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
    const Gesture gesture{name().toStdString(), context().person().toStdString(), context().className().toStdString(), seconds, context().slideRect()};
    AnnotationId id = m_target;
    Result<Edit> edit = Edit{gesture.tool + (before ? " of " + numbered(*before) : std::string()), {}};
    if (before) {
        auto fits = fittedTo(set, m_live, {before->kind, before->className, {before->id}}, gesture.slideRect);
        if (!fits.ok()) return context().say(QString::fromStdString(fits.error().message()));
        if (fits->empty()) return context().say(text("Nothing would be left of it: use Delete to remove an object"));
        Annotation after = *before;
        after.shape = std::move(fits).value();
        if (before->kind == AnnotationKind::Glomerulus) after.state = afterCorrection(before->state);
        signOff(after, gesture);
        edit->changes.push_back({before, std::make_shared<const Annotation>(std::move(after))});
    } else {
        StrokeRequest request;
        request.outline = m_live;
        request.gesture = gesture;
        request.newId = id = context().newId();
        edit = strokeEdit(set, request);
        if (!edit.ok()) return context().say(QString::fromStdString(edit.error().message()));
    }
    if (const auto done = context().commit(std::move(edit).value()); !done.ok()) return context().say(QString::fromStdString(done.error().message()));
    if (context().selected() != id) context().select(id);
}

SlideRect RedrawTool::cancel() {
    if (m_line.empty()) return {};
    const SlideRect dirty = dirtyRect();
    m_line.clear();
    m_live.clear();
    return dirty;
}

std::optional<std::pair<AnnotationId, MultiPolygon>> RedrawTool::liveShape() const {
    if (m_live.empty()) return std::nullopt;
    return std::pair{m_target, m_live};
}

void RedrawTool::paint(QPainter& painter, const Viewport& viewport) const {
    if (m_line.empty()) return;
    const double dpr = painter.device()->devicePixelRatioF();
    QPolygonF line;
    for (const SlidePoint& p : m_line) line << toScreen(viewport, p);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [width, ink] : {std::pair{3.5, QColor(255, 255, 255, 220)}, std::pair{1.5, QColor(20, 20, 20)}}) {
        painter.setPen(QPen(ink, width * dpr, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(line);
    }
    const double reach = kClosing * m_downsample / viewport.downsample;
    painter.setPen(QPen(QColor(20, 20, 20, 120), dpr, Qt::DotLine));
    painter.drawEllipse(line.first(), reach, reach);
}

}  // namespace bowman::ui
