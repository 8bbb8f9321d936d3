#include "models/segmentation_model.h"

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "models/decoders/linknet.h"
#include "models/weights/state.h"

namespace bowman {

SegmentationModel::SegmentationModel(std::shared_ptr<Encoder> encoder, std::shared_ptr<LinkNetDecoder> decoder, std::int64_t classes)
    : m_encoder(register_module("encoder", std::move(encoder))), m_decoder(register_module("decoder", std::move(decoder))) {
    const auto head = register_module("segmentation_head", std::make_shared<torch::nn::Module>());
    m_head = head->register_module("0", std::make_shared<torch::nn::Conv2dImpl>(torch::nn::Conv2dOptions(LinkNetDecoder::kOutputChannels, classes, 1)));
    torch::nn::init::xavier_uniform_(m_head->weight);
    torch::nn::init::zeros_(m_head->bias);
}

torch::Tensor SegmentationModel::forward(const torch::Tensor& x) {
    return m_head->forward(m_decoder->forward(m_encoder->features(x)));
}

std::vector<std::string> architectureNames() { return {"linknet-smp", "linknet-paper"}; }

Result<std::shared_ptr<SegmentationModel>> buildModel(const ModelCard& card) {
    if (card.architecture != "linknet-smp" && card.architecture != "linknet-paper")
        return Error{"no such architecture", "", "\"" + card.architecture + "\"; there are linknet-smp, linknet-paper"};
    auto encoder = createEncoder({card.encoder, card.padding == "same" ? Padding::Same : Padding::Symmetric, card.batchNormEps});
    if (!encoder) return encoder.error();
    const LinkNetForm form = card.architecture == "linknet-paper" ? LinkNetForm::Paper : LinkNetForm::Smp;
    auto decoder = std::make_shared<LinkNetDecoder>((*encoder)->channels(), form);
    return std::make_shared<SegmentationModel>(*encoder, std::move(decoder), static_cast<std::int64_t>(card.classes.size()));
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
