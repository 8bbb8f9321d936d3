// What lies over the slide, as tiles that workers paint: a thousand outlines cost a frame no more than ten. GUI thread.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include <QObject>
#include <QPainter>

#include "core/annotation/annotation_set.h"
#include "core/concurrency/mailbox.h"
#include "core/concurrency/worker_pool.h"
#include "core/tiles/viewport.h"
#include "ui/canvas/heat_map.h"
#include "ui/canvas/overlay_tile.h"
#include "ui/canvas/render_queue.h"
#include "ui/canvas/view_tile_sheet.h"

namespace bowman::ui {

class OverlayLayer : public QObject {
public:
    explicit OverlayLayer(WorkerPool& pool, QObject* parent = nullptr);
    ~OverlayLayer() override;

    /// Of the slide; an empty size closes.
    void setSlideSize(PixelSize size);
    void setAnnotations(const AnnotationSet* annotations);
    void setLayers(const LayerSettings& layers);
    void setTissue(MultiPolygon tissue);
    /// The object that is drawn over the tiles (it is selected, or a gesture is open on it) and left out here; 0 = none.
    void setLive(AnnotationId id);
    /// The snapped view. See TileLayer::setView.
    void setView(const Viewport& view, double dpr, ViewChange change = ViewChange::Final);
    void settle();
    /// What changed in the set. Small changes are painted at once, so that the next frame shows them.
    void annotationsChanged(const SlideRect& dirty);
    void addProbability(const ProbabilityTile& tile);
    void clearProbability();
    std::optional<double> probabilityAt(SlidePoint point) const { return m_heat.at(point); }

    void paint(QPainter& painter, const QRect& clip) const;
    /// Only these tiles.
    void paint(QPainter& painter, const std::vector<ViewTileIndex>& indices) const;
    bool hasPicture(ViewTileIndex index) const { return m_sheet.hasPicture(index); }
    int replaced() const { return m_sheet.replaced(); }
    QImage picture(ViewTileIndex index) const { return m_sheet.picture(index); }   ///< null: nothing lies over the slide there
    /// Everything in view shows what is in the set.
    bool isCurrent() const;

    std::function<void(const SlideRect&)> onChanged;

private:
    struct Rendered {
        int generation = 0;
        ViewTileIndex index;
        int revision = 0;
        QImage image;
    };
    using Deliveries = Mailbox<Rendered>;

    /// Objects that are looked up by place anew: at once when they are few, else in a worker.
    struct Indexed {
        int serial = 0;
        std::shared_ptr<const OverlayIndex> objects;
    };
    void indexObjects();
    void show(const SlideRect& dirty);
    void takeIndexed();
    void claimAndRender(ViewTileIndex index);
    QRect visiblePixels() const;
    OverlayTileRequest requestFor(ViewTileIndex index) const;
    void refresh();
    void renderNow(const SlideRect& rect);
    void invalidateAll();
    void takeRendered();

    WorkerPool& m_pool;
    RenderQueue<std::pair<int, ViewTileIndex>> m_queue;    // with the generation of the sheet
    PixelSize m_size;
    const AnnotationSet* m_annotations = nullptr;
    std::shared_ptr<const OverlayIndex> m_objects;  // of m_annotations; what it was before while m_isIndexing
    bool m_isIndexing = false;
    int m_indexSerial = 0;
    LayerSettings m_layers;
    std::shared_ptr<const MultiPolygon> m_tissue;
    HeatMap m_heat;
    AnnotationId m_live = 0;
    Viewport m_view;
    bool m_isZooming = false;
    double m_dpr = 1;
    ViewTileSheet m_sheet{4};    // enlarged further its lines are bars, and blending them costs as much as the slide
    std::shared_ptr<std::atomic<int>> m_generation;
    std::shared_ptr<Deliveries> m_rendered;
    std::shared_ptr<Mailbox<Indexed>> m_indexed;
};

}  // namespace bowman::ui
