// What a file is that no slide reader has taken, in words for people. Blocking; any thread.
#pragma once

#include <filesystem>
#include <string>

namespace bowman {

struct FileKind {
    bool isPlainImage = false;   ///< PNG or JPEG: can be read whole
    std::string description;     ///< why it is no slide: "flat TIFF without tiles: 2000 × 1500 px, 8-bit RGB, LZW"
};

FileKind fileKindOf(const std::filesystem::path& path);

}  // namespace bowman
