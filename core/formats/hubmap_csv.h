// HuBMAP label tables: "id,encoding" (labels) or "id,predicted" (a submission), one slide a row. Pure but for reading the
// file; any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/annotation/annotation.h"
#include "core/base/result.h"

namespace bowman {

struct HubmapRow {
    std::string id;
    std::string encoding;   ///< see rle.h
    friend bool operator==(const HubmapRow&, const HubmapRow&) = default;
};

/// Error with the line number for a missing header, a row without a comma, or an unclosed quote.
Result<std::vector<HubmapRow>> parseHubmapCsv(std::string_view text, const std::string& file);

enum class HubmapTable {
    Labels,       ///< "id,encoding"
    Submission,   ///< "id,predicted"
};

/// Ids are quoted where they must be.
std::string toHubmapCsv(const std::vector<HubmapRow>& rows, HubmapTable table = HubmapTable::Labels);

/// The row of the slide as annotations of state `accepted`, one per connected group of pixels. Empty id: the only row.
Result<std::vector<Annotation>> readHubmapLabels(const std::filesystem::path& path, const std::string& id, PixelSize size);

}  // namespace bowman
