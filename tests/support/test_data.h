// Where real slides, images and annotation files are: BOWMAN_TEST_DATA, else ../shared/data beside the source tree.
#pragma once

#include <cstdlib>
#include <filesystem>

namespace bowman::test {

/// Empty when there are none; tests that need them skip then.
inline std::filesystem::path dataFolder() {
    const char* named = std::getenv("BOWMAN_TEST_DATA");
    const std::filesystem::path folder = named && *named ? std::filesystem::path(named)
                                                         : std::filesystem::path(BOWMAN_SOURCE_DIR) / ".." / "shared" / "data";
    return std::filesystem::exists(folder / "slides") ? folder : std::filesystem::path();
}

}  // namespace bowman::test
