// Renders batches of tiles ahead of the training, in threads of its own. One consumer.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "core/base/result.h"
#include "models/training/tile_sampler.h"

namespace bowman {

/// Tile `firstBatch·size + i` is the i-th of the first batch, whatever the number of threads.
class TileLoader {
public:
    struct Options {
        int batchSize = 8;
        std::uint64_t firstBatch = 0;
        std::uint64_t endBatch = 0;  ///< exclusive
        int threads = 1;
    };
    struct Batch {
        std::vector<std::uint8_t> rgb;   ///< N×H×W×3
        std::vector<std::uint8_t> mask;  ///< N×H×W
    };

    /// The sampler must outlive the loader.
    TileLoader(const TileSampler& sampler, const Options& options);
    ~TileLoader();

    /// Waits for the next batch, in order. Error: rendering failed, or there are no more.
    Result<Batch> next();

private:
    void work(std::stop_token stop);

    const TileSampler& m_sampler;
    const Options m_options;
    std::mutex m_mutex;  // guards what follows
    std::condition_variable_any m_changed;
    std::uint64_t m_nextToRender;
    std::uint64_t m_nextToTake;
    std::map<std::uint64_t, Result<Batch>> m_ready;
    std::vector<std::jthread> m_threads;
};

}  // namespace bowman
