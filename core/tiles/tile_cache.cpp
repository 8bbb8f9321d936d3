#include "core/tiles/tile_cache.h"

#include <iterator>
#include <utility>

namespace bowman {

void TileCache::insert(const TileKey& key, ImagePtr image) {
    if (!image) return;
    if (const auto found = m_index.find(key); found != m_index.end()) remove(found->second);
    m_bytes += image->sizeBytes();
    m_entries.push_front({key, std::move(image)});
    m_index[key] = m_entries.begin();
    dropOldest();
}

ImagePtr TileCache::get(const TileKey& key) {
    const auto found = m_index.find(key);
    if (found == m_index.end()) return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return found->second->image;
}

void TileCache::setCapacity(std::size_t bytes) {
    m_capacity = bytes;
    if (!m_entries.empty()) dropOldest();
}

void TileCache::clear() {
    m_entries.clear();
    m_index.clear();
    m_bytes = 0;
}

void TileCache::remove(Entries::iterator entry) {
    m_bytes -= entry->image->sizeBytes();
    m_index.erase(entry->key);
    m_entries.erase(entry);
}

void TileCache::dropOldest() {
    // The newest one is never dropped: it is about to be shown.
    for (auto entry = m_entries.end(); m_bytes > capacity() && entry != std::next(m_entries.begin());) {
        const auto oldest = std::prev(entry);
        if (oldest == m_entries.begin()) return;
        if (oldest->key.level == m_pinnedLevel) entry = oldest;
        else remove(oldest);
    }
}

}  // namespace bowman
