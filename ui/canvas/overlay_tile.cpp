#include "ui/canvas/overlay_tile.h"

#include <algorithm>

#include "ui/canvas/outline_painter.h"

namespace bowman::ui {

namespace {

const LineLook kTissueLine{QColor(70, 70, 70, 200), 1.25, LinePattern::Solid};
constexpr QColor kNoTissue(60, 66, 74, 70);

/// What is no tissue is veiled, so that one sees at a glance which side of the line is which.
void paintTissue(QPainter& painter, const DeviceFrame& frame, const QSize& size, const MultiPolygon& tissue) {
    QImage veil(size, QImage::Format_ARGB32_Premultiplied);
    veil.fill(kNoTissue);
    QPainter hole(&veil);
    hole.setRenderHint(QPainter::Antialiasing);
    hole.setCompositionMode(QPainter::CompositionMode_DestinationOut);
    fillShape(hole, frame, tissue, Qt::black);
    hole.end();
    painter.drawImage(0, 0, veil);
    strokeShape(painter, frame, tissue, kTissueLine);
}

}  // namespace

std::vector<AnnotationPtr> objectsOf(const OverlayTileRequest& request) {
    if (!request.objects || !(request.layers.outlines || request.layers.fill)) return {};
    const double reach = kMarkReach * request.dpr * request.grid.downsample;
    std::vector<AnnotationPtr> objects = request.objects->intersecting(request.grid.rectOf(request.index).grown(reach));
    std::erase_if(objects, [&](const AnnotationPtr& a) { return a->id == request.live || (a->state == ReviewState::Rejected && !request.layers.rejected); });
    // Parts of the section lie under regions, and these under what was found in them.
    const auto depth = [](const AnnotationPtr& a) { return a->kind == AnnotationKind::Structure ? 0 : a->kind == AnnotationKind::CompleteRegion ? 1 : 2; };
    std::stable_sort(objects.begin(), objects.end(), [&](const auto& a, const auto& b) { return depth(a) < depth(b); });
    return objects;
}

QImage renderOverlayTile(const OverlayTileRequest& request) {
    const QRect pixels = request.grid.pixelsOf(request.index);
    const ViewGrid& grid = request.grid;
    const int x = pixels.x() - grid.offsetX, y = pixels.y() - grid.offsetY;   // from the slide's corner
    QImage image = renderHeat(request.heat, {x, y, pixels.width(), pixels.height(), grid.downsample, grid.orientation});
    const std::vector<AnnotationPtr> objects = objectsOf(request);
    if (objects.empty() && !request.tissue) return image;
    if (image.isNull()) {
        image = QImage(pixels.size(), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
    }
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const DeviceFrame frame{grid.downsample, static_cast<double>(x), static_cast<double>(y), QRectF(image.rect()), request.dpr, grid.orientation};
    if (request.tissue) paintTissue(painter, frame, image.size(), *request.tissue);
    constexpr std::size_t kMany = 300;
    DotStamps stamps;
    const AnnotationLook look{request.layers.outlines, request.layers.fill ? request.layers.fillOpacity : 0.0, request.layers.predictions,
                              objects.size() > kMany ? &stamps : nullptr};
    for (const AnnotationPtr& annotation : objects) paintAnnotation(painter, frame, *annotation, look);
    return image;
}

}  // namespace bowman::ui
