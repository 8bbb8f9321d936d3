// What the canvas holds together: private to slide_view*.cpp. GUI thread.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QPointF>
#include <QPointer>
#include <QTimer>
#include <QVariantAnimation>

#include "core/concurrency/worker_pool.h"
#include "ui/canvas/flat_tiles.h"
#include "ui/canvas/gl_surface.h"
#include "ui/canvas/navigator.h"
#include "ui/canvas/outline_painter.h"
#include "ui/canvas/overlay_layer.h"
#include "ui/canvas/slide_view.h"
#include "ui/canvas/tile_layer.h"

namespace bowman::ui {

struct SlideView::State {
    explicit State(SlideView* owner);
    ~State();

    enum class Drag { None, Waiting, Panning, Tool };

    /// Clamps, snaps, tells layers and listeners. `keepsFit` when the view still shows the whole slide by itself.
    void applyViewport(const Viewport& viewport, bool keepsFit);
    void fit();
    SlideRect wholeSlide() const;                  ///< what fit() shows; needs a slide
    void resized();
    void placeNavigator();
    void stopTravel();
    void checkSharpness();
    void makeThumbnail();
    void slideClosed();
    /// Keeps the slide's picture as it is on the screen until the tiles are sharp or the view moves.
    void hold();

    double logicalDownsample() const { return viewport.downsample * dpr; }
    DevicePoint devicePoint(QPointF logical) const { return {logical.x() * dpr, logical.y() * dpr}; }
    SlidePoint slidePoint(QPointF logical) const { return painted.toSlide(devicePoint(logical)); }
    void updateSlideRect(const SlideRect& rect);

    /// After every event that a tool has got: the shape under work moves between layers, dirty parts are repainted.
    void toolDid(const SlideRect& dirty);
    void leaveOutLive();
    void toolMoved(Qt::KeyboardModifiers modifiers);
    void updateCursor();
    void pan(QPointF by);
    void clicked(QPointF at, Qt::KeyboardModifiers modifiers);

    void paintFrame(QPainter& painter, const QRect& logical);
    /// The same picture: copies of tiles by the device, lines and letters by the raster engine as elsewhere.
    void paintOnGl(QPainter& painter);
    void paintTiles(QPainter& painter, const QRect& clip);     ///< slide and overlay; painter in device pixels, as in the next
    void paintVectors(QPainter& painter, const QRect& clip) const;
    bool hasVectors() const;
    void paintLive(QPainter& painter, const DeviceFrame& frame) const;
    void paintScale(QPainter& painter) const;      ///< in logical pixels, where it is wanted
    void rememberRegions(const SlideRect& dirty);

    SlideView* const view;
    SlidePtr slide;
    std::optional<double> umPerPx;
    const AnnotationSet* annotations = nullptr;
    std::vector<AnnotationPtr> regions;            ///< complete regions, for their labels
    AnnotationId selected = 0;
    ui::Tool* tool = nullptr;
    std::optional<std::pair<AnnotationId, MultiPolygon>> live;
    LayerSettings layers;

    Viewport viewport;
    Viewport painted;                              ///< snapped to device pixels
    bool isUnbound = false;                        ///< may look beside the slide
    bool fits = true;                              ///< shows the whole slide until somebody moves it
    bool wasSharp = false;
    double dpr = 1;

    QImage held;                                   ///< see hold()

    Drag drag = Drag::None;
    Qt::MouseButton dragButton = Qt::NoButton;
    QPointF pressedAt;
    QPointF draggedTo;
    std::optional<QPointF> cursor;                 ///< while it is over the view
    bool bare = false;                             ///< Space is held

    GlSurface* gl = nullptr;                       ///< null on the raster engine
    QImage vectors;                                ///< of paintOnGl
    Navigator* navigator;
    QVariantAnimation* travel;
    QTimer calm;                                   ///< runs while scales follow each other
    std::unique_ptr<WorkerPool> pool;              ///< ends before the layers do: its jobs wake them
    std::unique_ptr<WorkerPool> thumbnailPool;
    TileLayer tiles;
    OverlayLayer overlay;
    FlatTiles flat;                                ///< of both
    int slideSerial = 0;
    int thumbnailSerial = -1;                      ///< slide that a thumbnail was asked for
};

}  // namespace bowman::ui
