#include <torch/torch.h>

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>

#include "core/base/files.h"
#include "core/slide/image_file.h"
#include "models/encoders/encoder.h"
#include "models/inference/device.h"
#include "models/inference/predictor.h"
#include "models/losses/losses.h"
#include "models/segmentation_model.h"
#include "models/training/torch_trainer.h"
#include "models/training/training_state.h"
#include "models/weights/encoder_weights.h"
#include "models/weights/state.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

fs::path in(const QTemporaryDir& folder, const char* name) { return fs::path(folder.path().toStdString()) / name; }

fs::path testData() {
    const char* given = std::getenv("BOWMAN_TEST_DATA");
    return given && *given ? fs::path(given) : fs::path(BOWMAN_SOURCE_DIR) / ".." / "shared" / "data";
}

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

/// The definition: sort errors, weigh each with what adding it to the set of mispredicted pixels adds to the Jaccard loss.
double lovaszByDefinition(const std::vector<double>& logits, const std::vector<int>& labels) {
    const std::size_t n = logits.size();
    std::vector<double> errors(n);
    std::vector<std::size_t> order(n);
    for (std::size_t i = 0; i < n; ++i) {
        errors[i] = 1 - logits[i] * (2 * labels[i] - 1);
        order[i] = i;
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return errors[a] > errors[b]; });
    const auto jaccardLoss = [&](std::size_t mispredicted) {  // |M| / |truth ∪ M|
        std::size_t joined = mispredicted;
        for (std::size_t i = mispredicted; i < n; ++i) joined += labels[order[i]] == 1;
        return joined == 0 ? 0.0 : double(mispredicted) / double(joined);
    };
    double loss = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double e = errors[order[i]], elu = e > 0 ? e : std::exp(e) - 1;
        loss += (elu + 1) * (jaccardLoss(i + 1) - jaccardLoss(i));
    }
    return loss;
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

    void parameterCountsAreThePublishedOnes_data() {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<int>("features");
        QTest::addColumn<qint64>("parameters");
        QTest::newRow("B0") << "efficientnet-b0" << 1280 << qint64(5288548);
        QTest::newRow("B2") << "efficientnet-b2" << 1408 << qint64(9109994);
        QTest::newRow("B3") << "efficientnet-b3" << 1536 << qint64(12233232);
        QTest::newRow("B5") << "efficientnet-b5" << 2048 << qint64(30389784);
        QTest::newRow("Lite0") << "efficientnet-lite0" << 1280 << qint64(4652008);
        QTest::newRow("MobileNetV2") << "mobilenet_v2" << 1280 << qint64(3504872);
    }

    void parameterCountsAreThePublishedOnes() {
        QFETCH(QString, encoder);
        QFETCH(int, features);
        QFETCH(qint64, parameters);
        const auto network = createEncoder({encoder.toStdString()});
        QVERIFY(network.ok());
        const std::int64_t classifier = features * 1000 + 1000;
        QCOMPARE(qint64(parameterCount(**network) + classifier), parameters);
    }

    void featuresHaveTheScalesAndChannelsOfTheTable_data() {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<QString>("padding");
        QTest::addColumn<QList<int>>("channels");
        QTest::newRow("MobileNetV2") << "mobilenet_v2" << "symmetric" << QList<int>{16, 24, 32, 96, 1280};
        QTest::newRow("MobileNetV2 of the ONNX zoo") << "mobilenet_v2_onnx" << "symmetric" << QList<int>{16, 24, 32, 96, 1280};
        QTest::newRow("Lite0") << "efficientnet-lite0" << "same" << QList<int>{32, 24, 40, 112, 320};
        QTest::newRow("B0") << "efficientnet-b0" << "same" << QList<int>{32, 24, 40, 112, 320};
        QTest::newRow("B0, symmetric") << "efficientnet-b0" << "symmetric" << QList<int>{32, 24, 40, 112, 320};
        QTest::newRow("B2, odd sizes in its SAME padding") << "efficientnet-b2" << "same" << QList<int>{32, 24, 48, 120, 352};
        QTest::newRow("B4") << "efficientnet-b4" << "same" << QList<int>{48, 32, 56, 160, 448};
    }

    void featuresHaveTheScalesAndChannelsOfTheTable() {
        QFETCH(QString, encoder);
        QFETCH(QString, padding);
        QFETCH(QList<int>, channels);
        torch::NoGradGuard guard;
        const auto network = createEncoder({encoder.toStdString(), padding == "same" ? Padding::Same : Padding::Symmetric, 1e-3});
        QVERIFY(network.ok());
        (*network)->eval();
        const auto features = (*network)->features(torch::randn({1, 3, 64, 96}));
        QCOMPARE(features.size(), 5u);
        for (int i = 0; i < 5; ++i) {
            const auto& feature = features[static_cast<std::size_t>(i)];
            QCOMPARE(feature.sizes().vec(), (std::vector<std::int64_t>{1, channels[i], 64 >> (i + 1), 96 >> (i + 1)}));
            QCOMPARE((*network)->channels()[static_cast<std::size_t>(i)], std::int64_t(channels[i]));
        }
    }

    void anUnknownEncoderIsAnErrorThatListsTheOthers() {
        const auto network = createEncoder({"resnet-9000"});
        QVERIFY(!network.ok());
        QVERIFY(network.error().message().find("efficientnet-b0") != std::string::npos);
    }

    void samePaddingAtStrideTwoPutsTheExtraRowAtTheEnd() {
        torch::NoGradGuard guard;
        PaddedConv2d same({.in = 1, .out = 1, .kernel = 3, .stride = 2, .padding = Padding::Same, .nominalEdge = 224});
        PaddedConv2d symmetric({.in = 1, .out = 1, .kernel = 3, .stride = 2});
        same.weight.fill_(1);
        symmetric.weight.fill_(1);
        const torch::Tensor ones = torch::ones({1, 1, 8, 8});
        QCOMPARE(same.forward(ones)[0][0][0][0].item<float>(), 9.0f);
        QCOMPARE(same.forward(ones)[0][0][3][3].item<float>(), 4.0f);
        QCOMPARE(symmetric.forward(ones)[0][0][0][0].item<float>(), 4.0f);
        QCOMPARE(symmetric.forward(ones)[0][0][3][3].item<float>(), 9.0f);
    }

    void bothLinkNetsGiveLogitsOfTheInputsSizeAndAreNamedAsElsewhere() {
        torch::NoGradGuard guard;
        for (const auto& [architecture, kernel, bias] : {std::tuple{"linknet-smp", 4, true}, std::tuple{"linknet-paper", 3, false}}) {
            const auto network = *buildModel(smallCard("mobilenet_v2", architecture));
            network->eval();
            QCOMPARE(network->forward(torch::randn({2, 3, 64, 96})).sizes().vec(), (std::vector<std::int64_t>{2, 1, 64, 96}));
            const auto parameters = network->named_parameters();
            QCOMPARE(parameters["decoder.blocks.0.block.1.0.weight"].sizes().vec(), (std::vector<std::int64_t>{320, 320, kernel, kernel}));
            QCOMPARE(parameters.contains("decoder.blocks.0.block.1.0.bias"), bias);
            QCOMPARE(parameters["decoder.blocks.4.block.2.0.weight"].sizes().vec(), (std::vector<std::int64_t>{32, 4, 1, 1}));
            QVERIFY(parameters.contains("encoder.features.1.conv.0.0.weight") && parameters.contains("segmentation_head.0.bias"));
        }
        const auto names = (*buildModel(smallCard("efficientnet-b0")))->named_parameters();
        QVERIFY(names.contains("encoder._blocks.1._expand_conv.weight") && names.contains("encoder._blocks.0._se_reduce.bias"));
        QVERIFY(!names.contains("encoder._blocks.0._expand_conv.weight"));
    }

    void crossEntropyAndDiceFollowTheirDefinition() {
        const auto logits = torch::tensor({0.3f, -1.2f, 2.0f, 0.0f, 5.0f}).view({1, 1, 1, 5});
        const auto targets = torch::tensor({1, 0, 0, 1, 255}, torch::kUInt8).view({1, 1, 1, 5});
        double entropy = 0, overlap = 0, sum = 0;
        const double o[] = {0.3, -1.2, 2.0, 0.0};
        const int t[] = {1, 0, 0, 1};
        for (int i = 0; i < 4; ++i) {
            const double p = 1 / (1 + std::exp(-o[i]));
            entropy -= (t[i] ? std::log(p) : std::log(1 - p)) / 4;
            overlap += p * t[i];
            sum += p + t[i];
        }
        QVERIFY(std::abs(bceDiceLoss(logits, targets).item<double>() - (entropy + 1 - (2 * overlap + 1) / (sum + 1))) < 1e-5);
    }

    void lovaszFollowsItsDefinitionAndItsGradientFiniteDifferences() {
        const std::vector<double> values = {0.7, -0.4, 1.9, -2.2, 0.1, 0.05, -1.3};
        const std::vector<int> labels = {1, 0, 0, 1, 1, 0, 0};
        const auto symmetric = [&](std::vector<double> o) {
            std::vector<double> negative(o);
            std::vector<int> inverse(labels);
            for (auto& v : negative) v = -v;
            for (auto& l : inverse) l = 1 - l;
            return 0.5 * (lovaszByDefinition(o, labels) + lovaszByDefinition(negative, inverse));
        };
        auto logits = torch::tensor(values, torch::kFloat64).view({1, 1, 1, 7}).requires_grad_(true);
        const auto targets = torch::tensor(std::vector<std::int64_t>(labels.begin(), labels.end())).to(torch::kUInt8).view({1, 1, 1, 7});
        const auto loss = symmetricLovaszLoss(logits, targets);
        QVERIFY(std::abs(loss.item<double>() - symmetric(values)) < 1e-9);
        loss.backward();
        for (std::size_t i = 0; i < values.size(); ++i) {
            std::vector<double> up(values), down(values);
            up[i] += 1e-6;
            down[i] -= 1e-6;
            const double slope = (symmetric(up) - symmetric(down)) / 2e-6;
            QVERIFY(std::abs(logits.grad().view({7})[std::int64_t(i)].item<double>() - slope) < 1e-5);
        }
    }

    void ignoredPixelsHaveNoGradientInAnyLoss() {
        for (const char* name : {"bce+dice", "lovasz", "bce+lovasz"}) {
            const Loss loss = *lossNamed(name);
            auto logits = torch::randn({2, 1, 8, 8}).requires_grad_(true);
            auto targets = torch::randint(0, 2, {2, 1, 8, 8}).to(torch::kUInt8);
            targets.slice(3, 4).fill_(255);
            loss(logits, targets).backward();
            QCOMPARE(logits.grad().slice(3, 4).abs().max().item<float>(), 0.0f);
            QVERIFY(logits.grad().slice(3, 0, 4).abs().max().item<float>() > 0);
            auto all = torch::randn({1, 1, 4, 4}).requires_grad_(true);
            loss(all, torch::full({1, 1, 4, 4}, 255, torch::kUInt8)).backward();
            QCOMPARE(all.grad().abs().max().item<float>(), 0.0f);
        }
        QVERIFY(!lossNamed("focal").ok());
    }

    void aModelFileGivesTheSameNetworkBack() {
        QTemporaryDir folder;
        const ModelCard card = smallCard("efficientnet-b0", "linknet-paper");
        const fs::path path = writeRandomModel(folder, card);
        const auto first = loadModel(path);
        QVERIFY2(first.ok(), first ? "" : first.error().message().c_str());
        QCOMPARE(first->card.encoder, std::string("efficientnet-b0"));
        QCOMPARE(first->card.sha256, *sha256OfFile(path));
        ModelCard other = card;
        other.architecture = "linknet-smp";
        QVERIFY(saveModel(in(folder, "other.safetensors"), other, toFloats(stateOf(*first->network))).ok());
        const auto second = loadModel(in(folder, "other.safetensors"));
        QVERIFY(!second.ok());
        QVERIFY(second.error().message().find("decoder.blocks.0.block.1.0") != std::string::npos);
    }

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
        auto fused = createTorchPredictor(path, {"cpu", 1, true});
        auto native = createTorchPredictor(path, {"cpu", 1, false});
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
        auto predictor = createTorchPredictor(path, {"cpu", 1, true});
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
        auto broken = createTorchPredictor(in(folder, "nan.safetensors"), {"cpu", 1, false});
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

    void publishedEncoderWeightsFillEveryParameter() {
        const fs::path file = testData() / "weights" / "mobilenet_v2_imagenet.safetensors";
        if (!fs::exists(file)) QSKIP("no weights here");
        const auto weights = SafetensorsFile::read(file);
        QVERIFY(weights.ok());
        QCOMPARE(encoderVariant("mobilenet_v2", *weights), std::string("mobilenet_v2_onnx"));
        const auto network = *createEncoder({"mobilenet_v2_onnx"});
        const auto loaded = loadEncoderWeights(*weights, *network);
        QVERIFY2(loaded.ok(), loaded ? "" : loaded.error().message().c_str());
        QCOMPARE(loaded->loaded, int(weights->header().tensors.size()));
        QVERIFY(!loaded->folded);
        const auto plain = *createEncoder({"mobilenet_v2"});
        QVERIFY(loadEncoderWeights(*weights, *plain).error().message().find("blocks.0.expand") != std::string::npos);
    }

    void weightsOfOtherProgramsLoadUnderTheirNames() {
        QTemporaryDir folder;
        const auto first = *createEncoder({"efficientnet-b0"}), second = *createEncoder({"efficientnet-b0"});
        QVERIFY(writeSafetensors(in(folder, "smp.safetensors"), toFloats(stateOf(*first), "encoder."), {}).ok());
        QVERIFY(loadEncoderWeights(*SafetensorsFile::read(in(folder, "smp.safetensors")), *second).ok());
        const auto a = stateOf(*first), b = stateOf(*second);
        for (std::size_t i = 0; i < a.size(); ++i) QVERIFY(torch::equal(a[i].tensor, b[i].tensor));
    }

    void unfoldingABatchNormKeepsTheFunction() {
        const fs::path file = testData() / "weights" / "efficientnet_lite0_imagenet.safetensors";
        if (!fs::exists(file)) QSKIP("no weights here");
        torch::NoGradGuard guard;
        torch::manual_seed(2);
        const auto network = *createEncoder({"efficientnet-lite0", Padding::Same, 1e-3});
        const auto loaded = loadEncoderWeights(*SafetensorsFile::read(file), *network);
        QVERIFY2(loaded.ok() && loaded->folded, loaded ? "" : loaded.error().message().c_str());
        network->eval();
        const torch::Tensor tiles = torch::randn({4, 3, 64, 64});
        const auto before = network->features(tiles);
        unfoldAtNextPass(*network);
        network->features(tiles);
        const auto after = network->features(tiles);
        for (std::size_t i = 0; i < 5; ++i) QVERIFY((before[i] - after[i]).abs().max().item<double>() < 1e-3 * before[i].abs().max().item<double>());
        // With these tiles' own statistics it is the same again (the blocks stay in eval mode: no stochastic depth).
        network->apply([](torch::nn::Module& child) {
            if (dynamic_cast<BatchNorm*>(&child)) child.train();
        });
        const auto trained = network->features(tiles);
        QVERIFY((before[4] - trained[4]).abs().mean().item<double>() < 0.01 * before[4].abs().mean().item<double>());
    }
};

QTEST_GUILESS_MAIN(ModelsNetworkTest)
#include "models_network_test.moc"
