#include "models/training/data_index.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <sstream>

#include <nlohmann/json.hpp>

#include "core/base/files.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

/// Fields of one line; "quoted, with ""quotes""" as in RFC 4180.
std::vector<std::string> splitCsv(const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else if (c != '\r') {
            fields.back() += c;
        }
    }
    return fields;
}

}  // namespace

Result<std::vector<DataRow>> readIndexCsv(const fs::path& file) {
    const auto text = readFile(file);
    if (!text) return text.error();
    std::istringstream lines(*text);
    std::string line;
    if (!std::getline(lines, line)) return Error{"cannot read index", file.string(), "the file is empty"};
    std::map<std::string, std::size_t> columns;
    for (const std::string& name : splitCsv(line)) columns.emplace(name, columns.size());
    const std::string scale = columns.contains("um_per_px") ? "um_per_px" : "um_per_px_estimate";
    for (const std::string& needed : {std::string("image"), std::string("mask"), scale})
        if (!columns.contains(needed)) return Error{"cannot read index", file.string(), "column " + needed + " is missing"};

    std::vector<DataRow> rows;
    for (int number = 2; std::getline(lines, line); ++number) {
        if (line.empty() || line == "\r") continue;
        const std::vector<std::string> fields = splitCsv(line);
        if (fields.size() != columns.size())
            return Error{"cannot read index", file.string(), "line " + std::to_string(number) + " has " + std::to_string(fields.size()) +
                         " fields, the first line " + std::to_string(columns.size())};
        const auto field = [&](const std::string& name, const std::string& otherwise) {
            const auto found = columns.find(name);
            return found == columns.end() ? otherwise : fields[found->second];
        };
        DataRow row;
        row.dataset = field("dataset", file.parent_path().filename().string());
        row.image = file.parent_path() / field("image", {});
        row.mask = file.parent_path() / field("mask", {});
        row.group = field("group", row.image.string());
        row.stain = field("stain", {});
        row.part = field("part", "training");
        row.umPerPx = std::strtod(field(scale, {}).c_str(), nullptr);
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::vector<DataRow>> readTrainingSet(const fs::path& folder) {
    const fs::path file = folder / "manifest.json";
    const auto text = readFile(file);
    if (!text) return text.error();
    std::vector<DataRow> rows;
    try {
        const auto manifest = nlohmann::json::parse(*text);
        for (const auto& tile : manifest.at("tiles")) {
            DataRow row;
            row.dataset = manifest.value("name", folder.filename().string());
            row.image = folder / tile.at("image").get<std::string>();
            row.mask = folder / tile.at("mask").get<std::string>();
            row.umPerPx = tile.at("um_per_px").get<double>();
            row.group = tile.value("group", "");
            row.stain = tile.value("stain", "");
            row.part = "training";
            rows.push_back(std::move(row));
        }
    } catch (const nlohmann::json::exception& e) {
        return Error{"cannot read training set", file.string(), e.what()};
    }
    return rows;
}

}  // namespace bowman
