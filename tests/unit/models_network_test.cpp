#include <torch/torch.h>

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>

#include "core/base/files.h"
#include "core/slide/image_file.h"
#include "models/inference/device.h"
#include "models/inference/predictor.h"
#include "models/segmentation_model.h"
#include "models/training/torch_trainer.h"
#include "models/training/training_state.h"
#include "models/weights/state.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

fs::path in(const QTemporaryDir& folder, const char* name) { return fs::path(folder.path().toStdString()) / name; }

ModelCard smallCard(const std::string& encoder = "mobilenet_v2", const std::string& architecture = "linknet-smp") {
    ModelCard card;
    card.name = "small";
    card.encoder = encoder;
    card.architecture = architecture;
    card.tileSize = 64;
    card.margin = 8;
    return card;
}

/// A network whose output is not one-sided: batch norms with statistics, a head with a spread.
fs::path writeRandomModel(const QTemporaryDir& folder, const ModelCard& card) {
    torch::manual_seed(11);
    const auto network = *buildModel(card);
    torch::NoGradGuard guard;
    for (NamedTensor& item : stateOf(*network)) {
        if (item.name.ends_with("running_var")) item.tensor.uniform_(0.5, 1.5);
        if (item.name.ends_with("running_mean")) item.tensor.normal_(0, 0.1);
    }
    const fs::path path = in(folder, "random.safetensors");
    return saveModel(path, card, toFloats(stateOf(*network))).ok() ? path : fs::path();
}

std::vector<std::uint8_t> randomPatches(int count, int size) {
    std::vector<std::uint8_t> rgb(static_cast<std::size_t>(count * size * size * 3));
    std::uint32_t state = 7;
    for (auto& value : rgb) value = static_cast<std::uint8_t>((state = state * 1664525u + 1013904223u) >> 24);
    return rgb;
}

std::vector<float> predicted(Predictor& predictor, const std::vector<std::uint8_t>& rgb, int count, int size) {
    std::vector<float> result(static_cast<std::size_t>(count * size * size));
    const auto done = predictor.predict({count, size, rgb}, result);
    return done ? result : std::vector<float>{};
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
    if (a.size() != b.size() || a.empty()) return INFINITY;
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, double(std::abs(a[i] - b[i])));
    return largest;
}

TrainingRequest smallTraining(const fs::path& folder) {
    Image rgb(96, 96, PixelFormat::Rgb8), mask(96, 96, PixelFormat::Gray8);
    for (int y = 0; y < 96; ++y)
        for (int x = 0; x < 96; ++x) {
            const bool inside = std::hypot(x - 40, y - 50) < 20;
            *mask.pixel(x, y) = inside;
            for (int c = 0; c < 3; ++c) rgb.pixel(x, y)[c] = static_cast<std::uint8_t>(inside ? 90 + 40 * c : 220 - 30 * c);
        }
    (void)writePng(folder / "i.png", rgb).ok();
    (void)writePng(folder / "m.png", mask).ok();
    (void)writeFileAtomically(folder / "index.csv", "dataset,image,mask,um_per_px,part\nd,i.png,m.png,2,training\n").ok();
    TrainingRequest request;
    request.data = {folder / "index.csv"};
    request.tileSize = 64;
    request.batchSize = 2;
    request.steps = 4;
    request.threads = 1;
    request.loaders = 2;
    request.device = "cpu";
    request.output = folder / "model.safetensors";
    return request;
}

}  // namespace

class ModelsNetworkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void theFusedNetworkEqualsTheNativeOneForAnyBatch_data() {
        QTest::addColumn<QString>("encoder");
        QTest::newRow("MobileNetV2") << "mobilenet_v2";
        QTest::newRow("B0") << "efficientnet-b0";
    }

    void theFusedNetworkEqualsTheNativeOneForAnyBatch() {
        QFETCH(QString, encoder);
        QTemporaryDir folder;
        ModelCard card = smallCard(encoder.toStdString());
        if (encoder != "mobilenet_v2") card.padding = "same";
        const fs::path path = writeRandomModel(folder, card);
        auto fused = createTorchPredictor(path, {"cpu", 1, CpuEngine::Fused});
        auto native = createTorchPredictor(path, {"cpu", 1, CpuEngine::Native});
        QVERIFY(fused.ok() && native.ok());
        QCOMPARE((*fused)->deviceName(), std::string("CPU (fused, 1 thread)"));
        const auto patches = randomPatches(5, 64);
        const auto together = predicted(**fused, patches, 5, 64);
        QVERIFY(largestDifference(together, predicted(**native, patches, 5, 64)) < 1e-3);
        QVERIFY(*std::max_element(together.begin(), together.end()) - *std::min_element(together.begin(), together.end()) > 0.05f);
        std::vector<float> singly;
        for (int i = 0; i < 5; ++i) {
            const std::size_t bytes = 64 * 64 * 3;
            const std::vector<std::uint8_t> one(patches.begin() + std::ptrdiff_t(i * bytes), patches.begin() + std::ptrdiff_t((i + 1) * bytes));
            const auto part = predicted(**fused, one, 1, 64);
            singly.insert(singly.end(), part.begin(), part.end());
        }
        QVERIFY(largestDifference(together, singly) < 1e-4);
        QVERIFY(largestDifference(predicted(**fused, randomPatches(1, 96), 1, 96), predicted(**native, randomPatches(1, 96), 1, 96)) < 1e-3);
    }

    void aBatchOfTheWrongSizeAndBrokenWeightsAreErrors() {
        QTemporaryDir folder;
        const ModelCard card = smallCard();
        const fs::path path = writeRandomModel(folder, card);
        auto predictor = createTorchPredictor(path, {"cpu", 1, CpuEngine::Fused});
        QVERIFY(predictor.ok());
        std::vector<std::uint8_t> rgb(64 * 64 * 3);
        std::vector<float> out(64 * 64 - 1);
        QVERIFY((*predictor)->predict({1, 64, rgb}, out).error().message().find("wrong size") != std::string::npos);
        QVERIFY(!(*predictor)->predict({1, 40, rgb}, out).ok());

        const auto model = loadModel(path);
        {
            torch::NoGradGuard guard;
            stateOf(*model->network).back().tensor.fill_(NAN);
            for (auto& item : stateOf(*model->network))
                if (item.name == "segmentation_head.0.bias") item.tensor.fill_(NAN);
        }
        QVERIFY(saveModel(in(folder, "nan.safetensors"), card, toFloats(stateOf(*model->network))).ok());
        auto broken = createTorchPredictor(in(folder, "nan.safetensors"), {"cpu", 1, CpuEngine::Native});
        QVERIFY(broken.ok());
        out.resize(64 * 64);
        QVERIFY((*broken)->predict({1, 64, rgb}, out).error().message().find("not a number") != std::string::npos);
    }

    void aDeviceThatIsNotThereIsAnErrorThatSaysSo() {
        QVERIFY(chooseDevice("cpu").ok());
        QVERIFY(chooseDevice("auto").ok());
        QVERIFY(chooseDevice("tpu").error().message().find("\"tpu\"") != std::string::npos);
        QVERIFY(!chooseDevice("cuda:x").ok());
        if (!torch::cuda::is_available()) QVERIFY(chooseDevice("cuda").error().message().find("no CUDA device") != std::string::npos);
    }

    void anInterruptedTrainingGoesOnAsIfNothingHadHappened() {
        QTemporaryDir one, two;
        const auto losses = [](const TrainingRequest& request, int stopAfter, std::vector<double>& curve) {
            std::stop_source stop;
            return TorchTrainer().train(request, [&](const TrainingProgress& p) {
                curve.push_back(p.loss);
                if (p.step == stopAfter) stop.request_stop();
            }, stop.get_token());
        };
        std::vector<double> whole, parts;
        const TrainingRequest through = smallTraining(one.path().toStdString());
        const auto card = losses(through, 0, whole);
        QVERIFY2(card.ok(), card ? "" : card.error().message().c_str());
        TrainingRequest cut = smallTraining(two.path().toStdString());
        cut.checkpoint = in(two, "state.ckpt");
        cut.loaders = 1;
        const auto stopped = losses(cut, 2, parts);
        QVERIFY(!stopped.ok());
        QCOMPARE(stopped.error().what, std::string("stopped"));
        QVERIFY(!fs::exists(cut.output));
        QVERIFY(losses(cut, 0, parts).ok());
        QCOMPARE(parts, whole);
        QCOMPARE(loadModel(cut.output)->card.sha256, loadModel(through.output)->card.sha256);
        TrainingRequest other = cut;
        other.seed = 2;
        QVERIFY(losses(other, 0, parts).error().message().find("seed is 1 there, 2 here") != std::string::npos);
        QVERIFY(card->trainingData.find("d: 1 images") != std::string::npos);
    }

    void aTrainingThatCannotStartSaysWhy() {
        QTemporaryDir folder;
        const auto why = [&](const std::function<void(TrainingRequest&)>& change) {
            TrainingRequest request = smallTraining(folder.path().toStdString());
            change(request);
            return TorchTrainer().train(request, [](const TrainingProgress&) {}, {}).error().message();
        };
        QVERIFY(why([](auto& r) { r.data.clear(); }).find("no labelled images") != std::string::npos);
        QVERIFY(why([](auto& r) { r.encoder = "x"; }).find("no such encoder") != std::string::npos);
        QVERIFY(why([](auto& r) { r.loss = "x"; }).find("no such loss") != std::string::npos);
        QVERIFY(why([](auto& r) { r.part = "x"; }).find("no labelled image of part x") != std::string::npos);
        QVERIFY(why([](auto& r) { r.tileSize = 100; }).find("multiple of 32") != std::string::npos);
        QVERIFY(why([](auto& r) { r.encoderWeights = "/nonexistent"; }).find("/nonexistent") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ModelsNetworkTest)
#include "models_network_test.moc"
