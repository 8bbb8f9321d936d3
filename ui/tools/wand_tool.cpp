#include "ui/tools/wand_tool.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QPaintDevice>

#include "core/annotation/polygon_ops.h"
#include "ui/canvas/view_transform.h"

namespace bowman::ui {
namespace {

constexpr int kPatchEdge = 640;              // pixels; one is one of the screen
constexpr double kTolerancePerPixel = 0.1;   // of the screen
constexpr double kReach = 60;                // screen pixels: of a press alone
constexpr double kReachBeyondHand = 1.15;    // of the way that was dragged
constexpr double kSmallestTolerance = 1;
constexpr double kToleranceStep = 1.15;
constexpr double kRepaintMargin = 30;

QString text(const char* english) { return QCoreApplication::translate("WandTool", english); }

}  // namespace

double WandTool::tolerance() const {
    if (!m_active) return m_firstTolerance;
    const double dragged = std::hypot(m_cursor.x - m_seed.x, m_cursor.y - m_seed.y) / m_downsample;
    return std::min(WandField::kLargestTolerance, m_firstTolerance + kTolerancePerPixel * dragged);
}

double WandTool::reach() const {
    return std::max(kReach * m_downsample, kReachBeyondHand * std::hypot(m_cursor.x - m_seed.x, m_cursor.y - m_seed.y));
}

void WandTool::setFirstTolerance(double tolerance) {
    m_firstTolerance = std::clamp(tolerance, kSmallestTolerance, WandField::kLargestTolerance);
    context().say(text("The wand begins with a difference of colour of %1").arg(m_firstTolerance, 0, 'f', 1));
}

SlideRect WandTool::dirtyRect() const {
    const SlideRect line{std::min(m_seed.x, m_cursor.x), std::min(m_seed.y, m_cursor.y), std::abs(m_seed.x - m_cursor.x) + 1, std::abs(m_seed.y - m_cursor.y) + 1};
    return boundsOf(m_preview).united(boundsOf(m_grown)).united(line.grown(kRepaintMargin * m_downsample));
}

SlideRect WandTool::press(const ToolEvent& event) {
    if (event.button != Qt::LeftButton || !context().annotations() || !context().slide || !context().slide()) return {};
    reset();
    const SlideRect slide = context().slideRect();
    if (!slide.isEmpty() && !slide.contains(event.point)) {
        context().say(text("There is no slide here"));
        return {};
    }
    m_mode = event.modifiers.testFlag(Qt::ShiftModifier) ? StrokeMode::Erase : StrokeMode::Add;
    m_target = targetOf(*context().annotations(), {event.point, context().selected(), context().className().toStdString()});
    if (m_target == 0 && m_mode == StrokeMode::Erase) {
        context().say(text("Select a glomerulus to take away from"));
        return {};
    }
    m_active = true;
    m_released = false;
    m_seed = m_cursor = event.point;
    m_downsample = event.downsample;
    m_started = std::chrono::steady_clock::now();
    const double scale = std::max(event.downsample, 0.5);
    m_worker.run([this, slidePtr = context().slide(), seed = m_seed, scale]() -> std::function<void()> {
        const auto patch = readPatch(*slidePtr, squareAround(seed, kPatchEdge, scale));
        auto field = patch.ok() ? WandField::around(*patch, seed) : Result<WandField>(patch.error());
        return [this, field = std::move(field)] { compared(field); };
    });
    return dirtyRect();
}

void WandTool::compared(Result<WandField> field) {
    if (!m_active) return;
    if (!field.ok()) {
        context().say(QString::fromStdString(field.error().message()));
        reset();
    } else {
        m_field = std::make_shared<const WandField>(std::move(field).value());
        grow();
        if (m_released) commit();
    }
    if (onAppearanceChanged) onAppearanceChanged();
}

StrokeRequest WandTool::request(MultiPolygon outline) const {
    StrokeRequest request;
    request.outline = std::move(outline);
    request.mode = m_mode;
    request.target = m_target;
    request.gesture = {name().toStdString(), context().person().toStdString(), context().className().toStdString(),
                       std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count(), context().slideRect()};
    return request;
}

/// Where geometry fails here the picture lags; the commit reports it.
void WandTool::grow() {
    if (!m_field || !context().annotations()) return;
    auto grown = m_field->grown(tolerance(), reach());
    if (!grown.ok()) return;
    m_grown = std::move(grown).value();
    const AnnotationSet& set = *context().annotations();
    const AnnotationPtr target = set.find(m_target);
    if (m_mode == StrokeMode::Erase) {
        if (auto less = subtract(target ? target->shape : MultiPolygon{}, m_grown); less.ok()) m_preview = std::move(less).value();
        return;
    }
    auto allowed = permittedPart(set, request(m_grown));
    if (!allowed.ok()) return;
    if (target && meets(set, m_target, *allowed)) allowed = unite(target->shape, *allowed);
    else if (target) return m_preview.clear();          // beside it: another one, drawn as what was grown
    if (allowed.ok()) m_preview = std::move(allowed).value();
}

SlideRect WandTool::move(const ToolEvent& event) {
    if (!m_active || m_released) return {};
    const SlideRect before = dirtyRect();
    m_cursor = event.point;
    grow();
    return before.united(dirtyRect());
}

SlideRect WandTool::release(const ToolEvent& event) {
    if (!m_active || event.button != Qt::LeftButton) return {};
    SlideRect dirty = move(event);
    m_released = true;
    if (m_field) commit();
    return dirty;
}

void WandTool::commit() {
    const AnnotationSet* set = context().annotations();
    if (!set) return reset();
    StrokeRequest wanted = request(m_grown);
    if (m_mode == StrokeMode::Add && !meets(*set, m_target, m_grown)) {
        wanted.target = 0;
        wanted.newId = context().newId();
    }
    const AnnotationId touched = wanted.target ? wanted.target : wanted.newId;
    reset();
    auto edit = strokeEdit(*set, wanted);
    if (!edit.ok()) return context().say(QString::fromStdString(edit.error().message()));
    if (edit->changes.empty()) return context().say(text("Nothing about the outline changes: drag further for more"));
    if (const auto done = context().commit(std::move(edit).value()); !done.ok()) return context().say(QString::fromStdString(done.error().message()));
    if (context().selected() != touched) context().select(touched);
}

void WandTool::reset() {
    m_worker.forget();
    m_active = m_released = false;
    m_field.reset();
    m_grown.clear();
    m_preview.clear();
}

bool WandTool::key(int key, Qt::KeyboardModifiers) {
    if (key == Qt::Key_BracketLeft) setFirstTolerance(m_firstTolerance / kToleranceStep);
    else if (key == Qt::Key_BracketRight) setFirstTolerance(m_firstTolerance * kToleranceStep);
    else return false;
    grow();
    return true;
}

bool WandTool::wheelWithCtrl(double steps) {
    setFirstTolerance(m_firstTolerance * std::pow(kToleranceStep, steps));
    grow();
    return true;
}

SlideRect WandTool::cancel() {
    const SlideRect dirty = m_active ? dirtyRect() : SlideRect{};
    reset();
    return dirty;
}

std::optional<std::pair<AnnotationId, MultiPolygon>> WandTool::liveShape() const {
    if (!m_active || !m_field) return std::nullopt;
    if (m_target != 0 && m_preview.empty() && m_mode == StrokeMode::Add) return std::pair{AnnotationId{0}, m_grown};
    return std::pair{m_target, m_preview};
}

void WandTool::paint(QPainter& painter, const Viewport& viewport) const {
    if (!m_active) return;
    const double dpr = painter.device()->devicePixelRatioF();
    const QPointF from = toScreen(viewport, m_seed), to = toScreen(viewport, m_cursor);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& [width, ink] : {std::pair{3.0, QColor(255, 255, 255, 220)}, std::pair{1.25, QColor(20, 20, 20)}}) {
        painter.setPen(QPen(ink, width * dpr));
        painter.setBrush(Qt::NoBrush);
        painter.drawLine(from, to);
        painter.drawEllipse(from, 4 * dpr, 4 * dpr);
    }
}

}  // namespace bowman::ui
