// Draws annotations on any painter whose pixels are device pixels. Reads frozen data only: any thread with its own QImage.
// What is painted does not depend on where a tile begins: dashes, marks and dots go on across tiles.
#pragma once

#include <QColor>
#include <QHash>
#include <QImage>
#include <QPainter>

#include "core/annotation/annotation.h"
#include "core/tiles/orientation.h"
#include "ui/canvas/state_style.h"

namespace bowman::ui {

/// Where the painter's pixels lie: painter (0,0) is device pixel `offset` from the slide's corner, at this scale.
struct DeviceFrame {
    double downsample = 1;      ///< level-0 pixels per device pixel
    double offsetX = 0;
    double offsetY = 0;
    QRectF clip;                ///< what is worth drawing, in the painter's pixels
    double dpr = 1;             ///< device pixels per logical pixel: line widths are logical
    Orientation orientation = {};

    QPointF map(SlidePoint p) const {
        const Offset o = orientation.toScreen({p.x / downsample, p.y / downsample});
        return {o.x - offsetX, o.y - offsetY};
    }
    /// Of a turned frame the upright rectangle around it.
    QRectF map(const SlideRect& r) const;
};

/// Marks reach this far out of an object's bounds (logical pixels): who asks for the objects of a tile asks for so much more.
inline constexpr double kMarkReach = 24;

struct LineLook {
    QColor colour;
    double width = 2;                              ///< logical pixels
    LinePattern pattern = LinePattern::Solid;
};

/// Outline of all rings, thinned to what can be seen, cut to the frame's clip.
void strokeShape(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& shape, const LineLook& look);

void fillShape(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& shape, const QColor& colour);

/// Dots by the hundred: each a copy of a picture of it, placed to a quarter of a pixel. One thread.
class DotStamps {
public:
    void paint(QPainter& painter, QPointF centre, double radius, const QColor& colour);

private:
    QHash<quint64, QImage> m_stamps;
};

struct AnnotationLook {
    bool outline = true;
    double fillOpacity = 0;
    bool prediction = true;
    DotStamps* dots = nullptr;   ///< null draws each dot by itself: exact, and thirty times slower
};

/// As its state says; an object of a few pixels becomes a dot that can still be seen.
void paintAnnotation(QPainter& painter, const DeviceFrame& frame, const Annotation& annotation, const AnnotationLook& look);

struct SelectedLook {
    StateStyle style;
    bool underWork = false;     ///< a gesture is open on it: thinner, so that the edge can be judged
};

/// Halo and outline that are seen on any stain.
void paintSelected(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& shape, const SelectedLook& look);
/// Handles around the selected object: found again at any zoom.
void paintCornerMarks(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& shape);

/// The word "complete" at the region's upper left, where there is room.
void paintRegionLabel(QPainter& painter, const DeviceFrame& frame, const MultiPolygon& region);

}  // namespace bowman::ui
