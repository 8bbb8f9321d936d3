#include "models/inference/feature_extractor.h"

#include <torch/torch.h>

#include "models/inference/device.h"
#include "models/inference/single_threaded.h"
#include "models/segmentation_model.h"
#include "models/torch_error.h"

namespace bowman {
namespace {

constexpr int kStride = 32;

class TorchFeatureExtractor : public FeatureExtractor {
public:
    TorchFeatureExtractor(LoadedModel model, torch::Device device) : m_model(std::move(model)), m_device(device) { m_model.network->to(m_device); }

    double umPerPx() const override { return m_model.card.umPerPx; }

    Result<std::vector<float>> features(const Image& rgb) override {
        return compute(rgb, [](const std::vector<torch::Tensor>& levels) { return levels.back().mean({2, 3}).flatten(); });
    }

    Result<std::vector<float>> objectFeatures(const Image& rgb, const Image& mask) override {
        if (mask.format() != PixelFormat::Gray8 || mask.width() != rgb.width() || mask.height() != rgb.height())
            return Error{"cannot compute features", "", "a mask of the picture's size was expected"};
        return compute(rgb, [&](const std::vector<torch::Tensor>& levels) {
            const auto raw = torch::from_blob(const_cast<std::uint8_t*>(mask.data()), {1, 1, mask.height(), mask.width()}, torch::kUInt8);
            const auto object = raw.to(m_device).ne(0).to(torch::kFloat32);
            std::vector<torch::Tensor> parts;
            for (const std::size_t level : {std::size_t{2}, std::size_t{3}}) {  // strides 8 and 16
                const torch::Tensor& x = levels.at(level);
                const auto share = torch::adaptive_avg_pool2d(object, {x.size(2), x.size(3)});
                const auto weight = share / (share.sum() + 1e-6);
                const auto mean = (x * weight).sum({2, 3}, true);
                parts.push_back(mean.flatten());
                parts.push_back(((x - mean).square() * weight).sum({2, 3}).sqrt().flatten());
            }
            return torch::cat(parts);
        });
    }

private:
    template <typename Summary>
    Result<std::vector<float>> compute(const Image& rgb, Summary summary) {
        if (rgb.format() != PixelFormat::Rgb8 || rgb.isNull() || rgb.width() % kStride != 0 || rgb.height() % kStride != 0)
            return Error{"cannot compute features", "", "an RGB picture with edges that are multiples of 32 was expected"};
        try {
            const torch::InferenceMode guard;
            const SingleThreaded alone;     // a picture of an object is too small to share
            const auto raw = torch::from_blob(const_cast<std::uint8_t*>(rgb.data()), {1, rgb.height(), rgb.width(), 3}, torch::kUInt8);
            const auto input = (raw.to(m_device).permute({0, 3, 1, 2}).to(torch::kFloat32) / 255 - channels(m_model.card.mean)) / channels(m_model.card.std);
            const torch::Tensor result = summary(m_model.network->encoder().features(input)).cpu().contiguous();
            return std::vector<float>(result.data_ptr<float>(), result.data_ptr<float>() + result.numel());
        } catch (const std::exception& e) {
            return Error{"cannot compute features", "", messageOf(e)};
        }
    }

    torch::Tensor channels(const std::array<double, 3>& v) const {
        return torch::tensor({v[0], v[1], v[2]}, torch::kFloat32).view({1, 3, 1, 1}).to(m_device);
    }

    LoadedModel m_model;
    torch::Device m_device;
};

}  // namespace

Result<std::unique_ptr<FeatureExtractor>> createTorchFeatureExtractor(const std::filesystem::path& model, const std::string& device) {
    const auto chosen = chooseDevice(device.starts_with("cpu") ? "cpu" : device);    // cpu-bf16 and the like name engines that give no features
    if (!chosen) return chosen.error();
    auto loaded = loadModel(model);
    if (!loaded) return loaded.error();
    return std::unique_ptr<FeatureExtractor>(std::make_unique<TorchFeatureExtractor>(std::move(*loaded), *chosen));
}

}  // namespace bowman
