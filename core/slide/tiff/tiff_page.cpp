#include "core/slide/tiff/tiff_page.h"

#include <algorithm>
#include <set>

#include <tiffio.h>

namespace bowman {
namespace {

constexpr std::size_t kMostPages = 10000;
constexpr std::int64_t kLargestBlock = std::int64_t{256} << 20;   // bytes of one tile or row
constexpr std::int64_t kWholeStrip = std::int64_t{16} << 20;      // bytes of a strip that is decoded as one block
constexpr std::int64_t kStripBlock = std::int64_t{4} << 20;       // bytes of a block of small strips
constexpr std::uint16_t kJpeg2000YCbCr = 33003, kJpeg2000Rgb = 33005;

template <typename T>
std::optional<T> field(TIFF* tiff, std::uint32_t tag) {
    T value{};
    return TIFFGetField(tiff, tag, &value) ? std::optional(value) : std::nullopt;
}

std::string text(TIFF* tiff, std::uint32_t tag) {
    const auto value = field<char*>(tiff, tag);
    return value && *value ? *value : "";
}

bool isJpeg2000(int compression) {
    return compression == kJpeg2000YCbCr || compression == kJpeg2000Rgb || compression == COMPRESSION_JP2000;
}

AlphaKind alphaOf(TIFF* tiff, const TiffPage& page) {
    std::uint16_t count = 0;
    std::uint16_t* kinds = nullptr;
    // A fourth sample that nobody calls alpha may hold anything: it is left out, not believed.
    if (!TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds) || count == 0 || count >= page.samples) return AlphaKind::None;
    if (kinds[count - 1] == EXTRASAMPLE_ASSOCALPHA) return AlphaKind::Premultiplied;
    return kinds[count - 1] == EXTRASAMPLE_UNASSALPHA ? AlphaKind::Straight : AlphaKind::None;
}

TiffDecoding decodingOf(const TiffPage& page) {
    if (isJpeg2000(page.compression)) return TiffDecoding::Jpeg2000;
    const bool isNumbers = page.photometric == PHOTOMETRIC_MINISBLACK || page.photometric == PHOTOMETRIC_MINISWHITE ||
                           page.photometric == PHOTOMETRIC_RGB || page.photometric == PHOTOMETRIC_MASK ||
                           (page.photometric == PHOTOMETRIC_YCBCR && page.compression == COMPRESSION_JPEG);
    return isNumbers && page.bits >= 8 ? TiffDecoding::Samples : TiffDecoding::Rgba;
}

std::int64_t bytesPerPixelOf(const TiffPage& page) {
    if (page.decoding == TiffDecoding::Rgba) return 4;
    return static_cast<std::int64_t>(page.isPlanar ? 1 : page.samples) * std::max(1, page.bits / 8);
}

/// Tiles are decoded as they are. Strips are decoded a few at a time, and a strip that is too large in parts.
void chooseBlocks(TiffPage& page) {
    page.blockWidth = page.storedWidth;
    page.blockHeight = page.storedHeight;
    if (page.isTiled || page.decoding == TiffDecoding::Jpeg2000) return;
    const std::int64_t rowBytes = std::max<std::int64_t>(1, page.size.width * bytesPerPixelOf(page));
    const std::int64_t stripBytes = rowBytes * page.storedHeight;
    if (stripBytes > kWholeStrip) page.blockHeight = static_cast<int>(std::max<std::int64_t>(1, kStripBlock / rowBytes));
    else page.blockHeight = static_cast<int>(std::min<std::int64_t>(page.size.height, page.storedHeight * std::max<std::int64_t>(1, kStripBlock / std::max<std::int64_t>(1, stripBytes))));
}

/// The most that a byte of the file can become, roughly: what claims more cannot be true.
double largestRatio(int compression) {
    switch (compression) {
        case COMPRESSION_NONE: return 1;
        case COMPRESSION_PACKBITS: return 64;
        case COMPRESSION_LZW: return 4096;
        case COMPRESSION_ADOBE_DEFLATE:
        case COMPRESSION_DEFLATE: return 1100;
        default: return 1e9;
    }
}

/// Why the pixels cannot be there, or empty. `tiff` stands at the page.
std::string problemOf(TIFF* tiff, const TiffPage& page, std::uint64_t fileSize) {
    const std::string size = std::to_string(page.size.width) + " × " + std::to_string(page.size.height) + " px";
    if (page.size.width <= 0 || page.size.height <= 0) return "its size is " + size;
    if (page.storedWidth <= 0 || page.storedHeight <= 0) return "its tiles have no size";
    if (page.decoding != TiffDecoding::Jpeg2000 && !TIFFIsCODECConfigured(static_cast<std::uint16_t>(page.compression)))
        return compressionName(page.compression) + " is not supported by the installed libtiff";
    if (page.samples < 1 || page.samples > 1024) return std::to_string(page.samples) + " samples per pixel";
    const bool isNumber = page.bits == 8 || page.bits == 16 || page.bits == 32;
    if (page.decoding == TiffDecoding::Samples && (!isNumber || (page.kind == SampleKind::Float && page.bits != 32)))
        return std::to_string(page.bits) + " bit " + (page.kind == SampleKind::Float ? "floating point " : "") + "samples are not supported";
    if (page.decoding == TiffDecoding::Rgba) {
        char why[1024] = "";
        if (!TIFFRGBAImageOK(tiff, why)) return *why ? why : "its kind of pixels is not supported";
    }
    if (page.size.width * bytesPerPixelOf(page) > kLargestBlock) return "one row of its " + size + " needs too much memory";
    const bool isWhole = page.isTiled || page.decoding == TiffDecoding::Jpeg2000;
    if (isWhole && static_cast<std::int64_t>(page.storedWidth) * page.storedHeight > kLargestBlock / bytesPerPixelOf(page))
        return std::string(page.isTiled ? "its tiles of " : "its strips of ") + std::to_string(page.storedWidth) + " × " + std::to_string(page.storedHeight) + " px are too large";
    if (page.decoding == TiffDecoding::Jpeg2000 && page.bits != 8 && page.bits != 16) return std::to_string(page.bits) + " bit in JPEG 2000 are not supported";
    const std::uint64_t blocks = page.isTiled ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
    const char* name = page.isTiled ? " tiles" : " strips";
    if (blocks == 0) return size + " have no number of" + name + " that makes sense";
    if (blocks > fileSize / 2)   // each needs an entry in a table of the file
        return size + " need " + std::to_string(blocks) + name + ", but the file has " + std::to_string(fileSize) + " bytes";
    // Subsampled chroma takes half of what the samples say.
    const double needed = static_cast<double>(page.size.width) * static_cast<double>(page.size.height) *
                          (page.decoding == TiffDecoding::Rgba ? page.samples * page.bits / 16.0 : static_cast<double>(page.samples) * page.bits / 8.0);
    if (!page.isTiled && needed > largestRatio(page.compression) * static_cast<double>(fileSize))   // tiles may be left out
        return size + " cannot be in a file of " + std::to_string(fileSize) + " bytes (" + compressionName(page.compression) + ")";
    return {};
}

TiffPage pageAt(TIFF* tiff, std::uint64_t fileSize) {
    TiffPage page;
    page.offset = TIFFCurrentDirOffset(tiff);
    std::uint16_t bits = 1, samples = 1, planar = PLANARCONFIG_CONTIG, compression = COMPRESSION_NONE, format = SAMPLEFORMAT_UINT;
    std::uint32_t rowsPerStrip = 0;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &planar);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &compression);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &format);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &rowsPerStrip);
    page.size = {field<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH).value_or(0), field<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH).value_or(0)};
    page.isTiled = TIFFIsTiled(tiff);
    const std::int64_t largest = (std::int64_t{1} << 31) - 1;
    if (std::max(page.size.width, page.size.height) > largest) page.size = {};
    page.storedWidth = page.isTiled ? static_cast<int>(std::min<std::int64_t>(field<std::uint32_t>(tiff, TIFFTAG_TILEWIDTH).value_or(0), largest)) : static_cast<int>(page.size.width);
    page.storedHeight = page.isTiled ? static_cast<int>(std::min<std::int64_t>(field<std::uint32_t>(tiff, TIFFTAG_TILELENGTH).value_or(0), largest))
                                     : static_cast<int>(std::min<std::int64_t>(rowsPerStrip, page.size.height));
    page.samples = samples;
    page.bits = bits;
    page.kind = format == SAMPLEFORMAT_INT ? SampleKind::Signed : format == SAMPLEFORMAT_IEEEFP ? SampleKind::Float : SampleKind::Unsigned;
    page.isPlanar = planar == PLANARCONFIG_SEPARATE && samples > 1;
    page.compression = compression;
    page.photometric = field<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC).value_or(samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK);
    page.alpha = alphaOf(tiff, page);
    page.isReduced = field<std::uint32_t>(tiff, TIFFTAG_SUBFILETYPE).value_or(0) & FILETYPE_REDUCEDIMAGE;
    page.decoding = decodingOf(page);
    page.smallest = field<double>(tiff, TIFFTAG_SMINSAMPLEVALUE);
    page.largest = field<double>(tiff, TIFFTAG_SMAXSAMPLEVALUE);
    if (const auto x = field<float>(tiff, TIFFTAG_XRESOLUTION)) page.xResolution = *x;
    if (const auto y = field<float>(tiff, TIFFTAG_YRESOLUTION)) page.yResolution = *y;
    page.resolutionUnit = field<std::uint16_t>(tiff, TIFFTAG_RESOLUTIONUNIT).value_or(0);
    page.description = text(tiff, TIFFTAG_IMAGEDESCRIPTION);
    page.software = text(tiff, TIFFTAG_SOFTWARE);
    page.name = text(tiff, TIFFTAG_PAGENAME);
    page.unreadable = problemOf(tiff, page, fileSize);
    if (page.unreadable.empty()) chooseBlocks(page);
    return page;
}

std::vector<std::uint64_t> subImagesAt(TIFF* tiff) {
    std::uint16_t count = 0;
    std::uint64_t* offsets = nullptr;
    if (!TIFFGetField(tiff, TIFFTAG_SUBIFD, &count, &offsets) || !offsets) return {};
    return {offsets, offsets + count};
}

}  // namespace

bool TiffPage::isColour() const {
    if (decoding == TiffDecoding::Rgba) return true;
    if (decoding == TiffDecoding::Jpeg2000 && samples >= 3) return true;
    return channels() >= 3 && (photometric == PHOTOMETRIC_RGB || photometric == PHOTOMETRIC_YCBCR);
}

std::string compressionName(int code) {
    switch (code) {
        case COMPRESSION_NONE: return "not compressed";
        case COMPRESSION_LZW: return "LZW";
        case COMPRESSION_JPEG: return "JPEG";
        case COMPRESSION_OJPEG: return "old JPEG";
        case COMPRESSION_ADOBE_DEFLATE:
        case COMPRESSION_DEFLATE: return "Deflate";
        case COMPRESSION_PACKBITS: return "PackBits";
        case COMPRESSION_JP2000:
        case kJpeg2000YCbCr:
        case kJpeg2000Rgb: return "JPEG 2000";
        case COMPRESSION_WEBP: return "WebP";
        case COMPRESSION_ZSTD: return "Zstandard";
        case COMPRESSION_LZMA: return "LZMA";
        default: return "compression " + std::to_string(code);
    }
}

std::string describe(const TiffPage& page) {
    return std::to_string(page.size.width) + " × " + std::to_string(page.size.height) + " px, " + std::to_string(page.samples) + " × " +
           std::to_string(page.bits) + " bit, " + compressionName(page.compression) + (page.isPlanar ? ", planes apart, " : ", ") +
           (page.isTiled ? "tiles of " + std::to_string(page.storedWidth) + " × " + std::to_string(page.storedHeight) + " px"
                         : "strips of " + std::to_string(page.storedHeight) + " rows");
}

std::string profileAt(TiffHandle& handle) {
    std::uint32_t size = 0;
    const void* bytes = nullptr;
    if (!TIFFGetField(handle.get(), TIFFTAG_ICCPROFILE, &size, &bytes) || !bytes) return {};
    return {static_cast<const char*>(bytes), size};
}

std::string profileInTiff(const std::filesystem::path& path) {
    const auto handles = TiffHandles::open(path);
    if (!handles) return {};
    auto handle = (*handles)->at(0);
    std::string profile;
    // The slide itself and its smaller versions come first in the files of all vendors.
    for (int page = 0; handle && page < 16 && profile.empty(); ++page) {
        profile = profileAt(**handle);
        if (profile.empty() && !TIFFReadDirectory((*handle)->get())) break;
    }
    if (handle) (*handle)->forgetPage();
    return profile;
}

Result<TiffPages> readTiffPages(const TiffHandles& handles) {
    auto lease = handles.at(0);
    if (!lease) return lease.error();
    TiffHandle& handle = **lease;
    TIFF* tiff = handle.get();
    TiffPages found;
    std::set<std::uint64_t> seen;
    std::vector<std::pair<int, std::uint64_t>> subImages;   // parent, offset
    handle.begin();
    do {
        TiffPage page = pageAt(tiff, handles.fileSize());
        if (!seen.insert(page.offset).second) {
            found.notes.push_back("the chain of images leads back to byte " + std::to_string(page.offset));
            break;
        }
        page.number = static_cast<int>(found.pages.size());
        for (const std::uint64_t offset : subImagesAt(tiff)) subImages.emplace_back(page.number, offset);
        found.pages.push_back(std::move(page));
        handle.begin();
    } while (found.pages.size() < kMostPages && TIFFReadDirectory(tiff));
    if (!handle.reason("").empty()) found.notes.push_back("image " + std::to_string(found.pages.size()) + " is damaged: " + handle.reason(""));
    for (const auto& [parent, offset] : subImages) {
        if (found.pages.size() >= kMostPages) break;
        if (!seen.insert(offset).second) continue;
        handle.begin();
        if (!TIFFSetSubDirectory(tiff, offset)) {
            found.notes.push_back("a smaller image of image " + std::to_string(parent) + " is damaged: " + handle.reason("no directory"));
            continue;
        }
        TiffPage page = pageAt(tiff, handles.fileSize());
        page.number = parent;
        page.isSubImage = true;
        found.pages[static_cast<std::size_t>(parent)].subPages.push_back(static_cast<int>(found.pages.size()));
        found.pages.push_back(std::move(page));
    }
    handle.forgetPage();
    if (found.pages.empty()) return Error{"cannot open slide", handles.path().string(), "there is no image in it"};
    return found;
}

}  // namespace bowman
