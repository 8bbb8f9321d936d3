// Proposing outlines from clicks: on drawn discs, at the edges of what makes sense, and on real glomeruli.
#include <algorithm>
#include <ctime>
#include <map>
#include <numbers>
#include <sstream>

#include <QTest>

#include "core/annotation/polygon_ops.h"
#include "core/interactive/click_segment.h"
#include "core/slide/image_file.h"
#include "core/slide/memory_slide.h"
#include "interactive_truth.h"
#include "tests/support/test_data.h"

using namespace bowman;

namespace {

constexpr SlidePoint kCentre{400, 380};
constexpr double kRadius = 90;

/// A purple disc of 180 µm on pink tissue, glass on the right. 1 µm a pixel.
SlidePtr discSlide(SlidePoint centre = kCentre) {
    Image image(1000, 800, PixelFormat::Rgb8);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const bool disc = std::hypot(x + 0.5 - centre.x, y + 0.5 - centre.y) < kRadius;
            const int noise = (x * 7919 + y * 104729) % 13;
            const std::uint8_t in[3] = {130, 60, 140}, tissue[3] = {220, 170, 200}, glass[3] = {244, 244, 244};
            const std::uint8_t* colour = disc ? in : x > 700 ? glass : tissue;
            for (int c = 0; c < 3; ++c) image.pixel(x, y)[c] = static_cast<std::uint8_t>(colour[c] + (x > 700 && !disc ? 0 : noise));
        }
    return makeMemorySlide(std::move(image), 1.0, "disc");
}

Result<MultiPolygon> proposed(const Slide& slide, const SegmentRequest& request) {
    const auto region = regionToSegment(request);
    if (!region.ok()) return region.error();
    const auto patch = readPatch(slide, *region);
    if (!patch.ok()) return patch.error();
    return segmentFromClicks(*patch, request);
}

MultiPolygon disc(SlidePoint centre) { return *bufferedLine({centre}, kRadius); }

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

}  // namespace

class InteractiveTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aClickFindsTheDisc_data() {
        QTest::addColumn<double>("dx");
        QTest::addColumn<double>("dy");
        QTest::newRow("centre") << 0.0 << 0.0;
        QTest::newRow("right") << 35.0 << 5.0;
        QTest::newRow("below") << -10.0 << 45.0;
    }
    void aClickFindsTheDisc() {
        QFETCH(double, dx);
        QFETCH(double, dy);
        const auto shape = proposed(*discSlide(), {{{{kCentre.x + dx, kCentre.y + dy}}}, {}, 1.0});
        QVERIFY(shape.ok());
        QVERIFY(isValid(*shape));
        const double iou = intersectionOverUnion(*shape, disc(kCentre));
        QVERIFY2(iou > 0.93, std::to_string(iou).c_str());
    }

    void aBoxNeedsNoScale() {
        const SlideRect box{kCentre.x - 100, kCentre.y - 95, 200, 190};
        const auto shape = proposed(*discSlide(), {{}, box, std::nullopt});
        QVERIFY(shape.ok());
        QVERIFY(intersectionOverUnion(*shape, disc(kCentre)) > 0.9);
    }

    void aNegativeClickPushesTheOutlineBackAndAPositiveOnePullsIt() {
        const SlidePoint in{kCentre.x + 60, kCentre.y}, out{kCentre.x - 105, kCentre.y};
        const auto without = proposed(*discSlide(), {{{kCentre}}, {}, 1.0});
        QVERIFY(without.ok() && contains(*without, in) && !contains(*without, out));
        const auto pushed = proposed(*discSlide(), {{{kCentre}, {in, false}}, {}, 1.0});
        QVERIFY(pushed.ok());
        QVERIFY(!contains(*pushed, in));
        QVERIFY(contains(*pushed, kCentre));
        const auto pulled = proposed(*discSlide(), {{{kCentre}, {out, true}}, {}, 1.0});
        QVERIFY(pulled.ok());
        QVERIFY(contains(*pulled, out));
        QVERIFY(isValid(*pulled));
    }

    void theNetworksProbabilityDecidesWhereThePictureDoesNot() {
        const SegmentRequest request{{{{250, 650}}}, {}, 1.0};   // nothing to be seen there
        auto patch = readPatch(*discSlide(), *regionToSegment(request));
        QVERIFY(patch.ok());
        patch->probability = Image(patch->rgb.width(), patch->rgb.height(), PixelFormat::Gray8);
        for (int y = 0; y < patch->rgb.height(); ++y)
            for (int x = 0; x < patch->rgb.width(); ++x) {
                const SlidePoint p = patch->toSlide({x + 0.5, y + 0.5});
                *patch->probability.pixel(x, y) = std::hypot(p.x - 250, p.y - 650) < 70 ? 250 : 5;
            }
        const auto shape = segmentFromClicks(*patch, request);
        QVERIFY(shape.ok());
        QVERIFY(intersectionOverUnion(*shape, *bufferedLine({{250, 650}}, 70)) > 0.85);
    }

    void whatMakesNoSenseIsRefusedWithASentence() {
        const SlidePtr slide = discSlide();
        const auto why = [&](const SegmentRequest& request) {
            const auto shape = proposed(*slide, request);
            return shape.ok() ? std::string() : shape.error().what;
        };
        QVERIFY(why({{{{900, 400}}}, {}, 1.0}).find("only glass") != std::string::npos);
        QVERIFY(why({{{{-5000, -5000}}}, {}, 1.0}).find("only glass") != std::string::npos);
        QVERIFY(why({{{kCentre}}, {}, std::nullopt}).find("scale") != std::string::npos);
        QVERIFY(why({{}, {}, 1.0}).find("Click inside") != std::string::npos);
        QVERIFY(why({{{kCentre, false}}, {}, 1.0}).find("Click inside") != std::string::npos);
        QVERIFY(why({{}, {0, 0, 3000, 20}, 1.0}).find("2 mm") != std::string::npos);
        QVERIFY(why({{{kCentre}, {{kCentre.x + 1, kCentre.y}, false}}, {}, 1.0}).find("contradict") != std::string::npos);
    }

    void aGlomerulusCutByTheSlidesEdgeIsOutlined() {
        const SlidePoint centre{60, 380};
        const auto shape = proposed(*discSlide(centre), {{{centre}}, {}, 1.0});
        QVERIFY(shape.ok());
        const auto seen = intersect(*shape, {Polygon{{{0, 0}, {1000, 0}, {1000, 800}, {0, 800}}, {}}});
        QVERIFY(seen.ok());
        const auto truth = intersect(disc(centre), {Polygon{{{0, 0}, {1000, 0}, {1000, 800}, {0, 800}}, {}}});
        QVERIFY(intersectionOverUnion(*seen, *truth) > 0.85);
    }

    /// Prints one line per kind of click; tests/bench/results/correction.md keeps them. BOWMAN_CLICK_PART=training for tuning.
    void realGlomeruliAreOutlinedByAClick() {
        const auto data = test::dataFolder();
        if (data.empty()) QSKIP("real images are not there");
        const char* wanted = std::getenv("BOWMAN_CLICK_PART");
        const auto truths = test::truthsOf(data / "segmentation", wanted ? wanted : "validation");
        if (truths.size() < 30) QSKIP("too few real glomeruli");
        struct Kind {
            const char* name;
            double offset, scale;
            bool box;
        };
        for (const Kind& kind : {Kind{"centre", 0, 1, false}, Kind{"a third of the radius off", 0.33, 1, false}, Kind{"centre, scale 20 % low", 0, 0.8, false},
                                 Kind{"centre, scale 25 % high", 0, 1.25, false}, Kind{"box, 5 % wider", 0, 1, true}}) {
            std::vector<double> scores, plain, ms;
            std::map<std::string, std::vector<double>> byStain;
            int good = 0;
            for (const test::Truth& t : truths) {
                const double radius = std::sqrt(areaOf(t.shape) / std::numbers::pi), angle = 2.4 * static_cast<double>(scores.size());
                const SlideRect bounds = boundsOf(t.shape);
                SegmentRequest request{{}, {}, t.umPerPx * kind.scale};
                const SlidePoint at{t.centre.x + kind.offset * radius * std::cos(angle), t.centre.y + kind.offset * radius * std::sin(angle)};
                if (kind.box) request.box = bounds.grown(0.05 * bounds.width);
                else request.clicks = {{at}};
                const auto region = regionToSegment(request);
                QVERIFY(region.ok());
                const auto patch = readPatch(*t.slide, *region);
                QVERIFY(patch.ok());
                const std::clock_t began = std::clock();
                const auto shape = segmentFromClicks(*patch, request);
                ms.push_back(1000.0 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
                const auto seen = shape.ok() ? intersect(*shape, t.frame) : Result<MultiPolygon>(MultiPolygon{});
                const double iou = intersectionOverUnion(*seen, t.shape);
                scores.push_back(iou);
                byStain[t.stain].push_back(iou);
                good += iou >= 0.8;
                plain.push_back(intersectionOverUnion(*intersect(*bufferedLine({at}, 95 / *request.umPerPx), t.frame), t.shape));
            }
            std::ostringstream line;
            line << kind.name << ": n " << scores.size() << ", median IoU " << median(scores) << ", >= 0.8: " << 100.0 * good / static_cast<double>(scores.size())
                 << " %, disc of 190 um " << median(plain) << ", median ms " << median(ms);
            for (const auto& [stain, values] : byStain) line << ", " << stain << " " << median(values) << " (" << values.size() << ")";
            qInfo("%s", line.str().c_str());
            if (kind.offset == 0 && kind.scale == 1 && !wanted) QVERIFY(median(scores) > 0.65);
        }
    }
};

QTEST_GUILESS_MAIN(InteractiveTest)
#include "interactive_test.moc"
