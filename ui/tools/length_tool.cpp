#include "ui/tools/length_tool.h"

#include <cmath>
#include <numbers>

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QPaintDevice>

#include "ui/canvas/view_transform.h"
#include "ui/tools/measure_text.h"

namespace bowman::ui {
namespace {

constexpr double kDragDistance = 4;      // screen pixels: less is a click
constexpr double kPlateReach = 260;      // screen pixels that the text may take beside the line
constexpr double kTick = 7;

}  // namespace

QString LengthTool::text() const {
    const std::optional<double> scale = context().umPerPx ? context().umPerPx() : std::nullopt;
    return lengthText(std::hypot(m_to.x - m_from.x, m_to.y - m_from.y), scale);
}

SlideRect LengthTool::dirtyRect() const {
    if (m_phase == Phase::None) return {};
    const SlideRect line{std::min(m_from.x, m_to.x), std::min(m_from.y, m_to.y), std::abs(m_to.x - m_from.x), std::abs(m_to.y - m_from.y)};
    return line.grown(kPlateReach * m_downsample);
}

void LengthTool::setEnd(const ToolEvent& event) {
    m_downsample = event.downsample;
    m_to = event.point;
    if (!event.modifiers.testFlag(Qt::ShiftModifier)) return;
    const Offset drawn = event.orientation.toScreen({m_to.x - m_from.x, m_to.y - m_from.y});
    const double step = std::numbers::pi / 4;
    const double angle = std::round(std::atan2(drawn.y, drawn.x) / step) * step;
    const double along = drawn.x * std::cos(angle) + drawn.y * std::sin(angle);
    const Offset straight = event.orientation.toSlide({along * std::cos(angle), along * std::sin(angle)});
    m_to = {m_from.x + straight.x, m_from.y + straight.y};
}

SlideRect LengthTool::press(const ToolEvent& event) {
    if (event.button != Qt::LeftButton) return {};
    const SlideRect before = dirtyRect();
    if (m_phase == Phase::Following) {
        setEnd(event);
        m_phase = Phase::Measured;
        return before.united(dirtyRect());
    }
    m_from = m_to = event.point;
    m_downsample = event.downsample;
    m_phase = Phase::Dragging;
    return before.united(dirtyRect());
}

SlideRect LengthTool::move(const ToolEvent& event) {
    if (m_phase != Phase::Dragging && m_phase != Phase::Following) return {};
    const SlideRect before = dirtyRect();
    setEnd(event);
    return before.united(dirtyRect());
}

SlideRect LengthTool::release(const ToolEvent& event) {
    if (m_phase != Phase::Dragging) return {};
    const SlideRect dirty = move(event);
    const bool isClick = std::hypot(m_to.x - m_from.x, m_to.y - m_from.y) < kDragDistance * event.downsample;
    m_phase = isClick ? Phase::Following : Phase::Measured;
    return dirty;
}

bool LengthTool::key(int key, Qt::KeyboardModifiers modifiers) {
    if (m_phase == Phase::None || key != Qt::Key_C || modifiers != Qt::ControlModifier) return false;
    QGuiApplication::clipboard()->setText(text());
    context().say(QCoreApplication::translate("Tools", "Copied: %1").arg(text()));
    return true;
}

SlideRect LengthTool::cancel() {
    const SlideRect dirty = dirtyRect();
    m_phase = Phase::None;
    return dirty;
}

void LengthTool::paint(QPainter& painter, const Viewport& viewport) const {
    if (m_phase == Phase::None) return;
    const double dpr = painter.device()->devicePixelRatioF();
    const QPointF from = toScreen(viewport, m_from), to = toScreen(viewport, m_to);
    const QPointF along = to - from;
    const double length = std::hypot(along.x(), along.y());
    const QPointF tick = length > 0 ? QPointF(-along.y(), along.x()) * (kTick * dpr / length) : QPointF();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& [width, ink] : {std::pair{5.0, QColor(255, 255, 255, 230)}, std::pair{2.0, QColor(20, 20, 20)}}) {
        painter.setPen(QPen(ink, width * dpr, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(from, to);
        painter.drawLine(from - tick, from + tick);
        painter.drawLine(to - tick, to + tick);
    }
    paintMeasure(painter, to, text());
}

}  // namespace bowman::ui
