// The slide itself on the canvas: plans, loads, has tiles resampled to the view's scale in worker threads, copies them to
// the screen. GUI thread; what comes from workers arrives through a mailbox, one flush at a time.
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
#include "ui/canvas/view_tile_sheet.h"

namespace bowman::ui {

class TileLayer : public QObject {
public:
    explicit TileLayer(WorkerPool& pool, QObject* parent = nullptr);
    ~TileLayer() override;

    void setSlide(SlidePtr slide);
    /// The snapped view.
    void setView(const Viewport& view);
    /// In device pixels of the view.
    void paint(QPainter& painter, const QRect& clip) const;

    /// Every tile in view is drawn from its level, or is known to be unreadable.
    bool isSharp() const;
    /// The whole slide at the view's scale; null unless every tile of that scale is there and readable (as it is after a slide
    /// was opened).
    QImage wholePicture() const;
    QString firstError() const { return m_firstError; }
    void retryFailed();

    std::function<void(const SlideRect&)> onChanged;      ///< looks different there
    std::function<void(const QString&)> onFailed;         ///< first error since the slide was opened or retried

private:
    struct Rendered {
        int generation = 0;
        ViewTileIndex index;
        int revision = 0;
        QImage image;
    };
    using Deliveries = Mailbox<Rendered>;

    void takeLoaded();
    void takeRendered();
    void refresh();
    void renderWhatCanBe(const QRect& pixels);
    bool request(ViewTileIndex index);
    bool isRead(const TileKey& key) const { return m_cache.contains(key) || m_failed.contains(key); }
    QRect visiblePixels() const;

    WorkerPool& m_pool;
    SlidePtr m_slide;
    Viewport m_view;
    TilePlan m_plan;
    mutable TileCache m_cache;                      // painting marks tiles as used
    std::unordered_map<TileKey, bool> m_failed;
    ViewTileSheet m_sheet{1.5};                     // beyond, the pyramid's own tiles look better
    QString m_firstError;
    std::shared_ptr<std::atomic<int>> m_generation; // jobs of an older one end at once
    std::shared_ptr<Deliveries> m_rendered;
    std::unique_ptr<TileLoader> m_loader;           // last: its threads wake this object
};

}  // namespace bowman::ui
