#include "core/base/platform/graphics_cards.h"

#include <algorithm>
#include <fstream>

namespace bowman::platform {

std::vector<std::string> nvidiaCards(const std::filesystem::path& folder) {
    constexpr std::string_view kModel = "Model:";
    std::vector<std::filesystem::path> places;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) places.push_back(entry.path());
    std::sort(places.begin(), places.end());
    std::vector<std::string> models;
    for (const std::filesystem::path& place : places) {
        std::ifstream text(place / "information");
        for (std::string line; std::getline(text, line);) {
            if (!line.starts_with(kModel)) continue;
            const std::size_t begin = line.find_first_not_of(" \t", kModel.size());
            if (begin != std::string::npos) models.push_back(line.substr(begin));
            break;
        }
    }
    return models;
}

}  // namespace bowman::platform
