// What an export would write, worked out before it does: which formats there are to choose from, under which names they
// write, what is there already. Blocks on files; any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/formats/format.h"

namespace bowman::ui {

/// As the formats are offered: "Viewers", "Machine learning", "Tables". Formats that are in none of the lists come last.
struct ExportGroup {
    const char* title;
    std::vector<const Exporter*> formats;
};
const std::vector<ExportGroup>& exportGroups();

/// Where a format's file (folder) goes; several formats of one extension get different names.
std::filesystem::path exportPath(const Exporter& exporter, const std::filesystem::path& folder, const std::string& stem);

struct FormatPlan {
    const Exporter* exporter;
    std::filesystem::path path;                     ///< ExportRequest::path
    std::vector<std::filesystem::path> files;       ///< whole names
    std::vector<std::filesystem::path> existing;    ///< of these
};

/// `request.path` is the folder.
std::vector<FormatPlan> planExport(const std::vector<const Exporter*>& formats, ExportRequest request, const std::string& stem);

}  // namespace bowman::ui
