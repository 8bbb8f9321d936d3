#include "core/slide/halving_writer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <future>
#include <memory>
#include <new>
#include <string>
#include <system_error>
#include <vector>

#include "core/slide/pyramid_tiff_writer.h"
#include "core/slide/tiff_level_file.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

constexpr int kTile = 256;
constexpr std::int64_t kBandBytes = std::int64_t{64} << 20;   // of level 0 that are read at once
constexpr const char* kWhat = "cannot make smaller versions";

/// One level that is being written: takes rows, writes a row of tiles when it has enough of them, hands halved rows on.
class Level {
public:
    Level(const PyramidTiff& tiff, PixelSize size, const fs::path& shownPath)
        : m_size(size), m_file(tiff, TiffSamples::Rgb8, shownPath), m_band(rowBytes() * kTile), m_half(static_cast<std::size_t>((size.width + 1) / 2) * 3) {}

    TiffLevelFile& file() { return m_file; }
    PixelSize size() const { return m_size; }
    std::size_t rowBytes() const { return static_cast<std::size_t>(m_size.width) * 3; }

    Result<void> addRow(const std::uint8_t* row) {
        std::memcpy(m_band.data() + rowBytes() * static_cast<std::size_t>(m_rows % kTile), row, rowBytes());
        ++m_rows;
        const bool isLast = m_rows == m_size.height;
        if (m_next && (m_rows % 2 == 0 || isLast)) {
            // kTile is even: both rows of a pair are in the band. A last row alone is its own pair.
            const std::uint8_t* top = m_band.data() + rowBytes() * static_cast<std::size_t>((m_rows - (m_rows % 2 == 0 ? 2 : 1)) % kTile);
            halve(top, m_band.data() + rowBytes() * static_cast<std::size_t>((m_rows - 1) % kTile));
            if (auto added = m_next->addRow(m_half.data()); !added) return added;
        }
        return m_rows % kTile == 0 || isLast ? writeTiles() : Result<void>();
    }

    /// The level that halved rows go to.
    void setNext(Level* level) { m_next = level; }

private:
    void halve(const std::uint8_t* top, const std::uint8_t* bottom) {
        std::uint8_t* out = m_half.data();
        for (std::int64_t x = 0; x < m_size.width; x += 2, out += 3) {
            const std::int64_t a = 3 * x, b = x + 1 < m_size.width ? a + 3 : a;
            for (int c = 0; c < 3; ++c) out[c] = static_cast<std::uint8_t>((top[a + c] + top[b + c] + bottom[a + c] + bottom[b + c] + 2) / 4);
        }
    }

    /// The rows in the band; what lies outside of the level repeats its edge, so that JPEG does not ring there.
    Result<void> writeTiles() {
        const int tileRow = static_cast<int>((m_rows - 1) / kTile);
        const int height = static_cast<int>(m_rows - static_cast<std::int64_t>(tileRow) * kTile);
        const int columns = static_cast<int>((m_size.width + kTile - 1) / kTile);
        std::vector<std::uint8_t> tile(static_cast<std::size_t>(kTile) * kTile * 3);
        for (int column = 0; column < columns; ++column) {
            const std::int64_t left = static_cast<std::int64_t>(column) * kTile;
            const int width = static_cast<int>(std::min<std::int64_t>(kTile, m_size.width - left));
            for (int y = 0; y < kTile; ++y) {
                const std::uint8_t* from = m_band.data() + rowBytes() * static_cast<std::size_t>(std::min(y, height - 1)) + left * 3;
                std::uint8_t* to = tile.data() + static_cast<std::size_t>(y) * kTile * 3;
                std::memcpy(to, from, static_cast<std::size_t>(width) * 3);
                for (int x = width; x < kTile; ++x) std::memcpy(to + x * 3, to + (width - 1) * 3, 3);
            }
            if (auto written = m_file.writeTile(column, tileRow, tile); !written) return written;
        }
        return {};
    }

    const PixelSize m_size;
    TiffLevelFile m_file;
    std::vector<std::uint8_t> m_band;   // the last kTile rows
    std::vector<std::uint8_t> m_half;   // a row of the next level
    std::int64_t m_rows = 0;            // so far
    Level* m_next = nullptr;
};

/// Rows of level 0 that are read at once: whole tiles or strips, within the memory.
int bandHeightOf(const SlideInfo& info) {
    const std::int64_t fitting = std::max<std::int64_t>(2, kBandBytes / (info.size().width * 4));
    const std::int64_t stored = std::max(info.levels.front().tileHeight, 1);
    const std::int64_t wanted = stored * std::max<std::int64_t>(1, kTile / stored);
    return static_cast<int>(std::min({wanted % 2 == 0 ? wanted : 2 * wanted, fitting / 2 * 2, std::int64_t{8192}}));
}

/// All levels on their way to disk.
class HalvedLevels {
public:
    HalvedLevels(const Slide& slide, const fs::path& file) : m_file(file) {
        m_tiff.size = halved(slide.info().size());
        if (slide.info().umPerPx.value) m_tiff.umPerPx = *slide.info().umPerPx.value * 2;
        m_tiff.tileSize = kTile;
        m_tiff.compression = TiffCompression::Jpeg;
        m_tiff.jpegQuality = 92;
    }

    ~HalvedLevels() {
        m_levels.clear();
        std::error_code ignored;
        for (const fs::path& path : m_parts) fs::remove(path, ignored);
    }
    HalvedLevels(const HalvedLevels&) = delete;
    HalvedLevels& operator=(const HalvedLevels&) = delete;

    Result<void> create() {
        const auto sizes = pyramidSizes(m_tiff);
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            const fs::path path = i == 0 ? m_file : fs::path(m_file.string() + ".level" + std::to_string(i));
            if (i > 0) m_parts.push_back(path);
            m_levels.push_back(std::make_unique<Level>(m_tiff, sizes[i], m_file));
            if (auto created = m_levels.back()->file().create(path); !created) return created;
            if (auto begun = m_levels.back()->file().beginDirectory(directory(i)); !begun) return begun;
            if (i > 0) m_levels[i - 1]->setNext(m_levels[i].get());
        }
        return {};
    }

    /// A band of level 0; `rows` is even but for the last band.
    Result<void> add(const Image& rgb) {
        std::vector<std::uint8_t> row(m_levels.front()->rowBytes());
        for (int y = 0; y < rgb.height(); y += 2) {
            const std::uint8_t* top = rgb.row(y);
            const std::uint8_t* bottom = rgb.row(std::min(y + 1, rgb.height() - 1));
            std::uint8_t* out = row.data();
            for (int x = 0; x < rgb.width(); x += 2, out += 3) {
                const std::size_t a = 3 * static_cast<std::size_t>(x), b = x + 1 < rgb.width() ? a + 3 : a;
                for (std::size_t c = 0; c < 3; ++c) out[c] = static_cast<std::uint8_t>((top[a + c] + top[b + c] + bottom[a + c] + bottom[b + c] + 2) / 4);
            }
            if (auto added = m_levels.front()->addRow(row.data()); !added) return added;
        }
        return {};
    }

    Result<void> finish() {
        for (auto& level : m_levels)
            if (auto ended = level->file().endDirectory(); !ended) return ended;
        for (std::size_t i = 1; i < m_levels.size(); ++i) {
            m_levels[i]->file().close();
            if (auto added = m_levels.front()->file().appendFrom(m_parts[i - 1], directory(i)); !added) return added;
        }
        m_levels.front()->file().close();
        return {};
    }

    static PixelSize halved(PixelSize size) { return {(size.width + 1) / 2, (size.height + 1) / 2}; }

private:
    TiffDirectory directory(std::size_t i) const {
        return {m_levels[i]->size(), m_tiff.umPerPx ? std::ldexp(*m_tiff.umPerPx, static_cast<int>(i)) : 0, i > 0};
    }

    const fs::path m_file;
    PyramidTiff m_tiff;
    std::vector<fs::path> m_parts;
    std::vector<std::unique_ptr<Level>> m_levels;
};

Result<Image> readBand(const Slide& slide, std::int64_t y, int height) {
    const PixelSize size = slide.info().size();
    auto read = slide.readRegion({0, 0, y, static_cast<int>(size.width), static_cast<int>(std::min<std::int64_t>(height, size.height - y))});
    if (!read) return read.error();
    return toRgb(**read);
}

Result<void> writeAll(const Slide& slide, const fs::path& file, const PyramidBuild& build) {
    HalvedLevels levels(slide, file);
    if (auto created = levels.create(); !created) return created;
    const std::int64_t height = slide.info().size().height;
    const int band = bandHeightOf(slide.info());
    const auto ahead = [&](std::int64_t y) { return std::async(std::launch::async, [&slide, y, band] { return readBand(slide, y, band); }); };
    auto coming = ahead(0);
    for (std::int64_t y = 0; y < height; y += band) {
        auto rows = coming.get();
        if (!rows) return rows.error();
        if (build.stop.stop_requested()) return Error{kWhat, slide.info().path.string(), "cancelled"};
        if (y + band < height) coming = ahead(y + band);
        if (auto added = levels.add(*rows); !added) return added;
        if (build.progress) build.progress(std::min(1.0, static_cast<double>(y + band) / static_cast<double>(height)));
    }
    return levels.finish();
}

}  // namespace

Result<void> writeHalvedLevels(const Slide& slide, const fs::path& file, const PyramidBuild& build) {
    try {
        return writeAll(slide, file, build);
    } catch (const std::bad_alloc&) {
        return Error{kWhat, slide.info().path.string(), "not enough memory"};
    } catch (const std::system_error& e) {   // no thread could be started
        return Error{kWhat, slide.info().path.string(), e.what()};
    }
}

}  // namespace bowman
