#include "core/detect/object_classifier.h"

#include "core/base/files.h"
#include "core/detect/glomerulus_classifier.h"
#include "core/detect/network_library.h"

namespace bowman {
namespace {

constexpr const char* kFile = "sclerosis.classifier.json";

class NetworkClassifier : public ObjectClassifier {
public:
    NetworkClassifier(GlomerulusClassifier classifier, std::unique_ptr<FeatureExtractor> extractor)
        : m_classifier(std::move(classifier)), m_extractor(std::move(extractor)) {}

    double threshold() const override { return m_classifier.threshold; }

    Result<double> sclerosis(const Slide& slide, const MultiPolygon& shape) override {
        const auto crop = cropOf(slide, shape, m_classifier.edge);
        if (!crop) return crop.error();
        return sclerosisProbability(m_classifier, *crop, *m_extractor);
    }

private:
    GlomerulusClassifier m_classifier;
    std::unique_ptr<FeatureExtractor> m_extractor;
};

}  // namespace

Result<std::unique_ptr<ObjectClassifier>> createShippedClassifier(const std::string& device) {
    const std::filesystem::path file = zooFolder() / kFile;
    auto classifier = readClassifier(file);
    if (!classifier) return classifier.error();
    const auto model = findModel(classifier->featuresOf);
    if (!model) return model.error();
    const auto library = loadNetworkLibrary();
    if (!library) return library.error();
    const auto sha256 = sha256OfFile(*model);
    if (!sha256) return sha256.error();
    if (*sha256 != classifier->featuresSha256)
        return Error{"cannot tell sclerosis", file.string(), "it was fitted to another version of " + model->filename().string() + ": fit it again with bowman-cli model fit-classifier"};
    auto extractor = (*library)->createFeatureExtractor(*model, device);
    if (!extractor) return extractor.error();
    return std::unique_ptr<ObjectClassifier>(std::make_unique<NetworkClassifier>(std::move(*classifier), std::move(*extractor)));
}

}  // namespace bowman
