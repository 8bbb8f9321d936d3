#include "ui/tools/stroke_tool.h"

#include <algorithm>
#include <numbers>

#include <QCoreApplication>
#include <QPaintDevice>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/shape_ops.h"
#include "core/document/edit_proof.h"
#include "ui/canvas/view_transform.h"

namespace bowman::ui {

namespace {

constexpr double kSmallestRadius = 1;
constexpr double kLargestRadius = 4000;
constexpr double kRadiusStep = 1.2;
constexpr double kDefaultRadiusOnScreen = 20;
constexpr double kStrokeTolerance = 0.2;     // px: arcs of many tips have more points than anybody sees
constexpr double kLightestTip = 0.15;        // of the radius, however lightly a pen is held

StrokeMode opposite(StrokeMode mode) { return mode == StrokeMode::Add ? StrokeMode::Erase : StrokeMode::Add; }

double distance(SlidePoint a, SlidePoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

void StrokeTool::setRadius(double radius) {
    const double clamped = std::clamp(radius, kSmallestRadius, kLargestRadius);
    if (clamped == m_radius) return;
    m_radius = clamped;
    m_radiusOnScreen = m_downsample > 0 ? m_radius / m_downsample : 0;
    m_umPerPx = context().umPerPx();
    if (onAppearanceChanged) onAppearanceChanged();
}

void StrokeTool::fitRadius(const Annotation& annotation) {
    setRadius(std::max(2.0, std::sqrt(areaOf(annotation.shape) / std::numbers::pi) / 4));
}

void StrokeTool::setFollowsZoom(bool follows) {
    m_followsZoom = follows;
    if (onAppearanceChanged) onAppearanceChanged();
}

void StrokeTool::setPressure(double pressure) { m_pressure = std::clamp(pressure, 0.0, 1.0); }

double StrokeTool::tip() const { return m_usesPressure ? m_radius * std::max(kLightestTip, m_pressure) : m_radius; }

SlideRect StrokeTool::tipAt(SlidePoint point) const {
    return SlideRect{point.x - m_radius, point.y - m_radius, 2 * m_radius, 2 * m_radius};
}

/// A stroke that is open keeps its tip, whatever the zoom does.
void StrokeTool::ensureRadius(const ToolEvent& event) {
    if (m_active) return;
    m_downsample = event.downsample;
    if (m_radius > 0) {
        if (m_radiusOnScreen <= 0) m_radiusOnScreen = m_radius / m_downsample;
        // Another slide: as many micrometres as before.
        const auto scale = context().umPerPx();
        if (m_followsZoom) m_radius = std::clamp(m_radiusOnScreen * m_downsample, kSmallestRadius, kLargestRadius);
        else if (scale && m_umPerPx && *scale != *m_umPerPx) setRadius(m_radius * *m_umPerPx / *scale);
        if (scale) m_umPerPx = scale;
        return;
    }
    const AnnotationSet* set = context().annotations();
    const AnnotationPtr selected = set ? set->find(context().selected()) : nullptr;
    if (selected && selected->kind == AnnotationKind::Glomerulus) fitRadius(*selected);
    else setRadius(kDefaultRadiusOnScreen * event.downsample);
}

SlideRect StrokeTool::press(const ToolEvent& event) {
    if (m_pending) context().say(QCoreApplication::translate("Tools", "The last stroke is still being cut by its neighbours"));
    if (event.button != Qt::LeftButton || m_active || !context().annotations()) return {};
    ensureRadius(event);
    m_mode = event.modifiers & Qt::ShiftModifier ? opposite(m_usual) : m_usual;
    m_target = paintsLayer() ? 0 : targetOf(*context().annotations(), {event.point, context().selected(), context().className().toStdString()});
    if (m_target == 0 && m_mode == StrokeMode::Erase && !paintsLayer()) {
        context().say(QCoreApplication::translate("Tools", "Select a glomerulus to erase from"));
        return {};
    }
    const AnnotationPtr target = context().annotations()->find(m_target);
    m_preview = target ? target->shape : MultiPolygon{};
    m_active = true;
    m_cutsLive = true;
    m_started = std::chrono::steady_clock::now();
    m_cursor = event.point;
    m_line = {event.point};
    m_tips = {tip()};
    m_stroke.clear();
    m_dirty = tipAt(event.point);
    if (auto dot = bufferedLine(m_line, m_tips.front()); dot.ok()) addToPreview(std::move(dot).value());
    return m_dirty.united(boundsOf(m_preview));
}

SlideRect StrokeTool::move(const ToolEvent& event) {
    ensureRadius(event);
    SlideRect dirty = m_cursor ? tipAt(*m_cursor) : SlideRect{};
    m_cursor = event.point;
    dirty = dirty.united(tipAt(event.point));
    if (m_pending) return dirty;
    if (!m_active) {
        m_mode = event.modifiers & Qt::ShiftModifier ? opposite(m_usual) : m_usual;
        return dirty;
    }
    m_dirty = m_dirty.united(dirty);
    // Closer points would cost time and not be seen.
    if (distance(m_line.back(), event.point) >= std::clamp(m_radius / 8, event.downsample, 3 * event.downsample)) extend(event.point);
    return dirty;
}

void StrokeTool::extend(SlidePoint point) {
    const SlidePoint from = m_line.back();
    const double before = m_tips.back(), now = tip();
    auto piece = before == now ? bufferedLine({from, point}, now) : taperedLine({from, before}, {point, now});
    if (m_stroke.empty() && before != now)
        if (auto first = bufferedLine(m_line, before); first.ok()) m_stroke = std::move(first).value();
    m_line.push_back(point);
    m_tips.push_back(now);
    if (!piece.ok()) return;
    if (!m_stroke.empty())
        if (auto longer = unite(m_stroke, *piece); longer.ok()) m_stroke = std::move(longer).value();
    addToPreview(std::move(piece).value());
}

StrokeRequest StrokeTool::requestFor(MultiPolygon stroke) const {
    StrokeRequest request;
    request.outline = std::move(stroke);
    request.mode = m_mode;
    request.target = m_target;
    request.gesture.tool = name().toStdString();
    request.gesture.person = context().person().toStdString();
    request.gesture.className = context().className().toStdString();
    request.gesture.slideRect = context().slideRect();
    request.gesture.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
    return request;
}

/// Only the new piece of the line is widened and joined: the cost of a move does not grow with the length of the stroke.
/// Where geometry fails here the picture lags; the commit reports it.
void StrokeTool::addToPreview(MultiPolygon piece) {
    if (m_mode == StrokeMode::Add && !paintsLayer() && cutsLive()) {
        auto allowed = permittedPart(*context().annotations(), requestFor(std::move(piece)));
        if (!allowed.ok() || allowed->empty()) return;
        piece = std::move(allowed).value();
    }
    auto next = m_mode == StrokeMode::Add || paintsLayer() ? unite(m_preview, piece) : subtract(m_preview, piece);
    if (next.ok()) m_preview = std::move(next).value();
}

/// Past a dozen neighbours the open stroke is shown as it was drawn: cutting it at each move would hold the hand up. The commit cuts it.
bool StrokeTool::cutsLive() {
    constexpr std::size_t kMostCut = 12;
    if (!m_cutsLive || context().annotations()->intersecting(m_dirty).size() <= kMostCut) return m_cutsLive;
    m_cutsLive = false;
    const AnnotationPtr target = context().annotations()->find(m_target);
    const auto stroke = m_stroke.empty() ? bufferedLine(m_line, m_tips.front()) : Result<MultiPolygon>(m_stroke);
    if (!stroke.ok()) return false;
    if (auto whole = target ? unite(target->shape, *stroke) : stroke; whole.ok()) m_preview = std::move(whole).value();
    return false;
}

SlideRect StrokeTool::release(const ToolEvent& event) {
    if (!m_active || m_pending || event.button != Qt::LeftButton) return {};
    if (distance(m_line.back(), event.point) > 0) extend(event.point);
    m_cursor = event.point;
    const SlideRect dirty = m_dirty.united(tipAt(event.point)).united(boundsOf(m_preview));
    std::optional<StrokeRequest> request = wholeRequest();
    if (request && !m_cutsLive) {
        commitInWorker(*std::move(request));
        return dirty;
    }
    if (request) commit(*request, editOf(*context().annotations(), *request));
    endStroke();
    return dirty;
}

void StrokeTool::endStroke() {
    m_worker.forget();
    m_pending.reset();
    m_active = false;
    m_line.clear();
    m_preview.clear();
}

std::optional<StrokeRequest> StrokeTool::wholeRequest() {
    const AnnotationSet* set = context().annotations();
    if (!set) return std::nullopt;
    StrokeRequest request = requestFor({});
    if (m_stroke.empty()) {
        request.line = m_line;
        request.radius = m_tips.front();
    } else {
        auto fewer = simplified(m_stroke, kStrokeTolerance);
        request.outline = fewer.ok() ? std::move(fewer).value() : m_stroke;
    }
    if (m_mode == StrokeMode::Add && !paintsLayer()) {
        // A stroke that never met the selected glomerulus is another one, not an island of it.
        const auto stroke = m_stroke.empty() ? bufferedLine(m_line, m_tips.front() + 1) : buffered(m_stroke, 1);
        if (stroke.ok() && !meets(*set, m_target, *stroke)) {
            request.target = 0;
            request.newId = context().newId();
        }
    }
    return request;
}

/// Hundreds of neighbours take a part of a second: what was painted stays to be seen until they are cut out of it.
void StrokeTool::commitInWorker(StrokeRequest request) {
    const AnnotationSet& set = *context().annotations();
    const AnnotationPtr target = set.find(request.target);
    const SlideRect place = (target ? boundsOf(target->shape) : SlideRect{}).united(boundsOf(m_preview)).united(m_dirty).united(boundsOf(request.outline));
    auto near = std::make_shared<AnnotationSet>();
    near->fill(set.intersecting(place));
    m_pending = request;
    m_worker.run([this, near, place, request = std::move(request)]() -> std::function<void()> {
        auto edit = strokeEdit(*near, request);
        if (edit.ok()) edit->proof = std::make_shared<const EditProof>(*near, *edit);
        return [this, near, place, request, edit = std::move(edit)]() mutable {
            const AnnotationSet* now = context().annotations();
            // Where something there has changed meanwhile (undo, a detection), the stroke is cut anew.
            const std::vector<AnnotationPtr> before = near->all();
            const bool isAsItWas = now && now->intersecting(place).size() == before.size() &&
                                   std::all_of(before.begin(), before.end(), [&](const AnnotationPtr& other) { return now->find(other->id) == other; });
            if (now && request.target && !now->find(request.target)) {
                request.target = 0;
                request.newId = context().newId();
            }
            if (now) commit(request, isAsItWas ? edit : strokeEdit(*now, request));
            endStroke();
            if (onAppearanceChanged) onAppearanceChanged();
        };
    });
}

void StrokeTool::settle() {
    if (!m_pending) return;
    if (const AnnotationSet* set = context().annotations()) commit(*m_pending, strokeEdit(*set, *m_pending));
    endStroke();
}

Result<Edit> StrokeTool::editOf(const AnnotationSet& set, const StrokeRequest& request) { return strokeEdit(set, request); }

void StrokeTool::commit(const StrokeRequest& request, Result<Edit> edit) {
    if (!edit.ok()) return context().say(QString::fromStdString(edit.error().message()));
    const AnnotationId touched = request.target ? request.target : request.newId;
    if (!edit->changes.empty())
        if (const auto done = context().commit(std::move(edit).value()); !done.ok())
            return context().say(QString::fromStdString(done.error().message()));
    if (!paintsLayer() && context().selected() != touched) context().select(touched);
}

SlideRect StrokeTool::cancel() {
    if (!m_active) return {};
    const SlideRect dirty = m_dirty.united(boundsOf(m_preview));
    endStroke();
    context().say(QCoreApplication::translate("Tools", "Stroke given back"));
    return dirty;
}

bool StrokeTool::key(int key, Qt::KeyboardModifiers) {
    if (m_radius <= 0) return false;
    if (key == Qt::Key_BracketLeft) setRadius(m_radius / kRadiusStep);
    else if (key == Qt::Key_BracketRight) setRadius(m_radius * kRadiusStep);
    else return false;
    return true;
}

bool StrokeTool::wheelWithCtrl(double steps) {
    if (m_radius <= 0) return false;
    setRadius(m_radius * std::pow(kRadiusStep, steps));
    return true;
}

std::optional<std::pair<AnnotationId, MultiPolygon>> StrokeTool::liveShape() const {
    if (!m_active || paintsLayer()) return std::nullopt;
    return std::pair{m_target, m_preview};
}

void StrokeTool::paint(QPainter& painter, const Viewport& viewport) const {
    if (!m_cursor || m_radius <= 0) return;
    const double dpr = painter.device()->devicePixelRatioF();
    const QPointF centre = toScreen(viewport, *m_cursor);
    const double full = m_followsZoom && !m_active && m_radiusOnScreen > 0 ? m_radiusOnScreen * dpr : m_radius / viewport.downsample;
    const double radius = full * tip() / m_radius;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QPen ring(QColor(255, 255, 255, 230), 3 * dpr);
    painter.setPen(ring);
    painter.drawEllipse(centre, radius, radius);
    ring.setColor(QColor(20, 20, 20));
    ring.setWidthF(1.25 * dpr);
    if (m_mode == StrokeMode::Erase) ring.setDashPattern({4, 3});
    painter.setPen(ring);
    painter.drawEllipse(centre, radius, radius);

    // Plus or minus says what a press would do, without a look at the toolbar.
    const double arm = std::min(4 * dpr, radius / 2);
    for (const auto& [width, colour] : {std::pair{3.0, QColor(255, 255, 255, 230)}, std::pair{1.25, QColor(20, 20, 20)}}) {
        painter.setPen(QPen(colour, width * dpr));
        painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0));
        if (m_mode == StrokeMode::Add) painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm));
    }
}

}  // namespace bowman::ui
