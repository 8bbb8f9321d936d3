#include "core/slide/tiff/tiff_decode.h"

#include <algorithm>
#include <cstring>

#include <tiffio.h>

#include "core/slide/tiff/jpeg2000.h"

namespace bowman {
namespace {

constexpr std::uint64_t kLargestStored = std::uint64_t{256} << 20;   // bytes of a compressed tile

struct Rows {
    std::int64_t first = 0;
    int count = 0;
};

/// What is wrong with the place of a tile or strip in the file; empty when nothing is.
std::string placeProblem(TIFF* tiff, std::uint32_t strile, std::uint64_t fileSize, bool& isEmpty) {
    int failed = 0;
    const std::uint64_t size = TIFFGetStrileByteCountWithErr(tiff, strile, &failed);
    const std::uint64_t offset = failed ? 0 : TIFFGetStrileOffsetWithErr(tiff, strile, &failed);
    if (failed) return "its place in the file is not readable";
    isEmpty = size == 0;
    if (isEmpty || (offset <= fileSize && size <= fileSize - offset)) return {};
    return "it lies beyond the end of the file, which is cut off or damaged";
}

std::uint32_t stripOf(const TiffPage& page, std::int64_t row, int sample) {
    const std::int64_t perPlane = (page.size.height + page.storedHeight - 1) / page.storedHeight;
    return static_cast<std::uint32_t>(row / page.storedHeight + (page.isPlanar ? sample * perPlane : 0));
}

int rowsInStrip(const TiffPage& page, std::int64_t row) {
    const std::int64_t first = row / page.storedHeight * page.storedHeight;
    return static_cast<int>(std::min<std::int64_t>(page.storedHeight, page.size.height - first));
}

std::string decodeTile(TiffHandle& handle, std::uint32_t tile, SampleBlock& out) {
    const tmsize_t needed = static_cast<tmsize_t>(out.data.size());
    const tmsize_t size = TIFFTileSize(handle.get());
    if (size != needed) return "its size is not that of its samples";
    if (TIFFReadEncodedTile(handle.get(), tile, out.data.data(), size) < 0) return handle.reason("it cannot be decoded");
    return {};
}

/// Rows of a large strip that is not compressed: they lie at a place that can be computed.
std::string readStoredRows(TiffHandle& handle, const TiffPage& page, std::uint32_t strip, Rows inStrip, std::uint8_t* out, std::size_t rowBytes) {
    TIFF* tiff = handle.get();
    const std::uint64_t from = static_cast<std::uint64_t>(inStrip.first) * rowBytes, size = static_cast<std::uint64_t>(inStrip.count) * rowBytes;
    if (from + size > TIFFGetStrileByteCount(tiff, strip)) return "it is shorter than its rows";
    const auto offset = static_cast<toff_t>(TIFFGetStrileOffset(tiff, strip) + from);
    if (TIFFGetSeekProc(tiff)(TIFFClientdata(tiff), offset, SEEK_SET) != offset ||
        TIFFGetReadProc(tiff)(TIFFClientdata(tiff), out, static_cast<tmsize_t>(size)) != static_cast<tmsize_t>(size))
        return "the file ends early";
    std::uint16_t order = FILLORDER_MSB2LSB;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_FILLORDER, &order);
    if (order == FILLORDER_LSB2MSB) TIFFReverseBits(out, static_cast<tmsize_t>(size));
    if (TIFFIsByteSwapped(tiff) && page.bits == 16) TIFFSwabArrayOfShort(reinterpret_cast<std::uint16_t*>(out), static_cast<tmsize_t>(size / 2));
    if (TIFFIsByteSwapped(tiff) && page.bits == 32) TIFFSwabArrayOfLong(reinterpret_cast<std::uint32_t*>(out), static_cast<tmsize_t>(size / 4));
    return {};
}

/// Rows of a large compressed strip: line by line from the strip's start, or from where this handle stands.
std::string scanRows(TiffHandle& handle, const TiffPage& page, int sample, std::int64_t stripTop, Rows rows, std::uint8_t* out, std::size_t rowBytes) {
    TIFF* tiff = handle.get();
    if (TIFFScanlineSize(tiff) != static_cast<tmsize_t>(rowBytes)) return "its size is not that of its samples";
    const bool goesOn = handle.scanSample == sample && handle.nextRow > stripTop && handle.nextRow <= rows.first;
    std::int64_t row = goesOn ? handle.nextRow : stripTop;
    handle.nextRow = -1;
    std::vector<std::uint8_t> skipped(row < rows.first ? rowBytes : 0);
    for (; row < rows.first + rows.count; ++row) {
        std::uint8_t* into = row < rows.first ? skipped.data() : out + static_cast<std::size_t>(row - rows.first) * rowBytes;
        if (TIFFReadScanline(tiff, into, static_cast<std::uint32_t>(row), static_cast<std::uint16_t>(page.isPlanar ? sample : 0)) < 0)
            return "row " + std::to_string(row) + ": " + handle.reason("it cannot be decoded");
    }
    handle.nextRow = row;
    handle.scanSample = sample;
    return {};
}

/// A whole strip; the last one may have fewer rows.
std::string decodeStrip(TiffHandle& handle, std::uint32_t strip, std::uint8_t* out, std::size_t size) {
    handle.nextRow = -1;
    const tmsize_t got = TIFFReadEncodedStrip(handle.get(), strip, out, static_cast<tmsize_t>(size));
    if (got == static_cast<tmsize_t>(size)) return {};
    return handle.reason(got < 0 ? "it cannot be decoded" : "it holds fewer rows than it should");
}

std::string decodeStrips(TiffHandle& handle, const TiffPage& page, Rows rows, int sample, std::uint64_t fileSize, SampleBlock& out) {
    const std::size_t rowBytes = out.rowBytes();
    std::vector<std::uint8_t> whole;
    int empty = 0, used = 0;
    for (std::int64_t row = rows.first; row < rows.first + rows.count;) {
        const std::uint32_t strip = stripOf(page, row, sample);
        const std::int64_t top = row / page.storedHeight * page.storedHeight;
        const int height = rowsInStrip(page, row);
        const int take = static_cast<int>(std::min(top + height, rows.first + rows.count) - row);
        std::uint8_t* into = out.data.data() + static_cast<std::size_t>(row - rows.first) * rowBytes;
        bool isEmpty = false;
        std::string why = placeProblem(handle.get(), strip, fileSize, isEmpty);
        ++used;
        if (why.empty() && isEmpty) ++empty;
        else if (why.empty() && take == height) why = decodeStrip(handle, strip, into, rowBytes * static_cast<std::size_t>(take));
        else if (why.empty() && page.compression == COMPRESSION_NONE) why = readStoredRows(handle, page, strip, {row - top, take}, into, rowBytes);
        else if (why.empty()) why = scanRows(handle, page, sample, top, {row, take}, into, rowBytes);
        if (!why.empty()) return "strip " + std::to_string(strip) + ": " + why;
        row += take;
    }
    if (empty == used) out.data.clear();
    else if (empty > 0) return "rows " + std::to_string(rows.first) + " to " + std::to_string(rows.first + rows.count - 1) + ": some strips are not in the file";
    return {};
}

/// Palette, CMYK, Lab, YCbCr and below 8 bit: libtiff's own conversion, for the part of the image that the block covers.
std::string decodeRgba(TiffHandle& handle, const TiffPage& page, BlockPlace place, SampleBlock& out) {
    TIFFRGBAImage image;
    char why[1024] = "";
    const std::int64_t left = static_cast<std::int64_t>(place.column) * page.blockWidth, top = static_cast<std::int64_t>(place.row) * page.blockHeight;
    const auto width = static_cast<std::uint32_t>(std::min<std::int64_t>(page.blockWidth, page.size.width - left));
    const auto height = static_cast<std::uint32_t>(std::min<std::int64_t>(page.blockHeight, page.size.height - top));
    if (!TIFFRGBAImageBegin(&image, handle.get(), 1, why)) return *why ? why : handle.reason("it cannot be decoded");
    image.req_orientation = image.orientation;   // as stored
    image.row_offset = static_cast<int>(top);
    image.col_offset = static_cast<int>(left);
    std::vector<std::uint32_t> raster(static_cast<std::size_t>(width) * height);
    const int ok = TIFFRGBAImageGet(&image, raster.data(), width, height);
    TIFFRGBAImageEnd(&image);
    handle.nextRow = -1;
    if (!ok) return handle.reason("it cannot be decoded");
    for (std::uint32_t y = 0; y < height; ++y)
        for (std::uint32_t x = 0; x < width; ++x) {
            const std::uint32_t value = raster[static_cast<std::size_t>(y) * width + x];
            std::uint8_t* pixel = out.data.data() + y * out.rowBytes() + static_cast<std::size_t>(x) * 4;
            pixel[0] = static_cast<std::uint8_t>(TIFFGetR(value));
            pixel[1] = static_cast<std::uint8_t>(TIFFGetG(value));
            pixel[2] = static_cast<std::uint8_t>(TIFFGetB(value));
            pixel[3] = static_cast<std::uint8_t>(TIFFGetA(value));
        }
    return {};
}

std::string decodeJpeg2000(TiffHandle& handle, const TiffPage& page, std::uint32_t strile, SampleBlock& out) {
    TIFF* tiff = handle.get();
    const std::uint64_t stored = TIFFGetStrileByteCount(tiff, strile);
    if (stored > kLargestStored) return "it is too large";
    std::vector<std::uint8_t> bytes(stored);
    const tmsize_t size = static_cast<tmsize_t>(stored);
    const tmsize_t got = page.isTiled ? TIFFReadRawTile(tiff, strile, bytes.data(), size) : TIFFReadRawStrip(tiff, strile, bytes.data(), size);
    if (got != size) return handle.reason("it cannot be read");
    Jpeg2000Request request{.width = out.width, .height = out.height, .samples = out.samples, .bits = page.bits, .isYCbCr = page.compression == 33003 || page.photometric == PHOTOMETRIC_YCBCR};
    return decodeJpeg2000(bytes, request, out.data);
}

std::string decodeTiled(TiffHandle& handle, const TiffPage& page, BlockPlace place, int sample, std::uint64_t fileSize, SampleBlock& out) {
    const std::uint32_t tile = TIFFComputeTile(handle.get(), static_cast<std::uint32_t>(place.column) * static_cast<std::uint32_t>(page.blockWidth),
                                               static_cast<std::uint32_t>(place.row) * static_cast<std::uint32_t>(page.blockHeight), 0,
                                               static_cast<std::uint16_t>(page.isPlanar ? sample : 0));
    bool isEmpty = false;
    if (std::string why = placeProblem(handle.get(), tile, fileSize, isEmpty); !why.empty()) return why;
    if (isEmpty) {
        out.data.clear();
        return {};
    }
    if (page.decoding == TiffDecoding::Rgba) return decodeRgba(handle, page, place, out);
    if (page.decoding == TiffDecoding::Jpeg2000) return decodeJpeg2000(handle, page, tile, out);
    return decodeTile(handle, tile, out);
}

std::string decodeAnyBlock(TiffHandle& handle, const TiffPage& page, BlockPlace place, int sample, std::uint64_t fileSize, SampleBlock& out) {
    const std::int64_t top = static_cast<std::int64_t>(place.row) * page.blockHeight;
    const bool isRgba = page.decoding == TiffDecoding::Rgba;
    out.width = page.blockWidth;
    out.height = page.isTiled ? page.blockHeight : static_cast<int>(std::min<std::int64_t>(page.blockHeight, page.size.height - top));
    out.samples = isRgba ? 4 : page.isPlanar ? 1 : page.samples;
    out.bytes = isRgba ? 1 : page.bits <= 8 ? 1 : page.bits <= 16 ? 2 : 4;
    out.data.assign(out.rowBytes() * static_cast<std::size_t>(out.height), 0);
    handle.begin();
    if (page.isTiled) {
        const std::string why = decodeTiled(handle, page, place, sample, fileSize, out);
        return why.empty() ? why : "tile (" + std::to_string(place.column) + ", " + std::to_string(place.row) + "): " + why;
    }
    if (isRgba) return decodeRgba(handle, page, place, out);
    if (page.decoding == TiffDecoding::Jpeg2000) {
        bool isEmpty = false;
        const std::uint32_t strip = stripOf(page, top, sample);
        std::string why = placeProblem(handle.get(), strip, fileSize, isEmpty);
        if (why.empty() && isEmpty) out.data.clear();
        else if (why.empty()) why = decodeJpeg2000(handle, page, strip, out);
        return why.empty() ? why : "strip " + std::to_string(strip) + ": " + why;
    }
    return decodeStrips(handle, page, {top, out.height}, sample, fileSize, out);
}

}  // namespace

std::string decodeBlock(TiffHandle& handle, const TiffPage& page, BlockPlace place, int sample, std::uint64_t fileSize, SampleBlock& out) {
    std::string why = decodeAnyBlock(handle, page, place, sample, fileSize, out);
    if (!why.empty()) handle.forgetPage();   // no state of a failed decoding reaches the next reader
    return why;
}

MissingBlocks missingBlocks(TiffHandle& handle, const TiffPage& page, std::uint64_t fileSize) {
    MissingBlocks found;
    const std::uint32_t count = page.isTiled ? TIFFNumberOfTiles(handle.get()) : TIFFNumberOfStrips(handle.get());
    const std::uint64_t step = 1 + count / 4'000'000;
    for (std::uint64_t i = 0; i < count; i += step) {
        bool isEmpty = false;
        if (!placeProblem(handle.get(), static_cast<std::uint32_t>(i), fileSize, isEmpty).empty()) ++found.missing;
        else ++(isEmpty ? found.leftOut : found.present);
    }
    return found;
}

}  // namespace bowman
