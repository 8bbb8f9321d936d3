#include "ui/canvas/overlay_tile.h"

#include "ui/canvas/outline_painter.h"

namespace bowman::ui {

namespace {

const LineLook kTissueLine{QColor(70, 70, 70, 200), 1.25, LinePattern::Solid};

}  // namespace

QImage renderOverlayTile(const OverlayTileRequest& request) {
    const QRect pixels = request.grid.pixelsOf(request.index);
    const ViewGrid& grid = request.grid;
    const int x = pixels.x() - grid.offsetX, y = pixels.y() - grid.offsetY;   // from the slide's corner
    QImage image = renderHeat(request.heat, {x, y, pixels.width(), pixels.height(), grid.downsample, grid.orientation});
    const bool paintsObjects = !request.annotations.empty() && (request.layers.outlines || request.layers.fill);
    if (!paintsObjects && !request.tissue) return image;
    if (image.isNull()) {
        image = QImage(pixels.size(), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
    }
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const DeviceFrame frame{grid.downsample, static_cast<double>(x), static_cast<double>(y), QRectF(image.rect()), request.dpr, grid.orientation};
    if (request.tissue) strokeShape(painter, frame, *request.tissue, kTissueLine);
    const AnnotationLook look{request.layers.outlines, request.layers.fill ? request.layers.fillOpacity : 0.0, request.layers.predictions};
    if (paintsObjects)
        for (const AnnotationPtr& annotation : request.annotations) paintAnnotation(painter, frame, *annotation, look);
    return image;
}

}  // namespace bowman::ui
