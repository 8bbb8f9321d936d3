#include "ui/canvas/tile_budget.h"

#include <algorithm>

#include "core/base/platform/platform.h"

namespace bowman::ui {

namespace {

constexpr std::size_t kLeast = std::size_t{256} << 20, kMost = std::size_t{2} << 30;

}  // namespace

std::size_t defaultTileBudget() {
    const auto memory = static_cast<std::size_t>(std::max<std::int64_t>(platform::physicalMemoryBytes(), 0));
    return std::clamp(memory / 4, kLeast, kMost);
}

TileBudget& TileBudget::ofProgram() {
    static TileBudget budget;
    return budget;
}

void TileBudget::setBytes(std::size_t bytes) {
    m_bytes = std::max(bytes, kLeast);
    share();
}

void TileBudget::add(TileCache& cache) {
    m_caches.push_back(&cache);
    share();
}

void TileBudget::remove(TileCache& cache) {
    std::erase(m_caches, &cache);
    share();
}

void TileBudget::share() {
    for (TileCache* cache : m_caches) cache->setCapacity(m_bytes / 4 * 3 / m_caches.size());
}

}  // namespace bowman::ui
