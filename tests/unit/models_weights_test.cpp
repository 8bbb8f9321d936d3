#include <torch/torch.h>

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

#include "core/base/files.h"
#include "models/weights/encoder_weights.h"
#include "models/weights/model_import.h"
#include "models/weights/name_match.h"
#include "tests/support/network_files.h"
#include "tests/support/test_data.h"

using namespace bowman;
using test::randomNetwork;
using test::smallCard;
using test::writeRenamed;
namespace fs = std::filesystem;

namespace {

fs::path in(const QTemporaryDir& folder, const char* name) { return fs::path(folder.path().toStdString()) / name; }

bool sameState(const torch::nn::Module& a, const torch::nn::Module& b, const char* except = "/") {
    const auto first = stateOf(a), second = stateOf(b);
    if (first.size() != second.size()) return false;
    for (std::size_t i = 0; i < first.size(); ++i)
        if (first[i].name.find(except) == std::string::npos && !torch::equal(first[i].tensor, second[i].tensor)) return false;
    return true;
}

/// A whole file of another library: the encoder under its names, a classifier and batch counters beside it.
fs::path writeForeign(const QTemporaryDir& folder, const Encoder& encoder, WeightNames names, const std::string& prefix) {
    std::vector<NamedFloats> tensors = toFloats(stateOf(encoder));
    for (NamedFloats& tensor : tensors) tensor.name = prefix + encoder.nameIn(names, tensor.name);
    tensors.push_back({prefix + (names == WeightNames::Timm ? "classifier.weight" : "fc.weight"), {2, 2}, {1, 2, 3, 4}});
    tensors.push_back({prefix + "bn1.num_batches_tracked", {1}, {5}});
    const fs::path path = in(folder, "foreign.safetensors");
    return writeSafetensors(path, std::move(tensors), {{"format", "pt"}}).ok() ? path : fs::path();
}

WeightImport importOf(const fs::path& file, const fs::path& target, const ModelCard& card) {
    WeightImport request;
    request.file = file;
    request.target = target;
    request.card = card;
    return request;
}

}  // namespace

class ModelsWeightsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void namesAreThoseThatTheLibrariesHave_data() {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<bool>("timm");
        QTest::addColumn<QStringList>("shapes");  // "name shape"
        QTest::newRow("torchvision, EfficientNet-B0") << "efficientnet-b0" << false << QStringList{
            "features.0.0.weight 32x3x3x3", "features.0.1.running_var 32", "features.1.0.block.0.0.weight 32x1x3x3",
            "features.1.0.block.1.fc1.bias 8", "features.1.0.block.2.0.weight 16x32x1x1", "features.2.0.block.0.0.weight 96x16x1x1",
            "features.2.0.block.1.0.weight 96x1x3x3", "features.2.0.block.2.fc2.weight 96x4x1x1", "features.4.2.block.3.1.bias 80",
            "features.7.0.block.3.0.weight 320x1152x1x1", "features.8.0.weight 1280x320x1x1"};
        QTest::newRow("timm, EfficientNet-B0") << "efficientnet-b0" << true << QStringList{
            "conv_stem.weight 32x3x3x3", "bn1.running_mean 32", "blocks.0.0.conv_dw.weight 32x1x3x3", "blocks.0.0.bn1.weight 32",
            "blocks.0.0.se.conv_reduce.bias 8", "blocks.0.0.conv_pw.weight 16x32x1x1", "blocks.0.0.bn2.weight 16",
            "blocks.1.0.conv_pw.weight 96x16x1x1", "blocks.1.0.bn1.bias 96", "blocks.1.1.conv_dw.weight 144x1x3x3",
            "blocks.3.2.se.conv_expand.weight 480x20x1x1", "blocks.5.3.conv_pwl.weight 192x1152x1x1", "blocks.6.0.bn3.weight 320",
            "conv_head.weight 1280x320x1x1", "bn2.bias 1280"};
        QTest::newRow("timm, EfficientNet-Lite0") << "efficientnet-lite0" << true << QStringList{
            "conv_stem.weight 32x3x3x3", "blocks.0.0.conv_pw.weight 16x32x1x1", "blocks.4.2.conv_dw.weight 672x1x5x5", "blocks.6.0.conv_pwl.weight 320x1152x1x1"};
        QTest::newRow("torchvision, MobileNetV2") << "mobilenet_v2" << false << QStringList{
            "features.1.conv.0.0.weight 32x1x3x3", "features.1.conv.1.weight 16x32x1x1", "features.2.conv.0.1.running_var 96",
            "features.17.conv.2.weight 320x960x1x1", "features.17.conv.3.bias 320", "features.18.0.weight 1280x320x1x1"};
        QTest::newRow("timm, MobileNetV2") << "mobilenet_v2" << true << QStringList{
            "conv_stem.weight 32x3x3x3", "blocks.0.0.conv_dw.weight 32x1x3x3", "blocks.0.0.conv_pw.weight 16x32x1x1", "blocks.0.0.bn2.bias 16",
            "blocks.1.0.conv_pw.weight 96x16x1x1", "blocks.1.0.bn2.weight 96", "blocks.2.2.conv_pwl.weight 32x192x1x1", "blocks.6.0.bn3.running_var 320",
            "conv_head.weight 1280x320x1x1", "bn2.running_mean 1280"};
        QTest::newRow("torchvision, ResNet-18") << "resnet18" << false << QStringList{
            "conv1.weight 64x3x7x7", "bn1.bias 64", "layer1.0.conv1.weight 64x64x3x3", "layer2.0.downsample.0.weight 128x64x1x1",
            "layer2.0.downsample.1.running_var 128", "layer4.1.bn2.weight 512"};
        QTest::newRow("torchvision, VGG-19") << "vgg19_bn" << false << QStringList{
            "features.0.weight 64x3x3x3", "features.0.bias 64", "features.1.running_mean 64", "features.7.weight 128x64x3x3", "features.49.weight 512x512x3x3", "features.50.bias 512"};
    }

    void namesAreThoseThatTheLibrariesHave() {
        QFETCH(QString, encoder);
        QFETCH(bool, timm);
        QFETCH(QStringList, shapes);
        const auto network = *createEncoder({encoder.toStdString()});
        QStringList all;
        for (const NamedTensor& item : stateOf(*network)) {
            QStringList extents;
            for (const std::int64_t n : item.tensor.sizes()) extents << QString::number(n);
            all << QString::fromStdString(network->nameIn(timm ? WeightNames::Timm : WeightNames::Torchvision, item.name)) + " " + extents.join("x");
        }
        for (const QString& wanted : shapes) QVERIFY2(all.contains(wanted), qPrintable(wanted));
        QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size());
    }

    void encodersLoadUnderEveryLibrarysNames_data() {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<int>("names");
        QTest::addColumn<QString>("prefix");
        for (const char* encoder : {"efficientnet-b0", "mobilenet_v2", "resnet18", "efficientnet-lite0"})
            for (const WeightNames names : {WeightNames::Bowman, WeightNames::Torchvision, WeightNames::Timm})
                for (const char* prefix : {"encoder.", ""})
                    QTest::newRow(qPrintable(QString("%1, %2, \"%3\"").arg(encoder, QString::fromStdString(describe(names)), prefix))) << encoder << int(names) << prefix;
    }

    void encodersLoadUnderEveryLibrarysNames() {
        QFETCH(QString, encoder);
        QFETCH(int, names);
        QFETCH(QString, prefix);
        QTemporaryDir folder;
        const auto first = *createEncoder({encoder.toStdString()}), second = *createEncoder({encoder.toStdString()});
        test::spread(*first);
        const auto file = SafetensorsFile::read(writeForeign(folder, *first, WeightNames(names), prefix.toStdString()));
        QVERIFY(file.ok());
        const auto loaded = loadEncoderWeights(*file, *second);
        QVERIFY2(loaded.ok(), loaded ? "" : loaded.error().message().c_str());
        QVERIFY(sameState(*first, *second));
        QCOMPARE(loaded->loaded, int(stateOf(*first).size()));
        QCOMPARE(loaded->unmatched.size(), 1u);
        QVERIFY(isClassifierHead(loaded->unmatched[0]));
        if (encoder == "efficientnet-b0") {
            QCOMPARE(int(loaded->names), names);
            QCOMPARE(conventionOf("efficientnet-b0", *file).padding, std::string(WeightNames(names) == WeightNames::Bowman ? "same" : "symmetric"));
        }
    }

    void weightsOfAnotherEncoderAreRefusedWithTheTensor() {
        QTemporaryDir folder;
        const auto refusal = [&](const char* of, const char* with, WeightNames names) {
            const auto file = SafetensorsFile::read(writeForeign(folder, **createEncoder({of}), names, ""));
            const auto loaded = loadEncoderWeights(*file, **createEncoder({with}));
            return loaded ? std::string("none") : loaded.error().message();
        };
        QVERIFY(refusal("resnet34", "resnet18", WeightNames::Bowman).find("layer1.2.bn1.bias has no place") != std::string::npos);
        QVERIFY(refusal("resnet18", "resnet34", WeightNames::Bowman).find("nothing for parameter layer1.2.") != std::string::npos);
        QVERIFY(refusal("efficientnet-b2", "efficientnet-b0", WeightNames::Torchvision).find("has another shape than _blocks.") != std::string::npos);
        QVERIFY(refusal("vgg19", "mobilenet_v2", WeightNames::Bowman).find("features.") != std::string::npos);
    }

    void aForeignNetworkBecomesAModelThatComputesTheSame_data() {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<QString>("architecture");
        QTest::addColumn<int>("names");
        QTest::newRow("LinkNet on MobileNetV2") << "mobilenet_v2" << "linknet-smp" << int(WeightNames::Bowman);
        QTest::newRow("U-Net on EfficientNet") << "efficientnet-b0" << "unet" << int(WeightNames::Bowman);
        QTest::newRow("U-Net on timm's EfficientNet") << "efficientnet-b0" << "unet" << int(WeightNames::Timm);
        QTest::newRow("LinkNet on ResNet-18") << "resnet18" << "linknet-smp" << int(WeightNames::Bowman);
    }

    void aForeignNetworkBecomesAModelThatComputesTheSame() {
        QFETCH(QString, encoder);
        QFETCH(QString, architecture);
        QFETCH(int, names);
        QTemporaryDir folder;
        torch::NoGradGuard guard;
        ModelCard card = smallCard(encoder.toStdString(), architecture.toStdString());
        const EncoderConvention convention = conventionOf(card.encoder, WeightNames(names));
        card.padding = convention.padding;
        card.batchNormEps = convention.batchNormEps;
        const auto network = randomNetwork(card);
        const auto renamed = [&](const std::string& own) -> std::string {
            if (!own.starts_with("encoder.")) return own;
            return std::string("encoder.").append(network->encoder().nameIn(WeightNames(names), own.substr(8)));
        };
        QVERIFY(writeRenamed(in(folder, "foreign.safetensors"), *network, renamed).ok());
        card.padding = "symmetric";  // what the card said before does not matter
        card.batchNormEps = 0.5;
        const auto imported = importWeights(importOf(in(folder, "foreign.safetensors"), in(folder, "model.safetensors"), card));
        QVERIFY2(imported.ok(), imported ? "" : imported.error().message().c_str());
        QCOMPARE(imported->names, describe(WeightNames(names)));
        QVERIFY(imported->unmatched.empty());
        const auto model = loadModel(in(folder, "model.safetensors"));
        QVERIFY(model.ok());
        QCOMPARE(model->card.padding, convention.padding);
        const torch::Tensor input = torch::randn({1, 3, 64, 64});
        QVERIFY(torch::equal(model->network->forward(input), network->forward(input)));
    }

    void anImportThatLacksSomethingNamesItAndWritesNothing() {
        QTemporaryDir folder;
        const ModelCard card = smallCard("resnet18", "unet");
        const auto network = randomNetwork(card);
        const auto refusal = [&](const test::Renaming& renamed, const ModelCard& wanted) {
            (void)writeRenamed(in(folder, "f.safetensors"), *network, renamed).ok();
            const auto imported = importWeights(importOf(in(folder, "f.safetensors"), in(folder, "m.safetensors"), wanted));
            return imported || fs::exists(in(folder, "m.safetensors")) ? std::string("none") : imported.error().message();
        };
        const auto same = [](const std::string& own) { return own; };
        const std::string lacking = refusal([](const std::string& own) { return own == "decoder.blocks.2.conv1.0.weight" ? "x" : own; }, card);
        QVERIFY2(lacking.find("it lacks 1 (decoder.blocks.2.conv1.0.weight)") != std::string::npos, lacking.c_str());
        QVERIFY2(lacking.find("no place is known for 1 (x)") != std::string::npos, lacking.c_str());
        ModelCard classes = card;
        classes.classes = {"a", "b"};
        const std::string shape = refusal(same, classes);
        QVERIFY2(shape.find("segmentation_head.0.weight has another shape") != std::string::npos && shape.find("1×16×3×3 instead of 2×16×3×3") != std::string::npos, shape.c_str());
        QVERIFY(refusal(same, smallCard("resnet18", "linknet-smp")).find("decoder.blocks.0.block.0.0.weight") != std::string::npos);
        QVERIFY(refusal(same, smallCard("resnet34", "unet")).find("layer1.2.") != std::string::npos);
        QVERIFY(refusal(same, smallCard("resnet18", "x")).find("no such architecture") != std::string::npos);
    }

    void anEncoderAloneIsImportedOnlyWhereThatIsAskedFor() {
        QTemporaryDir folder;
        const auto encoder = *createEncoder({"efficientnet-b0"});
        test::spread(*encoder);
        WeightImport request = importOf(writeForeign(folder, *encoder, WeightNames::Torchvision, ""), in(folder, "m.safetensors"), smallCard("efficientnet-b0", "unet"));
        QVERIFY(importWeights(request).error().message().find("decoder.blocks.0.conv1.0.weight") != std::string::npos);
        QVERIFY(!fs::exists(request.target));
        request.encoderOnly = true;
        request.batchNormEps = 1e-4;
        const auto imported = importWeights(request);
        QVERIFY2(imported.ok(), imported ? "" : imported.error().message().c_str());
        QCOMPARE(imported->unmatched, std::vector<std::string>{"fc.weight"});
        const auto model = loadModel(request.target);
        QVERIFY(model.ok() && sameState(model->network->encoder(), *encoder));
        QCOMPARE(model->card.batchNormEps, 1e-4);
        QCOMPARE(model->card.padding, std::string("symmetric"));
    }

    void aModelFileGivesTheSameNetworkBack() {
        QTemporaryDir folder;
        ModelCard card = smallCard("efficientnet-b0", "linknet-paper");
        card.failureModes = "vessels\ntubules";
        const auto network = randomNetwork(card);
        const fs::path path = in(folder, "m.safetensors");
        QVERIFY(saveModel(path, card, toFloats(stateOf(*network))).ok());
        const auto first = loadModel(path);
        QVERIFY2(first.ok(), first ? "" : first.error().message().c_str());
        QVERIFY(sameState(*first->network, *network));
        QCOMPARE(first->card.encoder, std::string("efficientnet-b0"));
        QCOMPARE(first->card.failureModes, card.failureModes);
        QCOMPARE(first->card.sha256, *sha256OfFile(path));
        card.architecture = "linknet-smp";
        QVERIFY(saveModel(in(folder, "other.safetensors"), card, toFloats(stateOf(*network))).ok());
        const auto second = loadModel(in(folder, "other.safetensors"));
        QVERIFY(!second.ok());
        QVERIFY(second.error().message().find("decoder.blocks.0.block.1.0") != std::string::npos);
    }

    void publishedEncoderWeightsFillEveryParameter() {
        const fs::path file = test::dataFolder() / "weights" / "mobilenet_v2_imagenet.safetensors";
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

    void unfoldingABatchNormKeepsTheFunction() {
        const fs::path file = test::dataFolder() / "weights" / "efficientnet_lite0_imagenet.safetensors";
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

QTEST_GUILESS_MAIN(ModelsWeightsTest)
#include "models_weights_test.moc"
