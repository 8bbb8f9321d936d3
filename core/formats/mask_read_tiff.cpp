#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>

#include <tiffio.h>

#include "core/formats/mask_read_rows.h"

namespace bowman {
namespace {

constexpr std::uint64_t kLargestBand = 512ULL << 20;
constexpr std::uint64_t kHeader = 8;   ///< bytes of a file that are no pixels

int keepMessage(TIFF*, void* reason, const char*, const char* format, va_list arguments) {
    char text[300];
    std::vsnprintf(text, sizeof text, format, arguments);
    if (auto& kept = *static_cast<std::string*>(reason); kept.empty()) kept = text;
    return 1;
}

/// Unknown tags are only warned of, and so is a file that ends within a tag: that one is damaged.
int keepDamage(TIFF* file, void* reason, const char* module, const char* format, va_list arguments) {
    return std::strstr(format, "IO error") ? keepMessage(file, reason, module, format, arguments) : 1;
}

class TiffRows : public MaskRows {
public:
    explicit TiffRows(const std::filesystem::path& path) : m_path(path) {}
    TiffRows(const TiffRows&) = delete;
    TiffRows& operator=(const TiffRows&) = delete;
    ~TiffRows() override {
        if (m_file) TIFFClose(m_file);
    }

    Result<void> open() {
        TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
        TIFFOpenOptionsSetErrorHandlerExtR(options, keepMessage, &m_reason);
        TIFFOpenOptionsSetWarningHandlerExtR(options, keepDamage, &m_reason);
        errno = 0;
        m_file = TIFFOpenExt(m_path.string().c_str(), "r", options);
        TIFFOpenOptionsFree(options);
        if (!m_file || !m_reason.empty()) return error(m_reason.empty() ? std::strerror(errno ? errno : EIO) : m_reason);
        std::error_code status;
        m_fileBytes = std::filesystem::file_size(m_path, status);
        if (status) return error(status.message());
        std::uint32_t width = 0, height = 0;
        std::uint16_t bits = 1, samples = 1, format = SAMPLEFORMAT_UINT, compression = COMPRESSION_NONE, photometric = PHOTOMETRIC_MINISBLACK;
        TIFFGetField(m_file, TIFFTAG_IMAGEWIDTH, &width);
        TIFFGetField(m_file, TIFFTAG_IMAGELENGTH, &height);
        TIFFGetFieldDefaulted(m_file, TIFFTAG_BITSPERSAMPLE, &bits);
        TIFFGetFieldDefaulted(m_file, TIFFTAG_SAMPLESPERPIXEL, &samples);
        TIFFGetFieldDefaulted(m_file, TIFFTAG_SAMPLEFORMAT, &format);
        TIFFGetField(m_file, TIFFTAG_COMPRESSION, &compression);
        TIFFGetField(m_file, TIFFTAG_PHOTOMETRIC, &photometric);
        if (samples != 1) return error("a mask has one channel, this has " + std::to_string(samples));
        if (bits != 1 && bits != 8 && bits != 16 && bits != 32) return error("a mask has 1, 8, 16 or 32 bit, this has " + std::to_string(bits));
        if (format != SAMPLEFORMAT_UINT && format != SAMPLEFORMAT_INT && format != SAMPLEFORMAT_VOID) return error("a mask has whole numbers");
        if (compression == COMPRESSION_JPEG || compression == COMPRESSION_OJPEG || compression == COMPRESSION_JP2000)
            return error("it is compressed with loss: its values are not exact");
        m_size = {width, height};
        m_bits = bits;
        m_isInverted = photometric == PHOTOMETRIC_MINISWHITE && bits <= 8;
        if (const char* text = nullptr; TIFFGetField(m_file, TIFFTAG_IMAGEDESCRIPTION, &text) && text) m_description = text;
        return openBand();
    }

    Result<void> next(std::vector<std::uint32_t>& row) override {
        const auto width = static_cast<std::size_t>(m_size.width);
        row.resize(width);
        if (m_tileHeight == 0) {
            m_reason.clear();
            if (!isInFile(TIFFComputeStrip(m_file, static_cast<std::uint32_t>(m_row), 0))) return error("row " + std::to_string(m_row) + ": it is not in the file");
            if (TIFFReadScanline(m_file, m_band.data(), static_cast<std::uint32_t>(m_row), 0) < 0) return error("row " + std::to_string(m_row) + ": " + m_reason);
            take(m_band.data(), 0, width, row);
        } else {
            if (m_row % m_tileHeight == 0)
                if (auto read = readTiles(); !read) return read;
            for (std::size_t column = 0, x = 0; x < width; ++column, x += m_tileWidth)
                take(m_band.data() + column * m_tileBytes + static_cast<std::size_t>(m_row % m_tileHeight) * m_tileRowBytes, x, std::min<std::size_t>(m_tileWidth, width - x), row);
        }
        ++m_row;
        return {};
    }

    std::int64_t passEmpty() override {
        const std::int64_t begin = m_row;
        while (m_tileHeight > 0 && m_row % m_tileHeight == 0 && m_row < m_size.height && isBandEmpty())
            m_row = std::min<std::int64_t>(m_row + m_tileHeight, m_size.height);
        return m_row - begin;
    }

private:
    Result<void> openBand() {
        if (!TIFFIsTiled(m_file)) {
            const auto bytes = static_cast<std::uint64_t>(TIFFScanlineSize64(m_file));
            if (bytes == 0 || bytes > kLargestBand) return error("its rows are too long");
            m_band.resize(bytes);
            return {};
        }
        std::uint32_t width = 0, height = 0;
        TIFFGetField(m_file, TIFFTAG_TILEWIDTH, &width);
        TIFFGetField(m_file, TIFFTAG_TILELENGTH, &height);
        m_tileBytes = TIFFTileSize64(m_file);
        m_tileRowBytes = TIFFTileRowSize64(m_file);
        if (width == 0 || height == 0 || m_tileBytes == 0) return error("its tiles have no size");
        m_tileWidth = width;
        m_tileHeight = height;
        const std::uint64_t columns = (static_cast<std::uint64_t>(m_size.width) + width - 1) / width;
        if (m_tileBytes > kLargestBand || columns > kLargestBand / m_tileBytes) return error("its tiles are too large");
        m_band.resize(columns * m_tileBytes);
        return {};
    }

    std::uint32_t tileAt(std::size_t x) const { return TIFFComputeTile(m_file, static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(m_row), 0, 0); }

    bool isBandEmpty() const {
        for (std::size_t x = 0; x < static_cast<std::size_t>(m_size.width); x += m_tileWidth)
            if (TIFFGetStrileByteCount(m_file, tileAt(x)) != 0) return false;
        return true;
    }

    /// Where a list of places is too short, libtiff takes 0 for the rest, which is the head of the file, and guesses their lengths.
    bool isInFile(std::uint32_t tileOrStrip) const {
        const std::uint64_t begin = TIFFGetStrileOffset(m_file, tileOrStrip), bytes = TIFFGetStrileByteCount(m_file, tileOrStrip);
        return begin >= kHeader && begin <= m_fileBytes && bytes <= m_fileBytes - begin;
    }

    Result<void> readTiles() {
        for (std::size_t at = 0, x = 0; at < m_band.size(); at += m_tileBytes, x += m_tileWidth) {
            const auto tile = tileAt(x);
            std::uint8_t* pixels = m_band.data() + at;
            std::fill_n(pixels, m_tileBytes, m_isInverted ? 0xff : 0);
            m_reason.clear();
            if (TIFFGetStrileByteCount(m_file, tile) == 0) continue;
            const bool isThere = isInFile(tile);
            if (!isThere || TIFFReadEncodedTile(m_file, tile, pixels, static_cast<tmsize_t>(m_tileBytes)) < 0)
                return error("tile (" + std::to_string(x / m_tileWidth) + "," + std::to_string(m_row / m_tileHeight) + "): " +
                             (isThere ? m_reason : "it is not in the file"));
        }
        return {};
    }

    void take(const std::uint8_t* bytes, std::size_t x, std::size_t count, std::vector<std::uint32_t>& row) const {
        const std::uint32_t flip = m_isInverted ? (1U << m_bits) - 1 : 0;
        for (std::size_t i = 0; i < count; ++i) {
            std::uint32_t value = 0;
            if (m_bits == 1) value = (bytes[i / 8] >> (7 - i % 8)) & 1U;
            else std::memcpy(&value, bytes + i * static_cast<std::size_t>(m_bits / 8), static_cast<std::size_t>(m_bits / 8));   // little-endian machines only, as all of Bowman
            row[x + i] = value ^ flip;
        }
    }

    Error error(const std::string& why) const { return {"cannot read mask", m_path.string(), why}; }

    std::filesystem::path m_path;
    std::string m_reason;
    TIFF* m_file = nullptr;
    std::uint64_t m_fileBytes = 0;
    std::vector<std::uint8_t> m_band;      ///< a row of tiles, tile after tile; or a row of pixels
    std::uint64_t m_tileBytes = 0;
    std::uint64_t m_tileRowBytes = 0;
    std::uint32_t m_tileWidth = 0;
    std::uint32_t m_tileHeight = 0;        ///< 0 for strips
    bool m_isInverted = false;
    std::int64_t m_row = 0;
};

}  // namespace

Result<std::unique_ptr<MaskRows>> openMaskTiff(const std::filesystem::path& path) {
    auto rows = std::make_unique<TiffRows>(path);
    if (auto opened = rows->open(); !opened) return opened.error();
    return std::unique_ptr<MaskRows>(std::move(rows));
}

}  // namespace bowman
