#include "app/window/shipped_networks.h"

#include <algorithm>

#include "core/detect/network_library.h"
#include "core/detect/object_classifier.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

/// The usual model first, then the others of the zoo by name.
std::vector<fs::path> shippedModels() {
    std::vector<fs::path> models;
    if (const auto usual = findModel("")) models.push_back(*usual);
    std::vector<fs::path> others;
    std::error_code status;
    for (const auto& entry : fs::directory_iterator(zooFolder(), status))
        if (entry.path().extension() == ".safetensors" && (models.empty() || entry.path() != models.front())) others.push_back(entry.path());
    std::sort(others.begin(), others.end());
    models.insert(models.end(), others.begin(), others.end());
    return models;
}

}  // namespace

ui::Networks shippedNetworks() {
    ui::Networks networks;
    networks.models = shippedModels;
    networks.readCard = [](const fs::path& model) -> Result<ModelCard> {
        const auto library = loadNetworkLibrary();
        if (!library) return library.error();
        return (*library)->readCard(model);
    };
    networks.createPredictor = [](const fs::path& model, const std::string& device) -> Result<std::unique_ptr<Predictor>> {
        const auto library = loadNetworkLibrary();
        if (!library) return library.error();
        return (*library)->createPredictor(model, device, 0);
    };
    networks.createClassifier = createShippedClassifier;
    return networks;
}

}  // namespace bowman
