#include "core/document/run_settings.h"

#include <utility>

#include <nlohmann/json.hpp>

namespace bowman {
namespace {

using nlohmann::json;

json parsed(const std::string& run) {
    const json all = json::parse(run, nullptr, false);
    const bool isRun = all.is_object() && all.contains("kind") && all["kind"] == "detection" && all.contains("model") && all["model"].is_object();
    return isRun ? all : json();
}

}  // namespace

bool isDetection(const std::string& run) { return !parsed(run).is_null(); }

void takeSettings(const std::string& run, const std::string& modelSha256, FinishedSearch& search) {
    const json all = parsed(run);
    if (all.is_null() || all["model"].value("sha256", json()) != json(modelSha256)) return;
    const std::pair<const char*, double*> settings[] = {{"threshold", &search.threshold},
                                                        {"smallest_area_um2", &search.smallestAreaUm2},
                                                        {"smallest_confidence", &search.smallestConfidence},
                                                        {"smoothing_um", &search.smoothingUm}};
    for (const auto& [name, value] : settings)
        if (const auto found = all.find(name); found != all.end() && found->is_number()) *value = found->get<double>();
}

}  // namespace bowman
