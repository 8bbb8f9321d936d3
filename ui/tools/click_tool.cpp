#include "ui/tools/click_tool.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QPaintDevice>

#include "ui/canvas/view_transform.h"
#include "ui/tools/stroke_edit.h"

namespace bowman::ui {
namespace {

constexpr double kDragDistance = 6;      // screen pixels: less is a click
constexpr double kRepaintMargin = 12;
constexpr int kProbabilityStep = 4;      // pixels of the patch

QString text(const char* english) { return QCoreApplication::translate("ClickTool", english); }

}  // namespace

SlideRect ClickTool::boxTo(SlidePoint p) const {
    return {std::min(p.x, m_pressedAt.x), std::min(p.y, m_pressedAt.y), std::abs(p.x - m_pressedAt.x), std::abs(p.y - m_pressedAt.y)};
}

SlideRect ClickTool::dirtyRect() const {
    SlideRect dirty = boundsOf(m_shape).united(m_request.box);
    for (const SegmentClick& click : m_request.clicks) dirty = dirty.united(SlideRect{click.point.x, click.point.y, 1, 1});
    if (m_pressed) dirty = dirty.united(boxTo(m_cursor).grown(1));
    return dirty.isEmpty() ? dirty : dirty.grown(kRepaintMargin * m_downsample);
}

/// So far from the outline that another glomerulus is meant.
bool ClickTool::isWellBeside(SlidePoint point) const {
    if (m_shape.empty()) return false;
    const SlideRect bounds = boundsOf(m_shape);
    return !bounds.grown(0.35 * std::min(bounds.width, bounds.height)).contains(point);
}

SlideRect ClickTool::press(const ToolEvent& event) {
    if (event.button != Qt::LeftButton || !context().annotations() || !context().slide || !context().slide()) return {};
    m_downsample = event.downsample;
    m_pressedAt = m_cursor = event.point;
    m_pressed = true;
    m_isBox = false;
    return {};
}

SlideRect ClickTool::move(const ToolEvent& event) {
    if (!m_pressed) return {};
    const SlideRect before = dirtyRect();
    m_cursor = event.point;
    m_isBox = m_isBox || std::hypot(event.point.x - m_pressedAt.x, event.point.y - m_pressedAt.y) > kDragDistance * event.downsample;
    return before.united(dirtyRect());
}

SlideRect ClickTool::release(const ToolEvent& event) {
    if (!m_pressed) return {};
    SlideRect dirty = move(event);
    m_pressed = false;
    const SlideRect box = boxTo(event.point);
    const double least = kDragDistance * event.downsample;
    const bool isBox = m_isBox && box.width > least && box.height > least;
    const bool inside = !event.modifiers.testFlag(Qt::ShiftModifier);
    if (hasRequest() && (isBox || (inside && isWellBeside(event.point)))) {
        dirty = dirty.united(dirtyRect());
        finish();
        if (hasRequest()) return dirty;          // it was refused and is still there
    }
    if (!hasRequest()) {
        if (!inside) {
            context().say(text("Click inside of a glomerulus first; Shift-clicks then push its outline back"));
            return dirty;
        }
        begin(isBox ? box.centre() : event.point);
    }
    if (isBox) m_request.box = box;
    else m_request.clicks.push_back({event.point, inside});
    propose();
    return dirty.united(dirtyRect());
}

SlideRect ClickTool::doubleClick(const ToolEvent&) {
    const SlideRect dirty = dirtyRect();
    finish();
    return dirty;
}

void ClickTool::begin(SlidePoint point) {
    m_started = std::chrono::steady_clock::now();
    m_request.umPerPx = context().umPerPx();
    const AnnotationPtr selected = context().annotations()->find(context().selected());
    const bool corrects = selected && selected->kind == AnnotationKind::Glomerulus && contains(selected->shape, point);
    m_target = corrects ? selected->id : 0;
    m_patch.reset();
}

/// Where the network has looked at all of the patch; its answers are asked for here, on the thread that keeps them.
void ClickTool::addProbability(PicturePatch& frame) const {
    if (!context().probabilityAt || !context().probabilityAt(m_pressedAt)) return;
    for (int y = 0; y < frame.probability.height(); ++y)
        for (int x = 0; x < frame.probability.width(); ++x) {
            const double step = kProbabilityStep;
            const auto p = context().probabilityAt(frame.toSlide({(std::floor(x / step) + 0.5) * step, (std::floor(y / step) + 0.5) * step}));
            *frame.probability.pixel(x, y) = static_cast<std::uint8_t>(std::lround(255 * p.value_or(0)));
        }
}

void ClickTool::propose() {
    std::shared_ptr<const PicturePatch> patch = m_patch;
    PicturePatch frame;
    ScaledRegion region;
    if (!patch) {
        const auto where = regionToSegment(m_request);
        if (!where.ok()) {
            context().say(QString::fromStdString(where.error().message()));
            return reset();
        }
        region = *where;
        frame.origin = region.origin;
        frame.downsample = region.downsample;
        if (context().probabilityAt && context().probabilityAt(m_pressedAt)) {
            frame.probability = Image(region.width, region.height, PixelFormat::Gray8);
            addProbability(frame);
        }
    }
    m_waiting = true;
    m_worker.run([this, slide = context().slide(), request = m_request, patch, region, probability = std::move(frame.probability)]() -> std::function<void()> {
        std::shared_ptr<const PicturePatch> picture = patch;
        if (!picture) {
            auto read = readPatch(*slide, region);
            if (!read.ok()) return [this, error = read.error()] { proposed(error, nullptr); };
            read->probability = probability;
            picture = std::make_shared<const PicturePatch>(std::move(read).value());
        }
        return [this, picture, shape = segmentFromClicks(*picture, request)] { proposed(shape, picture); };
    });
}

void ClickTool::proposed(Result<MultiPolygon> shape, std::shared_ptr<const PicturePatch> patch) {
    m_waiting = false;
    if (!hasRequest() || !context().annotations()) return;
    m_patch = std::move(patch);
    if (shape.ok()) {
        const AnnotationPtr target = context().annotations()->find(m_target);
        const Claim claim = target ? Claim{target->kind, target->className, {target->id}} : Claim{AnnotationKind::Glomerulus, context().className().toStdString(), {}};
        shape = fittedTo(*context().annotations(), std::move(shape).value(), claim, context().slideRect());
    }
    if (!shape.ok()) {
        context().say(QString::fromStdString(shape.error().message()));
        if (m_shape.empty() || m_request.clicks.empty()) reset();
        else m_request.clicks.pop_back();        // the outline before this click stays
    } else if (shape->empty()) {
        context().say(text("There is a glomerulus here already: select it first to correct it"));
        reset();
    } else {
        m_shape = std::move(shape).value();
        context().say(text("Enter keeps the outline, Esc drops it; clicks pull it, Shift-clicks push it back"));
        if (m_finishing) commit();
    }
    m_finishing = false;
    if (onAppearanceChanged) onAppearanceChanged();
}

void ClickTool::finish() {
    if (m_waiting) m_finishing = true;
    else if (!m_shape.empty()) commit();
}

void ClickTool::commit() {
    const AnnotationSet& set = *context().annotations();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
    const Gesture gesture{name().toStdString(), context().person().toStdString(), context().className().toStdString(), seconds, context().slideRect()};
    const AnnotationPtr before = set.find(m_target);
    AnnotationId id = m_target;
    Edit edit;
    if (before) {
        Annotation after = *before;
        after.shape = m_shape;
        after.state = afterCorrection(before->state);
        signOff(after, gesture);
        edit = {gesture.tool + " on " + numbered(*before), {{before, std::make_shared<const Annotation>(std::move(after))}}};
    } else {
        StrokeRequest request;
        request.outline = m_shape;
        request.gesture = gesture;
        request.newId = id = context().newId();
        auto added = strokeEdit(set, request);
        if (!added.ok()) return context().say(QString::fromStdString(added.error().message()));
        edit = std::move(added).value();
    }
    if (const auto done = context().commit(std::move(edit)); !done.ok()) return context().say(QString::fromStdString(done.error().message()));
    reset();
    context().select(id);
}

void ClickTool::reset() {
    m_worker.forget();
    m_request = {};
    m_patch.reset();
    m_shape.clear();
    m_waiting = m_finishing = m_pressed = false;
}

bool ClickTool::key(int key, Qt::KeyboardModifiers) {
    if (!hasRequest()) return false;
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        finish();
        return true;
    }
    if (key == Qt::Key_Backspace && m_request.clicks.size() + (m_request.box.isEmpty() ? 0 : 1) > 1) {
        m_request.clicks.pop_back();
        propose();
        return true;
    }
    return false;
}

SlideRect ClickTool::cancel() {
    const SlideRect dirty = dirtyRect();
    reset();
    return dirty;
}

std::optional<std::pair<AnnotationId, MultiPolygon>> ClickTool::liveShape() const {
    if (m_shape.empty()) return std::nullopt;
    return std::pair{m_target, m_shape};
}

void ClickTool::paint(QPainter& painter, const Viewport& viewport) const {
    const double dpr = painter.device()->devicePixelRatioF();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const SlideRect box = m_pressed && m_isBox ? boxTo(m_cursor) : m_shape.empty() ? m_request.box : SlideRect{};
    if (!box.isEmpty()) {
        QPolygonF corners;
        for (const SlidePoint& p : {SlidePoint{box.x, box.y}, SlidePoint{box.right(), box.y}, SlidePoint{box.right(), box.bottom()}, SlidePoint{box.x, box.bottom()}})
            corners << toScreen(viewport, p);
        for (const auto& [width, ink] : {std::pair{3.5, QColor(255, 255, 255, 220)}, std::pair{1.5, QColor(20, 20, 20)}}) {
            painter.setPen(QPen(ink, width * dpr, width > 3 ? Qt::SolidLine : Qt::DashLine));
            painter.drawPolygon(corners);
        }
    }
    for (const SegmentClick& click : m_request.clicks) {
        const QPointF at = toScreen(viewport, click.point);
        const double r = 6 * dpr, arm = 3 * dpr;
        painter.setPen(QPen(Qt::white, 1.5 * dpr));
        painter.setBrush(click.inside ? QColor(0, 114, 178) : QColor(213, 94, 0));
        painter.drawEllipse(at, r, r);
        painter.drawLine(at - QPointF(arm, 0), at + QPointF(arm, 0));
        if (click.inside) painter.drawLine(at - QPointF(0, arm), at + QPointF(0, arm));
    }
}

}  // namespace bowman::ui
