// Wand and live wire: on drawn discs, at the edges of what makes sense, and on real glomeruli.
#include <algorithm>
#include <ctime>
#include <map>
#include <numbers>

#include <QTest>

#include "core/annotation/polygon_ops.h"
#include "core/interactive/curve.h"
#include "core/interactive/live_wire.h"
#include "core/interactive/wand.h"
#include "interactive_truth.h"
#include "tests/support/test_data.h"

using namespace bowman;

namespace {

constexpr SlidePoint kCentre{256, 240};
constexpr double kRadius = 90;

/// A purple disc on pink, with white lumina of 4 px in it and a thin purple fibre that leads out of it.
PicturePatch discPatch(SlidePoint origin = {}, double downsample = 1) {
    Image image(512, 512, PixelFormat::Rgb8);
    for (int y = 0; y < 512; ++y)
        for (int x = 0; x < 512; ++x) {
            const double dx = x + 0.5 - kCentre.x, dy = y + 0.5 - kCentre.y;
            const bool fibre = std::abs(dy) < 1.5 && dx > 0;
            const bool lumen = std::hypot(std::fmod(x, 40.0) - 20, std::fmod(y, 40.0) - 20) < 2;
            const bool disc = std::hypot(dx, dy) < kRadius;
            const int noise = (x * 7919 + y * 104729) % 9;
            const std::uint8_t in[3] = {130, 60, 140}, tissue[3] = {220, 170, 200}, white[3] = {240, 240, 240};
            const std::uint8_t* colour = disc && lumen ? white : disc || fibre ? in : tissue;
            for (int c = 0; c < 3; ++c) image.pixel(x, y)[c] = static_cast<std::uint8_t>(colour[c] + noise);
        }
    return {std::move(image), origin, downsample};
}

MultiPolygon disc(SlidePoint centre, double radius) { return *bufferedLine({centre}, radius); }

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

double milliseconds(std::clock_t began) { return 1000.0 * static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC; }

/// Points of the outline at equal angles about its centre, moved by a hand that is off by `error` pixels.
std::vector<SlidePoint> anchorsOn(const MultiPolygon& shape, SlidePoint centre, int count, double error) {
    std::vector<SlidePoint> anchors;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * i / count;
        double r = 1;
        while (contains(shape, {centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)})) r += 1;
        r += error * (i % 2 ? 1 : -1);
        anchors.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    return anchors;
}

/// What magnetic clicks on the anchors give, and how long the slowest click took.
MultiPolygon traced(const PicturePatch& patch, const std::vector<SlidePoint>& anchors, std::vector<double>* ms = nullptr) {
    Ring ring;
    for (std::size_t i = 0; i < anchors.size(); ++i) {
        const std::clock_t began = std::clock();
        const auto wire = LiveWire::from(patch, anchors[i]);
        if (ms) ms->push_back(milliseconds(began));
        if (!wire.ok()) return {};
        auto path = (*wire)->pathTo(anchors[(i + 1) % anchors.size()]);
        ring.insert(ring.end(), path.begin(), path.end() - 1);
    }
    const auto valid = makeValid({Polygon{ring, {}}});
    return valid ? *valid : MultiPolygon{};
}

}  // namespace

class InteractiveTraceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theWandFindsADiscWithoutItsLuminaAndWithoutTheFibre() {
        const auto field = WandField::around(discPatch(), {270, 250});
        QVERIFY(field.ok());
        const auto grown = field->grown(12);
        QVERIFY(grown.ok());
        QVERIFY(isValid(*grown));
        QCOMPARE(grown->size(), std::size_t(1));
        QVERIFY(grown->front().holes.empty());
        QVERIFY2(intersectionOverUnion(*grown, disc(kCentre, kRadius)) > 0.95, qPrintable(QString::number(intersectionOverUnion(*grown, disc(kCentre, kRadius)))));
        QVERIFY(!contains(*grown, {420, 240}));                                // the fibre
        QVERIFY(vertexCount(*grown) < 200);
    }

    void theWandAnswersInPixelsOfTheSlide() {
        const PicturePatch patch = discPatch({10000, 20000}, 4);
        const SlidePoint centre = patch.toSlide(kCentre);
        const auto field = WandField::around(patch, centre);
        QVERIFY(field.ok());
        const auto grown = field->grown(12);
        QVERIFY(grown.ok());
        QVERIFY(intersectionOverUnion(*grown, disc(centre, 4 * kRadius)) > 0.95);
    }

    void moreToleranceNeverLosesGround() {
        const auto field = WandField::around(discPatch(), kCentre);
        QVERIFY(field.ok());
        double before = 0;
        for (double tolerance = 0; tolerance <= WandField::kLargestTolerance; tolerance += 3) {
            const auto grown = field->grown(tolerance);
            QVERIFY(grown.ok());
            QVERIFY(contains(*grown, kCentre));
            const double area = areaOf(*grown);
            QVERIFY2(area > 0.995 * before, qPrintable(QString::number(tolerance)));
            before = area;
        }
        QVERIFY(before > 500.0 * 500);        // in the end all of the patch
    }

    void theWandReachesNoFurtherThanItIsTold() {
        const PicturePatch patch = discPatch({1000, 1000}, 2);
        const SlidePoint centre = patch.toSlide(kCentre);
        const auto field = WandField::around(patch, centre);
        QVERIFY(field.ok());
        const auto grown = field->grown(60, 60);
        QVERIFY(grown.ok());
        QVERIFY2(intersectionOverUnion(*grown, disc(centre, 60)) > 0.93, qPrintable(QString::number(intersectionOverUnion(*grown, disc(centre, 60)))));
    }

    void theWandKnowsWhereThePictureEnds() {
        const PicturePatch patch = discPatch();
        QVERIFY(!WandField::around(patch, {-3, 10}).ok());
        QVERIFY(!WandField::around(PicturePatch{}, {0, 0}).ok());
        for (const SlidePoint& corner : {SlidePoint{0, 0}, SlidePoint{511.9, 0}, SlidePoint{511.9, 511.9}}) {
            const auto field = WandField::around(patch, corner);
            QVERIFY(field.ok());
            const auto grown = field->grown(10);
            QVERIFY(grown.ok());
            const SlideRect bounds = boundsOf(*grown);
            QVERIFY(bounds.x >= -1 && bounds.y >= -1 && bounds.right() <= 513 && bounds.bottom() <= 513);
        }
    }

    void theWireFollowsTheEdgeOfADisc() {
        const PicturePatch patch = discPatch();
        const SlidePoint left{kCentre.x - kRadius, kCentre.y}, top{kCentre.x, kCentre.y - kRadius};
        const auto wire = LiveWire::from(patch, left);
        QVERIFY(wire.ok());
        const auto path = (*wire)->pathTo(top);
        QCOMPARE(path.front(), left);
        QCOMPARE(path.back(), top);
        QVERIFY(path.size() > 5 && path.size() < 80);
        for (const SlidePoint& p : path) QVERIFY2(std::abs(std::hypot(p.x - kCentre.x, p.y - kCentre.y) - kRadius) < 6, qPrintable(QString("%1 %2").arg(p.x).arg(p.y)));
    }

    void theWireGoesOnStraightBeyondThePatch() {
        const PicturePatch patch = discPatch({1000, 1000}, 2);
        const auto wire = LiveWire::from(patch, {1200, 1200});
        QVERIFY(wire.ok());
        QVERIFY((*wire)->covers({1900, 1900}));
        QVERIFY(!(*wire)->covers({3000, 1900}));
        const auto path = (*wire)->pathTo({3000, 1500});
        QCOMPARE(path.front(), (SlidePoint{1200, 1200}));
        QCOMPARE(path.back(), (SlidePoint{3000, 1500}));
        QVERIFY(!LiveWire::from(patch, {900, 900}).ok());
        QVERIFY(!LiveWire::from(PicturePatch{}, {0, 0}).ok());
    }

    void curvesKeepTheirEndsAndTheirPlace() {
        std::vector<SlidePoint> stairs;
        for (int i = 0; i < 40; ++i) stairs.push_back({1e6 + i / 2, 2e6 + (i + 1) / 2});
        const auto smooth = smoothedLine(stairs, 3, LineEnds::Open);
        QCOMPARE(smooth.size(), stairs.size());
        QCOMPARE(smooth.front(), stairs.front());
        QCOMPARE(smooth.back(), stairs.back());
        const auto thin = thinnedLine(smooth, 0.6, LineEnds::Open);
        QVERIFY(thin.size() <= 4);
        QVERIFY(std::abs(thin.back().x - stairs.back().x) < 0.01);
        QCOMPARE(smoothedLine({{0, 0}, {1, 1}}, 3, LineEnds::Closed).size(), std::size_t(2));
    }

    /// Prints what a good hand gets from both tools; tests/bench/results/correction.md keeps it.
    void realGlomeruliAreTraced() {
        const auto data = test::dataFolder();
        if (data.empty()) QSKIP("real images are not there");
        const auto truths = test::truthsOf(data / "segmentation", "validation");
        if (truths.size() < 30) QSKIP("too few real glomeruli");
        std::map<double, std::vector<double>> byTolerance;
        std::vector<double> wand, circle, straight, wire, wandMs, fieldMs, wireMs;
        for (const test::Truth& t : truths) {
            const SlideRect bounds = boundsOf(t.shape);
            const double downsample = std::max(bounds.width, bounds.height) / 320;
            const auto patch = readPatch(*t.slide, squareAround(bounds.centre(), 512, downsample));
            QVERIFY(patch.ok());
            std::clock_t began = std::clock();
            const auto field = WandField::around(*patch, t.centre);
            fieldMs.push_back(milliseconds(began));
            QVERIFY(field.ok());
            double best = 0;
            for (double tolerance = 3; tolerance < 40; tolerance += 3) {
                began = std::clock();
                const auto grown = field->grown(tolerance, 1.15 * std::sqrt(areaOf(t.shape) / std::numbers::pi));
                wandMs.push_back(milliseconds(began));
                const double fit = grown.ok() ? intersectionOverUnion(*grown, t.shape) : 0;
                byTolerance[tolerance].push_back(fit);
                best = std::max(best, fit);
            }
            wand.push_back(best);
            circle.push_back(intersectionOverUnion(disc(t.centre, 1.15 * std::sqrt(areaOf(t.shape) / std::numbers::pi)), t.shape));
            if (!contains(t.shape, t.centre) || wire.size() >= 40) continue;
            const auto anchors = anchorsOn(t.shape, t.centre, 6, 2 * downsample);
            wire.push_back(intersectionOverUnion(traced(*patch, anchors, &wireMs), t.shape));
            straight.push_back(intersectionOverUnion(*makeValid({Polygon{anchors, {}}}), t.shape));
        }
        qInfo("wand from the centre, best tolerance, reach 1.15 radii: n %zu, median IoU %.3f, field %.1f ms, a move %.2f ms (median)", wand.size(), median(wand), median(fieldMs), median(wandMs));
        QString line;
        for (const auto& [tolerance, fits] : byTolerance) line += QString(" %1: %2").arg(tolerance).arg(median(fits), 0, 'f', 3);
        qInfo("median IoU by tolerance:%s; the disc of that reach %.3f", qPrintable(line), median(circle));
        qInfo("six clicks, 2 px off: n %zu, median IoU %.3f along edges, %.3f straight; a click %.1f ms", wire.size(), median(wire), median(straight), median(wireMs));
        QVERIFY(median(wire) > median(straight));
    }
};

QTEST_GUILESS_MAIN(InteractiveTraceTest)
#include "interactive_trace_test.moc"
