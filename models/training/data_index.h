// Lists of labelled images on disk: index.csv and training-set manifests. Any thread; blocking.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace bowman {

struct DataRow {
    std::string dataset;
    std::filesystem::path image;
    std::filesystem::path mask;
    std::string group;
    std::string stain;
    double umPerPx = 0;  ///< 0 = unknown
    std::string part;
    int line = 0;        ///< of the index, for messages; 0 in training sets
};

/// The rows of core/measure/labelled_index.h with the paths of their files. Rows may have no scale.
Result<std::vector<DataRow>> readIndexCsv(const std::filesystem::path& file);

/// A folder that `bowman-cli export --format training-set` wrote. All its rows have the part "training".
Result<std::vector<DataRow>> readTrainingSet(const std::filesystem::path& folder);

}  // namespace bowman
