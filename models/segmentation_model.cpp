#include "models/segmentation_model.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "models/decoders/decoder.h"
#include "models/decoders/double_unet.h"
#include "models/weights/state.h"

namespace bowman {

namespace {

constexpr const char* kDoubleUNet = "double-unet";

/// Any encoder with any decoder.
class EncoderDecoder : public SegmentationModel {
public:
    EncoderDecoder(std::shared_ptr<Encoder> encoder, std::shared_ptr<Decoder> decoder, std::int64_t classes)
        : m_encoder(register_module("encoder", std::move(encoder))), m_decoder(register_module("decoder", std::move(decoder))) {
        const auto shape = m_decoder->head();
        if (!shape) return;
        const auto head = register_module("segmentation_head", std::make_shared<torch::nn::Module>());
        const auto options = torch::nn::Conv2dOptions(shape->channels, classes, shape->kernel).padding(shape->kernel / 2);
        m_head = head->register_module("0", std::make_shared<torch::nn::Conv2dImpl>(options));
        torch::nn::init::xavier_uniform_(m_head->weight);
        torch::nn::init::zeros_(m_head->bias);
    }

    torch::Tensor forward(const torch::Tensor& x) override {
        const torch::Tensor decoded = m_decoder->forward(m_encoder->features(x));
        return m_head ? m_head->forward(decoded) : decoded;
    }

    Encoder& encoder() override { return *m_encoder; }

private:
    std::shared_ptr<Encoder> m_encoder;
    std::shared_ptr<Decoder> m_decoder;
    std::shared_ptr<torch::nn::Conv2dImpl> m_head;  // may be null
};

}  // namespace

std::vector<std::string> architectureNames() {
    std::vector<std::string> names = decoderNames();
    names.emplace_back(kDoubleUNet);
    return names;
}

Result<std::shared_ptr<SegmentationModel>> buildModel(const ModelCard& card) {
    const std::vector<std::string> known = architectureNames();
    if (std::find(known.begin(), known.end(), card.architecture) == known.end()) {
        std::string list;
        for (const std::string& name : known) list += (list.empty() ? "" : ", ") + name;
        return Error{"no such architecture", "", "\"" + card.architecture + "\"; there are " + list};
    }
    const auto encoder = createEncoder({card.encoder, card.padding == "same" ? Padding::Same : Padding::Symmetric, card.batchNormEps});
    if (!encoder) return encoder.error();
    const auto classes = static_cast<std::int64_t>(card.classes.size());
    if (card.architecture == kDoubleUNet) {
        auto vgg = std::dynamic_pointer_cast<Vgg19>(*encoder);
        if (!vgg) return Error{"no such network", "", "double-unet has the encoder vgg19 or vgg19_bn, not " + card.encoder};
        return std::shared_ptr<SegmentationModel>(std::make_shared<DoubleUNet>(std::move(vgg), classes));
    }
    auto decoder = createDecoder({card.architecture, (*encoder)->channels(), classes, (*encoder)->endsInPooling()});
    if (!decoder) return decoder.error();
    return std::shared_ptr<SegmentationModel>(std::make_shared<EncoderDecoder>(*encoder, std::move(*decoder), classes));
}

Result<LoadedModel> loadModel(const std::filesystem::path& path) {
    const auto file = SafetensorsFile::read(path);
    if (!file) return file.error();
    auto card = cardOf(file->header(), path.string());
    if (!card) return card.error();
    auto network = buildModel(*card);
    if (!network) return Error{network.error().what, path.string(), network.error().why};
    if (auto loaded = loadState(*file, **network); !loaded) return loaded.error();
    auto hash = sha256OfFile(path);
    if (!hash) return hash.error();
    card->sha256 = *hash;
    (*network)->eval();
    return LoadedModel{std::move(*card), std::move(*network)};
}

Result<void> saveModel(const std::filesystem::path& path, const ModelCard& card, std::vector<NamedFloats> state) {
    return writeSafetensors(path, std::move(state), {{"bowman", toJson(card).dump()}, {"format", "pt"}});
}

}  // namespace bowman
