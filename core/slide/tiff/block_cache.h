// Decoded blocks of all open TIFF slides, least recently used out first: strips are as wide as the slide, so that many reads
// need the same one. Any thread.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <list>
#include <map>
#include <mutex>

#include "core/base/image.h"
#include "core/base/result.h"

namespace bowman {

struct BlockKey {
    std::uint64_t slide = 0;
    int level = 0;
    int column = 0;
    int row = 0;
    friend auto operator<=>(const BlockKey&, const BlockKey&) = default;
};

class BlockCache {
public:
    explicit BlockCache(std::size_t limitBytes) : m_limit(limitBytes) {}

    /// The block, made by the first who asks while others wait for it. Errors are told to those who waited and not kept.
    /// `make` must not throw anything but std::bad_alloc.
    Result<ImagePtr> get(const BlockKey& key, const std::function<Result<ImagePtr>()>& make);

    /// Drops all blocks of a slide.
    void forget(std::uint64_t slide);

    std::size_t sizeBytes() const;

    /// Of this process: 256 MiB.
    static BlockCache& shared();

private:
    struct Entry {
        BlockKey key;
        ImagePtr image;
    };
    void keep(const BlockKey& key, const ImagePtr& image);

    const std::size_t m_limit;
    mutable std::mutex m_mutex;   // guards what follows
    std::size_t m_size = 0;
    std::list<Entry> m_entries;   // most recently used first
    std::map<BlockKey, std::list<Entry>::iterator> m_index;
    std::map<BlockKey, std::shared_future<Result<ImagePtr>>> m_making;
};

}  // namespace bowman
