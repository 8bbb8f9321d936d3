#include <QTest>

#include <nlohmann/json.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/document/detected_fields.h"
#include "core/document/detection_edit.h"
#include "core/document/edit_rules.h"

using namespace bowman;

namespace {

MultiPolygon square(double x, double y, double edge) { return *makeValid({{{{x, y}, {x + edge, y}, {x + edge, y + edge}, {x, y + edge}}, {}}}); }

AnnotationPtr annotationAt(AnnotationId id, double x, ReviewState state, double edge = 100) {
    auto a = std::make_shared<Annotation>();
    a->id = id;
    a->uuid = newUuid();
    a->state = state;
    a->shape = a->prediction = square(x, 0, edge);
    a->provenance.source = std::string("model");
    return a;
}

DetectionResult found(const std::vector<MultiPolygon>& shapes) {
    DetectionResult result;
    for (const MultiPolygon& shape : shapes) result.objects.push_back({shape, 0.9, 0.1});
    return result;
}

class Ids {
public:
    AnnotationId operator()() { return ++m_last; }

private:
    AnnotationId m_last = 1000;
};

}  // namespace

class DetectEditTest : public QObject {
    Q_OBJECT

    DetectionEdit editFor(const AnnotationSet& set, const DetectionResult& result, std::optional<SlideRect> region = {}) {
        ModelCard card;
        card.name = std::string("model");
        card.sha256 = std::string("abc");
        auto edit = editFromDetection(set, {.result = result, .card = card, .threshold = 0.4, .region = region, .person = std::string("person")}, Ids());
        if (!edit) qFatal("%s", edit.error().message().c_str());
        return *edit;
    }

private Q_SLOTS:
    void anEmptyProjectGetsProposalsWithTheirOrigin() {
        const DetectionEdit made = editFor(AnnotationSet(), found({square(0, 0, 50), square(100, 0, 50)}));
        QCOMPARE(made.added, 2);
        const Annotation& first = *made.edit.changes[0].after;
        QVERIFY(first.state == ReviewState::Proposed);
        QVERIFY(first.shape == first.prediction);
        QVERIFY(isUntouchedProposal(first));
        QCOMPARE(first.provenance.model, std::string("model"));
        QCOMPARE(first.provenance.modelSha256, std::string("abc"));
        QCOMPARE(first.provenance.threshold, 0.4);
        QCOMPARE(first.score, 0.9);
        QVERIFY(!first.uuid.empty() && first.id > 1000);
    }

    void howFarAnswersWereApartStaysWithTheObject() {
        DetectionResult result = found({square(0, 0, 50), square(100, 0, 50)});
        result.objects[0].disagreement = 0.03;
        result.objects[0].seamDisagreement = 0.125;
        const DetectionEdit made = editFor(AnnotationSet(), result);
        const Annotation &first = *made.edit.changes[0].after, &second = *made.edit.changes[1].after;
        QVERIFY(shareField(first, kDisagreementField) == 0.03 && shareField(first, kSeamField) == 0.125);
        QVERIFY(!shareField(second, kSeamField) && second.extras.empty());
        for (const auto& [name, value] : first.extras) QVERIFY(isDetectedField(name));
        QVERIFY(!isDetectedField("QuPath measurement"));
    }

    void aSecondRunReplacesWhatNobodyTouchedAndNothingElse() {
        AnnotationSet set;
        set.put(annotationAt(1, 0, ReviewState::Proposed));
        set.put(annotationAt(2, 200, ReviewState::Accepted));
        auto corrected = std::make_shared<Annotation>(*annotationAt(3, 400, ReviewState::Corrected));
        corrected->shape = square(405, 0, 90);
        set.put(corrected);
        set.put(annotationAt(4, 600, ReviewState::Rejected));
        auto noted = std::make_shared<Annotation>(*annotationAt(5, 800, ReviewState::Proposed));
        noted->note = std::string("ask");
        set.put(noted);
        const DetectionEdit made = editFor(set, found({square(2, 0, 98), square(202, 0, 98), square(402, 0, 98), square(602, 0, 98), square(802, 0, 98), square(1000, 0, 98)}));
        QCOMPARE(made.replaced, 1);
        QCOMPARE(made.added, 2);
        QCOMPARE(made.dropped, 4);
        AnnotationSet after;
        for (const AnnotationPtr& a : set.all()) after.put(a);
        const auto checked = checkedEdit(after, made.edit);
        QVERIFY(checked.ok());
        QVERIFY(applyWithoutOverlap(after, checked->changes).ok());
        QVERIFY(!after.find(1));
        for (const AnnotationId id : {2, 3, 4, 5}) QVERIFY(*after.find(id) == *set.find(id));
        QCOMPARE(after.size(), std::size_t(6));
    }

    void aRunThatDidNotSeeAllLeavesWhatItDidNotSee() {
        AnnotationSet set;
        set.put(annotationAt(1, 0, ReviewState::Proposed));
        DetectionResult result = found({square(10, 0, 100), square(500, 0, 100)});
        result.report.end = JobEnd::Cancelled;
        DetectionEdit made = editFor(set, result);
        QCOMPARE(made.replaced, 0);
        QCOMPARE(made.added, 1);
        QCOMPARE(made.dropped, 1);
        result.report.end = JobEnd::Done;
        made = editFor(set, result, SlideRect{-10, -10, 80, 300});  // the old one reaches out of the region
        QCOMPARE(made.replaced, 0);
        made = editFor(set, result, SlideRect{-10, -10, 800, 300});
        QCOMPARE(made.replaced, 1);
        QCOMPARE(made.added, 2);
        result.report.patchesFailed = 1;
        QCOMPARE(editFor(set, result).replaced, 0);
    }

    void aNewObjectBesideARejectedOneIsKept() {
        AnnotationSet set;
        set.put(annotationAt(1, 0, ReviewState::Rejected));
        QCOMPARE(editFor(set, found({square(80, 0, 100)})).added, 1);
        QCOMPARE(editFor(set, found({square(30, 0, 100)})).dropped, 1);
    }

    void neighboursThatCrossByAHairAreTakenApart() {
        const DetectionEdit made = editFor(AnnotationSet(), found({square(0, 0, 100), square(98, 0, 100)}));
        QCOMPARE(made.added, 2);
        AnnotationSet set;
        const auto checked = checkedEdit(set, made.edit);
        QVERIFY(checked.ok());
        QVERIFY(applyWithoutOverlap(set, checked->changes).ok());
    }

    void theRunIsDescribedAsJson() {
        DetectionRequest request;
        request.umPerPx = 0.5;
        request.region = SlideRect{1, 2, 3, 4};
        JobReport report;
        report.end = JobEnd::Cancelled;
        report.failures = {"bad \xff byte"};
        ModelCard card;
        card.name = std::string("model");
        const auto run = nlohmann::json::parse(describeRun(request, card, report));
        QCOMPARE(run.at("end").get<std::string>(), std::string("cancelled"));
        QCOMPARE(run.at("threshold").get<double>(), 0.5);
        QCOMPARE(run.at("region").at(3).get<double>(), 4.0);
        QCOMPARE(run.at("model").at("name").get<std::string>(), std::string("model"));
    }
};

QTEST_GUILESS_MAIN(DetectEditTest)
#include "detect_edit_test.moc"
