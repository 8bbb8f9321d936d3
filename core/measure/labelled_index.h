// The list of labelled images that training and evaluation read: index.csv with the columns image, mask and
// um_per_px_estimate (or um_per_px), and if it likes dataset, group, stain, part, in any order; others are left alone. Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"

namespace bowman {

struct LabelledRow {
    int line = 0;                       ///< in the file, for messages
    std::string dataset;
    std::filesystem::path image;        ///< as written: relative to the index
    std::filesystem::path mask;
    std::string group;
    std::string stain;
    std::string part;
    double umPerPx = 0;                 ///< 0 = unknown
    std::string umPerPxSource;          ///< "index", or "median of its group" / "of its dataset and stain" where the row is blank; empty = unknown
};

/// All rows as they are written; a row without a scale has 0. Without the columns: the dataset is the folder's name, the
/// group the image, the part "training". Errors name line and column.
Result<std::vector<LabelledRow>> readIndexRows(const std::filesystem::path& index);

/// The same, with a scale each. Errors name line and column: missing columns, numbers that are none, a row without a scale
/// whose neighbours have none either, a file that is not there.
Result<std::vector<LabelledRow>> readLabelledIndex(const std::filesystem::path& index);

struct LabelledPair {
    Image rgb;
    Image mask;
};

/// Reads image and mask and checks that they fit: sizes, label values (0, 1, 2, 255). Errors name the line.
Result<LabelledPair> readLabelledPair(const std::filesystem::path& index, const LabelledRow& row);

}  // namespace bowman
