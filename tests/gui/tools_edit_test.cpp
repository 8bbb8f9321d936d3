// Strokes and outlines as edits, without any widget.
#include <QTest>

#include "canvas_fixture.h"
#include "core/annotation/polygon_ops.h"
#include "ui/tools/stroke_edit.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

StrokeRequest strokeOn(AnnotationId target, std::vector<SlidePoint> line, double radius, StrokeMode mode = StrokeMode::Add) {
    StrokeRequest request;
    request.line = std::move(line);
    request.radius = radius;
    request.mode = mode;
    request.target = target;
    request.newId = 50;
    request.gesture = {"brush", "Dr. Test", "Glomerulus", 2.5, {0, 0, 1000, 1000}};
    return request;
}

const Annotation& onlyResult(const Edit& edit) { return *edit.changes.front().after; }

bool shareNothing(const MultiPolygon& a, const MultiPolygon& b) {
    const auto shared = overlapArea(a, b);
    return shared.ok() && *shared == 0;
}

}  // namespace

class ToolsEditTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aStrokeGrowsTheObjectAndKeepsThePrediction() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({500, 500}, 100)));
        const auto edit = strokeEdit(set, strokeOn(1, {{580, 500}, {640, 500}}, 30));
        QVERIFY(edit.ok());
        QCOMPARE(edit->label, std::string("brush on glomerulus 1"));
        QCOMPARE(edit->changes.size(), std::size_t(1));
        const Annotation& after = onlyResult(*edit);
        QVERIFY(edit->changes[0].before == set.find(1));
        QVERIFY(contains(after.shape, {660, 500}));
        QVERIFY(areaOf(after.shape) > areaOf(set.find(1)->shape) + 1000);
        QVERIFY(after.prediction == set.find(1)->prediction);
        QCOMPARE(after.state, ReviewState::Corrected);
        QCOMPARE(after.provenance.reviewedBy, std::string("Dr. Test"));
        QVERIFY(!after.provenance.reviewedAt.empty());
        QCOMPARE(after.provenance.secondsSpent, 2.5);
    }

    void statesAfterAStroke_data() {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        const auto row = [](const char* name, ReviewState before, ReviewState after) {
            QTest::newRow(name) << static_cast<int>(before) << static_cast<int>(after);
        };
        row("proposed", ReviewState::Proposed, ReviewState::Corrected);
        row("accepted", ReviewState::Accepted, ReviewState::Corrected);
        row("corrected", ReviewState::Corrected, ReviewState::Corrected);
        row("added", ReviewState::Added, ReviewState::Added);
        row("unsure", ReviewState::Unsure, ReviewState::Unsure);
        row("rejected", ReviewState::Rejected, ReviewState::Corrected);
    }
    void statesAfterAStroke() {
        QFETCH(int, before);
        QFETCH(int, after);
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({500, 500}, 100), static_cast<ReviewState>(before)));
        const auto edit = strokeEdit(set, strokeOn(1, {{600, 500}}, 30));
        QVERIFY(edit.ok());
        QCOMPARE(static_cast<int>(onlyResult(*edit).state), after);
    }

    void aStrokeNeverRunsOverANeighbourOfItsClass() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({300, 500}, 100)));
        test::put(set, test::annotation(2, test::disc({520, 510}, 100, 41)));
        const auto edit = strokeEdit(set, strokeOn(1, {{380, 500}, {500, 505}}, 40));
        QVERIFY(edit.ok());
        QVERIFY(contains(onlyResult(*edit).shape, {405, 500}));
        QVERIFY(!contains(onlyResult(*edit).shape, {500, 505}));
        QVERIFY(shareNothing(onlyResult(*edit).shape, set.find(2)->shape));
    }

    void anotherClassAndARejectedOneAreNoObstacle() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({300, 500}, 100)));
        Annotation vessel = test::annotation(2, test::disc({520, 500}, 100));
        vessel.className = "Vessel";
        test::put(set, vessel);
        test::put(set, test::annotation(3, test::disc({520, 500}, 90), ReviewState::Rejected));
        const auto edit = strokeEdit(set, strokeOn(1, {{380, 500}, {500, 500}}, 40));
        QVERIFY(edit.ok());
        QVERIFY(contains(onlyResult(*edit).shape, {500, 500}));
    }

    void aStrokeEndsAtTheSlidesEdge() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({60, 500}, 50)));
        const auto edit = strokeEdit(set, strokeOn(1, {{20, 500}}, 60));
        QVERIFY(edit.ok());
        QVERIFY(boundsOf(onlyResult(*edit).shape).x >= 0);
        const auto outside = strokeEdit(set, strokeOn(0, {{-500, 500}}, 60));
        QVERIFY(!outside.ok());
        QVERIFY(outside.error().what.find("nothing was added") != std::string::npos);
    }

    void strokesOnEmptyGroundAddAnObject() {
        AnnotationSet set;
        const auto edit = strokeEdit(set, strokeOn(0, {{200, 200}, {260, 200}}, 40));
        QVERIFY(edit.ok());
        QVERIFY(!edit->changes.front().before);
        const Annotation& added = onlyResult(*edit);
        QCOMPARE(added.id, 50);
        QCOMPARE(added.state, ReviewState::Added);
        QCOMPARE(added.provenance.source, std::string("person"));
        QCOMPARE(added.provenance.createdBy, std::string("Dr. Test"));
        QVERIFY(added.prediction.empty());
        QCOMPARE(added.uuid.size(), std::size_t(36));
        QCOMPARE(edit->label, std::string("brush: new glomerulus 50"));
    }

    void strokesInsideOfTheObjectChangeNothing() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({500, 500}, 100)));
        const auto edit = strokeEdit(set, strokeOn(1, {{500, 500}, {520, 500}}, 30));
        QVERIFY(edit.ok());
        QVERIFY(edit->changes.empty());
        const auto erased = strokeEdit(set, strokeOn(1, {{800, 800}}, 30, StrokeMode::Erase));
        QVERIFY(erased.ok());
        QVERIFY(erased->changes.empty());
    }

    void erasingEverythingIsRefusedWithTheWayOut() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({500, 500}, 100)));
        const auto edit = strokeEdit(set, strokeOn(1, {{500, 500}}, 150, StrokeMode::Erase));
        QVERIFY(!edit.ok());
        QVERIFY(edit.error().what.find("Delete") != std::string::npos);
    }

    void anEraserCutsAnObjectInTwoParts() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({500, 500}, 100)));
        const auto edit = strokeEdit(set, strokeOn(1, {{500, 350}, {500, 650}}, 20, StrokeMode::Erase));
        QVERIFY(edit.ok());
        QCOMPARE(onlyResult(*edit).shape.size(), std::size_t(2));
    }

    void aHundredStrokesDoNotMakeTheOutlineGrowWithoutEnd() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({500, 500}, 100)));
        for (int i = 0; i < 100; ++i) {
            const double angle = i * 0.4;
            const SlidePoint p{500 + 95 * std::cos(angle), 500 + 95 * std::sin(angle)};
            const auto edit = strokeEdit(set, strokeOn(1, {p, {p.x + 6, p.y + 3}}, 20, i % 3 ? StrokeMode::Add : StrokeMode::Erase));
            QVERIFY(edit.ok());
            for (const Change& change : edit->changes) set.put(change.after);
        }
        QVERIFY(isValid(set.find(1)->shape));
        QVERIFY2(vertexCount(set.find(1)->shape) < 600, std::to_string(vertexCount(set.find(1)->shape)).c_str());
    }

    void regionsThatMeetAreJoinedAndCanBeCut() {
        AnnotationSet set;
        StrokeRequest request = strokeOn(0, {}, 0);
        request.outline = test::box(100, 100, 300, 300);
        const auto first = regionEdit(set, request);
        QVERIFY(first.ok());
        QCOMPARE(onlyResult(*first).kind, AnnotationKind::CompleteRegion);
        set.put(first->changes.front().after);

        request.newId = 51;
        request.outline = test::box(300, 100, 300, 300);
        const auto joined = regionEdit(set, request);
        QVERIFY(joined.ok());
        QCOMPARE(joined->changes.size(), std::size_t(2));
        QVERIFY(!joined->changes[0].after);
        QCOMPARE(areaOf(joined->changes[1].after->shape), 500.0 * 300);
        set.remove(50);
        set.put(joined->changes[1].after);

        request.mode = StrokeMode::Erase;
        request.outline = test::box(500, 0, 400, 900);
        const auto cut = regionEdit(set, request);
        QVERIFY(cut.ok());
        QCOMPARE(areaOf(onlyResult(*cut).shape), 400.0 * 300);
        request.outline = test::box(0, 0, 1000, 1000);
        const auto gone = regionEdit(set, request);
        QVERIFY(gone.ok());
        QVERIFY(!gone->changes.front().after);
        request.outline = test::box(700, 700, 100, 100);
        QVERIFY(!regionEdit(set, request).ok());
    }

    void regionsAreNoTargetForTheBrush() {
        AnnotationSet set;
        Annotation region = test::annotation(1, test::box(0, 0, 900, 900), ReviewState::Added);
        region.kind = AnnotationKind::CompleteRegion;
        test::put(set, region);
        test::put(set, test::annotation(2, test::box(100, 100, 100, 100)));
        test::put(set, test::annotation(3, test::box(300, 100, 100, 100), ReviewState::Rejected));
        QCOMPARE(glomerulusAt(set, {150, 150}), 2);
        QCOMPARE(glomerulusAt(set, {350, 150}), 0);
        QCOMPARE(glomerulusAt(set, {500, 500}), 0);
    }

    void whatDrawsAPartOfTheSectionLeavesTheGlomeruliInItAlone() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::box(100, 100, 100, 100)));
        Annotation cortex = test::annotation(2, test::box(0, 0, 900, 900), ReviewState::Added);
        cortex.kind = AnnotationKind::Structure;
        cortex.className = "Cortex";
        GestureStart start{{150, 150}, 0, "Cortex"};
        QCOMPARE(targetOf(set, start), AnnotationId(0));
        test::put(set, cortex);
        QCOMPARE(targetOf(set, start), AnnotationId(2));
        start.className = "Glomerulus";
        QCOMPARE(targetOf(set, start), AnnotationId(1));
    }
};

QTEST_GUILESS_MAIN(ToolsEditTest)
#include "tools_edit_test.moc"
