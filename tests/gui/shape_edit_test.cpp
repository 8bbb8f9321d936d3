// Outlines changed as a whole: cut and joined by a line, smoothed, grown; and what a hand does to them on the canvas.
#include <random>

#include "canvas_fixture.h"
#include "core/annotation/polygon_ops.h"
#include "core/annotation/shape_ops.h"
#include "core/document/edit_rules.h"
#include "ui/tools/cut_tool.h"
#include "ui/tools/shape_edit.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

const Gesture kGesture{"outline", "Dr. Test", "Glomerulus", 1.5, {0, 0, 1000, 1000}};

MultiPolygon box(double x, double y, double width, double height) {
    return {Polygon{{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}, {}}};
}

ShapeRequest request(AnnotationId target, ShapeChange change, double amount = 1) { return {target, change, amount, kGesture}; }

const Annotation& after(const Edit& edit, std::size_t i = 0) { return *edit.changes[i].after; }

/// The set as the edit leaves it, or a reason.
std::string applied(AnnotationSet& set, const Edit& edit) {
    const auto checked = checkedEdit(set, edit);
    if (!checked) return checked.error().message();
    const auto done = applyWithoutOverlap(set, checked->changes);
    return done ? "" : done.error().message();
}

}  // namespace

class ShapeEditTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void holesAreFilled() {
        AnnotationSet set;
        MultiPolygon ring = test::disc({500, 500}, 100);
        const auto holed = subtract(ring, test::disc({500, 500}, 40));
        QVERIFY(holed.ok() && holed->front().holes.size() == 1);
        test::put(set, test::annotation(1, *holed));
        const auto edit = shapeEdit(set, request(1, ShapeChange::FillHoles));
        QVERIFY(edit.ok());
        QCOMPARE(edit->label, std::string("fill holes of glomerulus 1"));
        QVERIFY(after(*edit).shape.front().holes.empty());
        QVERIFY(std::abs(areaOf(after(*edit).shape) - areaOf(ring)) < 20);
        QCOMPARE(after(*edit).state, ReviewState::Corrected);
        QCOMPARE(after(*edit).provenance.reviewedBy, std::string("Dr. Test"));
        QCOMPARE(applied(set, *edit), std::string());
        QVERIFY(shapeEdit(set, request(1, ShapeChange::FillHoles))->changes.empty());   // a second time there is nothing to do
    }

    void smoothingTakesSpikesAndNotchesAndLeavesTheRest() {
        AnnotationSet set;
        auto spiky = unite(test::disc({500, 500}, 100), box(590, 497, 60, 6));
        QVERIFY(spiky.ok());
        spiky = subtract(*spiky, box(380, 497, 60, 6));
        QVERIFY(spiky.ok());
        test::put(set, test::annotation(1, *spiky));
        const auto edit = shapeEdit(set, request(1, ShapeChange::Smooth, 6));
        QVERIFY(edit.ok());
        const MultiPolygon& smooth = after(*edit).shape;
        QVERIFY(!contains(smooth, {640, 500}));
        QVERIFY(contains(smooth, {420, 500}));
        QVERIFY(intersectionOverUnion(smooth, test::disc({500, 500}, 100)) > 0.98);
    }

    void growingStopsAtTheNeighbourAndAtTheSlidesEdge() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({100, 500}, 95)));
        test::put(set, test::annotation(2, test::disc({310, 500}, 100)));
        const auto edit = shapeEdit(set, request(1, ShapeChange::Grow, 30));
        QVERIFY(edit.ok());
        QVERIFY(areaOf(after(*edit).shape) > areaOf(set.find(1)->shape) + 5000);
        QVERIFY(boundsOf(after(*edit).shape).x >= 0);
        QCOMPARE(applied(set, *edit), std::string());
        const auto shrunk = shapeEdit(set, request(1, ShapeChange::Shrink, 20));
        QVERIFY(shrunk.ok());
        QVERIFY(areaOf(after(*shrunk).shape) < areaOf(set.find(1)->shape));
        const auto gone = shapeEdit(set, request(1, ShapeChange::Shrink, 400));
        QVERIFY(!gone.ok());
        QVERIFY(gone.error().message().find("use Delete") != std::string::npos);
    }

    void simplifyingTakesPointsAndStaysNear() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({500, 500}, 100, 400)));
        const auto edit = shapeEdit(set, request(1, ShapeChange::Simplify, 1));
        QVERIFY(edit.ok());
        QVERIFY(vertexCount(after(*edit).shape) * 4 < vertexCount(set.find(1)->shape));
        QVERIFY(intersectionOverUnion(after(*edit).shape, set.find(1)->shape) > 0.98);
    }

    void theHullHasNoDents() {
        AnnotationSet set;
        const auto dented = subtract(box(100, 100, 200, 200), box(180, 100, 40, 100));
        test::put(set, test::annotation(1, *dented));
        const auto edit = shapeEdit(set, request(1, ShapeChange::Hull));
        QVERIFY(edit.ok());
        QCOMPARE(areaOf(after(*edit).shape), 40000.0);
    }

    void aLineSplitsWhatItCutsAndNothingElse() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({300, 500}, 100), ReviewState::Proposed));
        test::put(set, test::annotation(2, test::disc({620, 500}, 100), ReviewState::Accepted));
        AnnotationId next = 10;
        // Right through the first, into the second but not out of it.
        const auto edit = splitEdit(set, {{150, 520}, {650, 520}}, [&] { return next++; }, kGesture);
        QVERIFY(edit.ok());
        QCOMPARE(edit->label, std::string("split glomerulus 1"));
        QCOMPARE(edit->changes.size(), std::size_t(2));
        QCOMPARE(after(*edit, 0).id, AnnotationId(1));
        QCOMPARE(after(*edit, 0).state, ReviewState::Corrected);
        QVERIFY(after(*edit, 0).prediction == set.find(1)->prediction);
        QVERIFY(contains(after(*edit, 0).shape, {300, 460}));       // the larger piece
        QCOMPARE(after(*edit, 1).id, AnnotationId(10));
        QCOMPARE(after(*edit, 1).state, ReviewState::Added);
        QVERIFY(after(*edit, 1).prediction.empty());
        QVERIFY(std::abs(areaOf(after(*edit, 0).shape) + areaOf(after(*edit, 1).shape) - areaOf(set.find(1)->shape)) < 20);   // rounding to the grid of 1/16 px
        QCOMPARE(applied(set, *edit), std::string());
        const auto none = splitEdit(set, {{10, 10}, {90, 20}}, [&] { return next++; }, kGesture);
        QVERIFY(!none.ok());
        QVERIFY(none.error().message().find("cuts nothing") != std::string::npos);
    }

    void aLineMergesWhatItTouchesAcrossASmallGap() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({300, 500}, 80)));
        test::put(set, test::annotation(2, test::disc({500, 500}, 110)));
        const std::vector<SlidePoint> line{{250, 500}, {520, 500}};
        const auto edit = mergeEdit(set, line, 1, kGesture);
        QVERIFY(edit.ok());
        QCOMPARE(edit->label, std::string("merge 2 objects into glomerulus 1"));
        QCOMPARE(edit->changes.size(), std::size_t(2));
        const Annotation& merged = *edit->changes.back().after;
        QCOMPARE(merged.id, AnnotationId(1));                       // it was selected
        QCOMPARE(merged.shape.size(), std::size_t(1));              // the gap of 10 px is closed
        QVERIFY(contains(merged.shape, {385, 500}) && contains(merged.shape, {600, 500}));
        QCOMPARE(mergeEdit(set, line, 0, kGesture)->changes.back().after->id, AnnotationId(2));   // else the larger
        QCOMPARE(applied(set, *edit), std::string());
        QVERIFY(!set.find(2));
        QVERIFY(!mergeEdit(set, line, 0, kGesture).ok());
    }

    void onlyOneClassIsMerged() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({300, 500}, 80)));
        Annotation other = test::annotation(2, test::disc({500, 500}, 80));
        other.className = "Globally sclerotic";
        test::put(set, other);
        const auto edit = mergeEdit(set, {{250, 500}, {520, 500}}, 0, kGesture);
        QVERIFY(!edit.ok());
        QVERIFY(edit.error().message().find("different classes") != std::string::npos);
    }

    void farPartsStayParts() {
        const auto both = unite(test::disc({200, 200}, 50), test::disc({600, 600}, 50));
        const auto same = bridged(*both, 12);
        QVERIFY(same.ok());
        QCOMPARE(same->size(), std::size_t(2));
        QVERIFY(*same == *both);
    }

    void aDuplicateLiesWhereThereIsRoom() {
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({300, 500}, 80)));
        test::put(set, test::annotation(2, test::disc({480, 500}, 80)));    // the right is taken
        const auto edit = duplicateEdit(set, 1, 10, kGesture);
        QVERIFY(edit.ok());
        QVERIFY(boundsOf(after(*edit).shape).right() < 220);
        QCOMPARE(areaOf(after(*edit).shape), areaOf(set.find(1)->shape));
        QCOMPARE(applied(set, *edit), std::string());
    }

    // Any row of these edits leaves valid outlines that share nothing, and goes back exactly.
    void randomRowsOfEditsKeepEveryRule() {
        for (unsigned seed = 1; seed <= 12; ++seed) {
            std::mt19937 random(seed);
            const auto in = [&](double from, double to) { return std::uniform_real_distribution<double>(from, to)(random); };
            AnnotationSet set;
            for (int i = 0; i < 9; ++i) test::put(set, test::annotation(i + 1, test::disc({200.0 + 300 * (i % 3), 200.0 + 300 * (i / 3)}, in(60, 130), 60)));
            const std::string start = set.stateHash();
            AnnotationId next = 100;
            std::vector<std::vector<Change>> done;
            for (int step = 0; step < 40; ++step) {
                const auto all = set.all();
                const AnnotationId target = all[static_cast<std::size_t>(in(0, static_cast<double>(all.size()) - 0.001))]->id;
                const std::vector<SlidePoint> line{{in(0, 1000), in(0, 1000)}, {in(0, 1000), in(0, 1000)}, {in(0, 1000), in(0, 1000)}};
                const int choice = static_cast<int>(in(0, 9));
                const Result<Edit> edit = choice < 6   ? shapeEdit(set, request(target, static_cast<ShapeChange>(choice), in(0.5, 25)))
                                          : choice == 6 ? splitEdit(set, line, [&] { return next++; }, kGesture)
                                          : choice == 7 ? mergeEdit(set, line, target, kGesture)
                                                        : duplicateEdit(set, target, next++, kGesture);
                if (!edit || edit->changes.empty()) continue;
                const auto checked = checkedEdit(set, *edit);
                QVERIFY2(checked.ok(), checked.ok() ? "" : (edit->label + ": " + checked.error().message()).c_str());
                const auto taken = applyWithoutOverlap(set, checked->changes);
                QVERIFY2(taken.ok(), taken.ok() ? "" : (edit->label + ": " + taken.error().message()).c_str());
                done.push_back(checked->changes);
            }
            QVERIFY(done.size() > 15);
            for (auto changes = done.rbegin(); changes != done.rend(); ++changes) applyChanges(set, reverted(*changes));
            QCOMPARE(set.stateHash(), start);
        }
    }

    void aDragAndTwoClicksCutTheSame_data() {
        QTest::addColumn<bool>("drag");
        QTest::newRow("drag") << true;
        QTest::newRow("two clicks") << false;
    }
    void aDragAndTwoClicksCutTheSame() {
        QFETCH(bool, drag);
        AnnotationSet set;
        test::put(set, test::annotation(1, test::disc({300, 300}, 100)));
        ToolContext context;
        AnnotationId next = 10, chosen = 0;
        QString told;
        context.annotations = [&] { return &set; };
        context.selected = [] { return 0; };
        context.select = [&](AnnotationId id) { chosen = id; };
        context.newId = [&] { return next++; };
        context.commit = [&](const Edit& edit) -> Result<void> { return applied(set, edit).empty() ? Result<void>() : Result<void>(Error{"refused", "", ""}); };
        context.person = [] { return QString("Dr. Test"); };
        context.className = [] { return QString("Glomerulus"); };
        context.say = [&](const QString& text) { told = text; };
        context.slideRect = [] { return SlideRect{0, 0, 600, 600}; };
        CutTool tool(context, CutTool::Purpose::Split);
        SlideView view;
        view.resize(600, 600);
        view.setSlide(test::quadrantSlide(600, 600), 0.5);
        Viewport one = view.viewport();
        one.downsample = 1;
        one.centre = {300, 300};
        view.setViewport(one);
        view.setTool(&tool);
        view.show();
        if (drag) {
            QTest::mousePress(&view, Qt::LeftButton, {}, {150, 300});
            for (int x = 160; x <= 450; x += 10) QTest::mouseMove(&view, {x, 300});
            QTest::mouseRelease(&view, Qt::LeftButton, {}, {450, 300});
        } else {
            QTest::mouseClick(&view, Qt::LeftButton, {}, {150, 300});
            QVERIFY(tool.isActive());
            QTest::mouseMove(&view, {300, 310});
            QTest::mouseClick(&view, Qt::LeftButton, {}, {450, 300});
        }
        QVERIFY(!tool.isActive());
        QCOMPARE(set.size(), std::size_t(2));
        QCOMPARE(chosen, AnnotationId(1));
        QCOMPARE(told, QString("Split glomerulus 1"));
        view.setTool(nullptr);
    }
};

QTEST_MAIN(ShapeEditTest)
#include "shape_edit_test.moc"
