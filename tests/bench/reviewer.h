// A scripted reviewer: goes through what the network found on a slide of which the truth is known, in the window itself and with its keys and mouse
// alone, and counts what each glomerulus costs. GUI thread.
#pragma once

#include <filesystem>

#include <nlohmann/json.hpp>

namespace bowman::bench {

struct ReviewerOptions {
    std::filesystem::path slide;      ///< empty: validation_mosaic.tif of the data folder
    std::filesystem::path truth;      ///< empty: its mask, beside it
    std::string tools = "redraw";     ///< "redraw": border drawn anew; "lasso": pieces added and cut with the polygon tool
};

nlohmann::json reviewerFigures(const ReviewerOptions& options);

}  // namespace bowman::bench
