// Decoded tiles per second: the tile loader over our readers against plain openslide_read_region with as many threads.
#pragma once

#include <filesystem>

#include <nlohmann/json.hpp>

namespace bowman::bench {

/// Ratios of wall time and of CPU time, medians of rounds that alternate; "error" when the file cannot be read by both.
nlohmann::json decodeFigures(const std::filesystem::path& slide, int threads);

}  // namespace bowman::bench
