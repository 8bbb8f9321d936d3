// Reads tiles in worker threads, the most urgent first. setWanted, take and the rest may be called by any thread, normally
// by the one that paints; none of them waits for a read.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"
#include "core/slide/slide.h"
#include "core/tiles/tile_key.h"

namespace bowman {

struct LoadedTile {
    TileKey key;
    Result<ImagePtr> image;
};

class TileLoader {
public:
    /// `wake` is called by a worker when a tile arrives and nothing else waits to be taken: at most once per take().
    /// threads ≤ 0 means one less than the number of cores, at least one.
    /// `prepare`, where given, is called by a worker on each tile before it arrives; it must not throw.
    TileLoader(SlidePtr slide, int threads, std::function<void()> wake, std::function<ImagePtr(ImagePtr)> prepare = {});
    /// Forgets what is wanted and waits for the reads under way; `wake` is not called after that.
    ~TileLoader();
    TileLoader(const TileLoader&) = delete;
    TileLoader& operator=(const TileLoader&) = delete;

    /// Replaces the list, and that is the cancellation: what is no longer in it and not yet begun is not read. Tiles that are
    /// being read, wait to be taken or have failed are skipped.
    void setWanted(const std::vector<TileKey>& keys);

    /// What has arrived since the last call, in order of arrival. A tile that failed is delivered once.
    std::vector<LoadedTile> take();

    /// Why a tile could not be read. Such a tile is not read again before retry().
    std::optional<Error> failureOf(const TileKey& key) const;
    std::size_t failureCount() const;
    /// Forgets the failures: the next setWanted reads those tiles again.
    void retry();

private:
    void run(const std::stop_token& stop);
    std::optional<TileKey> next(const std::stop_token& stop);
    void deliver(const TileKey& key, Result<ImagePtr> image, const std::stop_token& stop);

    const SlidePtr m_slide;
    const std::function<void()> m_wake;
    const std::function<ImagePtr(ImagePtr)> m_prepare;
    mutable std::mutex m_mutex;                       // guards what follows, up to the threads
    std::condition_variable_any m_hasWanted;
    std::deque<TileKey> m_wanted;
    std::unordered_set<TileKey> m_underWay;           // being read, or waiting to be taken
    std::vector<LoadedTile> m_arrived;
    std::unordered_map<TileKey, Error> m_failures;
    std::vector<std::jthread> m_threads;              // last: they end before the rest is destroyed
};

}  // namespace bowman
