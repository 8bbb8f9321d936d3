// Two readings compared and adjudicated: kappa against published examples, matching, disagreements, rulings.
#include <cmath>

#include <QTest>

#include <nlohmann/json.hpp>

#include "core/document/edit_rules.h"
#include "core/measure/adjudication.h"
#include "core/measure/comparison_text.h"

using namespace bowman;

namespace {

AnnotationPtr square(AnnotationId id, double x, double y, double edge, ReviewState state = ReviewState::Accepted, const std::string& className = "A") {
    Annotation a;
    a.id = id;
    a.uuid = "uuid-" + std::to_string(id);
    a.state = state;
    a.className = className;
    a.shape = {{{{x, y}, {x + edge, y}, {x + edge, y + edge}, {x, y + edge}}, {}}};
    return std::make_shared<const Annotation>(std::move(a));
}

bool isNear(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance; }

}  // namespace

class MeasureReadingsTest : public QObject {
    Q_OBJECT
private:
    static const ComparedObject& withFirst(const ReadingComparison& c, AnnotationId id) {
        return *std::find_if(c.objects.begin(), c.objects.end(), [id](const ComparedObject& o) { return o.first && o.first->id == id; });
    }
    /// 1 agree; 2 differ in outline and class; 3 only the first; 4 accepted and rejected; 5 rejected by both; 6 undecided; 17 only the second.
    static std::vector<AnnotationPtr> firstReader() {
        return {square(1, 0, 0, 100), square(2, 300, 0, 100), square(3, 600, 0, 100), square(4, 900, 0, 100), square(5, 1200, 0, 100, ReviewState::Rejected),
                square(6, 1500, 0, 100, ReviewState::Proposed), square(8, 2100, 0, 100, ReviewState::Rejected)};
    }
    static std::vector<AnnotationPtr> secondReader() {
        return {square(11, 5, 0, 100), square(12, 320, 0, 100, ReviewState::Corrected, "B"), square(14, 900, 0, 100, ReviewState::Rejected),
                square(15, 1200, 0, 100, ReviewState::Rejected), square(16, 1500, 0, 100), square(17, 1800, 0, 100, ReviewState::Added)};
    }

private Q_SLOTS:
    void kappaIsThatOfCohensOwnExample() {
        // Cohen 1960, table 1, as counts of 200.
        const Kappa kappa = cohensKappa({{88, 14, 18}, {10, 40, 10}, {2, 6, 12}});
        QCOMPARE(kappa.objects, std::int64_t(200));
        QVERIFY(isNear(kappa.observed, 0.70, 1e-12));
        QVERIFY(isNear(kappa.expected, 0.41, 1e-12));
        QVERIFY(isNear(*kappa.value, 0.492, 0.0005));
    }

    void kappaAndItsErrorAreThoseOfTheDiagnosesOfFleiss() {
        // Fleiss, Statistical Methods for Rates and Proportions, 2nd ed. (1981), chapter 13.1: kappa 0.68, standard error 0.087.
        const Kappa kappa = cohensKappa({{75, 1, 4}, {5, 4, 1}, {0, 0, 10}});
        QVERIFY(isNear(*kappa.value, 0.68, 0.005));
        QVERIFY(isNear(*kappa.standardError, 0.087, 0.0015));
        QVERIFY(isNear(kappa.low, *kappa.value - 1.96 * *kappa.standardError, 1e-4));
        QVERIFY(isNear(kappa.high, *kappa.value + 1.96 * *kappa.standardError, 1e-4));
    }

    void theErrorOfTwoClassesIsThatOfTheFormulaByHand() {
        // 20 5 / 10 15: po 0.7, pe 0.5, kappa 0.4. By hand: diagonal 0.4·(0.5-1.1·0.3)² + 0.3·(0.5-0.9·0.3)² = 0.02743; beside it
        // 0.3²·(0.1·(0.6+0.5)² + 0.2·(0.4+0.5)²) = 0.02547; minus (0.35-1+0.7)² = 0.0025; over 50·0.5⁴ = 3.125.
        const Kappa kappa = cohensKappa({{20, 5}, {10, 15}});
        QVERIFY(isNear(*kappa.value, 0.4, 1e-12));
        QVERIFY(isNear(*kappa.standardError, std::sqrt((0.02743 + 0.02547 - 0.0025) / 3.125), 1e-9));
    }

    void kappaSaysWhyItDoesNotExist() {
        QVERIFY(!cohensKappa({}).value);
        QVERIFY(!cohensKappa({{0, 0}, {0, 0}}).value);
        QCOMPARE(cohensKappa({}).why, std::string("no object in both readings"));
        const Kappa one = cohensKappa({{12}});
        QVERIFY(!one.value && !one.standardError);
        QCOMPARE(one.observed, 1.0);
        QCOMPARE(one.why, std::string("both readers gave one class only"));
        QVERIFY(!cohensKappa({{12, 0}, {0, 0}}).value);
        QCOMPARE(*cohensKappa({{0, 5}, {0, 0}}).value, 0.0);      // one class each, another one: no agreement beyond chance
        QCOMPARE(*cohensKappa({{5, 0}, {0, 5}}).value, 1.0);
        QVERIFY(!cohensKappa({{5, 0}, {0, 5}}).standardError);    // not "1.00 to 1.00" of ten objects
        QCOMPARE(*cohensKappa({{0, 5}, {5, 0}}).value, -1.0);
    }

    void everyKindOfDisagreementIsTold() {
        const ReadingComparison c = compareReadings(firstReader(), secondReader());
        using enum Disagreement;
        QVERIFY(withFirst(c, 1).agrees());
        QVERIFY(isNear(withFirst(c, 1).iou, 9500.0 / 10500, 1e-9));
        QVERIFY(isNear(withFirst(c, 1).dice, 0.95, 1e-9));
        QVERIFY(withFirst(c, 2).differences == (std::vector{Outline, Class}));        // 80 of 120: below 0.75
        QVERIFY(withFirst(c, 3).differences == std::vector{OnlyFirst});
        QVERIFY(withFirst(c, 4).differences == std::vector{Verdict});
        QVERIFY(withFirst(c, 5).agrees());
        QVERIFY(withFirst(c, 6).differences == std::vector{Undecided});
        QCOMPARE(c.count(OnlySecond), std::size_t(1));
        QCOMPARE(c.objects.size(), std::size_t(7));                                  // 8 was rejected by one and not seen by the other: nothing to tell
        QCOMPARE(c.disagreements(), std::size_t(5));
        QCOMPARE(c.detection.truth, std::int64_t(4));
        QCOMPARE(c.detection.predicted, std::int64_t(4));
        QCOMPARE(c.detection.matched, std::int64_t(2));
        QCOMPARE(c.detection.f1(), 0.5);
        QVERIFY(isNear(*c.meanDice, (0.95 + 0.8) / 2, 1e-9));
        QVERIFY(c.classes == (std::vector<std::string>{"A", "B"}));
        QVERIFY(c.classTable == (ClassTable{{1, 1}, {0, 0}}));
        const ReadingComparison mild = compareReadings(firstReader(), secondReader(), {.matchingIou = 0.5, .outlineIou = 0.6});
        QVERIFY(withFirst(mild, 2).differences == std::vector{Class});
    }

    void readingsWithNothingInCommonHaveNoMeanAndNoKappa() {
        const ReadingComparison c = compareReadings({square(1, 0, 0, 100)}, {square(2, 500, 0, 100)});
        QCOMPARE(c.detection.f1(), 0.0);
        QVERIFY(!c.meanIou && !c.meanDice && !c.kappa.value);
        QCOMPARE(c.disagreements(), std::size_t(2));
        const ReadingComparison none = compareReadings({}, {});
        QCOMPARE(none.detection.f1(), 1.0);
        QCOMPARE(none.disagreements(), std::size_t(0));
    }

    void anObjectThatWasDrawnAnewIsNotTakenForWhatWasRejectedThere() {
        // The first reader rejected the proposal and drew the place again; the second accepted the proposal.
        const ReadingComparison c = compareReadings({square(1, 0, 0, 100, ReviewState::Rejected), square(2, 10, 0, 100, ReviewState::Added)}, {square(11, 0, 0, 100)});
        QCOMPARE(c.objects.size(), std::size_t(1));
        QCOMPARE(c.objects[0].first->id, AnnotationId(2));
        QVERIFY(c.objects[0].agrees());
    }

    void aConsensusBeginsWithWhatBothSayAndIsDecidedPlaceByPlace() {
        const auto first = firstReader(), second = secondReader();
        const ReadingComparison c = compareReadings(first, second);
        AnnotationId last = 100;
        const Adjudicator dora{"dora", [&] { return ++last; }};
        AnnotationSet consensus;
        applyChanges(consensus, consensusStart(c, first, dora).changes);
        QCOMPARE(consensus.size(), std::size_t(2));                                  // 1, and 5 as rejected
        QCOMPARE(ruledCount(c, consensus), std::size_t(0));
        const auto rule = [&](AnnotationId id, Ruling ruling) {
            const Edit edit = *rulingEdit(withFirst(c, id), ruling, consensus, dora);
            applyChanges(consensus, edit.changes);
            return edit;
        };
        rule(2, Ruling::Second);
        const AnnotationPtr two = ruledOn(withFirst(c, 2), consensus);
        QCOMPARE(two->className, std::string("B"));
        QVERIFY(two->shape == second[1]->shape);
        QCOMPARE(two->provenance.reviewedBy, std::string("dora"));
        QCOMPARE(std::get<std::string>(two->extras.at(kFirstOriginal)), std::string("uuid-2"));
        QCOMPARE(std::get<std::string>(two->extras.at(kSecondOriginal)), std::string("uuid-12"));
        rule(3, Ruling::Second);                                                     // who has nothing there
        QCOMPARE(ruledOn(withFirst(c, 3), consensus)->state, ReviewState::Rejected);
        rule(4, Ruling::Neither);
        rule(6, Ruling::First);                                                      // who has not decided: the adjudicator has
        QCOMPARE(ruledOn(withFirst(c, 6), consensus)->state, ReviewState::Accepted);
        rule(6, Ruling::Own);
        QCOMPARE(ruledOn(withFirst(c, 6), consensus)->state, ReviewState::Added);
        QCOMPARE(ruledCount(c, consensus), std::size_t(4));
        const std::string hash = consensus.stateHash();
        const Edit again = rule(2, Ruling::First);                                   // a change of mind: one for the other
        QCOMPARE(again.changes.size(), std::size_t(2));
        QCOMPARE(ruledCount(c, consensus), std::size_t(4));
        QCOMPARE(ruledOn(withFirst(c, 2), consensus)->className, std::string("A"));
        applyChanges(consensus, reverted(again.changes));
        QCOMPARE(consensus.stateHash(), hash);
    }

    void anOutlineThatCrossesDecidedNeighboursIsCutAtThem() {
        // Both have the left object; to the right, the second reader's outline reaches into it, and covers a small one of the first reader.
        const std::vector<AnnotationPtr> first{square(1, 0, 0, 100), square(2, 105, 0, 100), square(3, 300, 0, 20)};
        const std::vector<AnnotationPtr> second{square(11, 0, 0, 100), square(12, 90, 0, 90), square(13, 290, 0, 60)};
        const ReadingComparison c = compareReadings(first, second);
        AnnotationId last = 100;
        const Adjudicator dora{"dora", [&] { return ++last; }};
        AnnotationSet consensus;
        applyChanges(consensus, consensusStart(c, first, dora).changes);
        const auto cut = rulingEdit(withFirst(c, 2), Ruling::Second, consensus, dora);
        QVERIFY(cut.ok());
        QVERIFY(applyWithoutOverlap(consensus, cut->changes).ok());
        const AnnotationPtr two = ruledOn(withFirst(c, 2), consensus);
        QVERIFY(isCutAtNeighbours(*two) && !isCutAtNeighbours(*ruledOn(withFirst(c, 1), consensus)));
        QVERIFY(isNear(areaOf(two->shape), 80 * 90, 1));
        QVERIFY(second[1]->shape != two->shape);                                     // which stays as it is
        // What lies under another outline altogether cannot stand beside it.
        const auto wide = std::find_if(c.objects.begin(), c.objects.end(), [](const ComparedObject& o) { return o.second && o.second->id == 13; });
        const auto all = rulingEdit(*wide, Ruling::Second, consensus, dora);
        QVERIFY(all.ok());
        applyChanges(consensus, all->changes);
        const auto none = rulingEdit(withFirst(c, 3), Ruling::First, consensus, dora);
        QVERIFY2(!none.ok() && none.error().why.find("cover it") != std::string::npos, none.ok() ? "" : none.error().message().c_str());
        QVERIFY(rulingEdit(withFirst(c, 3), Ruling::Neither, consensus, dora).ok());
    }

    void jsonAndTableSayTheSame() {
        Snapshot first, second;
        first.slide.alias = "case 7, left";
        first.reading.person = "Anna \"A\"";
        second.reading.person = "Ben";
        first.annotations = firstReader();
        second.annotations = secondReader();
        const ReadingComparison c = compareReadings(first.annotations, second.annotations);
        const auto j = comparisonJson({first, second, {}}, c);
        QCOMPARE(j["detection"]["matched"].get<int>(), 2);
        QCOMPARE(j["objects"].size(), std::size_t(7));
        QVERIFY(j["consensus"].is_null());
        QCOMPARE(j["kappa"]["value"].get<double>(), 0.0);
        const std::string csv = comparisonCsvHeader() + comparisonCsv({first, second, {}}, c);
        QCOMPARE(std::count(csv.begin(), csv.end(), '\n'), std::ptrdiff_t(8));
        QVERIFY(csv.find("\"case 7, left\",\"Anna \"\"A\"\"\",Ben,") != std::string::npos);
        QVERIFY(csv.find("0.6667,0.8000,outline differs; class differs,") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(MeasureReadingsTest)
#include "measure_readings_test.moc"
