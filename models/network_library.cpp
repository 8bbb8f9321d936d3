// The door: what core/detect/network_library.h finds in this shared library.
#include "core/detect/network_library.h"

#include <cstdio>

#include "models/encoders/encoder.h"
#include "models/inference/feature_extractor.h"
#include "models/inference/predictor.h"
#include "models/segmentation_model.h"
#include "models/training/torch_trainer.h"
#include "models/weights/rewrite_card.h"
#include "models/weights/safetensors.h"

namespace bowman {
namespace {

class TorchNetworks : public NetworkLibrary {
public:
    Result<ModelCard> readCard(const std::filesystem::path& model) override {
        const auto header = readSafetensorsHeader(model);
        if (!header) return header.error();
        return cardOf(*header, model.string());
    }

    Result<std::unique_ptr<Predictor>> createPredictor(const std::filesystem::path& model, const std::string& device, int threads) override {
        return createTorchPredictor(model, {device, threads});
    }

    Result<std::unique_ptr<FeatureExtractor>> createFeatureExtractor(const std::filesystem::path& model, const std::string& device) override {
        return createTorchFeatureExtractor(model, device);
    }

    std::unique_ptr<Trainer> createTrainer() override { return std::make_unique<TorchTrainer>(); }

    Result<void> writeWithCard(const std::filesystem::path& model, const std::filesystem::path& target, const ModelCard& card, bool half) override {
        return rewriteCard(model, target, card, half ? StoredPrecision::F16 : StoredPrecision::F32);
    }

    std::string describeNetworks() override {
        std::string text = "encoder              parameters   with linknet-smp   with linknet-paper\n";
        for (const std::string& name : encoderNames()) {
            ModelCard card;
            card.encoder = name;
            char line[120];
            std::array<double, 3> millions{};
            const auto encoder = createEncoder({name});
            if (encoder) millions[0] = double(parameterCount(**encoder)) / 1e6;
            for (std::size_t i = 0; i < 2; ++i) {
                card.architecture = architectureNames()[i];
                if (const auto model = buildModel(card)) millions[i + 1] = double(parameterCount(**model)) / 1e6;
            }
            std::snprintf(line, sizeof line, "%-20s %7.2f M   %13.2f M   %15.2f M\n", name.c_str(), millions[0], millions[1], millions[2]);
            text += line;
        }
        return text;
    }
};

}  // namespace
}  // namespace bowman

extern "C" __attribute__((visibility("default"))) bowman::NetworkLibrary* bowmanNetworkLibrary() {
    static bowman::TorchNetworks library;
    return &library;
}
