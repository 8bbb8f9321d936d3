// The canvas against pictures that a person has looked at. BOWMAN_UPDATE_GOLDEN=1 writes new ones; without a baseline the
// test fails and leaves its candidate beside the build.
#include <QDir>
#include <QTest>

#include "canvas_fixture.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

// Rasterisers of other Qt versions and processors differ in the last bits of antialiased edges.
constexpr int kChannelTolerance = 14;
constexpr double kPixelsThatMayDiffer = 0.004;

test::Rgb tissue(int x, int y) {
    const auto inside = [&](int cx, int cy, int r) { return (x - cx) * (x - cx) + (y - cy) * (y - cy) < r * r; };
    if (y > 560) return {30, 26, 40};
    for (int i = 0; i < 12; ++i)
        if (inside(80 + i * 97 % 760, 60 + i * 173 % 480, 26)) return {168, 92, 140};
    return {228 - (x / 16 + y / 16) % 2 * 8, 190, 214};
}

void compare(const QImage& picture, const QString& name) {
    const QString golden = QStringLiteral(BOWMAN_SOURCE_DIR "/tests/golden/") + name;
    if (qEnvironmentVariableIntValue("BOWMAN_UPDATE_GOLDEN") == 1) QVERIFY(picture.save(golden));
    const QString candidate = QDir(QCoreApplication::applicationDirPath()).filePath("candidate_" + name);
    QImage expected(golden);
    if (expected.isNull() || expected.size() != picture.size()) {
        picture.save(candidate);
        QFAIL(qPrintable("no baseline " + golden + " of this size; the candidate is " + candidate));
    }
    expected = expected.convertToFormat(QImage::Format_RGB32);
    int differing = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const QRgb a = picture.pixel(x, y), b = expected.pixel(x, y);
            const int most = std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
            differing += most > kChannelTolerance;
        }
    if (differing > kPixelsThatMayDiffer * picture.width() * picture.height()) {
        picture.save(candidate);
        QFAIL(qPrintable(QString::number(differing) + " pixels differ from " + golden + "; see " + candidate));
    }
}

}  // namespace

class CanvasGoldenTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStateLooksAsDecided() {
        AnnotationSet set;
        const ReviewState states[] = {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected,
                                      ReviewState::Added,    ReviewState::Unsure,   ReviewState::Rejected};
        for (int i = 0; i < 6; ++i) {
            Annotation a = test::annotation(i + 1, test::disc({140.0 + i % 3 * 250, 140.0 + i / 3 * 240}, 90), states[i]);
            if (states[i] == ReviewState::Corrected) a.shape = test::disc({640, 130}, 100, 9);
            test::put(set, a);
        }
        test::put(set, test::annotation(7, test::disc({640, 600}, 80), ReviewState::Proposed));
        test::put(set, test::annotation(8, test::disc({60, 620}, 1), ReviewState::Accepted));
        Annotation region = test::annotation(9, test::box(30, 545, 70, 140), ReviewState::Added);   // too small for its label
        region.kind = AnnotationKind::CompleteRegion;
        test::put(set, region);

        SlideView view;
        view.resize(520, 440);
        LayerSettings layers;
        layers.navigator = layers.scaleBar = false;
        layers.rejected = true;
        view.setLayers(layers);
        view.setSlide(test::paintedSlide(800, 700, tissue), 0.5);
        view.setAnnotations(&set);
        view.setSelected(7);
        view.show();
        VERIFY_BECOMES_SHARP(view);
        compare(view.grab().toImage().convertToFormat(QImage::Format_RGB32), "canvas_states.png");
    }

    void heatMapAndTissueLookAsDecided() {
        auto probability = std::make_shared<Image>(100, 88, PixelFormat::Gray8);
        for (int y = 0; y < 88; ++y)
            for (int x = 0; x < 100; ++x) *probability->pixel(x, y) = static_cast<std::uint8_t>(x < 80 ? x * 255 / 79 : 255 - y * 2);
        SlideView view;
        view.resize(520, 440);
        LayerSettings layers;
        layers.navigator = layers.scaleBar = false;
        layers.heatMap = layers.tissue = true;
        view.setLayers(layers);
        view.setSlide(test::paintedSlide(800, 700, tissue), 0.5);
        view.addProbabilityTile({{0, 0, 600, 528}, 0, 0, probability});
        view.setTissueOutline(test::disc({400, 330}, 300));
        view.show();
        VERIFY_BECOMES_SHARP(view);
        compare(view.grab().toImage().convertToFormat(QImage::Format_RGB32), "canvas_heat.png");
    }
};

QTEST_MAIN(CanvasGoldenTest)
#include "canvas_golden_test.moc"
