#include "ui/tools/area_tool.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QPaintDevice>

#include "ui/canvas/outline_painter.h"
#include "ui/canvas/view_transform.h"
#include "ui/tools/measure_text.h"

namespace bowman::ui {

QColor AreaTool::colour(bool) const { return QColor(20, 20, 20); }

QString AreaTool::text() const {
    if (m_measured.empty()) return {};
    const std::optional<double> scale = context().umPerPx ? context().umPerPx() : std::nullopt;
    return QStringLiteral("Area %1\nPerimeter %2\nEquivalent diameter %3")
        .arg(areaText(m_figures.areaUm2, scale), lengthText(m_figures.perimeterUm, scale), lengthText(m_figures.equivalentDiameterUm, scale));
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
    context().say(QCoreApplication::translate("Tools", "Copied: %1").arg(text().replace('\n', QStringLiteral(", "))));
    return true;
}

SlideRect AreaTool::cancel() {
    const SlideRect measured = forget();
    return measured.united(OutlineTool::cancel());
}

void AreaTool::commitOutline(MultiPolygon outline, double, bool) {
    m_measured = std::move(outline);
    m_figures = morphometryOf(m_measured, 1);
    if (onAppearanceChanged) onAppearanceChanged();
}

void AreaTool::paint(QPainter& painter, const Viewport& viewport) const {
    OutlineTool::paint(painter, viewport);
    if (m_measured.empty()) return;
    const QRectF device(0, 0, viewport.width, viewport.height);
    const QPointF corner = toScreen(viewport, SlidePoint{});
    const DeviceFrame frame{viewport.downsample, -corner.x(), -corner.y(), device, painter.device()->devicePixelRatioF(), viewport.orientation};
    painter.setRenderHint(QPainter::Antialiasing);
    fillShape(painter, frame, m_measured, QColor(255, 255, 255, 40));
    strokeShape(painter, frame, m_measured, {QColor(255, 255, 255, 230), 4});
    strokeShape(painter, frame, m_measured, {colour(false), 2});
    paintMeasure(painter, toScreen(viewport, boundsOf(m_measured)).bottomRight(), text());
}

}  // namespace bowman::ui
