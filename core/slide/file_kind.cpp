#include "core/slide/file_kind.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <memory>
#include <string_view>

#include <tiffio.h>

namespace bowman {
namespace {

std::string headOf(const std::filesystem::path& path, std::size_t length) {
    std::string head(length, '\0');
    std::ifstream in(path, std::ios::binary);
    in.read(head.data(), static_cast<std::streamsize>(length));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return head;
}

bool isTiff(std::string_view head) {
    using namespace std::string_view_literals;
    return head.starts_with("II*\0"sv) || head.starts_with("MM\0*"sv) || head.starts_with("II+\0"sv) || head.starts_with("MM\0+"sv);
}

bool isText(std::string_view head) {
    return std::all_of(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 32 || byte == '\n' || byte == '\r' || byte == '\t';
    });
}

std::string compressionName(std::uint16_t code) {
    switch (code) {
        case COMPRESSION_NONE: return "not compressed";
        case COMPRESSION_LZW: return "LZW";
        case COMPRESSION_JPEG: return "JPEG";
        case COMPRESSION_OJPEG: return "old JPEG";
        case COMPRESSION_ADOBE_DEFLATE:
        case COMPRESSION_DEFLATE: return "Deflate";
        case COMPRESSION_PACKBITS: return "PackBits";
        case COMPRESSION_JP2000:
        case 33003:
        case 33005: return "JPEG 2000";
        case COMPRESSION_WEBP: return "WebP";
        case COMPRESSION_ZSTD: return "Zstandard";
        case COMPRESSION_LZMA: return "LZMA";
        default: return "compression " + std::to_string(code);
    }
}

std::string describeTiff(TIFF* tiff) {
    std::uint32_t width = 0, height = 0;
    std::uint16_t bits = 1, samples = 1, planar = PLANARCONFIG_CONTIG, compression = COMPRESSION_NONE;
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &planar);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_COMPRESSION, &compression);
    char* text = nullptr;
    const std::string description = TIFFGetField(tiff, TIFFTAG_IMAGEDESCRIPTION, &text) && text ? text : "";
    const bool isOme = description.find("<OME") != std::string::npos;
    const bool isQpTiff = description.find("PerkinElmer-QPI") != std::string::npos;
    const bool isTiled = TIFFIsTiled(tiff);
    const std::string layout = std::to_string(width) + " × " + std::to_string(height) + " px, " + std::to_string(samples) +
                               " × " + std::to_string(bits) + " bit, " + compressionName(compression) +
                               (planar == PLANARCONFIG_SEPARATE ? ", planes apart" : "");
    const std::string family = isOme ? "OME-TIFF" : isQpTiff ? "QPTIFF" : "TIFF";
    if (!isTiled) return (family == "TIFF" ? "flat TIFF" : "flat " + family) + " without tiles: " + layout +
                         ". Convert it to a tiled pyramid first (for example: vips tiffsave IN OUT.tif --tile --pyramid)";
    return "tiled " + family + " of a kind that OpenSlide does not read: " + layout;
}

std::string describeTiffFile(const std::filesystem::path& path) {
    // Handlers of this one file: libtiff would print, and its global handlers are not ours to change.
    const auto quiet = [](TIFF*, void*, const char*, const char*, va_list) { return 1; };
    const auto note = [](TIFF*, void* reason, const char*, const char* format, va_list arguments) {
        char line[256];
        std::vsnprintf(line, sizeof line, format, arguments);
        *static_cast<std::string*>(reason) = line;
        return 1;
    };
    std::string reason;
    const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(), &TIFFOpenOptionsFree);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), quiet, nullptr);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), note, &reason);
    const std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff(TIFFOpenExt(path.c_str(), "r", options.get()), &TIFFClose);
    if (!tiff) return "damaged or truncated TIFF" + (reason.empty() ? "" : ": " + reason);
    return describeTiff(tiff.get());
}

}  // namespace

FileKind fileKindOf(const std::filesystem::path& path) {
    using namespace std::string_view_literals;
    const std::string head = headOf(path, 512);
    if (head.empty()) return {false, "the file cannot be read"};
    if (head.starts_with("\x89PNG\r\n\x1a\n")) return {true, "PNG image"};
    if (head.starts_with("\xff\xd8\xff")) return {true, "JPEG image"};
    if (isTiff(head)) return {false, describeTiffFile(path)};
    if (head.size() > 132 && std::string_view(head).substr(128, 4) == "DICM")
        return {false, "DICOM file, which this version does not read"};
    if (head.starts_with("PK\x03\x04")) return {false, "ZIP archive, not a slide"};
    if (head.starts_with("\0\0\0\x0cjP  "sv)) return {false, "plain JPEG 2000 image, not a slide"};
    if (isText(head)) return {false, "text file, not a slide"};
    return {false, "not a slide format that Bowman knows"};
}

}  // namespace bowman
