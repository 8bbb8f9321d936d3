// What `bowman-cli detect` was asked for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace bowman::cli {

struct DetectOptions {
    std::vector<std::filesystem::path> slides;
    std::filesystem::path list;      ///< file with a slide a line
    std::string out;                 ///< file, folder or pattern; see outputFor()
    std::filesystem::path project;
    std::string model;
    std::string device = "auto";
    double umPerPx = 0;
    double threshold = 0;
    double smallestAreaUm2 = -1;
    double smallestConfidence = -1;
    double smoothingUm = 0;
    std::vector<double> region;
    std::vector<int> gridShift;
    int threads = 0;
    int patchSize = 0;
    bool everywhere = false;
    bool json = false;
    std::string progress = "auto";   ///< auto, none, text, json
    bool noResume = false;
    bool noSclerosis = false;
    bool flips = false;
    std::filesystem::path cache;     ///< folder; empty = detectionCacheFor()
};

}  // namespace bowman::cli
