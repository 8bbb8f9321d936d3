#include "core/slide/pyramid_tiff_writer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <deque>
#include <exception>
#include <future>
#include <memory>
#include <utility>

#include "core/base/files.h"
#include "core/concurrency/worker_pool.h"
#include "core/slide/tiff_level_file.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

using Bytes = std::vector<std::uint8_t>;  // a whole tile, rows without padding
using ByteSource = std::function<Result<Bytes>(int column, int row)>;

struct TileIndex {
    int column = 0;
    int row = 0;
};

/// Repeats the last column and row up to the tile's edge: no ringing in JPEG, and halving needs no special case.
void padTile(Bytes& tile, PixelSize valid, int tileSize, int pixelBytes) {
    const auto stride = static_cast<std::size_t>(tileSize) * pixelBytes;
    for (std::int64_t y = 0; y < valid.height && valid.width < tileSize; ++y) {
        std::uint8_t* end = tile.data() + y * stride + valid.width * pixelBytes;
        for (std::int64_t x = valid.width; x < tileSize; ++x, end += pixelBytes)
            std::memcpy(end, end - pixelBytes, pixelBytes);
    }
    for (std::int64_t y = valid.height; y < tileSize; ++y)
        std::memcpy(tile.data() + y * stride, tile.data() + (valid.height - 1) * stride, stride);
}

/// Halves `child` into its quarter of `parent`.
void halveInto(Bytes& parent, const Bytes& child, TileIndex quarter, int tileSize, TiffSamples samples) {
    const int pixelBytes = bytesPerPixel(samples);
    const auto stride = static_cast<std::size_t>(tileSize) * pixelBytes;
    const int half = tileSize / 2;
    for (int y = 0; y < half; ++y) {
        const std::uint8_t* top = child.data() + 2 * y * stride;
        const std::uint8_t* bottom = top + stride;
        std::uint8_t* out = parent.data() + (quarter.row * half + y) * stride +
                            static_cast<std::size_t>(quarter.column) * half * pixelBytes;
        if (samples == TiffSamples::Rgb8) {
            for (int x = 0; x < half; ++x, top += 6, bottom += 6, out += 3)
                for (int c = 0; c < 3; ++c)
                    out[c] = static_cast<std::uint8_t>((top[c] + top[c + 3] + bottom[c] + bottom[c + 3] + 2) / 4);
        } else {
            for (int x = 0; x < half; ++x) std::memcpy(out + x * pixelBytes, top + 2 * x * pixelBytes, pixelBytes);
        }
    }
}

/// Gives the tiles of a list in its order, computed ahead by a few threads.
class OrderedTiles {
public:
    OrderedTiles(const ByteSource& source, std::vector<TileIndex> order, int threads)
        : m_source(source), m_order(std::move(order)), m_ahead(threads > 1 ? 2 * threads + 2 : 0) {
        if (threads > 1) m_pool = std::make_unique<WorkerPool>(threads);
    }

    std::size_t size() const { return m_order.size(); }

    Result<Bytes> next() {
        if (!m_pool) return call(m_source, m_order[m_taken++]);
        for (; m_submitted < m_order.size() && m_submitted < m_taken + m_ahead; ++m_submitted) {
            auto promise = std::make_shared<std::promise<Result<Bytes>>>();
            m_coming.push_back(promise->get_future());
            m_pool->submit([this, promise, tile = m_order[m_submitted]] { promise->set_value(call(m_source, tile)); });
        }
        ++m_taken;
        Result<Bytes> tile = m_coming.front().get();
        m_coming.pop_front();
        return tile;
    }

private:
    static Result<Bytes> call(const ByteSource& source, TileIndex tile) {
        try {
            return source(tile.column, tile.row);
        } catch (const std::exception& e) {
            return Error{"tile (" + std::to_string(tile.column) + "," + std::to_string(tile.row) + ")", "", e.what()};
        }
    }

    const ByteSource& m_source;
    const std::vector<TileIndex> m_order;
    const std::size_t m_ahead;
    std::size_t m_taken = 0;
    std::size_t m_submitted = 0;
    std::deque<std::future<Result<Bytes>>> m_coming;
    std::unique_ptr<WorkerPool> m_pool;  // last: joined before what its jobs use goes
};

/// One pyramid on its way to disk. The quadtree is walked depth first, so that each level holds one tile at a time.
class PyramidWrite {
public:
    PyramidWrite(const PyramidTiff& tiff, TiffSamples samples, const fs::path& shownPath)
        : m_tiff(tiff), m_samples(samples), m_shownPath(shownPath), m_sizes(pyramidSizes(tiff)) {}

    ~PyramidWrite() {
        m_files.clear();
        std::error_code ignored;
        for (const fs::path& path : m_levelPaths) fs::remove(path, ignored);
    }

    Result<void> run(const fs::path& target, const ByteSource& source, const TiffWriteControl& control) {
        for (std::size_t level = 0; level < m_sizes.size(); ++level) {
            const fs::path path = level == 0 ? target : fs::path(target.string() + ".level" + std::to_string(level));
            if (level > 0) m_levelPaths.push_back(path);
            m_files.push_back(std::make_unique<TiffLevelFile>(m_tiff, m_samples, m_shownPath));
            if (auto created = m_files.back()->create(path); !created) return created;
            if (auto begun = m_files.back()->beginDirectory(directory(level)); !begun) return begun;
        }
        OrderedTiles tiles(source, order(), m_tiff.threads);
        m_tiles = &tiles;
        m_control = &control;
        const int top = static_cast<int>(m_sizes.size()) - 1;
        const TileIndex grid = gridOf(top);
        for (int row = 0; row < grid.row; ++row)
            for (int column = 0; column < grid.column; ++column)
                if (auto made = make(top, {column, row}); !made) return made.error();
        for (auto& file : m_files)
            if (auto ended = file->endDirectory(); !ended) return ended;
        for (std::size_t level = 1; level < m_files.size(); ++level) {
            m_files[level]->close();
            if (auto added = m_files[0]->appendFrom(m_levelPaths[level - 1], directory(level)); !added) return added;
        }
        m_files[0]->close();
        return {};
    }

private:
    TiffDirectory directory(std::size_t level) const {
        return {m_sizes[level], m_tiff.umPerPx ? std::ldexp(*m_tiff.umPerPx, static_cast<int>(level)) : 0, level > 0};
    }

    TileIndex gridOf(int level) const {
        const auto tiles = [&](std::int64_t n) {
            return static_cast<int>((n + m_tiff.tileSize - 1) / m_tiff.tileSize);
        };
        return {tiles(m_sizes[level].width), tiles(m_sizes[level].height)};
    }

    bool exists(int level, TileIndex tile) const {
        const TileIndex grid = gridOf(level);
        return tile.column < grid.column && tile.row < grid.row;
    }

    static TileIndex child(TileIndex tile, int i) { return {2 * tile.column + i % 2, 2 * tile.row + i / 2}; }

    void list(int level, TileIndex tile, std::vector<TileIndex>& order) const {
        if (!exists(level, tile)) return;
        if (level == 0) return order.push_back(tile);
        for (int i = 0; i < 4; ++i) list(level - 1, child(tile, i), order);
    }

    std::vector<TileIndex> order() const {
        std::vector<TileIndex> tiles;
        const int top = static_cast<int>(m_sizes.size()) - 1;
        const TileIndex grid = gridOf(top);
        for (int row = 0; row < grid.row; ++row)
            for (int column = 0; column < grid.column; ++column) list(top, {column, row}, tiles);
        return tiles;
    }

    Result<Bytes> make(int level, TileIndex tile) {
        if (m_control->stop.stop_requested()) return Error{"cannot write", m_shownPath.string(), "cancelled"};
        Bytes pixels;
        if (level == 0) {
            Result<Bytes> given = m_tiles->next();
            if (!given) {
                Error error = given.error();
                if (error.file.empty()) error.file = m_shownPath.string();
                return error;
            }
            pixels = std::move(*given);
        } else {
            pixels.resize(tileBytes());
            for (int i = 0; i < 4; ++i) {
                if (!exists(level - 1, child(tile, i))) continue;
                const Result<Bytes> part = make(level - 1, child(tile, i));
                if (!part) return part.error();
                halveInto(pixels, *part, {i % 2, i / 2}, m_tiff.tileSize, m_samples);
            }
        }
        const auto inside = [&](std::int64_t n, int index) {
            return std::min<std::int64_t>(m_tiff.tileSize, n - static_cast<std::int64_t>(index) * m_tiff.tileSize);
        };
        const PixelSize valid{inside(m_sizes[level].width, tile.column), inside(m_sizes[level].height, tile.row)};
        padTile(pixels, valid, m_tiff.tileSize, bytesPerPixel(m_samples));
        // libtiff may use the buffer as its work space: the level above must not see that.
        Bytes scratch = pixels;
        if (auto written = m_files[level]->writeTile(tile.column, tile.row, scratch); !written) return written.error();
        if (level == 0 && m_control->progress)
            m_control->progress(static_cast<double>(++m_done) / static_cast<double>(m_tiles->size()));
        return pixels;
    }

    std::size_t tileBytes() const {
        return static_cast<std::size_t>(m_tiff.tileSize) * m_tiff.tileSize * bytesPerPixel(m_samples);
    }

    const PyramidTiff& m_tiff;
    const TiffSamples m_samples;
    const fs::path m_shownPath;
    const std::vector<PixelSize> m_sizes;
    std::vector<fs::path> m_levelPaths;
    std::vector<std::unique_ptr<TiffLevelFile>> m_files;
    OrderedTiles* m_tiles = nullptr;
    const TiffWriteControl* m_control = nullptr;
    std::size_t m_done = 0;
};

Result<void> writePyramid(const fs::path& path, const PyramidTiff& tiff, TiffSamples samples, const ByteSource& source,
                          const TiffWriteControl& control) {
    const auto refuse = [&](const char* why) { return Error{"cannot write", path.string(), why}; };
    const std::int64_t largest = std::int64_t{1} << 31;
    if (tiff.size.width < 1 || tiff.size.height < 1 || tiff.size.width >= largest || tiff.size.height >= largest)
        return refuse("a size that TIFF cannot hold");
    if (tiff.tileSize < 16 || tiff.tileSize % 16 != 0) return refuse("the tile size is not a multiple of 16");
    if (tiff.compression == TiffCompression::Jpeg && samples != TiffSamples::Rgb8)
        return refuse("JPEG would change labels");
    return replaceAtomically(path, [&](const fs::path& temporary) {
        return PyramidWrite(tiff, samples, path).run(temporary, source, control);
    });
}

/// Checks an Image and copies it into a whole tile.
ByteSource bytesOf(const ImageTileSource& source, PixelFormat format, const PyramidTiff& tiff) {
    return [&source, format, &tiff](int column, int row) -> Result<Bytes> {
        const Result<Image> image = source(column, row);
        if (!image) return image.error();
        const int size = tiff.tileSize;
        const auto needed = [&](std::int64_t n, int index) {
            return std::min<std::int64_t>(size, n - static_cast<std::int64_t>(index) * size);
        };
        if (image->format() != format || image->width() < needed(tiff.size.width, column) ||
            image->height() < needed(tiff.size.height, row))
            return Error{"tile (" + std::to_string(column) + "," + std::to_string(row) + ")", "",
                         "the source gave the wrong size or kind of pixels"};
        const auto stride = static_cast<std::size_t>(size) * bytesPerPixel(format);
        Bytes bytes(stride * size);
        for (int y = 0; y < std::min(size, image->height()); ++y)
            std::memcpy(bytes.data() + y * stride, image->row(y), std::min(stride, image->stride()));
        return bytes;
    };
}

}  // namespace

std::vector<PixelSize> pyramidSizes(const PyramidTiff& tiff) {
    // libtiff 4.5.0 garbles an image that is smaller than its tile when it is read as RGBA, which is how OpenSlide
    // reads all but JPEG.
    const std::int64_t shortest = tiff.compression == TiffCompression::Jpeg ? 1 : tiff.tileSize;
    std::vector<PixelSize> sizes{tiff.size};
    while (std::max(sizes.back().width, sizes.back().height) > std::max(tiff.smallestEdge, 1)) {
        const PixelSize half{(sizes.back().width + 1) / 2, (sizes.back().height + 1) / 2};
        if (std::min(half.width, half.height) < shortest) break;
        sizes.push_back(half);
    }
    return sizes;
}

int tileSizeFor(PixelSize size, int preferred) {
    const auto edge = static_cast<int>(std::min<std::int64_t>({size.width, size.height, preferred}));
    return std::max(16, edge / 16 * 16);
}

Result<void> writeRgbPyramid(const fs::path& path, const PyramidTiff& tiff, const ImageTileSource& source,
                             const TiffWriteControl& control) {
    return writePyramid(path, tiff, TiffSamples::Rgb8, bytesOf(source, PixelFormat::Rgb8, tiff), control);
}

Result<void> writeLabelPyramid(const fs::path& path, const PyramidTiff& tiff, const ImageTileSource& source,
                               const TiffWriteControl& control) {
    return writePyramid(path, tiff, TiffSamples::Gray8, bytesOf(source, PixelFormat::Gray8, tiff), control);
}

Result<void> writeIdPyramid(const fs::path& path, const PyramidTiff& tiff, const IdTileSource& source,
                            const TiffWriteControl& control) {
    const ByteSource bytes = [&](int column, int row) -> Result<Bytes> {
        const auto ids = source(column, row);
        if (!ids) return ids.error();
        if (ids->size() != static_cast<std::size_t>(tiff.tileSize) * tiff.tileSize)
            return Error{"tile (" + std::to_string(column) + "," + std::to_string(row) + ")", "",
                         "the source gave the wrong number of ids"};
        Bytes out(ids->size() * sizeof(std::uint32_t));
        std::memcpy(out.data(), ids->data(), out.size());
        return out;
    };
    return writePyramid(path, tiff, TiffSamples::Gray32, bytes, control);
}

}  // namespace bowman
