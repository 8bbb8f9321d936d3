// Mirror images: their mean as the answer, their disagreement as a doubt.
#include <QTest>

#include "core/detect/flips.h"
#include "tests/support/disc_network.h"

using namespace bowman;
using namespace bowman::test;

namespace {

/// Sees only what lies in the left half of a patch: its mirror images contradict it.
class LeftPredictor : public ViolettPredictor {
public:
    Result<void> predict(const PatchBatch& batch, std::span<float> probabilities) override {
        if (failsAfter > 0 && ++asked > failsAfter) return Error{"the network failed", "", "NaN"};
        if (auto done = ViolettPredictor::predict(batch, probabilities); !done) return done;
        for (std::size_t i = 0; i < probabilities.size(); ++i)
            if (static_cast<int>(i) % batch.size >= batch.size / 2) probabilities[i] = 0;
        return {};
    }
    int failsAfter = 0, asked = 0;
};

}  // namespace

class DetectFlipsTest : public QObject {
    Q_OBJECT

    SlidePtr m_slide = makeMemorySlide(discs(), 1.0, "discs");

private Q_SLOTS:
    void aNetworkThatKnowsNoSidesAnswersTheSame() {
        ViolettPredictor network, other;
        FlippingPredictor flipping(other);
        const DetectionResult plain = detect(requestFor(m_slide), network), flipped = detect(requestFor(m_slide), flipping);
        QCOMPARE(flipped.objects.size(), plain.objects.size());
        const int w = static_cast<int>(plain.map->grid().size.width), h = static_cast<int>(plain.map->grid().size.height);
        const Image a = plain.map->read(0, 0, w, h), b = flipped.map->read(0, 0, w, h);
        for (std::size_t i = 0; i < a.sizeBytes(); ++i) QVERIFY(std::abs(a.data()[i] - b.data()[i]) <= 1);
        QCOMPARE(other.patches, 4 * network.patches);
        QVERIFY(flipping.arithmetic() != other.arithmetic());   // else one would take the other's kept patches
    }

    void theAnswerIsTheMeanOfTheMirrorImages() {
        LeftPredictor network;
        FlippingPredictor flipping(network);
        std::vector<std::uint8_t> rgb(3 * 64 * 64, 255);
        for (std::size_t i = 1; i < rgb.size(); i += 3) rgb[i] = 0;
        std::vector<float> answer(64 * 64);
        QVERIFY(flipping.predict({1, 64, rgb}, answer).ok());
        for (const int x : {10, 50}) QVERIFY(std::abs(answer[static_cast<std::size_t>(32 * 64 + x)] - 0.5F) < 1e-6F);
    }

    void whatContradictsItselfIsDoubted() {
        ViolettPredictor agreeing;
        LeftPredictor contradicting;
        DetectionResult result = detect(requestFor(m_slide), agreeing);
        QVERIFY(tellDisagreement(result.objects, *m_slide, 1.0, agreeing, {}, {}).ok());
        for (const DetectedObject& object : result.objects) QVERIFY(object.disagreement && *object.disagreement < 1e-3);
        QVERIFY(tellDisagreement(result.objects, *m_slide, 1.0, contradicting, {}, {}).ok());
        for (const DetectedObject& object : result.objects) QVERIFY(object.disagreement && *object.disagreement > 0.4);
    }

    void aFailureLeavesTheRestAndIsReturned() {
        ViolettPredictor network;
        DetectionResult result = detect(requestFor(m_slide), network);
        LeftPredictor failing;
        failing.failsAfter = 6;
        const auto told = tellDisagreement(result.objects, *m_slide, 1.0, failing, {}, {});
        QVERIFY(!told.ok());
        QVERIFY(result.objects[0].disagreement && !result.objects[1].disagreement);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!tellDisagreement(result.objects, *m_slide, 1.0, network, {}, stop.get_token()).ok());
    }
};

QTEST_GUILESS_MAIN(DetectFlipsTest)
#include "detect_flips_test.moc"
