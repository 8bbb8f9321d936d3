#include "models/training/tile_loader.h"

#include <algorithm>
#include <cstring>
#include <exception>

namespace bowman {
namespace {

Result<TileLoader::Batch> renderBatch(const TileSampler& sampler, std::uint64_t number, int size) {
    const std::size_t pixels = static_cast<std::size_t>(sampler.tileSize()) * static_cast<std::size_t>(sampler.tileSize());
    TileLoader::Batch batch{std::vector<std::uint8_t>(static_cast<std::size_t>(size) * pixels * 3),
                            std::vector<std::uint8_t>(static_cast<std::size_t>(size) * pixels)};
    try {
        for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i) {
            const Tile tile = sampler.render(sampler.recipeFor(number * static_cast<std::uint64_t>(size) + i));
            std::memcpy(batch.rgb.data() + i * pixels * 3, tile.rgb.data(), pixels * 3);
            std::memcpy(batch.mask.data() + i * pixels, tile.mask.data(), pixels);
        }
    } catch (const std::exception& e) {
        return Error{"cannot make tiles", "", e.what()};
    }
    return batch;
}

}  // namespace

TileLoader::TileLoader(const TileSampler& sampler, const Options& options)
    : m_sampler(sampler), m_options(options), m_nextToRender(options.firstBatch), m_nextToTake(options.firstBatch) {
    for (int i = 0; i < std::max(1, options.threads); ++i)
        m_threads.emplace_back([this](std::stop_token stop) { work(std::move(stop)); });
}

TileLoader::~TileLoader() {
    for (std::jthread& thread : m_threads) thread.request_stop();
    m_threads.clear();
}

void TileLoader::work(std::stop_token stop) {
    const std::uint64_t ahead = 2 * static_cast<std::uint64_t>(std::max(1, m_options.threads)) + 1;
    while (true) {
        std::uint64_t number = 0;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [&] { return m_nextToRender < m_nextToTake + ahead; })) return;
            if (m_nextToRender >= m_options.endBatch) return;
            number = m_nextToRender++;
        }
        auto batch = renderBatch(m_sampler, number, m_options.batchSize);
        const std::lock_guard lock(m_mutex);
        m_ready.emplace(number, std::move(batch));
        m_changed.notify_all();
    }
}

Result<TileLoader::Batch> TileLoader::next() {
    std::unique_lock lock(m_mutex);
    if (m_nextToTake >= m_options.endBatch) return Error{"no more tiles", "", "every batch was taken"};
    m_changed.wait(lock, [&] { return m_ready.contains(m_nextToTake); });
    auto node = m_ready.extract(m_nextToTake++);
    m_changed.notify_all();
    return std::move(node.mapped());
}

}  // namespace bowman
