// The tiles that were read last, by bytes. One thread only: the one that paints.
#pragma once

#include <algorithm>
#include <cstddef>
#include <list>
#include <unordered_map>

#include "core/base/image.h"
#include "core/tiles/tile_key.h"

namespace bowman {

/// Drops the least recently used tiles when full; those of the pinned level stay until clear().
class TileCache {
public:
    static constexpr std::size_t kDefaultBytes = std::size_t{1} << 30;

    explicit TileCache(std::size_t capacityBytes = kDefaultBytes) : m_capacity(capacityBytes) {}

    /// The coarsest level of a slide, normally: then there is always something to show. −1 pins none.
    void pinLevel(int level) { m_pinnedLevel = level; }

    void insert(const TileKey& key, ImagePtr image);
    /// Null when absent; marks the tile as used.
    ImagePtr get(const TileKey& key);
    /// Does not count as use.
    bool contains(const TileKey& key) const { return m_index.contains(key); }
    void clear();

    /// At least what one picture needs; less drops tiles at once.
    void setCapacity(std::size_t bytes);
    /// Whatever the capacity, so much is kept.
    void setFloor(std::size_t bytes) { m_floor = bytes; }
    std::size_t capacity() const { return std::max(m_capacity, m_floor); }
    std::size_t bytes() const { return m_bytes; }
    std::size_t count() const { return m_index.size(); }

private:
    struct Entry {
        TileKey key;
        ImagePtr image;
    };
    using Entries = std::list<Entry>;   // most recently used first

    void remove(Entries::iterator entry);
    void dropOldest();

    std::size_t m_capacity;
    std::size_t m_floor = 0;
    std::size_t m_bytes = 0;
    int m_pinnedLevel = -1;
    Entries m_entries;
    std::unordered_map<TileKey, Entries::iterator> m_index;
};

}  // namespace bowman
