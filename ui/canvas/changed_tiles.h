// Tiles of the pyramid as an appearance other than the slide's own shows them: what stands in, while the view's own tiles are on
// their way, for the tiles as read, which must not be seen then. Made by workers, kept apart. GUI thread.
#pragma once

#include <functional>
#include <memory>
#include <unordered_set>

#include <QObject>

#include "core/appearance/appearance_filter.h"
#include "core/concurrency/mailbox.h"
#include "core/concurrency/worker_pool.h"
#include "core/tiles/tile_cache.h"

namespace bowman::ui {

class ChangedTiles : public QObject {
public:
    explicit ChangedTiles(WorkerPool& pool, QObject* parent = nullptr);

    /// Null for none. What was made with another is forgotten.
    void setFilter(std::shared_ptr<const AppearanceFilter> filter);
    /// Of another slide.
    void clear();
    /// Has it made, if that is not done or under way; `asRead` is from opaqueForScreen.
    void want(const TileKey& key, const ImagePtr& asRead);

    bool contains(const TileKey& key) const { return m_cache.contains(key); }
    /// Null when absent.
    ImagePtr get(const TileKey& key) { return m_cache.get(key); }

    std::function<void()> onArrived;

private:
    struct Made {
        int serial = 0;
        TileKey key;
        ImagePtr image;
    };
    void take();

    WorkerPool& m_pool;
    std::shared_ptr<const AppearanceFilter> m_filter;
    int m_serial = 0;                              // of filter and slide
    TileCache m_cache{std::size_t{64} << 20};
    std::unordered_set<TileKey> m_underWay;
    std::shared_ptr<Mailbox<Made>> m_made;
};

}  // namespace bowman::ui
