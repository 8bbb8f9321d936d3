// What a training set says of itself: manifest.json, which `bowman-cli train` reads, and the data card for people. Pure;
// any thread.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/formats/format.h"

namespace bowman {

struct TrainingTile {
    std::string image;          ///< relative path
    std::string mask;
    std::string slide;          ///< alias
    std::int64_t x = 0;         ///< level-0 origin
    std::int64_t y = 0;
    std::string group;
    std::string stain;
    int fold = 0;
    std::string sha256Image;
    std::string sha256Mask;
    std::array<std::int64_t, 3> pixels{};   ///< of background, any class, ignore
};

struct TrainingSlide {
    std::string alias;
    std::string group;
    std::string stain;
    int fold = 0;
    PixelSize size;             ///< level 0
    double umPerPx = 0;         ///< of level 0
    std::string quickhash;      ///< of the pixels; empty where unknown
};

struct TrainingManifest {
    TrainingSetOptions options;
    std::map<std::string, int> classNumbers;                   ///< of all positives; what masks per class hold
    std::vector<TrainingSlide> slides;
    std::vector<std::string> classes;                          ///< that are 1; empty = all
    std::set<std::pair<std::string, std::string>> models;      ///< name and SHA-256 of what proposed objects
    std::set<std::string> reviewers;
    std::string firstDate;                                     ///< when the first of the labels was made
    std::string date;                                          ///< of the last edit: the clock would make every copy differ
    std::map<std::string, std::int64_t> objects;               ///< by state
    std::vector<TrainingTile> tiles;
};

/// Models, reviewers, date and objects of all snapshots.
TrainingManifest describe(const ExportRequest& request);

std::string toJsonText(const TrainingManifest& manifest);
std::string toDataCard(const TrainingManifest& manifest);

}  // namespace bowman
