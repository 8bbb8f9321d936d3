// Sizes, forms and places of objects against shapes whose values are known, and the figures that are made of many.
#include <QTest>

#include <cmath>
#include <numbers>

#include "core/measure/distribution.h"
#include "core/measure/measure_columns.h"
#include "core/measure/slide_figures.h"

using namespace bowman;
using std::numbers::pi;

namespace {

MultiPolygon rectangle(double x, double y, double width, double height) {
    return {{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, {}}};
}

MultiPolygon disc(SlidePoint centre, double radius, int points = 720) {
    Ring ring;
    for (int i = 0; i < points; ++i) ring.push_back({centre.x + radius * std::cos(2 * pi * i / points), centre.y + radius * std::sin(2 * pi * i / points)});
    return {{ring, {}}};
}

/// A block of tissue of 40 × 30 mask pixels within 100 × 80, each 10 level-0 pixels.
TissueMask block() {
    TissueMask tissue{Image(100, 80, PixelFormat::Gray8), 10};
    for (int y = 20; y < 50; ++y)
        for (int x = 20; x < 60; ++x) *tissue.mask.pixel(x, y) = 255;
    return tissue;
}

AnnotationPtr object(AnnotationId id, const MultiPolygon& shape, const std::string& className = "Glomerulus", ReviewState state = ReviewState::Accepted,
                     AnnotationKind kind = AnnotationKind::Glomerulus) {
    Annotation a;
    a.id = id;
    a.shape = shape;
    a.className = className;
    a.state = state;
    a.kind = kind;
    return std::make_shared<const Annotation>(a);
}

bool isNear(double a, double b, double relative = 1e-9) { return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b)); }

}  // namespace

class MeasureObjectsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDiscHasTheValuesOfACircle() {
        const Morphometry m = measuresOf(disc({500, 400}, 100), {{1000, 800}, 0.5, {}}).form;
        QVERIFY(isNear(m.areaUm2, pi * 50 * 50, 1e-4));
        QVERIFY(isNear(m.equivalentDiameterUm, 100, 1e-4));
        QVERIFY(isNear(m.perimeterUm, pi * 100, 1e-4));
        QVERIFY(isNear(m.feretUm, 100, 1e-4));
        QVERIFY(isNear(m.smallestFeretUm, 100, 1e-4));
        QVERIFY(isNear(m.circularity, 1, 1e-4));
        QVERIFY(isNear(m.solidity, 1));
    }

    void aRectangleHasItsSidesAndItsDiagonal() {
        const Morphometry m = measuresOf(rectangle(100, 100, 300, 400), {{1000, 800}, 2.0, {}}).form;
        QVERIFY(isNear(m.areaUm2, 600.0 * 800));
        QVERIFY(isNear(m.feretUm, 1000));
        QVERIFY(isNear(m.smallestFeretUm, 600));
        QVERIFY(isNear(m.perimeterUm, 2800));
        QVERIFY(isNear(m.circularity, 4 * pi * 600 * 800 / (2800.0 * 2800)));
        QVERIFY(isNear(m.equivalentDiameterUm, std::sqrt(4 * 600 * 800 / pi)));
    }

    void anLHasTheSolidityOfItsNotch() {
        const MultiPolygon shape = {{{{0, 0}, {200, 0}, {200, 100}, {100, 100}, {100, 200}, {0, 200}}, {}}};
        const Morphometry m = measuresOf(shape, {{}, std::nullopt, {}}).form;
        QVERIFY(isNear(m.areaUm2, 30000));                       // pixels: the scale is unknown
        QVERIFY(isNear(m.solidity, 30000.0 / 35000));
    }

    void aHoleTakesFromTheAreaNotFromTheForm() {
        MultiPolygon ring = disc({0, 0}, 100);
        ring.front().holes.push_back(disc({0, 0}, 50).front().outer);
        const Morphometry m = measuresOf(ring, {{}, 1.0, {}}).form;
        QVERIFY(isNear(m.areaUm2, pi * (100 * 100 - 50 * 50), 1e-4));
        QVERIFY(isNear(m.circularity, 1, 1e-4));
        QVERIFY(isNear(m.solidity, 1));
    }

    void theDistanceGoesToTheNearestGlass() {
        const MeasureFrame frame{{1000, 800}, 0.5, TissueEdge(block())};       // tissue: x 200–600, y 200–500
        const auto inside = measuresOf(rectangle(300, 330, 50, 50), frame);     // 100 px from the left, 120 from below
        QVERIFY(inside.toTissueEdge);
        QVERIFY2(std::abs(*inside.toTissueEdge - 50) <= 5, qPrintable(QString::number(*inside.toTissueEdge)));
        QCOMPARE(inside.touches, TouchedEdge::None);
        const auto across = measuresOf(rectangle(180, 300, 50, 50), frame);
        QCOMPARE(*across.toTissueEdge, 0.0);
        QCOMPARE(across.touches, TouchedEdge::Tissue);
        QCOMPARE(measuresOf(rectangle(0, 300, 50, 50), frame).touches, TouchedEdge::Slide);
        QCOMPARE(measuresOf(rectangle(950, 700, 50, 50), frame).touches, TouchedEdge::Slide);
        QVERIFY(!measuresOf(rectangle(300, 330, 50, 50), {{1000, 800}, 0.5, {}}).toTissueEdge);
    }

    void theDistanceIsThatOfTheEdgesNotOfThePointsAlone() {
        TissueMask torn = block();
        for (int y = 0; y < torn.mask.height(); ++y)      // a tear of glass, right above the middle of the tissue
            if ((y + 0.5) * torn.downsample < 300)
                for (int x = 0; x < torn.mask.width(); ++x)
                    if (std::abs((x + 0.5) * torn.downsample - 400) < 2 * torn.downsample) *torn.mask.pixel(x, y) = 0;
        const MultiPolygon wide = rectangle(250, 320, 300, 60);       // four points, all of them far from the tear
        const auto measured = measuresOf(wide, {{1000, 800}, 1.0, TissueEdge(torn)});
        QVERIFY2(std::abs(*measured.toTissueEdge - 20) <= 10, qPrintable(QString::number(*measured.toTissueEdge)));
    }

    void theBorderOfASlideFullOfTissueIsAnEdge() {
        TissueMask full{Image(50, 40, PixelFormat::Gray8), 4};
        std::fill_n(full.mask.data(), full.mask.sizeBytes(), std::uint8_t{255});
        const TissueEdge edge(full);
        QVERIFY(std::abs(edge.distanceAt({100, 80}) - 80) <= 4);
        QVERIFY(edge.distanceAt({1, 80}) < 4);
        QCOMPARE(edge.distanceAt({-5, 80}), 0.0);
        QCOMPARE(edge.distanceAt({NAN, 80}), 0.0);
    }

    void middleAndSpreadAreThoseOfTheBook() {
        const Distribution d = distributionOf({4, 1, 3, 2, NAN});
        QCOMPARE(d.count, std::size_t(4));
        QCOMPARE(d.mean, 2.5);
        QVERIFY(isNear(d.standardDeviation, std::sqrt(5.0 / 3)));
        QCOMPARE(d.lowerQuartile, 1.75);
        QCOMPARE(d.median, 2.5);
        QCOMPARE(d.upperQuartile, 3.25);
        QCOMPARE(distributionOf({7}).standardDeviation, 0.0);
        QCOMPARE(distributionOf({}).count, std::size_t(0));
    }

    void binsHaveRoundEdgesAndHoldEveryValue() {
        const std::vector<double> values = {81, 94, 133, 140, 141, 199, 200, 207};
        const Bins bins = roundBins(values, 10);
        QCOMPARE(bins.width, 20.0);
        QCOMPARE(bins.start, 80.0);
        QCOMPARE(bins.count, 7);
        for (const double v : values) {
            const int bin = bins.binOf(v);
            QVERIFY(bin >= 0 && bin < bins.count && v >= bins.lower(bin) && v <= bins.upper(bin));
        }
        QCOMPARE(bins.binOf(200), 6);
        QCOMPARE(bins.binOf(79), -1);
        QCOMPARE(bins.binOf(NAN), -1);
        QCOMPARE(roundBins({0, 1}, 10).count, 10);
        QCOMPARE(roundBins({0, 1}, 10).binOf(1), 9);
        QCOMPARE(roundBins({150, 150}, 10).count, 1);
        QCOMPARE(roundBins({150, 150}, 10).binOf(150), 0);
        QCOMPARE(roundBins({}, 10).count, 0);
    }

    void figuresCountByClassAndState() {
        std::vector<AnnotationPtr> objects;
        AnnotationId id = 0;
        const auto put = [&](double x, const char* name, ReviewState state) { objects.push_back(object(++id, rectangle(x, 100, 50, 50), name, state)); };
        put(100, "Glomerulus", ReviewState::Accepted);
        put(200, "Glomerulus", ReviewState::Proposed);
        put(300, "Globally sclerotic", ReviewState::Corrected);
        put(400, "Segmentally sclerotic", ReviewState::Added);
        put(500, "Globally sclerotic", ReviewState::Rejected);
        put(600, "Glomerulus", ReviewState::Unsure);
        // Two cortex regions that overlap: 0–450 px together; the first four lie in them.
        objects.push_back(object(++id, rectangle(0, 0, 300, 1000), "Cortex", ReviewState::Added, AnnotationKind::Structure));
        objects.push_back(object(++id, rectangle(200, 0, 250, 1000), "cortex", ReviewState::Added, AnnotationKind::Structure));
        const auto figures = figuresOf(objects, {2.0, 3.0});
        QVERIFY(figures.ok());
        QCOMPARE(figures->counted, std::size_t(5));
        QCOMPARE(figures->unreviewed, std::size_t(1));
        QCOMPARE(figures->unsure, std::size_t(1));
        QCOMPARE(figures->rejected, std::size_t(1));
        QCOMPARE(figures->byClass.at("Globally sclerotic").at(ReviewState::Rejected), std::size_t(1));
        QCOMPARE(figures->inState(ReviewState::Accepted), std::size_t(1));
        QVERIFY(isNear(*figures->globallySclerosedShare(), 0.2));
        QVERIFY(isNear(*figures->tissue->perMm2(), 5 / 3.0));
        QVERIFY(isNear(figures->cortex->mm2, 450.0 * 1000 * 4 / 1e6));
        QCOMPARE(figures->cortex->glomeruli, std::size_t(4));
        QVERIFY(isNear(*figures->cortex->perMm2(), 4 / 1.8));
    }

    void aNameThatDeniesSclerosisIsNotCountedAsOne() {
        for (const char* name : {"Non-globally sclerotic", "non_globally_sclerotic", "not globally sclerosed", "Nonsclerosed, globally"}) QVERIFY2(!Palette().at(name).isGloballySclerosed, name);
        for (const char* name : {"Globally sclerotic", "glomerulus, global sclerosis", "GLOBALLY_SCLEROSED"}) QVERIFY2(Palette().at(name).isGloballySclerosed, name);
        QVERIFY(!isSegmentallySclerosed("non_segmentally_sclerotic"));
        QVERIFY(isSegmentallySclerosed("Segmentally sclerotic"));
    }

    void thePaletteSaysWhatCounts() {
        const Palette palette({{"Gone", {}, 1, true, true}, {"Vessel", {}, 2, false, false}});
        const std::vector<AnnotationPtr> objects = {object(1, rectangle(100, 100, 50, 50), "Gone"), object(2, rectangle(200, 100, 50, 50), "Vessel"),
                                                    object(3, rectangle(300, 100, 50, 50), "Other")};
        const auto figures = figuresOf(objects, {1.0, 4.0, palette});
        QCOMPARE(figures->counted, std::size_t(2));
        QCOMPARE(figures->globallySclerosed, std::size_t(1));
        QVERIFY(isNear(*figures->tissue->perMm2(), 0.5));
        QVERIFY(isCounted(*objects[0], palette) && !isCounted(*objects[1], palette) && isCounted(*objects[2], palette));
    }

    void drawnTissueCountsWhereNoneWasFound() {
        const std::vector<AnnotationPtr> objects = {object(1, rectangle(100, 100, 50, 50)), object(2, rectangle(900, 100, 50, 50)),
                                                    object(3, rectangle(0, 0, 500, 500), "Tissue", ReviewState::Added, AnnotationKind::Structure)};
        const auto figures = figuresOf(objects, {1.0, std::nullopt});
        QVERIFY(figures.ok());
        QVERIFY(figures->isTissueOutlined && !figures->isTissueCorrected);
        QVERIFY(isNear(figures->tissue->mm2, 0.25));
        QCOMPARE(figures->tissue->glomeruli, std::size_t(1));
        const auto found = figuresOf(objects, {1.0, 3.0});
        QVERIFY(!found->isTissueOutlined && found->isTissueCorrected);
        QVERIFY(isNear(found->tissue->mm2, 3));
        QCOMPARE(found->tissue->glomeruli, std::size_t(2));
    }

    void glomeruliInWhatWasTakenFromTheTissueAreNotOnIt() {
        const std::vector<AnnotationPtr> objects = {object(1, rectangle(100, 100, 50, 50)), object(2, rectangle(900, 100, 50, 50)),
                                                    object(3, rectangle(0, 0, 500, 500), "Ignore", ReviewState::Added, AnnotationKind::Structure)};
        const auto figures = figuresOf(objects, {1.0, 3.0});
        QVERIFY(figures.ok() && figures->isTissueCorrected);
        QCOMPARE(figures->counted, std::size_t(2));
        QCOMPARE(figures->tissue->glomeruli, std::size_t(1));
    }

    void whatIsUnknownStaysUnknown() {
        const std::vector<AnnotationPtr> objects = {object(1, rectangle(100, 100, 50, 50)),
                                                    object(2, rectangle(0, 0, 500, 500), "Cortex", ReviewState::Added, AnnotationKind::Structure)};
        const auto figures = figuresOf(objects, {std::nullopt, std::nullopt});
        QVERIFY(figures.ok() && !figures->tissue && !figures->cortex);
        const auto known = figuresOf(objects, {1.0, 2.0});
        const SlideFigures sum = sumOf({*known, *figures});
        QCOMPARE(sum.counted, std::size_t(2));
        QVERIFY(!sum.tissue && !sum.cortex);
        QVERIFY(isNear(sumOf({*known, *known}).tissue->mm2, 4));
        QVERIFY(!sumOf({}).globallySclerosedShare());
    }

    void namesOfSclerosisAreKnownInTheirSpellings() {
        const auto share = [](const char* name) { return figuresOf({object(1, rectangle(0, 0, 50, 50), name)}, {})->globallySclerosed == 1; };
        for (const char* name : {"Globally sclerotic", "Global sclerosis", "globally sclerosed", "GLOBALLY SCLEROTIC"}) QVERIFY(share(name));
        for (const char* name : {"Glomerulus", "Segmentally sclerotic", "Global"}) QVERIFY(!share(name));
        QVERIFY(isSegmentallySclerosed("Segmental sclerosis") && !isSegmentallySclerosed("Globally sclerotic"));
    }

    void theTableIsSafeForSpreadsheets() {
        Annotation a = *object(7, rectangle(100, 100, 300, 400), "=1+1, or so");
        a.note = "tab\there";
        const MeasuredObject measured{std::make_shared<const Annotation>(a), measuresOf(a.shape, {{1000, 800}, 1.0, {}})};
        const std::string csv = measureTable({measured}, true, ',');
        QVERIFY2(csv.starts_with("number,state,class,area_um2,equivalent_diameter_um,feret_max_um,"), csv.c_str());
        QVERIFY2(csv.find("\n7,accepted,\"'=1+1, or so\",120000,") != std::string::npos, csv.c_str());
        QVERIFY(csv.find(",500,300,1400,") != std::string::npos);
        const std::string tsv = measureTable({measured}, false, '\t');
        QVERIFY(tsv.starts_with("number\tstate\tclass\tarea_px2\t"));
        QCOMPARE(std::count(tsv.begin(), tsv.end(), '\t'), 2 * (kMeasureColumns - 1));
        QVERIFY(!numberOf(measured, MeasureColumn::Probability));               // a person drew it
    }
};

QTEST_APPLESS_MAIN(MeasureObjectsTest)
#include "measure_objects_test.moc"
