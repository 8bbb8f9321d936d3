// What a file is that no slide reader has taken, in words for people. Blocking; any thread.
#pragma once

#include <filesystem>
#include <string>

namespace bowman {

struct FileKind {
    bool isPlainImage = false;   ///< PNG or JPEG: can be read whole
    bool isTiff = false;         ///< classic or BigTIFF, by its first bytes
    std::string description;     ///< why it is no slide: "ZIP archive, not a slide"
};

FileKind fileKindOf(const std::filesystem::path& path);

}  // namespace bowman
