#include "models/training/data_index.h"

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/measure/labelled_index.h"

namespace bowman {

namespace fs = std::filesystem;

Result<std::vector<DataRow>> readIndexCsv(const fs::path& file) {
    auto listed = readIndexRows(file);
    if (!listed) return listed.error();
    std::vector<DataRow> rows;
    const fs::path folder = file.parent_path();
    for (LabelledRow& row : *listed)
        rows.push_back({std::move(row.dataset), folder / row.image, folder / row.mask, std::move(row.group), std::move(row.stain), row.umPerPx, std::move(row.part), row.line});
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
