// The slide itself on the canvas: plans, loads, has tiles resampled to the view's scale in worker threads, copies them to
// the screen. Where another appearance is wanted, workers make each view tile a second time from the first; both are kept, so
// that going back is only another copy. GUI thread; what comes from workers arrives through a mailbox, one flush at a time.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <unordered_map>

#include <QObject>
#include <QPainter>

#include "core/concurrency/mailbox.h"
#include "core/concurrency/worker_pool.h"
#include "core/tiles/tile_cache.h"
#include "core/tiles/tile_loader.h"
#include "core/tiles/tile_plan.h"
#include "ui/canvas/changed_tiles.h"
#include "ui/canvas/render_queue.h"
#include "ui/canvas/view_tile_sheet.h"

namespace bowman::ui {

class TileLayer : public QObject {
public:
    /// Pictures of the scale before are enlarged or reduced by no more than this: beyond, the pyramid's own tiles look better and are read faster.
    static constexpr double kMostStretched = 1.5;

    explicit TileLayer(WorkerPool& pool, QObject* parent = nullptr);
    ~TileLayer() override;

    void setSlide(SlidePtr slide);
    /// The snapped view. While a zoom goes on (settle() ends it) nothing is rendered at scales that last a frame.
    void setView(const Viewport& view, ViewChange change = ViewChange::Final);
    void settle();
    /// What these views will need is read when all that the present one wants has been.
    void readAhead(const std::vector<Viewport>& views);
    /// What is on the screen stays until the tiles have been made anew; going back to "as stained" is at once. During a
    /// quick row of changes only the latest is made, each as soon as the one before is complete.
    void setAppearance(const Appearance& appearance);
    const Appearance& appearance() const { return m_wantedAppearance; }
    const Viewport& view() const { return m_view; }
    const ViewGrid& grid() const { return m_sheet.grid(); }
    /// The view's tile as it is to be seen, in the appearance that is wanted or the one that stands for it. A null picture is an empty tile.
    bool hasPicture(ViewTileIndex index) const;
    QImage picture(ViewTileIndex index) const;
    int replaced() const { return m_sheet.replaced() + m_changed.replaced(); }
    /// What paint() covers wholly, in device pixels of the view: nothing has to be painted under it.
    QRect opaquePart() const;
    /// In device pixels of the view.
    void paint(QPainter& painter, const QRect& clip) const;
    /// Only these tiles, as far as they lie in `clip`.
    void paint(QPainter& painter, const QRect& clip, const std::vector<ViewTileIndex>& indices) const;

    /// Every tile in view is drawn from its level, or is known to be unreadable.
    bool isSharp() const;
    /// Something of the slide is shown everywhere in view, if only in haste.
    bool isCovered() const { return m_slide && !m_plan.hasHole; }
    /// The whole slide at the view's scale, as stained; null unless every tile of that scale is there and readable (as it is after a slide
    /// was opened).
    QImage wholePicture() const;
    std::size_t cacheBytes() const { return m_cache.capacity(); }
    QString firstError() const { return m_firstError; }
    void retryFailed();

    std::function<void(const SlideRect&)> onChanged;      ///< looks different there
    std::function<void(const QString&)> onFailed;         ///< first error since the slide was opened or retried

private:
    struct Rendered {
        int generation = 0;
        ViewTileIndex index;
        int revision = 0;              ///< 0: it was there already, only the change is new
        QImage image;
        int change = 0;                ///< number of the period without "as stained" that asked for a change; 0 = none asked
        int changedRevision = 0;
        QImage changed;
    };
    using Deliveries = Mailbox<Rendered>;
    /// A job that has not begun, and what it has claimed.
    struct Waiting {
        int generation = 0;
        ViewTileIndex index;
        bool ofSheet = false;
        int change = 0;
    };

    void changeAppearance();
    /// Takes what is to be changed for a tile, if it is; the job applies the filter and says so in its answer.
    std::shared_ptr<const AppearanceFilter> claimChange(ViewTileIndex index, Rendered& answer);
    void changePicture(ViewTileIndex index);
    void wantStandIns();
    bool isCovered(ViewTileIndex index) const;
    const ViewTileSheet& sheetOf(ViewTileIndex index) const;    ///< that shows the tile
    bool isCurrent(ViewTileIndex index) const;
    bool isSettled() const;            ///< nothing newer is wanted than what is being made
    ViewTileRequest requestFor(ViewTileIndex index, std::vector<TileKey>& keys) const;

    void takeLoaded();
    void takeRendered();
    void refresh();
    void renderWhatCanBe(const QRect& pixels);
    bool request(ViewTileIndex index);
    bool isRead(const TileKey& key) const { return m_cache.contains(key) || m_failed.contains(key); }
    void paintStandIns(QPainter& painter, const QRegion& open) const;
    void drawPyramid(QPainter& painter, const QRect& area, bool changed) const;
    void takeBackWaiting();
    /// The pixels in view and a tile around them, two where the view is moving to.
    QRect withSurroundings(const QRect& visible) const;
    QRect visiblePixels() const;      ///< of the grid

    RenderQueue<Waiting> m_queue;
    SlidePtr m_slide;
    Viewport m_view;
    bool m_isZooming = false;
    Offset m_travel;                                // of the last pan, on the slide; none after a zoom
    TilePlan m_plan;
    std::vector<TileKey> m_ahead;                   // of the views that are likely to come
    /// One QImage per tile as long as it stands in: what a device keeps as a texture is found again by it.
    const QImage& wrapped(const TileKey& key, const ImagePtr& image) const;
    mutable std::unordered_map<TileKey, std::pair<const Image*, QImage>> m_wrapped;
    mutable TileCache m_cache;                      // painting marks tiles as used
    std::unordered_map<TileKey, bool> m_failed;
    ViewTileSheet m_sheet{kMostStretched, kMostStretched};
    Appearance m_wantedAppearance;
    std::shared_ptr<const AppearanceFilter> m_filter;   // null: as stained
    ViewTileSheet m_changed{kMostStretched, kMostStretched};   // like m_sheet, through the filter
    mutable ChangedTiles m_standIns;
    std::vector<TileDraw> m_changedDraw;            // of them
    int m_change = 0;                               // counts the periods with a filter
    int m_changesDue = 0;                           // answers
    bool m_asStainedShows = false;                  // until the first tiles come through a new filter
    QString m_firstError;
    std::shared_ptr<std::atomic<int>> m_generation; // jobs of an older one end at once
    std::shared_ptr<Deliveries> m_rendered;
    std::unique_ptr<TileLoader> m_loader;           // last: its threads wake this object
};

}  // namespace bowman::ui
