#include "core/slide/tiff_level_file.h"

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <utility>

#include <tiffio.h>

namespace bowman {
namespace {

int keepMessage(TIFF*, void* reason, const char*, const char* format, va_list arguments) {
    char text[512];
    std::vsnprintf(text, sizeof text, format, arguments);
    // The first message is the cause; what follows are its consequences.
    if (auto& kept = *static_cast<std::string*>(reason); kept.empty()) kept = text;
    return 1;
}

int ignoreWarning(TIFF*, void*, const char*, const char*, va_list) { return 1; }

TIFF* openTiff(const std::filesystem::path& path, const char* mode, std::string& reason) {
    reason.clear();
    errno = 0;
    TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
    TIFFOpenOptionsSetErrorHandlerExtR(options, keepMessage, &reason);
    TIFFOpenOptionsSetWarningHandlerExtR(options, ignoreWarning, nullptr);
    TIFF* file = TIFFOpenExt(path.string().c_str(), mode, options);
    TIFFOpenOptionsFree(options);
    if (!file && errno) reason = std::strerror(errno);
    return file;
}

std::uint16_t compressionTag(TiffCompression compression) {
    return compression == TiffCompression::Jpeg      ? COMPRESSION_JPEG
           : compression == TiffCompression::Deflate ? COMPRESSION_ADOBE_DEFLATE
                                                     : COMPRESSION_LZW;
}

}  // namespace

TiffLevelFile::TiffLevelFile(const PyramidTiff& tiff, TiffSamples samples, std::filesystem::path shownPath)
    : m_settings(tiff), m_samples(samples), m_shownPath(std::move(shownPath)) {}

TiffLevelFile::~TiffLevelFile() { close(); }

Error TiffLevelFile::error(const std::string& what) const {
    return {what, m_shownPath.string(), m_reason.empty() ? std::strerror(errno ? errno : EIO) : m_reason};
}

Result<void> TiffLevelFile::create(const std::filesystem::path& path) {
    m_file = openTiff(path, "w8", m_reason);
    if (!m_file) return error("cannot write");
    return {};
}

Result<void> TiffLevelFile::beginDirectory(const TiffDirectory& directory) {
    TIFF* f = m_file;
    const bool isRgb = m_samples == TiffSamples::Rgb8;
    const bool isJpeg = m_settings.compression == TiffCompression::Jpeg;
    TIFFSetField(f, TIFFTAG_SUBFILETYPE, directory.isReduced ? FILETYPE_REDUCEDIMAGE : 0);
    TIFFSetField(f, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(directory.size.width));
    TIFFSetField(f, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(directory.size.height));
    TIFFSetField(f, TIFFTAG_TILEWIDTH, m_settings.tileSize);
    TIFFSetField(f, TIFFTAG_TILELENGTH, m_settings.tileSize);
    TIFFSetField(f, TIFFTAG_BITSPERSAMPLE, m_samples == TiffSamples::Gray32 ? 32 : 8);
    TIFFSetField(f, TIFFTAG_SAMPLESPERPIXEL, isRgb ? 3 : 1);
    TIFFSetField(f, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
    TIFFSetField(f, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(f, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    TIFFSetField(f, TIFFTAG_COMPRESSION, compressionTag(m_settings.compression));
    TIFFSetField(f, TIFFTAG_PHOTOMETRIC, isJpeg ? PHOTOMETRIC_YCBCR : isRgb ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK);
    if (isJpeg) {
        TIFFSetField(f, TIFFTAG_JPEGQUALITY, m_settings.jpegQuality);
        TIFFSetField(f, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    } else if (isRgb) {
        TIFFSetField(f, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    }
    if (directory.umPerPx > 0) {
        TIFFSetField(f, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
        TIFFSetField(f, TIFFTAG_XRESOLUTION, static_cast<float>(10000.0 / directory.umPerPx));
        TIFFSetField(f, TIFFTAG_YRESOLUTION, static_cast<float>(10000.0 / directory.umPerPx));
    }
    TIFFSetField(f, TIFFTAG_SOFTWARE, m_settings.software.c_str());
    if (!m_settings.description.empty() && !directory.isReduced)
        TIFFSetField(f, TIFFTAG_IMAGEDESCRIPTION, m_settings.description.c_str());
    if (!m_reason.empty()) return error("cannot write the TIFF header");
    return {};
}

Result<void> TiffLevelFile::writeTile(int column, int row, std::vector<std::uint8_t>& pixels) {
    errno = 0;
    const auto index = TIFFComputeTile(m_file, static_cast<std::uint32_t>(column) * m_settings.tileSize,
                                       static_cast<std::uint32_t>(row) * m_settings.tileSize, 0, 0);
    if (TIFFWriteEncodedTile(m_file, index, pixels.data(), static_cast<tmsize_t>(pixels.size())) < 0)
        return error("cannot write tile (" + std::to_string(column) + "," + std::to_string(row) + ")");
    return {};
}

Result<void> TiffLevelFile::endDirectory() {
    errno = 0;
    if (!TIFFWriteDirectory(m_file)) return error("cannot write the TIFF directory");
    return {};
}

Result<void> TiffLevelFile::appendFrom(const std::filesystem::path& levelFile, const TiffDirectory& directory) {
    const std::unique_ptr<TIFF, void (*)(TIFF*)> from(openTiff(levelFile, "r", m_reason), TIFFClose);
    if (!from) return error("cannot read a level back");
    if (auto begun = beginDirectory(directory); !begun) return begun;
    std::uint32_t tableSize = 0;
    void* tables = nullptr;
    if (m_settings.compression == TiffCompression::Jpeg &&
        TIFFGetField(from.get(), TIFFTAG_JPEGTABLES, &tableSize, &tables))
        TIFFSetField(m_file, TIFFTAG_JPEGTABLES, tableSize, tables);
    std::vector<std::uint8_t> bytes;
    const std::uint32_t count = TIFFNumberOfTiles(from.get());
    for (std::uint32_t tile = 0; tile < count; ++tile) {
        errno = 0;
        bytes.resize(TIFFGetStrileByteCount(from.get(), tile));
        const auto size = static_cast<tmsize_t>(bytes.size());
        if (TIFFReadRawTile(from.get(), tile, bytes.data(), size) != size) return error("cannot read a level back");
        if (TIFFWriteRawTile(m_file, tile, bytes.data(), size) != size) return error("cannot append a level");
    }
    return endDirectory();
}

void TiffLevelFile::close() {
    if (m_file) TIFFClose(m_file);
    m_file = nullptr;
}

}  // namespace bowman
