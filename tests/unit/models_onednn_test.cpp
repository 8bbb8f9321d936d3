#include <torch/torch.h>

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>
#include <filesystem>

#include "core/base/platform/platform.h"
#include "models/decoders/decoder.h"
#include "models/encoders/encoder.h"
#include "models/inference/arena_plan.h"
#include "models/inference/channels_last_kernels.h"
#include "models/inference/graph_deconvolution.h"
#include "models/inference/graph_fusion.h"
#include "models/inference/graph_import.h"
#include "models/inference/onednn_network.h"
#include "models/inference/predictor.h"
#include "models/weights/state.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

ModelCard cardOf(const std::string& encoder, const std::string& architecture, const std::string& padding) {
    ModelCard card;
    card.name = "random";
    card.encoder = encoder;
    card.architecture = architecture;
    card.padding = padding;
    card.tileSize = 64;
    card.margin = 8;
    return card;
}

/// Batch norms with statistics of their own, so that folding them wrongly shows.
std::shared_ptr<SegmentationModel> randomNetwork(const ModelCard& card) {
    torch::manual_seed(11);
    auto network = *buildModel(card);
    torch::NoGradGuard guard;
    for (NamedTensor& item : stateOf(*network)) {
        if (item.name.ends_with("running_var")) item.tensor.uniform_(0.5, 1.5);
        if (item.name.ends_with("running_mean")) item.tensor.normal_(0, 0.1);
        // Those of FCN start at zero: nothing of theirs would be seen.
        if (item.name.find("score") != std::string::npos && item.name.ends_with("weight")) item.tensor.normal_(0, 0.05);
    }
    network->eval();
    return network;
}

std::vector<std::uint8_t> randomRgb(int count, int height, int width) {
    std::vector<std::uint8_t> rgb(static_cast<std::size_t>(count) * height * width * 3);
    std::uint32_t state = 7;
    for (auto& value : rgb) value = static_cast<std::uint8_t>((state = state * 1664525u + 1013904223u) >> 24);
    return rgb;
}

constexpr std::array<double, 3> kMean = {0.485, 0.456, 0.406}, kStd = {0.229, 0.224, 0.225};

std::vector<float> native(SegmentationModel& network, const RgbBatch& batch, torch::ScalarType type = torch::kFloat32) {
    torch::NoGradGuard guard;
    network.to(type);
    const auto constants = [&](const std::array<double, 3>& v) { return torch::tensor({v[0], v[1], v[2]}, type).view({1, 3, 1, 1}); };
    const torch::Tensor raw = torch::from_blob(const_cast<std::uint8_t*>(batch.rgb), {batch.count, batch.height, batch.width, 3}, torch::kUInt8);
    const torch::Tensor input = (raw.permute({0, 3, 1, 2}).to(type) / 255 - constants(kMean)) / constants(kStd);
    const torch::Tensor result = torch::sigmoid(network.forward(input)).to(torch::kFloat32).contiguous();
    network.to(torch::kFloat32);
    return {result.data_ptr<float>(), result.data_ptr<float>() + result.numel()};
}

std::unique_ptr<OneDnnNetwork> graphOf(SegmentationModel& network, int threads = 1, Precision precision = Precision::F32) {
    const auto layers = importGraph(network, torch::randn({1, 3, 64, 64}));
    if (!layers) return nullptr;
    auto graph = OneDnnNetwork::create(*layers, {threads, precision, kMean, kStd});
    if (!graph) qWarning("%s", graph.error().message().c_str());
    return graph ? std::move(*graph) : nullptr;
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b) {
    if (a.size() != b.size() || a.empty()) return INFINITY;
    double largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, double(std::abs(a[i] - b[i])));
    return largest;
}

double spread(const std::vector<float>& values) {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    return double(*most) - double(*least);
}

/// Rows [first, end) of a picture of height × width, strip by strip.
std::vector<float> inStrips(OneDnnStrips& strips, const std::vector<std::uint8_t>& rgb, int height, int width, int strip, RowRange wanted) {
    std::vector<float> out;
    const std::size_t row = static_cast<std::size_t>(width) * 3;
    for (int y = strips.begin(height, wanted.first); static_cast<int>(out.size()) < (wanted.end - wanted.first) * width; y += strip) {
        std::vector<std::uint8_t> some(row * static_cast<std::size_t>(strip), 77);   // below the picture anything may be
        for (int i = 0; i < strip && y + i < height; ++i) std::copy_n(rgb.data() + row * static_cast<std::size_t>(y + i), row, some.data() + row * static_cast<std::size_t>(i));
        const RowRange rows = strips.run(some.data(), wanted.end);
        if (static_cast<int>(out.size()) != (rows.first - wanted.first) * width && !rows.isEmpty()) return {};
        out.insert(out.end(), strips.result(), strips.result() + static_cast<std::ptrdiff_t>(rows.end - rows.first) * width);
        if (y > height + 4096) return {};
    }
    return out;
}

/// Largest difference from the native network on a batch of three, of an odd number of tiles and not square. Random weights may make numbers so
/// large that the native network itself, in 32 bit, is 1e-4 from what it is in 64: then the graph is held against the latter, and what the
/// native one loses is taken off.
double differenceOf(const ModelCard& card) {
    const auto network = randomNetwork(card);
    const auto graph = graphOf(*network, 2);
    if (!graph) return INFINITY;
    const std::vector<std::uint8_t> rgb = randomRgb(3, 96, 160);
    const RgbBatch batch{3, 96, 160, rgb.data()};
    std::vector<float> out(3 * card.classes.size() * 96 * 160);
    if (!graph->predict(batch, out)) return INFINITY;
    const std::vector<float> expected = native(*network, batch);
    if (spread(expected) < 1e-4) return INFINITY;
    const double difference = largestDifference(out, expected);
    if (difference < 5e-5) return difference;
    const std::vector<float> exact = native(*network, batch, torch::kFloat64);
    return largestDifference(out, exact) - largestDifference(expected, exact);
}

}  // namespace

class ModelsOneDnnTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void theGraphEqualsTheNativeNetwork_data() {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<QString>("decoder");
        QTest::addColumn<QString>("padding");
        const auto add = [](const std::string& encoder, const std::string& decoder, const char* padding) {
            QTest::newRow((encoder + " " + decoder + " " + padding).c_str()) << QString::fromStdString(encoder) << QString::fromStdString(decoder) << padding;
        };
        // The classifier of an FCN has half a gigabyte of weights on VGG: of the two, and of the large EfficientNets, one each.
        for (const std::string& encoder : encoderNames()) {
            if (encoder == "vgg19" || encoder == "efficientnet-b6" || encoder == "efficientnet-b7") continue;
            add(encoder, "linknet-smp", "symmetric");
        }
        for (const std::string& decoder : decoderNames()) add("mobilenet_v2", decoder, "same");
        for (const char* encoder : {"efficientnet-lite0", "efficientnet-b0", "efficientnet-b5", "resnet18", "resnet34"}) add(encoder, "unet", "same");
        add("vgg19", "unet", "symmetric");
    }

    void theGraphEqualsTheNativeNetwork() {
        QFETCH(QString, encoder);
        QFETCH(QString, decoder);
        QFETCH(QString, padding);
        const double difference = differenceOf(cardOf(encoder.toStdString(), decoder.toStdString(), padding.toStdString()));
        QVERIFY2(difference < 1e-4, qPrintable(QString::number(difference)));
    }

    void stripByStripIsTheWholePicture_data() {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<QString>("architecture");
        QTest::addColumn<int>("strip");
        for (const QString encoder : {"mobilenet_v2", "efficientnet-lite0", "mobilenet_v2_onnx"})
            for (const int strip : {32, 96, 640}) QTest::newRow(qPrintable(encoder + QString::number(strip))) << encoder << QStringLiteral("linknet-smp") << strip;
        QTest::newRow("with joined maps") << QStringLiteral("efficientnet-lite0") << QStringLiteral("unet") << 64;
    }

    void stripByStripIsTheWholePicture() {
        QFETCH(QString, encoder);
        QFETCH(QString, architecture);
        QFETCH(int, strip);
        const auto network = randomNetwork(cardOf(encoder.toStdString(), architecture.toStdString(), "symmetric"));
        const auto graph = graphOf(*network);
        QVERIFY(graph);
        constexpr int kHeight = 1120, kWidth = 96;
        const std::vector<std::uint8_t> rgb = randomRgb(1, kHeight, kWidth);
        std::vector<float> whole(std::size_t{kHeight} * kWidth);
        QVERIFY(graph->predict({1, kHeight, kWidth, rgb.data()}, whole));
        auto strips = graph->createStrips(kWidth, strip);
        QVERIFY2(strips, strips ? "" : strips.error().message().c_str());
        const std::vector<float> all = inStrips(**strips, rgb, kHeight, kWidth, strip, {0, kHeight});
        QVERIFY(spread(whole) > 1e-3);
        const double difference = largestDifference(all, whole);
        QVERIFY2(difference < 2e-5, qPrintable(QString::number(difference)));
        // Wherever a run begins and ends, and whatever ran before: the same bits.
        for (const RowRange part : {RowRange{700, 900}, RowRange{0, 1}, RowRange{511, 512}, RowRange{kHeight - 3, kHeight}}) {
            const std::vector<float> some = inStrips(**strips, rgb, kHeight, kWidth, strip, part);
            QCOMPARE(some.size(), static_cast<std::size_t>(part.end - part.first) * kWidth);
            QVERIFY(std::equal(some.begin(), some.end(), all.begin() + static_cast<std::ptrdiff_t>(part.first) * kWidth));
        }
    }

    void aNetworkThatNeedsTheWholePictureHasNoStrips() {
        const auto network = randomNetwork(cardOf("efficientnet-b0", "linknet-smp", "same"));
        const auto graph = graphOf(*network);
        QVERIFY(graph);
        const auto strips = graph->createStrips(96, 32);
        QVERIFY(!strips);
        QVERIFY(strips.error().message().find("whole picture") != std::string::npos);
    }

    void severalClassesComeOneAfterTheOther() {
        ModelCard card = cardOf("mobilenet_v2", "linknet-paper", "symmetric");
        card.classes = {"glomerulus", "vessel", "tubule"};
        QVERIFY(differenceOf(card) < 1e-4);
        card.architecture = "fcn8";
        QVERIFY(differenceOf(card) < 1e-4);
    }

    void theResultIsTheSameToTheLastBitForAnyBatchAndThreads() {
        const auto network = randomNetwork(cardOf("efficientnet-b0", "linknet-smp", "same"));
        const auto one = graphOf(*network, 1), four = graphOf(*network, 4);
        QVERIFY(one && four);
        const std::vector<std::uint8_t> rgb = randomRgb(5, 64, 64);
        std::vector<float> together(5 * 64 * 64), again(together.size()), singly(together.size());
        QVERIFY(four->predict({5, 64, 64, rgb.data()}, together).ok());
        QVERIFY(four->predict({5, 64, 64, rgb.data()}, again).ok());
        for (std::size_t i = 0; i < 5; ++i)
            QVERIFY(one->predict({1, 64, 64, rgb.data() + i * 64 * 64 * 3}, std::span(singly).subspan(i * 64 * 64, 64 * 64)).ok());
        QVERIFY(spread(together) > 1e-3);
        QVERIFY(std::memcmp(together.data(), again.data(), together.size() * sizeof(float)) == 0);
        QVERIFY(std::memcmp(together.data(), singly.data(), together.size() * sizeof(float)) == 0);
    }

    void anotherSizeAndBackGivesTheSame() {
        const auto network = randomNetwork(cardOf("mobilenet_v2", "linknet-smp", "symmetric"));
        const auto graph = graphOf(*network, 2);
        QVERIFY(graph);
        const std::vector<std::uint8_t> rgb = randomRgb(2, 96, 96);
        std::vector<float> small(64 * 64), large(2 * 96 * 96), back(64 * 64);
        QVERIFY(graph->predict({1, 64, 64, rgb.data()}, small).ok());
        QVERIFY(graph->predict({2, 96, 96, rgb.data()}, large).ok());
        QVERIFY(largestDifference(large, native(*network, {2, 96, 96, rgb.data()})) < 1e-4);
        QVERIFY(graph->predict({1, 64, 64, rgb.data()}, back).ok());
        QVERIFY(small == back);
        QVERIFY(!graph->predict({1, 64, 64, rgb.data()}, large).ok());
    }

    void fiftyCallsTakeNoMoreMemoryThanOne() {
        const auto network = randomNetwork(cardOf("efficientnet-b0", "linknet-smp", "same"));
        const auto graph = graphOf(*network, 2);
        QVERIFY(graph);
        const std::vector<std::uint8_t> rgb = randomRgb(4, 128, 128);
        std::vector<float> out(4 * 128 * 128);
        for (int i = 0; i < 3; ++i) QVERIFY(graph->predict({4, 128, 128, rgb.data()}, out).ok());
        const std::int64_t before = platform::peakMemoryBytes();
        const std::size_t planned = graph->memoryBytes();
        for (int i = 0; i < 50; ++i) QVERIFY(graph->predict({4, 128, 128, rgb.data()}, out).ok());
        QCOMPARE(graph->memoryBytes(), planned);
        QVERIFY(platform::peakMemoryBytes() - before < (1 << 20));
    }

    void bfloat16StaysCloseWhereTheProcessorHasIt() {
        if (!hasFastBfloat16()) QSKIP("this processor multiplies no bfloat16");
        const auto network = randomNetwork(cardOf("efficientnet-b0", "linknet-smp", "same"));
        const auto exact = graphOf(*network), rounded = graphOf(*network, 1, Precision::Bf16);
        QVERIFY(exact && rounded);
        const std::vector<std::uint8_t> rgb = randomRgb(1, 96, 96);
        std::vector<float> a(96 * 96), b(96 * 96);
        QVERIFY(exact->predict({1, 96, 96, rgb.data()}, a).ok() && rounded->predict({1, 96, 96, rgb.data()}, b).ok());
        const double difference = largestDifference(a, b);
        QVERIFY2(difference > 0 && difference < 0.05, qPrintable(QString::number(difference)));
    }

    void anOperationThatIsNotKnownIsNamed() {
        const auto network = randomNetwork(cardOf("vgg19", "double-unet", "symmetric"));
        const auto layers = importGraph(*network, torch::randn({1, 3, 64, 64}));
        QVERIFY(!layers.ok());
        QVERIFY2(layers.error().message().find("aten::") != std::string::npos, layers.error().message().c_str());
    }

    void thePredictorFallsBackAndSaysSo() {
        QTemporaryDir folder;
        const ModelCard card = cardOf("vgg19", "double-unet", "symmetric");
        const fs::path path = fs::path(folder.path().toStdString()) / "random.safetensors";
        QVERIFY(saveModel(path, card, toFloats(stateOf(*randomNetwork(card)))).ok());
        const auto predictor = createTorchPredictor(path, {"cpu", 1});
        QVERIFY(predictor.ok());
        const std::string name = (*predictor)->deviceName();
        QVERIFY2(name.starts_with("CPU (fused, no graph of this network: no layer for aten::"), name.c_str());
        const std::vector<std::uint8_t> rgb = randomRgb(1, 64, 64);
        std::vector<float> out(64 * 64);
        QVERIFY((*predictor)->predict({1, 64, rgb}, out).ok());
    }

    void thePredictorRunsTheGraphWithTheThreadsThatWereAskedFor() {
        QTemporaryDir folder;
        const ModelCard card = cardOf("efficientnet-b0", "linknet-smp", "same");
        const fs::path path = fs::path(folder.path().toStdString()) / "random.safetensors";
        QVERIFY(saveModel(path, card, toFloats(stateOf(*randomNetwork(card)))).ok());
        const auto graph = createTorchPredictor(path, {"cpu-f32", 3}), native = createTorchPredictor(path, {"cpu-native", 1});
        QVERIFY(graph.ok() && native.ok());
        QCOMPARE((*graph)->deviceName(), std::string("CPU (oneDNN graph, 3 threads)"));
        QCOMPARE((*graph)->preferredBatch(), 6);
        QCOMPARE((*native)->deviceName(), std::string("CPU (not fused, 1 thread)"));
        const std::vector<std::uint8_t> rgb = randomRgb(7, 64, 64);
        std::vector<float> a(7 * 64 * 64), b(7 * 64 * 64);
        QVERIFY((*graph)->predict({7, 64, rgb}, a).ok() && (*native)->predict({7, 64, rgb}, b).ok());
        QVERIFY(largestDifference(a, b) < 1e-4);
        const std::string fastest = (*createTorchPredictor(path, {"auto", 1}))->deviceName();
        QVERIFY2(fastest == "CPU (oneDNN graph, 1 thread)" || fastest == "CPU (fused, 1 thread)", fastest.c_str());
    }

    void fusingLeavesConvolutionsAlone() {
        const auto network = randomNetwork(cardOf("efficientnet-b0", "linknet-smp", "same"));
        const auto layers = importGraph(*network, torch::randn({1, 3, 64, 64}));
        QVERIFY(layers.ok());
        const auto graph = fused(withSigmoid(*layers));
        QVERIFY(graph.ok());
        // 16 blocks with squeeze-excite: each a mean. All else is in the convolutions.
        const auto count = [&](LayerKind kind) { return std::count_if(graph->layers.begin(), graph->layers.end(), [&](const Layer& l) { return l.kind == kind; }); };
        QCOMPARE(int(count(LayerKind::Mean)), 16);
        QCOMPARE(graph->layers.size(), std::size_t(count(LayerKind::Convolution) + count(LayerKind::Mean)));
        QCOMPARE(int(std::count_if(graph->layers.begin(), graph->layers.end(), [](const Layer& l) { return l.inputScale >= 0; })), 16);
        const NetworkGraph plain = withoutDeconvolutions(*graph);
        QVERIFY(std::none_of(plain.layers.begin(), plain.layers.end(), [](const Layer& l) { return l.transposed; }));
    }

    void buffersThatLiveAtOnceNeverOverlap() {
        std::vector<Lifetime> buffers;
        std::uint32_t state = 3;
        const auto random = [&](std::uint32_t below) { return (state = state * 1664525u + 1013904223u) % 65521u % below; };
        for (int i = 0; i < 300; ++i) {
            const int first = int(random(100));
            buffers.push_back({random(5000) + 1, first, first + int(random(20))});
        }
        const ArenaPlan plan = planArena(buffers);
        std::size_t sum = 0;
        for (std::size_t a = 0; a < buffers.size(); ++a) {
            sum += buffers[a].bytes;
            QVERIFY(plan.offsets[a] % 64 == 0 && plan.offsets[a] + buffers[a].bytes <= plan.bytes);
            for (std::size_t b = 0; b < a; ++b) {
                const bool together = buffers[a].first <= buffers[b].last && buffers[b].first <= buffers[a].last;
                const bool overlap = plan.offsets[a] < plan.offsets[b] + buffers[b].bytes && plan.offsets[b] < plan.offsets[a] + buffers[a].bytes;
                QVERIFY(!(together && overlap));
            }
        }
        QVERIFY(plan.bytes < sum / 3);
    }
};

QTEST_GUILESS_MAIN(ModelsOneDnnTest)
#include "models_onednn_test.moc"
