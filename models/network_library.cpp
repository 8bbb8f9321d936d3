// The door: what core/detect/network_library.h finds in this shared library.
#include "core/detect/network_library.h"

#include <cstdio>
#include <cstdlib>

#include "models/decoders/decoder.h"
#include "models/decoders/double_unet.h"
#include "models/encoders/encoder.h"
#include "models/inference/feature_extractor.h"
#include "models/inference/predictor.h"
#include "models/training/torch_trainer.h"
#include "models/weights/model_import.h"
#include "models/weights/rewrite_card.h"
#include "models/weights/safetensors.h"
#include "models/weights/torchscript.h"

namespace bowman {
namespace {

/// Filled with blanks to `width` bytes; negative = at the left.
std::string column(const std::string& text, int width) {
    const auto wanted = static_cast<std::size_t>(std::abs(width));
    const std::string blanks(text.size() < wanted ? wanted - text.size() : 1, ' ');
    return width < 0 ? blanks + text : text + blanks;
}

std::string number(double millions) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f M", millions);
    return text;
}

double millionsOf(const torch::nn::Module& module) { return double(parameterCount(module)) / 1e6; }

class TorchNetworks : public NetworkLibrary {
public:
    Result<ModelCard> readCard(const std::filesystem::path& model) override {
        const auto header = readSafetensorsHeader(model);
        if (!header) return header.error();
        return cardOf(*header, model.string());
    }

    Result<std::unique_ptr<Predictor>> createPredictor(const std::filesystem::path& model, const std::string& device, int threads) override {
        return createTorchPredictor(model, {.device = device, .threads = threads});
    }

    Result<std::unique_ptr<FeatureExtractor>> createFeatureExtractor(const std::filesystem::path& model, const std::string& device) override {
        return createTorchFeatureExtractor(model, device);
    }

    std::unique_ptr<Trainer> createTrainer() override { return std::make_unique<TorchTrainer>(); }

    Result<void> writeWithCard(const std::filesystem::path& model, const std::filesystem::path& target, const ModelCard& card, bool half) override {
        return rewriteCard(model, target, card, half ? StoredPrecision::F16 : StoredPrecision::F32);
    }

    Result<ImportedWeights> importWeights(const WeightImport& request) override { return bowman::importWeights(request); }

    Result<void> exportTorchScript(const std::filesystem::path& model, const std::filesystem::path& target) override {
        return bowman::exportTorchScript(model, target);
    }

    std::string describeNetworks() override {
        std::string text = column("encoder", 20) + "parameters";
        std::vector<std::string> decoders = decoderNames();
        std::erase_if(decoders, [](const std::string& name) { return name == "fcn32" || name == "fcn16"; });  // as fcn8, to the last digit shown
        for (const std::string& name : decoders) text += column("with " + name, -20);
        text += '\n';
        for (const std::string& name : encoderNames()) {
            const auto encoder = createEncoder({name});
            if (!encoder) continue;
            const double own = millionsOf(**encoder);
            text += column(name, 20) + column(number(own), -10);
            for (const std::string& decoderName : decoders) {
                const auto decoder = createDecoder({decoderName, (*encoder)->channels(), 1, (*encoder)->endsInPooling()});
                if (!decoder) continue;
                const auto head = (*decoder)->head();
                const double last = head ? double(head->channels * head->kernel * head->kernel + 1) / 1e6 : 0;
                text += column(number(own + millionsOf(**decoder) + last), -20);
            }
            text += '\n';
        }
        const auto vgg = std::make_shared<Vgg19>(EncoderSpec{"vgg19_bn"});
        return text + "double-unet with vgg19_bn: " + number(millionsOf(DoubleUNet(vgg, 1))) + "\n";
    }
};

}  // namespace
}  // namespace bowman

extern "C" __attribute__((visibility("default"))) std::size_t bowmanNetworkAbi() { return bowman::kNetworkAbi; }

extern "C" __attribute__((visibility("default"))) bowman::NetworkLibrary* bowmanNetworkLibrary() {
    static bowman::TorchNetworks library;
    return &library;
}
