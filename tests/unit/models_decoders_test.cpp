#include <torch/torch.h>

#include <QTest>

#include "models/decoders/decoder.h"
#include "models/decoders/double_unet.h"
#include "models/decoders/fcn.h"
#include "tests/support/network_files.h"

using namespace bowman;
using test::smallCard;

namespace {

using Shape = std::vector<std::int64_t>;

std::int64_t decoderParameters(const std::string& name, const Encoder& encoder) {
    const auto decoder = *createDecoder({name, encoder.channels(), 1, encoder.endsInPooling()});
    return parameterCount(*decoder);
}

}  // namespace

class ModelsDecodersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void linkNetHasThePapersParameters() {
        const auto network = *buildModel(smallCard("resnet18", "linknet-paper"));
        QCOMPARE(qRound(double(parameterCount(*network)) / 1e5), 115);  // 11.5 M
    }

    void linkNetsAreNamedAsElsewhere() {
        for (const auto& [architecture, kernel, bias] : {std::tuple{"linknet-smp", 4, true}, std::tuple{"linknet-paper", 3, false}}) {
            const auto network = *buildModel(smallCard("mobilenet_v2", architecture));
            const auto parameters = network->named_parameters();
            QCOMPARE(parameters["decoder.blocks.0.block.1.0.weight"].sizes().vec(), (Shape{320, 320, kernel, kernel}));
            QCOMPARE(parameters.contains("decoder.blocks.0.block.1.0.bias"), bias);
            QCOMPARE(parameters["decoder.blocks.4.block.2.0.weight"].sizes().vec(), (Shape{32, 4, 1, 1}));
            QCOMPARE(parameters["segmentation_head.0.weight"].sizes().vec(), (Shape{1, 32, 1, 1}));
            QVERIFY(parameters.contains("encoder.features.1.conv.0.0.weight"));
        }
        const auto names = (*buildModel(smallCard("efficientnet-b0")))->named_parameters();
        QVERIFY(names.contains("encoder._blocks.1._expand_conv.weight") && names.contains("encoder._blocks.0._se_reduce.bias"));
        QVERIFY(!names.contains("encoder._blocks.0._expand_conv.weight"));
    }

    void unetHasTheChannelsAndNamesOfSegmentationModelsPytorch() {
        const auto parameters = (*buildModel(smallCard("resnet18", "unet")))->named_parameters();
        QCOMPARE(parameters["decoder.blocks.0.conv1.0.weight"].sizes().vec(), (Shape{256, 512 + 256, 3, 3}));
        QCOMPARE(parameters["decoder.blocks.0.conv2.0.weight"].sizes().vec(), (Shape{256, 256, 3, 3}));
        QCOMPARE(parameters["decoder.blocks.3.conv1.0.weight"].sizes().vec(), (Shape{32, 64 + 64, 3, 3}));
        QCOMPARE(parameters["decoder.blocks.4.conv1.0.weight"].sizes().vec(), (Shape{16, 32, 3, 3}));
        QCOMPARE(parameters["decoder.blocks.4.conv2.1.weight"].sizes().vec(), (Shape{16}));
        QCOMPARE(parameters["segmentation_head.0.weight"].sizes().vec(), (Shape{1, 16, 3, 3}));
        QVERIFY(!parameters.contains("decoder.blocks.0.conv1.0.bias") && !parameters.contains("decoder.center.0.0.weight"));
        const auto vgg = (*buildModel(smallCard("vgg19_bn", "unet")))->named_parameters();
        QCOMPARE(vgg["decoder.center.1.0.weight"].sizes().vec(), (Shape{512, 512, 3, 3}));
        QCOMPARE(vgg["decoder.blocks.3.conv1.0.weight"].sizes().vec(), (Shape{32, 64 + 128, 3, 3}));
        // 14,328,209 parameters are what segmentation_models_pytorch reports for its U-Net on ResNet-18.
        QCOMPARE(parameterCount(**buildModel(smallCard("resnet18", "unet"))), std::int64_t(14328209));
    }

    void theNearestNeighbourOfTheUnetIsDoubledAndItsSkipConcatenatedAfterIt() {
        torch::NoGradGuard guard;
        const std::vector<std::int64_t> channels = {1, 1, 1, 1, 1};
        const auto decoder = *createDecoder({"unet", channels, 1, false});
        decoder->eval();
        for (NamedTensor& item : stateOf(*decoder))
            if (item.tensor.dim() == 4) {  // every convolution hands its first channel on
                item.tensor.zero_();
                item.tensor[0][0][1][1] = 1;
            }
        std::vector<torch::Tensor> features;
        for (int i = 0; i < 5; ++i) features.push_back(torch::zeros({1, 1, 32 >> i, 32 >> i}));
        features[4] = torch::arange(4.0f).view({1, 1, 2, 2});
        const torch::Tensor out = decoder->forward(features);
        QCOMPARE(out.sizes().vec(), (Shape{1, 16, 64, 64}));
        for (const auto& [y, x, value] : {std::tuple{0, 0, 0.0f}, std::tuple{31, 31, 0.0f}, std::tuple{31, 32, 1.0f}, std::tuple{63, 63, 3.0f}})
            QVERIFY(std::abs(out[0][0][y][x].item<float>() - value) < 1e-3f);
    }

    void anyEncoderGoesWithAnyDecoder_data() {
        QTest::addColumn<QString>("encoder");
        for (const std::string& name : encoderNames()) QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }

    void anyEncoderGoesWithAnyDecoder() {
        QFETCH(QString, encoder);
        torch::NoGradGuard guard;
        const auto network = *createEncoder({encoder.toStdString()});
        network->eval();
        const auto features = network->features(torch::randn({1, 3, 64, 96}));
        for (const std::string& name : decoderNames()) {
            if (name == "fcn32" || name == "fcn16") continue;  // fcn8 has all of theirs; on VGG each has 120 M parameters
            const auto decoder = *createDecoder({name, network->channels(), 3, network->endsInPooling()});
            decoder->eval();
            const torch::Tensor out = decoder->forward(features);
            const auto head = decoder->head();
            QCOMPARE(out.sizes().vec(), (Shape{1, head ? head->channels : 3, 64, 96}));
        }
    }

    void everyArchitectureGivesLogitsForEachClassAndAnyBatch_data() {
        QTest::addColumn<QString>("encoder");
        for (const std::string& name : architectureNames())
            QTest::newRow(name.c_str()) << (name == "double-unet" ? "vgg19_bn" : "resnet18");
    }

    void everyArchitectureGivesLogitsForEachClassAndAnyBatch() {
        QFETCH(QString, encoder);
        ModelCard card = smallCard(encoder.toStdString(), QTest::currentDataTag());
        card.classes = {"glomerulus", "cortex"};
        const auto network = *buildModel(card);
        network->train();
        const torch::Tensor out = network->forward(torch::randn({2, 3, 64, 96}));
        QCOMPARE(out.sizes().vec(), (Shape{2, 2, 64, 96}));
        out.pow(2).sum().backward();
        for (const auto& item : network->named_parameters()) {
            const bool kept = item.key().starts_with("encoder._");  // the classifier's last convolution is not run
            QVERIFY2(kept || item.value().grad().defined(), item.key().c_str());
        }
    }

    void fcnHasThePublishedClassifierOnVggAndStartsAsBilinearInterpolation() {
        const auto vgg = *createEncoder({"vgg19_bn"});
        const std::int64_t classifier = (512 * 49 + 1) * 4096 + (4096 + 1) * 4096 + 4096 + 1;
        QCOMPARE(decoderParameters("fcn32", *vgg), classifier);
        QCOMPARE(decoderParameters("fcn8", *vgg), classifier + 2 * (16 + 512 + 1));
        torch::NoGradGuard guard;
        torch::manual_seed(5);
        const DecoderSpec spec{"fcn8", {4, 4, 8, 8, 8}, 2, false};
        std::vector<torch::Tensor> features;
        for (int i = 0; i < 5; ++i) features.push_back(torch::randn({1, spec.channels[std::size_t(i)], 128 >> i, 128 >> i}));
        features[4] = torch::arange(8.0f).view({1, 1, 1, 8}) + 10 * torch::arange(8.0f).view({1, 1, 8, 1}) + torch::zeros({1, 8, 8, 8});
        const torch::Tensor x = (torch::arange(256.0f) + 0.5f) / 32 - 0.5f;  // a ramp stays one by bilinear interpolation
        const torch::Tensor wanted = x.view({1, 256}) + 10 * x.view({256, 1});
        for (const int stride : {32, 16, 8}) {
            FcnDecoder decoder(spec, stride);
            decoder.eval();
            for (NamedTensor& item : stateOf(decoder))
                if (item.name == "fc6.weight" || item.name == "fc7.weight" || item.name == "score.weight") {  // each hands its first channel on
                    item.tensor.zero_();
                    item.tensor.select(1, 0).select(1, item.tensor.size(2) / 2).select(1, item.tensor.size(3) / 2).fill_(1);
                }
            const torch::Tensor out = decoder.forward(features);
            QCOMPARE(out.sizes().vec(), (Shape{1, 2, 256, 256}));
            const auto inner = [](const torch::Tensor& t) { return t.slice(-2, 80, 176).slice(-1, 80, 176); };  // edges have their padding
            QVERIFY((inner(out[0][1]) - inner(wanted)).abs().max().item<double>() < 1e-3);
        }
    }

    void doubleUNetHasThePapersParameters() {
        const auto network = *buildModel(smallCard("vgg19", "double-unet"));
        std::int64_t withStatistics = 0;
        for (const NamedTensor& item : stateOf(*network)) withStatistics += item.tensor.numel();
        QCOMPARE(withStatistics, std::int64_t(29297570));  // as its authors' implementation counts
    }

    void theFirstOutputOfDoubleUNetMasksTheImageThatTheSecondNetworkSees() {
        torch::NoGradGuard guard;
        torch::manual_seed(4);
        DoubleUNet network(std::make_shared<Vgg19>(EncoderSpec{"vgg19_bn"}), 1);
        test::spread(network);
        network.eval();
        const torch::Tensor image = torch::randn({1, 3, 64, 64});
        const auto [first, second] = network.outputs(image);
        QVERIFY((network.forward(image) - (first + second) / 2).abs().max().item<double>() < 1e-5);
        network.named_parameters()["output1.bias"].fill_(-1e4);  // nothing passes: the second network sees an empty image
        network.named_parameters()["output1.weight"].zero_();
        torch::Tensor weight = network.named_parameters()["encoder2.0.conv1.0.weight"];
        const torch::Tensor before = network.outputs(image)[1];
        weight.mul_(3);
        QVERIFY(torch::equal(before, network.outputs(image)[1]));
        network.named_parameters()["output1.bias"].fill_(1e4);
        QVERIFY(!torch::equal(before, network.outputs(image)[1]));
    }

    void networksThatThereAreNotAreErrorsThatListThoseThereAre() {
        const auto unknown = buildModel(smallCard("mobilenet_v2", "pspnet"));
        QVERIFY(!unknown.ok());
        for (const std::string& name : architectureNames()) QVERIFY(unknown.error().message().find(name) != std::string::npos);
        QVERIFY(buildModel(smallCard("mobilenet_v2", "double-unet")).error().message().find("vgg19") != std::string::npos);
        QVERIFY(createDecoder({"pspnet", {1, 1, 1, 1, 1}}).error().message().find("fcn8") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ModelsDecodersTest)
#include "models_decoders_test.moc"
