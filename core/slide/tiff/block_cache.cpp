#include "core/slide/tiff/block_cache.h"

#include <new>
#include <utility>

namespace bowman {
namespace {

std::size_t bytesOf(const ImagePtr& image) { return 256 + (image ? image->sizeBytes() : 0); }   // an empty block has its place, too

}  // namespace

Result<ImagePtr> BlockCache::get(const BlockKey& key, const std::function<Result<ImagePtr>()>& make) {
    std::promise<Result<ImagePtr>> promise;
    std::shared_future<Result<ImagePtr>> others;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_index.find(key); found != m_index.end()) {
            m_entries.splice(m_entries.begin(), m_entries, found->second);
            return found->second->image;
        }
        if (const auto making = m_making.find(key); making != m_making.end()) others = making->second;
        else m_making.emplace(key, promise.get_future().share());
    }
    if (others.valid()) return others.get();
    Result<ImagePtr> made = Error{"", "", "not enough memory"};
    try {
        made = make();
    } catch (const std::bad_alloc&) {
    }
    {
        const std::lock_guard lock(m_mutex);
        if (made) keep(key, *made);
        m_making.erase(key);
    }
    promise.set_value(made);
    return made;
}

void BlockCache::keep(const BlockKey& key, const ImagePtr& image) {
    m_entries.push_front({key, image});
    m_index[key] = m_entries.begin();
    m_size += bytesOf(image);
    while (m_size > m_limit && m_entries.size() > 1) {
        m_size -= bytesOf(m_entries.back().image);
        m_index.erase(m_entries.back().key);
        m_entries.pop_back();
    }
}

void BlockCache::forget(std::uint64_t slide) {
    const std::lock_guard lock(m_mutex);
    for (auto entry = m_index.lower_bound({slide, 0, 0, 0}); entry != m_index.end() && entry->first.slide == slide;) {
        m_size -= bytesOf(entry->second->image);
        m_entries.erase(entry->second);
        entry = m_index.erase(entry);
    }
}

std::size_t BlockCache::sizeBytes() const {
    const std::lock_guard lock(m_mutex);
    return m_size;
}

BlockCache& BlockCache::shared() {
    static BlockCache cache(std::size_t{256} << 20);
    return cache;
}

}  // namespace bowman
