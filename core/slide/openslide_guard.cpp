#include "core/slide/openslide_guard.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>

#include <tiffio.h>

#include "core/slide/file_kind.h"
#include "core/slide/tiff/tiff_page.h"

namespace bowman {
namespace {

constexpr std::int64_t kLargestTile = std::int64_t{256} << 20;   // bytes, decoded
constexpr std::int64_t kMostParts = 1 << 16;                     // of a mosaic of JPEG files, or of a list
constexpr std::int64_t kMostImages = 1 << 24;                    // of a MIRAX slide: 4096 × 4096

std::string dangerInTiff(const std::filesystem::path& path) {
    const auto handles = TiffHandles::open(path);
    if (!handles) return {};   // OpenSlide says it, too
    const auto pages = readTiffPages(**handles);
    if (!pages) return {};
    for (const TiffPage& page : pages->pages) {
        if (!page.isTiled) continue;
        if (page.storedWidth > 0 && page.storedHeight > kLargestTile / 4 / page.storedWidth)
            return "its tiles of " + std::to_string(page.storedWidth) + " × " + std::to_string(page.storedHeight) + " px are too large";
        if (page.decoding != TiffDecoding::Jpeg2000 || !page.unreadable.empty()) continue;
        const auto handle = (*handles)->at(page.offset);
        for (std::uint32_t tile = 0, count = handle ? TIFFNumberOfTiles((*handle)->get()) : 0; tile < count; ++tile)
            if (TIFFGetStrileByteCount((*handle)->get(), tile) > (*handles)->fileSize())
                return "tile " + std::to_string(tile) + " of image " + std::to_string(page.number + 1) + " is said to have more bytes than the file";
    }
    return {};
}

/// The whole numbers of a key file, by key.
std::map<std::string, std::int64_t> numbersIn(const std::filesystem::path& keyFile) {
    std::map<std::string, std::int64_t> numbers;
    std::ifstream in(keyFile, std::ios::binary);
    std::string line;
    for (int i = 0; i < kMostParts && std::getline(in, line); ++i)
        if (const auto equals = line.find('='); equals != std::string::npos) {
            std::string key = line.substr(0, equals);
            std::erase_if(key, [](unsigned char c) { return std::isspace(c) != 0; });
            // Of a key that is there twice some readers take the first and some the last: the worse one counts.
            const std::int64_t value = std::strtoll(line.c_str() + equals + 1, nullptr, 10);
            const auto [known, isNew] = numbers.try_emplace(key, value);
            if (!isNew && known->second >= 0) known->second = value < 0 ? value : std::max(known->second, value);
        }
    return numbers;
}

std::string dangerInKeyFile(const std::filesystem::path& keyFile) {
    const auto numbers = numbersIn(keyFile);
    const auto problem = [&](const std::string& key, std::int64_t value) { return keyFile.filename().string() + " says " + key + " = " + std::to_string(value); };
    for (const auto& [key, value] : numbers) {
        const bool isCount = key == "NoLayers" || key == "NoJpegColumns" || key == "NoJpegRows" || key.ends_with("_COUNT") || key == "CameraImageDivisionsPerSide";
        if (isCount && (value < 0 || value > kMostParts)) return problem(key, value);
        if ((key == "IMAGENUMBER_X" || key == "IMAGENUMBER_Y") && (value < 0 || value > kMostImages)) return problem(key, value);
    }
    const auto both = [&](const char* a, const char* b) { return numbers.contains(a) && numbers.contains(b) ? numbers.at(a) * numbers.at(b) : 0; };
    if (const auto parts = both("NoJpegColumns", "NoJpegRows"); parts > kMostParts) return problem("NoJpegColumns × NoJpegRows", parts);
    if (const auto images = both("IMAGENUMBER_X", "IMAGENUMBER_Y"); images > kMostImages) return problem("IMAGENUMBER_X × IMAGENUMBER_Y", images);
    return {};
}

}  // namespace

std::string openSlideDanger(const std::filesystem::path& path) {
    const std::string extension = path.extension().string();
    if (fileKindOf(path).isTiff) return dangerInTiff(path);
    if (extension == ".mrxs") {
        std::filesystem::path folder = path;
        return dangerInKeyFile(folder.replace_extension() / "Slidedat.ini");
    }
    return extension == ".vms" || extension == ".vmu" ? dangerInKeyFile(path) : std::string();
}

}  // namespace bowman
