#include "ui/tools/tissue_tool.h"

#include <QPainterPath>
#include <QPaintDevice>

#include "ui/canvas/state_style.h"
#include "ui/canvas/view_transform.h"
#include "ui/tools/tissue_edit.h"

namespace bowman::ui {
namespace {

constexpr int kVeil = 80;

/// Of the region that it will be.
QColor colourOf(StrokeMode mode) {
    Annotation region;
    region.kind = AnnotationKind::Structure;
    region.className = mode == StrokeMode::Add ? "Tissue" : "Ignore";
    return styleOf(region).colour;
}

}  // namespace

TissueTool::TissueTool(ToolContext context) : StrokeTool(std::move(context), StrokeMode::Add) {}

QString TissueTool::name() const { return QStringLiteral("tissue"); }

Result<Edit> TissueTool::editOf(const AnnotationSet& set, const StrokeRequest& request) { return tissueEdit(set, request, context().newId); }

void TissueTool::paint(QPainter& painter, const Viewport& viewport) const {
    if (isActive()) {
        QPainterPath path;
        for (const Polygon& part : preview()) {
            const auto addRing = [&](const std::vector<SlidePoint>& ring) {
                QPolygonF points;
                for (const SlidePoint& p : ring) points << toScreen(viewport, p);
                path.addPolygon(points);
                path.closeSubpath();
            };
            addRing(part.outer);
            for (const auto& hole : part.holes) addRing(hole);
        }
        QColor colour = colourOf(mode());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colour, 1.5 * painter.device()->devicePixelRatioF()));
        colour.setAlpha(kVeil);
        painter.setBrush(colour);
        painter.drawPath(path);
    }
    StrokeTool::paint(painter, viewport);
}

}  // namespace bowman::ui
