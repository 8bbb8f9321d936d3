// Several readings of a slide: what a second reader may not see, what survives a restart, what a consensus keeps.
#include <set>

#include <QTest>

#include <QTemporaryDir>

#include <SQLiteCpp/SQLiteCpp.h>

#include "document_old_projects.h"
#include "document_random_edits.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

class DocumentReadingsTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_project;

    std::unique_ptr<Document> open(const std::string& person = "anna") const {
        auto document = Document::open(m_project, person);
        if (!document) qWarning("%s", document.error().message().c_str());
        return document ? *std::move(document) : nullptr;
    }
    SlideId addSlide(Document& document, const std::string& digest = "aa11") const {
        const std::string path = (m_project.parent_path() / (digest + ".svs")).string();
        const auto id = document.addSlide(slideInfo(path), slideIdentity(path, digest));
        return id ? *id : 0;
    }
    static bool change(Document& document, SlideId slide, const AnnotationPtr& before, const std::function<void(Annotation&)>& edit) {
        Annotation after = *before;
        edit(after);
        const std::string label = "secret of " + document.person();
        return document.apply(slide, {label, {{before, std::make_shared<const Annotation>(std::move(after))}}}).ok();
    }
    static Annotation proposed(AnnotationId id, int cell) {
        Annotation a = *newGlomerulus(id, cell, 100);
        a.uuid = newUuid();
        a.state = ReviewState::Proposed;
        a.prediction = a.shape;
        a.score = 0.8;
        a.provenance = {};
        a.provenance.source = "model";
        a.provenance.model = "net";
        return a;
    }
    /// Ten proposals, most of which the first reader has touched: accepted, reshaped, named, annotated, rejected, deleted.
    SlideId readFirst(Document& document) const {
        const SlideId slide = addSlide(document);
        Edit found{"find glomeruli: 10 proposed", {}};
        for (int i = 0; i < 10; ++i) found.changes.push_back({nullptr, std::make_shared<const Annotation>(proposed(document.newAnnotationId(), i))});
        if (!document.applyBatch(slide, found, R"({"kind":"detection"})")) return 0;
        const auto all = document.annotations(slide).all();
        const bool done = change(document, slide, all[0], [](Annotation& a) { a.state = ReviewState::Accepted; a.provenance.reviewedBy = "anna"; a.provenance.secondsSpent = 7; }) &&
                          change(document, slide, all[1], [](Annotation& a) { a.state = ReviewState::Corrected; a.shape = roundOutline(cellCentre(1), 140, 40); }) &&
                          change(document, slide, all[2], [](Annotation& a) { a.className = "Globally sclerosed"; }) &&
                          change(document, slide, all[3], [](Annotation& a) { a.note = "a secret note"; }) &&
                          change(document, slide, all[4], [](Annotation& a) { a.state = ReviewState::Rejected; a.extras["mark"] = 1.0; }) &&
                          document.apply(slide, {"delete", {{all[5], nullptr}}}).ok() &&
                          document.apply(slide, {"draw", {{nullptr, newGlomerulus(document.newAnnotationId(), 30, 90)}}}).ok() &&
                          document.putBookmark({0, slide, "a secret place", {1, 1}, 1, "", ""}).ok() && document.setSetting(slide, "sample", R"({"secret":1})").ok() &&
                          document.setCandidates(slide, {std::make_shared<const Annotation>(proposed(0, 40))}).ok() && document.putSignOff(slide, "secret exception").ok();
        return done ? slide : 0;
    }
    /// Everything that the open reading of a slide shows of itself.
    static bool showsNothingOfAnybody(const Document& document, SlideId slide) {
        for (const AnnotationPtr& a : document.annotations(slide).all())
            if (a->state != ReviewState::Proposed || a->shape != a->prediction || a->className != "Glomerulus" || !a->note.empty() || !a->extras.empty() ||
                !a->provenance.reviewedBy.empty() || a->provenance.secondsSpent != 0)
                return false;
        for (const UndoStack::Step& step : document.history(slide)->done())
            if (step.person == "anna" || step.label.find("secret") != std::string::npos) return false;
        return document.history(slide)->undone().empty() && document.bookmarks(slide)->empty() && document.setting(slide, "sample")->empty() &&
               !document.signOff(slide)->signOff && !document.snapshot(slide).signOff;
    }
    static std::set<std::string> uuidsOf(const std::vector<AnnotationPtr>& annotations) {
        std::set<std::string> uuids;
        for (const AnnotationPtr& a : annotations) uuids.insert(a->uuid);
        return uuids;
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = fs::path(m_folder->path().toStdString()) / "study.bowman";
    }

    void aSecondReaderSeesTheUntouchedPredictionsAndNothingOfTheFirst() {
        const auto document = open();
        const SlideId slide = readFirst(*document);
        QVERIFY(slide);
        const ReadingId first = document->reading(slide).id;
        const auto firstUuids = uuidsOf(document->annotations(slide).all());
        const auto begun = document->startBlinded(slide, {"ben", true});
        QVERIFY2(begun.ok(), begun.ok() ? "" : begun.error().message().c_str());
        QCOMPARE(document->person(), std::string("ben"));
        QCOMPARE(document->reading(slide).id, *begun);
        QCOMPARE(document->reading(slide).kind, ReadingKind::Blinded);
        const auto all = document->annotations(slide).all();
        QCOMPARE(all.size(), std::size_t(10));                 // also those that the first reader reshaped, rejected and deleted; not what was drawn
        for (int i = 0; i < 10; ++i) QVERIFY(all[static_cast<std::size_t>(i)]->shape == roundOutline(cellCentre(i), 100, 60));
        QVERIFY(showsNothingOfAnybody(*document, slide));
        QCOMPARE(document->candidates(slide)->size(), std::size_t(1));
        for (const std::string& uuid : uuidsOf(all)) QVERIFY(!firstUuids.contains(uuid));
        QVERIFY(!document->openReading(first).ok());           // and may not look either
        QVERIFY(document->outcome(slide).reading.id == *begun);
    }

    void aReadingThatBeginsWithNothingShowsNothing() {
        const auto document = open();
        const SlideId slide = readFirst(*document);
        QVERIFY(document->startBlinded(slide, {"ben", false}).ok());
        QCOMPARE(document->annotations(slide).size(), std::size_t(0));
        QVERIFY(document->candidates(slide)->empty());
        QVERIFY(showsNothingOfAnybody(*document, slide));
    }

    void bothReadingsSurviveReopeningWithAnUndoOfTheirOwn() {
        SlideId slide = 0;
        ReadingId first = 0, second = 0;
        std::string hashOfFirst, hashOfSecond;
        {
            const auto document = open();
            slide = readFirst(*document);
            first = document->reading(slide).id;
            hashOfFirst = document->annotations(slide).stateHash();
            second = *document->startBlinded(slide, {"ben", true});
            QVERIFY(change(*document, slide, document->annotations(slide).all()[7], [](Annotation& a) { a.state = ReviewState::Accepted; }));
            QVERIFY(change(*document, slide, document->annotations(slide).all()[8], [](Annotation& a) { a.state = ReviewState::Rejected; }));
            QVERIFY(document->undo(slide).ok());
            hashOfSecond = document->annotations(slide).stateHash();
        }
        const auto document = open("root");
        QCOMPARE(document->annotations(slide).stateHash(), hashOfFirst);
        QVERIFY(document->resumeReader().ok());
        QCOMPARE(document->person(), std::string("ben"));
        QCOMPARE(document->reading(slide).id, second);
        QCOMPARE(document->annotations(slide).stateHash(), hashOfSecond);
        QCOMPARE(*document->undoLabel(slide), std::string("secret of ben"));
        QVERIFY(document->redo(slide).ok());
        QCOMPARE(document->annotations(slide).all()[8]->state, ReviewState::Rejected);
        QVERIFY(document->travelTo(slide, 0).ok());            // before the predictions came, too
        QCOMPARE(document->annotations(slide).size(), std::size_t(0));
        QVERIFY(document->readAs("anna").ok());
        QCOMPARE(document->reading(slide).id, first);
        QCOMPARE(document->annotations(slide).stateHash(), hashOfFirst);
        QCOMPARE(*document->undoLabel(slide), std::string("draw"));
        QCOMPARE(document->signOff(slide)->signOff->exception, std::string("secret exception"));
        QCOMPARE(document->people(), (std::vector<std::string>{"anna", "ben", "root"}));
        QCOMPARE(document->readings(slide).front().person, std::string("anna"));
    }

    void whoKnowsTheFirstReadingCannotReadBlinded() {
        const auto document = open();
        const SlideId slide = readFirst(*document);
        QVERIFY(document->readAs("carl").ok());
        const auto all = document->annotations(slide).all();
        QVERIFY(change(*document, slide, all[6], [](Annotation& a) { a.state = ReviewState::Accepted; }));
        QVERIFY(document->undo(slide).ok());
        QVERIFY(!document->startBlinded(slide, {"carl", true}).ok());
        QVERIFY(document->startBlinded(slide, {"ben", true}).ok());
        QVERIFY(!document->startBlinded(slide, {"ben", false}).ok());
        QVERIFY(!document->startBlinded(99, {"dora", true}).ok());
        QVERIFY(!document->startBlinded(slide, {" ", true}).ok());
        QCOMPARE(document->readings(slide).size(), std::size_t(2));
    }

    /// A later run leaves alone what was decided: what it proposes, and where it does not, would tell of that.
    void aRunAfterTheFirstDecisionIsNoStartForABlindedReader() {
        const auto document = open();
        const SlideId slide = readFirst(*document);
        Edit again{"find glomeruli: 1 proposed", {{nullptr, std::make_shared<const Annotation>(proposed(document->newAnnotationId(), 45))}}};
        QVERIFY(document->applyBatch(slide, again, R"({"kind":"detection"})").ok());
        const auto refused = document->startBlinded(slide, {"ben", true});
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().why.find("begin with nothing") != std::string::npos);
        QCOMPARE(document->readings(slide).size(), std::size_t(1));
        QCOMPARE(document->person(), std::string("anna"));
        QVERIFY(document->startBlinded(slide, {"ben", false}).ok());
        QVERIFY(!document->removeSignOff(99).ok());
    }

    void onlyItsReaderEditsAReadingAndNobodyAFinishedOne() {
        const auto document = open();
        const SlideId slide = readFirst(*document);
        const ReadingId first = document->reading(slide).id;
        const ReadingId second = *document->startBlinded(slide, {"ben", true});
        const auto accept = [](Annotation& a) { a.state = ReviewState::Accepted; };
        const auto one = [&] { return document->annotations(slide).all()[6]; };
        QVERIFY(document->setFinished(second, true).ok());
        QVERIFY(!change(*document, slide, one(), accept));
        QVERIFY(!document->undo(slide).ok());
        QVERIFY(document->openReading(first).ok());            // free to look now
        QVERIFY(!change(*document, slide, one(), accept));     // but not to work there
        QVERIFY(document->readAs("anna").ok());
        QVERIFY(document->openReading(second).ok());
        QVERIFY(!change(*document, slide, one(), accept));
        QVERIFY(!document->setFinished(second, false).ok());
        QVERIFY(document->openReading(first).ok());
        QVERIFY(change(*document, slide, one(), accept));
        QVERIFY(document->readAs("ben").ok());
        QVERIFY(document->setFinished(second, false).ok());
        QVERIFY(!document->readings(slide).back().unblinded.empty());   // going on after having been free to look is told
    }

    void lookingBeforeTheEndIsRecorded() {
        const auto document = open();
        const SlideId slide = readFirst(*document);
        const ReadingId second = *document->startBlinded(slide, {"ben", true});
        QVERIFY(isBlind(document->reading(slide)));
        QVERIFY(document->unblind(second).ok());
        QVERIFY(!isBlind(document->reading(slide)));
        QVERIFY(document->openReading(document->readings(slide).front().id).ok());
        const auto sleeping = *document->startBlinded(slide, {"carl", false});
        QVERIFY(document->setFinished(sleeping, true).ok());
        QVERIFY(document->unblind(sleeping).ok());
        QVERIFY(document->readings(slide).back().unblinded.empty());    // it was over by then
    }

    void aConsensusKeepsBothOriginalsAsTheyWere() {
        SlideId slide = 0;
        ReadingId first = 0, second = 0, consensus = 0;
        std::string hashOfFirst, hashOfSecond;
        {
            const auto document = open();
            slide = readFirst(*document);
            first = document->reading(slide).id;
            hashOfFirst = document->annotations(slide).stateHash();
            second = *document->startBlinded(slide, {"ben", true});
            hashOfSecond = document->annotations(slide).stateHash();
            QVERIFY(document->setFinished(second, true).ok());
            QVERIFY(document->readAs("dora").ok());
            const auto made = document->startConsensus(first, second);
            QVERIFY2(made.ok(), made.ok() ? "" : made.error().message().c_str());
            consensus = *made;
            QVERIFY(document->apply(slide, {"decide", {{nullptr, newGlomerulus(document->newAnnotationId(), 50, 90)}}}).ok());
            QCOMPARE(document->outcome(slide).reading.id, consensus);      // it is open
            QCOMPARE(*document->startConsensus(first, second), consensus);
            QVERIFY(!document->startConsensus(first, consensus).ok());
            QVERIFY(!document->startConsensus(first, first).ok());
            QVERIFY(document->readAs("anna").ok());
            QVERIFY(!document->apply(slide, {"late", {{nullptr, newGlomerulus(document->newAnnotationId(), 60, 90)}}}).ok());
            QVERIFY(!document->undo(slide).ok());
            QCOMPARE(document->outcome(slide).reading.id, first);          // nobody has finished the consensus
        }
        const auto document = open("dora");
        QVERIFY(document->readAs("dora").ok());
        QCOMPARE(document->reading(slide).id, consensus);
        QCOMPARE(document->reading(slide).first, first);
        QCOMPARE(document->reading(slide).second, second);
        AnnotationSet a, b;
        for (const AnnotationPtr& one : document->snapshotOf(first).annotations) a.put(one);
        for (const AnnotationPtr& one : document->snapshotOf(second).annotations) b.put(one);
        QCOMPARE(a.stateHash(), hashOfFirst);
        QCOMPARE(b.stateHash(), hashOfSecond);
        QVERIFY(document->undo(slide).ok());
        QVERIFY(document->redo(slide).ok());
        QVERIFY(document->setFinished(consensus, true).ok());
        QVERIFY(document->readAs("anna").ok());
        QCOMPARE(document->reading(slide).id, first);
        QCOMPARE(document->outcome(slide).reading.id, consensus);          // what leaves the program
        QCOMPARE(document->snapshot(slide).reading.id, first);
        QVERIFY(!document->removeSignOff(slide).ok());                     // the consensus froze it
        const auto third = document->startBlinded(slide, {"carl", false});
        QVERIFY(third.ok());
        QCOMPARE(document->outcome(slide).reading.id, *third);             // nothing of the others leaves for whoever reads blinded
    }

    void objectsOfEachReadingAreNumberedFromOneOverARestart() {
        auto document = open();
        const SlideId slide = readFirst(*document);
        QVERIFY(slide);
        const AnnotationId lastOfFirst = document->newAnnotationId(slide) - 1;
        QVERIFY(document->startBlinded(slide, {"ben", true}).ok());
        const auto his = document->annotations(slide).all();
        QCOMPARE(objectNumber(his.front()->id), std::int64_t(1));
        QCOMPARE(objectNumber(his.back()->id), std::int64_t(his.size()));
        const AnnotationPtr drawn = newGlomerulus(document->newAnnotationId(slide), 50, 90);
        QCOMPARE(objectNumber(drawn->id), std::int64_t(his.size() + 1));
        QVERIFY(document->apply(slide, {"draw", {{nullptr, drawn}}}).ok());
        QVERIFY(document->apply(slide, {"delete", {{drawn, nullptr}}}).ok());
        document.reset();
        document = open("ben");
        QVERIFY(document->resumeReader().ok());
        QCOMPARE(document->newAnnotationId(slide), drawn->id + 1);                   // never given twice
        QVERIFY(document->readAs("anna").ok());
        QCOMPARE(document->reading(slide).kind, ReadingKind::First);
        QCOMPARE(document->newAnnotationId(slide), lastOfFirst + 1);
    }

    void aClassIsRenamedInEveryReadingOrInNone() {
        auto document = open();
        const SlideId slide = readFirst(*document);
        QVERIFY(slide);
        const ReadingId first = document->reading(slide).id;
        const auto his = document->startBlinded(slide, {"ben", true});
        QVERIFY(his.ok());
        QVERIFY(document->setFinished(*his, true).ok());
        const auto both = [&] { return document->startConsensus(first, *his); };
        QVERIFY(both().ok());
        const auto classes = [&](ReadingId reading) {
            std::set<std::string> names;
            for (const AnnotationPtr& a : document->snapshotOf(reading).annotations) names.insert(a->className);
            return names;
        };
        QVERIFY(classes(first).contains("Glomerulus") && classes(*his).contains("Glomerulus"));
        QVERIFY(document->renameClasses({{"Glomerulus", "Corpuscle"}}).ok());
        for (const ReadingId reading : {first, *his}) QVERIFY(classes(reading).contains("Corpuscle") && !classes(reading).contains("Glomerulus"));
        QVERIFY(document->openReading(first).ok());
        QCOMPARE(document->candidates(slide)->front()->className, std::string("Corpuscle"));
        document.reset();
        document = open();
        for (const ReadingId reading : {first, *his}) QVERIFY(classes(reading).contains("Corpuscle") && !classes(reading).contains("Glomerulus"));
        // Who begins from now on begins with the name of now.
        const auto hers = document->startBlinded(slide, {"cleo", true});
        QVERIFY(hers.ok());
        QVERIFY(classes(*hers) == std::set<std::string>{"Corpuscle"});
        QVERIFY(document->readAs("anna").ok());
        // Two classes that become one, with objects of both on one place, in one reading: nothing happens anywhere.
        Annotation other = *document->snapshotOf(first).annotations.front();
        const SlideId second = addSlide(*document, "bb22");
        other.id = document->newAnnotationId(second);
        other.uuid.clear();
        QVERIFY(document->apply(second, {"one", {{nullptr, std::make_shared<const Annotation>(other)}}}).ok());
        other.id = document->newAnnotationId(second);
        other.className = "Other";
        QVERIFY(document->apply(second, {"two", {{nullptr, std::make_shared<const Annotation>(other)}}}).ok());
        const std::string before = document->annotations(second).stateHash();
        const std::int64_t revision = document->revision();
        QVERIFY(!document->renameClasses({{"Corpuscle", "Other"}}).ok());
        QCOMPARE(document->revision(), revision);
        QCOMPARE(document->annotations(second).stateHash(), before);
        for (const ReadingId reading : {first, *his}) QVERIFY(!classes(reading).contains("Other"));
    }

    void aProjectOfVersion3KeepsEverythingAsTheFirstReading() {
        SlideId slide = 0;
        std::string hash;
        {
            const auto document = open();
            slide = readFirst(*document);
            QVERIFY(addSlide(*document, "bb22"));
            hash = document->annotations(slide).stateHash();
        }
        {
            SQLite::Database old(m_project.string(), SQLite::OPEN_READWRITE);
            old.exec(kBackToVersion3);
        }
        for (int round = 0; round < 2; ++round) {
            const auto document = open();
            QVERIFY(document);
            QCOMPARE(document->annotations(slide).stateHash(), hash);
            QCOMPARE(document->bookmarks(slide)->size(), std::size_t(1));
            QCOMPARE(document->candidates(slide)->size(), std::size_t(1));
            QVERIFY(document->signOff(slide)->counts());
            QCOMPARE(document->readings(slide).size(), std::size_t(1));
            QCOMPARE(document->reading(slide).kind, ReadingKind::First);
            QCOMPARE(*document->undoLabel(slide), std::string("draw"));
        }
    }
};

QTEST_GUILESS_MAIN(DocumentReadingsTest)
#include "document_readings_test.moc"
