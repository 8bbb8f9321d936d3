#include "core/tiles/tile_loader.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/base/platform/stack_trace.h"

namespace bowman {
namespace {

constexpr int kStepsBack = 4;    // behind the hand, before a detection

Result<ImagePtr> readTile(const Slide& slide, const TileKey& key, const std::function<ImagePtr(ImagePtr)>& prepare) {
    try {
        auto tile = slide.readRegion(tileRegion(slide.info(), key));
        return tile && prepare ? prepare(std::move(tile).value()) : tile;
    } catch (const std::exception& e) {  // nothing may leave a thread
        return Error{"cannot read tile", slide.info().path.string(), e.what()};
    }
}

}  // namespace

TileLoader::TileLoader(SlidePtr slide, int threads, std::function<void()> wake, std::function<ImagePtr(ImagePtr)> prepare)
    : m_slide(std::move(slide)), m_wake(std::move(wake)), m_prepare(std::move(prepare)) {
    const int count = threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
    for (int i = 0; i < count; ++i) m_threads.emplace_back([this](const std::stop_token& stop) {
            platform::yieldCoresToOthers(kStepsBack);
            run(stop);
        });
}

TileLoader::~TileLoader() {
    for (std::jthread& thread : m_threads) thread.request_stop();
    m_threads.clear();
}

void TileLoader::setWanted(const std::vector<TileKey>& keys) {
    const std::lock_guard lock(m_mutex);
    m_wanted.clear();
    std::unordered_set<TileKey> listed;
    for (const TileKey& key : keys)
        if (!m_underWay.contains(key) && !m_failures.contains(key) && listed.insert(key).second) m_wanted.push_back(key);
    m_hasWanted.notify_all();
}

std::vector<LoadedTile> TileLoader::take() {
    const std::lock_guard lock(m_mutex);
    for (const LoadedTile& tile : m_arrived) m_underWay.erase(tile.key);
    return std::exchange(m_arrived, {});
}

std::optional<Error> TileLoader::failureOf(const TileKey& key) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_failures.find(key);
    return found == m_failures.end() ? std::nullopt : std::optional(found->second);
}

std::size_t TileLoader::failureCount() const {
    const std::lock_guard lock(m_mutex);
    return m_failures.size();
}

void TileLoader::retry() {
    const std::lock_guard lock(m_mutex);
    m_failures.clear();
}

void TileLoader::run(const std::stop_token& stop) {
    while (const auto key = next(stop)) {
        Result<ImagePtr> tile = readTile(*m_slide, *key, m_prepare);
        deliver(*key, std::move(tile), stop);
    }
}

std::optional<TileKey> TileLoader::next(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    if (!m_hasWanted.wait(lock, stop, [&] { return !m_wanted.empty(); }) || stop.stop_requested()) return std::nullopt;
    const TileKey key = m_wanted.front();
    m_wanted.pop_front();
    m_underWay.insert(key);
    return key;
}

void TileLoader::deliver(const TileKey& key, Result<ImagePtr> image, const std::stop_token& stop) {
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        if (!image) m_failures.emplace(key, image.error());
        isFirst = m_arrived.empty();
        m_arrived.push_back({key, std::move(image)});
    }
    if (isFirst && m_wake && !stop.stop_requested()) m_wake();
}

}  // namespace bowman
