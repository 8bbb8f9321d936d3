// One tile of what lies over the slide: probabilities, tissue, fills and outlines, from frozen data. Any thread.
#pragma once

#include <memory>
#include <vector>

#include <QImage>

#include "core/annotation/annotation_set.h"
#include "ui/canvas/heat_map.h"
#include "ui/canvas/layer_settings.h"
#include "ui/canvas/overlay_index.h"
#include "ui/canvas/view_tile.h"

namespace bowman::ui {

struct OverlayTileRequest {
    ViewGrid grid;
    ViewTileIndex index;
    double dpr = 1;
    LayerSettings layers;
    HeatPatch heat;                                   ///< empty when the layer is off
    std::shared_ptr<const MultiPolygon> tissue;       ///< null when the layer is off
    std::shared_ptr<const OverlayIndex> objects;      ///< null without any
    AnnotationId live = 0;                            ///< drawn elsewhere, left out here
};

/// What is to be drawn, lowest first: all whose marks may reach into the tile.
std::vector<AnnotationPtr> objectsOf(const OverlayTileRequest& request);

/// Null when nothing is to be seen.
QImage renderOverlayTile(const OverlayTileRequest& request);

}  // namespace bowman::ui
