#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

#include "models/inference/channels_last_kernels.h"
#include "models/inference/pointwise_head.h"

using namespace bowman;
using namespace bowman::kernels;

namespace {

std::vector<float> randomNumbers(std::size_t count) {
    std::vector<float> numbers(count);
    std::uint32_t state = 5;
    for (float& x : numbers) x = float((state = state * 1664525u + 1013904223u) >> 8) / float(1 << 23) - 1;
    return numbers;
}

Bf16 rounded(float x) { return static_cast<Bf16>(std::bit_cast<std::uint32_t>(x) >> 16); }
float widened(Bf16 x) { return std::bit_cast<float>(std::uint32_t{x} << 16); }

/// As the comment of PointwiseHead says it, in 64 bit.
double expectedHead(const PointwiseHead& head, const float* x) {
    double sum = head.biases[head.hidden];
    for (std::size_t m = 0; m < head.hidden; ++m) {
        double h = head.biases[m];
        for (std::size_t k = 0; k < head.inputs; ++k) h += double(head.weights[m * head.inputs + k]) * double(x[k]);
        sum += double(head.weights[head.hidden * head.inputs + m]) * std::max(0.0, h);
    }
    return 1 / (1 + std::exp(-sum));
}

}  // namespace

class ModelsKernelsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theHeadEqualsItsFormulaAndPutsPixelsInPlace() {
        for (const std::size_t phases : {1, 2}) {
            PointwiseHead head{5, 7, randomNumbers(5 * 7 + 7), randomNumbers(8)};
            head.rows = 3;
            head.width = 83;  // not a multiple of what is computed at once
            head.phases = phases;
            const std::size_t all = phases * phases;
            const std::vector<float> in = randomNumbers(head.rows * head.width * all * head.inputs);
            std::vector<float> out(head.rows * head.width * all, -1);
            pointwiseHead(head, in.data(), out.data());
            for (std::size_t y = 0; y < head.rows; ++y)
                for (std::size_t x = 0; x < head.width; ++x)
                    for (std::size_t phase = 0; phase < all; ++phase) {
                        const float* pixel = in.data() + ((y * head.width + x) * all + phase) * head.inputs;
                        const std::size_t row = y * phases + phase / phases, column = x * phases + phase % phases;
                        QVERIFY(std::abs(double(out[row * head.width * phases + column]) - expectedHead(head, pixel)) < 1e-6);
                    }
        }
    }

    void theHeadTakesLargeNumbersAndKeepsWhatIsNone() {
        PointwiseHead head{1, 1, {1, 1}, {0, 0}};
        head.rows = 1;
        head.width = 4;
        const std::vector<float> in = {1e30F, std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN(), 0};
        std::vector<float> out(4);
        pointwiseHead(head, in.data(), out.data());
        QCOMPARE(out[0], 1.0F);
        QCOMPARE(out[1], 1.0F);
        QVERIFY(std::isnan(out[2]));
        QCOMPARE(out[3], 0.5F);
        head.weights = {1, -1};
        pointwiseHead(head, in.data(), out.data());
        QVERIFY(out[0] >= 0 && out[0] < 1e-30F);
    }

    void theHeadReadsBfloat16() {
        PointwiseHead head{4, 32, randomNumbers(4 * 32 + 32), randomNumbers(33)};
        head.rows = 2;
        head.width = 16;
        std::vector<Bf16> in;
        for (const float x : randomNumbers(2 * 16 * 4)) in.push_back(rounded(x));
        std::vector<float> same, out(32), expected(32);
        for (const Bf16 x : in) same.push_back(widened(x));
        pointwiseHead(head, in.data(), out.data());
        pointwiseHead(head, same.data(), expected.data());
        QCOMPARE(out, expected);
    }

    void theMeanOfManyPixelsIsExact() {
        // 300 × 300 pixels near one: added up one after the other in 32 bit the last digits would be lost.
        const Area area{2, 90000, 37};
        std::vector<float> in = randomNumbers(area.images * area.pixels * area.channels);
        for (float& x : in) x = 1 + x / 1000;
        std::vector<float> out(area.images * area.channels);
        mean(in.data(), area, out.data());
        for (std::size_t n = 0; n < area.images; ++n)
            for (std::size_t c = 0; c < area.channels; ++c) {
                double sum = 0;
                for (std::size_t p = 0; p < area.pixels; ++p) sum += double(in[(n * area.pixels + p) * area.channels + c]);
                QVERIFY(std::abs(double(out[n * area.channels + c]) - sum / double(area.pixels)) < 2e-5);
            }
    }

    void channelsAreScaledByTheFactorsOfTheirImage() {
        const Area area{3, 70, 21};
        const std::vector<float> in = randomNumbers(3 * 70 * 21), factors = randomNumbers(3 * 21);
        std::vector<float> out(in.size());
        scaleChannels(in.data(), area, factors.data(), out.data());
        for (std::size_t i = 0; i < in.size(); ++i) QCOMPARE(out[i], in[i] * factors[i / (70 * 21) * 21 + i % 21]);
        std::vector<float> inPlace = in;
        scaleChannels(inPlace.data(), area, factors.data(), inPlace.data());
        QCOMPARE(inPlace, out);
    }

    void pixelsAreNormalisedForAnyCount() {
        const Normalisation by = normalisationOf({0.5, 0.25, 0.75}, {0.25, 0.5, 0.125});
        for (const std::size_t pixels : {1, 15, 16, 17, 100}) {
            std::vector<std::uint8_t> rgb(pixels * 3);
            for (std::size_t i = 0; i < rgb.size(); ++i) rgb[i] = std::uint8_t(i * 37);
            std::vector<float> out(rgb.size());
            normalise(rgb.data(), pixels, by, out.data());
            constexpr double kMean[] = {0.5, 0.25, 0.75}, kStd[] = {0.25, 0.5, 0.125};
            for (std::size_t i = 0; i < rgb.size(); ++i) QVERIFY(std::abs(double(out[i]) - (rgb[i] / 255.0 - kMean[i % 3]) / kStd[i % 3]) < 1e-5);
        }
    }
};

QTEST_GUILESS_MAIN(ModelsKernelsTest)
#include "models_kernels_test.moc"
