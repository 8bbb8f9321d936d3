#include <QTest>

#include <cmath>

#include "core/detect/scale_finder.h"
#include "core/measure/calibration.h"
#include "core/measure/evaluation_pictures.h"
#include "core/measure/evaluation_table.h"
#include "core/measure/outline_distance.h"
#include "core/measure/score_summary.h"

using namespace bowman;

namespace {

std::vector<PixelRun> rectangle(int x, int y, int width, int height) {
    std::vector<PixelRun> runs;
    for (int i = 0; i < height; ++i) runs.push_back({y + i, x, x + width});
    return runs;
}

ScoreSummary summary(std::int64_t truth, std::int64_t predicted, std::int64_t both) {
    ScoreSummary s;
    s.images = 1;
    s.pixels = {truth, predicted, both};
    s.diceSum = s.pixels.dice();
    return s;
}

}  // namespace

class MeasureScoresTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outlinesThatAreTheSameHaveNoDistance() {
        QCOMPARE(outlineDistance95(rectangle(5, 7, 20, 10), rectangle(5, 7, 20, 10)), 0.0);
    }

    void aShiftedOutlineIsAsFarAsItWasShifted() {
        QCOMPARE(outlineDistance95(rectangle(0, 0, 40, 40), rectangle(6, 0, 40, 40)), 6.0);
        QCOMPARE(outlineDistance95(rectangle(0, 0, 40, 40), rectangle(5, 5, 30, 30)), std::hypot(4.0, 5.0));  // beside the corners
        QCOMPARE(outlineDistance95(rectangle(0, 0, 100, 100), rectangle(5, 5, 90, 90)), std::hypot(3.0, 5.0));
    }

    void panopticQualityCountsPairsByTheirOverlap() {
        ScoreSummary s;
        s.objects = {4, 3, 2};
        s.iouSum = 1.5;
        QVERIFY(std::abs(s.panopticQuality() - 1.5 / (2 + 0.5 * 2 + 0.5 * 1)) < 1e-12);
        QCOMPARE(ScoreSummary{}.panopticQuality(), 1.0);
    }

    void theBestThresholdSeparatesWhatCanBeSeparated() {
        ProbabilityHistogram h;
        h.outside[10] = 1000;
        h.outside[100] = 50;
        h.inside[180] = 300;
        h.inside[240] = 100;
        const BestThreshold best = bestThreshold(h);
        QCOMPARE(best.dice, 1.0);
        QVERIFY(best.threshold > 100 / 255.0 && best.threshold <= 180 / 255.0);
        QCOMPARE(h.at(0.05).predicted, std::int64_t(450));
        QCOMPARE(h.at(0.8).both, std::int64_t(100));
        QCOMPARE(h.at(0.0).predicted, std::int64_t(1450));
    }

    void calibrationIsTheDistanceBetweenWhatIsSaidAndWhatIs() {
        ProbabilityHistogram honest, sure;
        for (std::size_t v = 0; v < 256; ++v) {
            honest.inside[v] = static_cast<std::int64_t>(v);
            honest.outside[v] = static_cast<std::int64_t>(255 - v);
        }
        QVERIFY(calibrationOf(honest).expectedError < 1e-12);
        sure.inside[255] = 60;
        sure.outside[255] = 40;
        QVERIFY(std::abs(calibrationOf(sure).expectedError - 0.4) < 1e-12);
        QCOMPARE(calibrationOf(sure, 10).bins.back().pixels, std::int64_t(100));
        QVERIFY(!reliabilityDiagram(calibrationOf(honest)).isNull());
    }

    void intervalsAreTheSameForASeedAndHoldTheEstimate() {
        std::vector<ScoreSummary> groups;
        for (int i = 0; i < 20; ++i) groups.push_back(summary(1000, 1000, 700 + 10 * i));
        const auto one = bootstrapIntervals(groups, {7, 500}), again = bootstrapIntervals(groups, {7, 500}), other = bootstrapIntervals(groups, {8, 500});
        QCOMPARE(one->dicePooled.low, again->dicePooled.low);
        QVERIFY(one->dicePooled.low != other->dicePooled.low);
        QVERIFY(one->dicePooled.low < 0.795 && one->dicePooled.high > 0.795);
        // The mean of 20 values with a standard deviation of 0.0577: ± 1.96 · 0.0577 / √20 = ± 0.025.
        QVERIFY(std::abs((one->dicePooled.high - one->dicePooled.low) / 2 - 0.025) < 0.006);
        QVERIFY(!bootstrapIntervals({groups.front()}));
    }

    void aTableHasARowForEachGroupAndOneForAll() {
        IndexEvaluation e;
        e.model = "m";
        e.threshold = 0.5;
        e.images.resize(2);
        for (ImageScore& image : e.images) image.umPerPxSource = "index";
        e.groups["a|b/HE"].score = summary(100, 100, 90);
        e.all.score = e.groups["a|b/HE"].score;
        e.all.intervals = ScoreIntervals{.groups = 6, .dicePooled = {0.85, 0.95}, .diceMean = {}, .precision = {}, .recall = {}, .f1 = {}};
        const QString table = QString::fromStdString(evaluationTable(e));
        const QStringList lines = table.split('\n');
        QVERIFY2(lines[2].startsWith("| a\\|b/HE | 1 | 0.900 | 0.900 |"), qPrintable(table));  // a bar in a name does not end its cell
        QVERIFY2(lines[3].startsWith("| all | 1 | 0.900 (0.850–0.950 over 6 patients) | 0.900 |"), qPrintable(table));
        for (int i : {0, 1, 3}) QCOMPARE(lines[i].count('|'), 11);
        QVERIFY(table.contains("m at threshold 0.50 and smallest confidence 0.00; scale from: index (2)."));
    }

    void aTableOfLabelsSaysHowManyWereMatched() {
        Agreement agreement;
        agreement.pixels = {100, 100, 90};
        agreement.objects = {.truth = 4, .predicted = 5, .matched = 3};
        QVERIFY(QString::fromStdString(agreementTable(agreement)).endsWith("\n| 4 | 5 | 3 | 0.60 | 0.75 | 0.667 | 0.900 |\n"));
    }

    void trialsThatAgreeGiveTheScaleThatTheyAgreeOn() {
        // A true scale of 2 µm/px: objects look as large as the scale that is tried.
        std::vector<ScaleTrial> trials;
        for (const double s : {0.8, 1.28, 2.05, 3.3}) {
            const double diameter = 190 * s / 2, off = std::log(diameter / 190) / 0.35;
            trials.push_back({s, 5, diameter, 0.9, 0.1 * std::exp(-0.5 * off * off)});
        }
        const FoundScale found = scaleFromTrials(trials, {});
        QVERIFY(std::abs(found.umPerPx - 2) < 1e-9);
        QVERIFY(found.spread < 1.0001);
        QCOMPARE(scaleFromTrials({{1, 0, 0, 0, 0}}, {}).umPerPx, 0.0);
        QCOMPARE(scaleFromTrials({}, {}).umPerPx, 0.0);
    }
};

QTEST_GUILESS_MAIN(MeasureScoresTest)
#include "measure_scores_test.moc"
