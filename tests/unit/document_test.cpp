// A project while it is in order: edits, undo, reopening, slides, copies.
#include <QTest>

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <atomic>
#include <filesystem>

#include "core/base/files.h"
#include "document_random_edits.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

AnnotationPtr with(const AnnotationPtr& annotation, const std::function<void(Annotation&)>& change) {
    Annotation copy = *annotation;
    change(copy);
    return std::make_shared<const Annotation>(std::move(copy));
}

}  // namespace

class DocumentTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_project;

    std::unique_ptr<Document> open() {
        auto document = Document::open(m_project, "anna");
        if (!document) qWarning("%s", document.error().message().c_str());
        return document ? *std::move(document) : nullptr;
    }
    SlideId addSlide(Document& document, const std::string& digest = "aa11") {
        const std::string path = m_folder->path().toStdString() + "/patient-smith-" + digest + ".svs";
        const auto id = document.addSlide(slideInfo(path), slideIdentity(path, digest));
        return id ? *id : 0;
    }

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = fs::path(m_folder->path().toStdString()) / "study.bowman";
    }

    void anEditIsThereAfterReopeningAndItsUndoToo() {
        std::string hash;
        SlideId slide = 0;
        {
            const auto document = open();
            slide = addSlide(*document);
            QVERIFY(document->apply(slide, {"add", {{nullptr, newGlomerulus(document->newAnnotationId(), 0, 100)}}}).ok());
            hash = document->annotations(slide).stateHash();
            QCOMPARE(document->revision(), std::int64_t(1));
            QVERIFY(document->flush().ok());
            QCOMPARE(document->acknowledgedRevision(), std::int64_t(1));
        }
        QCOMPARE(std::distance(fs::directory_iterator(m_project.parent_path()), fs::directory_iterator()), 1);  // no WAL: the file can be copied
        {
            const auto document = open();
            QCOMPARE(document->annotations(slide).stateHash(), hash);
            QCOMPARE(*document->undoLabel(slide), std::string("add"));
            QVERIFY(!document->redoLabel(slide));
            QVERIFY(document->undo(slide).ok());
            QCOMPARE(document->annotations(slide).size(), std::size_t(0));
            QCOMPARE(document->revision(), std::int64_t(2));
            QVERIFY(!document->undoLabel(slide));
            QVERIFY(!document->undo(slide).ok());
        }
        const auto document = open();
        QCOMPARE(document->annotations(slide).size(), std::size_t(0));
        QCOMPARE(*document->redoLabel(slide), std::string("add"));
        QVERIFY(document->redo(slide).ok());
        QCOMPARE(document->annotations(slide).stateHash(), hash);
        QVERIFY(!document->redo(slide).ok());
        QVERIFY(document->newAnnotationId() > 1);
    }

    void aNewEditAfterUndoEndsRedoButNotTheHistory() {
        const auto document = open();
        const SlideId slide = addSlide(*document);
        QVERIFY(document->apply(slide, {"first", {{nullptr, newGlomerulus(1, 0, 100)}}}).ok());
        QVERIFY(document->undo(slide).ok());
        QVERIFY(document->apply(slide, {"second", {{nullptr, newGlomerulus(2, 1, 100)}}}).ok());
        QVERIFY(!document->redoLabel(slide));
        QCOMPARE(document->revision(), std::int64_t(3));
    }

    void undoIsPerSlide() {
        const auto document = open();
        const SlideId one = addSlide(*document, "a1"), two = addSlide(*document, "b2");
        QVERIFY(document->apply(one, {"on one", {{nullptr, newGlomerulus(1, 0, 100)}}}).ok());
        QVERIFY(document->apply(two, {"on two", {{nullptr, newGlomerulus(2, 0, 100)}}}).ok());
        QCOMPARE(*document->undoLabel(one), std::string("on one"));
        QVERIFY(document->undo(one).ok());
        QCOMPARE(document->annotations(two).size(), std::size_t(1));
        const auto stolen = document->apply(one, {"same id", {{nullptr, newGlomerulus(2, 5, 100)}}});
        QCOMPARE(stolen.error().why, std::string("an annotation belongs to another slide or reading"));
    }

    void randomWorkIsUndoneToTheStartAndRedoneToTheEnd() {
        for (int seed = 0; seed < 3; ++seed) {
            init();
            Model model;
            std::string start, end;
            SlideId slide = 0;
            {
                const auto document = open();
                slide = addSlide(*document);
                QVERIFY(document->applyBatch(slide, firstBatch(), R"({"threshold": 0.5})").ok());
                model.start(firstBatch().changes);
                start = document->annotations(slide).stateHash();
                QCOMPARE(model.set.stateHash(), start);
                for (int i = 0; i < 500; ++i) {
                    const auto done = randomStep(*document, slide, seed * 10000 + i);
                    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message().c_str());
                    model.step(seed * 10000 + i);
                }
                end = document->annotations(slide).stateHash();
                QCOMPARE(model.set.stateHash(), end);
            }
            const auto document = open();
            QCOMPARE(document->annotations(slide).stateHash(), end);
            QCOMPARE(document->revision(), std::int64_t(501));
            while (document->redoLabel(slide)) QVERIFY(document->redo(slide).ok());
            const std::string last = document->annotations(slide).stateHash();
            while (*document->undoLabel(slide) != "detection") QVERIFY(document->undo(slide).ok());
            QCOMPARE(document->annotations(slide).stateHash(), start);
            QVERIFY(document->undo(slide).ok());
            QCOMPARE(document->annotations(slide).stateHash(), AnnotationSet().stateHash());
            while (document->redoLabel(slide)) QVERIFY(document->redo(slide).ok());
            QCOMPARE(document->annotations(slide).stateHash(), last);
        }
    }

    void anEditOfSomethingThatChangedMeanwhileIsRefused() {
        const auto document = open();
        const SlideId slide = addSlide(*document);
        const AnnotationPtr first = newGlomerulus(1, 0, 100);
        const AnnotationPtr noted = with(first, [](Annotation& a) { a.note = std::string("seen"); });
        QVERIFY(document->apply(slide, {"add", {{nullptr, first}}}).ok());
        QVERIFY(document->apply(slide, {"note", {{first, noted}}}).ok());
        const std::string hash = document->annotations(slide).stateHash();
        const auto stale = document->apply(slide, {"late", {{first, nullptr}}});
        QCOMPARE(stale.error().why, std::string("glomerulus 1 has changed since the edit began"));
        QCOMPARE(document->apply(slide, {"twice", {{nullptr, first}}}).error().why, std::string("glomerulus 1 is there already"));
        QCOMPARE(document->apply(slide, {"gone", {{newGlomerulus(9, 9, 50), nullptr}}}).error().why, std::string("glomerulus 9 is no longer there"));
        QVERIFY(!document->apply(slide, {"empty", {{nullptr, nullptr}}}).ok());
        QVERIFY(!document->apply(slide, {"no id", {{nullptr, newGlomerulus(0, 9, 50)}}}).ok());
        QVERIFY(!document->apply(slide, {"two ids", {{noted, newGlomerulus(2, 9, 50)}}}).ok());
        QVERIFY(!document->apply(slide, {"same", {{nullptr, newGlomerulus(3, 9, 50)}, {nullptr, newGlomerulus(3, 10, 50)}}}).ok());
        QVERIFY(!document->apply(slide, {"prediction", {{noted, with(noted, [](Annotation& a) { a.prediction = a.shape; })}}}).ok());
        QVERIFY(!document->apply(77, {"slide", {{nullptr, newGlomerulus(4, 9, 50)}}}).ok());
        QCOMPARE(document->annotations(slide).stateHash(), hash);
        QCOMPARE(document->revision(), std::int64_t(2));
        QVERIFY(document->apply(slide, {"nothing", {{noted, noted}}}).ok());
        QCOMPARE(document->revision(), std::int64_t(2));
    }

    void anOutlineThatCrossesItselfOrIsEmptyIsRefused() {
        const auto document = open();
        const SlideId slide = addSlide(*document);
        const auto bowTie = with(newGlomerulus(1, 0, 100), [](Annotation& a) { a.shape = {Polygon{{{0, 0}, {100, 100}, {100, 0}, {0, 100}}, {}}}; });
        QVERIFY(document->apply(slide, {"x", {{nullptr, bowTie}}}).error().why.find("not valid") != std::string::npos);
        const auto empty = with(bowTie, [](Annotation& a) { a.shape.clear(); });
        QCOMPARE(document->apply(slide, {"x", {{nullptr, empty}}}).error().why, std::string("the outline of glomerulus 1 is empty"));
        QCOMPARE(document->annotations(slide).size(), std::size_t(0));
    }

    void glomeruliOfOneClassDoNotOverlapAndTheErrorTellsWhich() {
        const auto document = open();
        const SlideId slide = addSlide(*document);
        const auto square = [](AnnotationId id, double x) {
            return with(newGlomerulus(id, 0, 10), [&](Annotation& a) { a.shape = {Polygon{{{x, 0}, {x + 100, 0}, {x + 100, 100}, {x, 100}}, {}}}; });
        };
        QVERIFY(document->apply(slide, {"a", {{nullptr, square(1, 0)}}}).ok());
        QVERIFY(document->apply(slide, {"touching is fine", {{nullptr, square(2, 100)}}}).ok());
        const auto overlapping = document->apply(slide, {"b", {{nullptr, square(3, 195)}}});
        QCOMPARE(overlapping.error().why, std::string("glomerulus 3 overlaps glomerulus 2 of class Glomerulus by 500 px²"));
        QCOMPARE(document->annotations(slide).size(), std::size_t(2));

        const auto rejected = with(square(3, 150), [](Annotation& a) { a.state = ReviewState::Rejected; });
        QVERIFY(document->apply(slide, {"rejected", {{nullptr, rejected}}}).ok());
        const auto accepted = with(rejected, [](Annotation& a) { a.state = ReviewState::Accepted; });
        QVERIFY(!document->apply(slide, {"accept it after all", {{rejected, accepted}}}).ok());
        QVERIFY(document->annotations(slide).find(3)->state == ReviewState::Rejected);
        const auto sclerosed = with(square(4, 150), [](Annotation& a) { a.className = std::string("Sclerosed"); });
        QVERIFY(document->apply(slide, {"another class", {{nullptr, sclerosed}}}).ok());
        const auto region = with(square(5, 50), [](Annotation& a) { a.kind = AnnotationKind::CompleteRegion; });
        QVERIFY(document->apply(slide, {"a region", {{nullptr, region}}}).ok());
        // Within one edit, what counts is how it is afterwards.
        const AnnotationPtr one = document->annotations(slide).find(1), two = document->annotations(slide).find(2);
        QVERIFY(document->apply(slide, {"swap", {{one, square(1, 100)}, {two, square(2, 0)}}}).ok());
        QVERIFY(!document->apply(slide, {"both", {{nullptr, square(6, 1000)}, {nullptr, square(7, 1050)}}}).ok());
        QVERIFY(!document->annotations(slide).find(6));
    }

    void aBatchIsOneStepAndOneEvent() {
        const auto document = open();
        const SlideId slide = addSlide(*document);
        QVERIFY(!document->applyBatch(slide, firstBatch(), "no json").ok());
        QVERIFY(document->applyBatch(slide, firstBatch(), R"({"model":"linknet"})").ok());
        QCOMPARE(document->revision(), std::int64_t(1));
        QCOMPARE(document->annotations(slide).size(), std::size_t(30));
        QVERIFY(document->undo(slide).ok());
        QCOMPARE(document->annotations(slide).size(), std::size_t(0));
        QVERIFY(document->redo(slide).ok());
        QCOMPARE(document->annotations(slide).size(), std::size_t(30));
    }

    void listenersHearWhatChangedAndWhereUntilTheyLeave() {
        const auto document = open();
        const SlideId slide = addSlide(*document);
        std::vector<DocumentChange> heard;
        auto token = document->listen([&](const DocumentChange& change) { heard.push_back(change); });
        const AnnotationPtr added = newGlomerulus(5, 0, 100);
        QVERIFY(document->apply(slide, {"add", {{nullptr, added}}}).ok());
        QVERIFY(document->undo(slide).ok());
        QVERIFY(!document->apply(slide, {"bad", {{added, nullptr}}}).ok());
        QCOMPARE(heard.size(), std::size_t(2));
        QCOMPARE(heard[0].slide, slide);
        QCOMPARE(heard[0].label, std::string("add"));
        QVERIFY(heard[1].changed == std::vector<AnnotationId>{5});
        QVERIFY(heard[0].dirty == boundsOf(added->shape));
        token.reset();
        QVERIFY(document->redo(slide).ok());
        QCOMPARE(heard.size(), std::size_t(2));
    }

    void theWriterReportsWhatIsOnDisk() {
        const auto document = open();
        const SlideId slide = addSlide(*document);
        std::atomic<std::int64_t> last = 0;
        std::atomic<int> calls = 0;
        document->onWritten([&](std::int64_t revision, const std::string& error) {
            if (error.empty()) last = revision;
            ++calls;
        });
        for (int i = 0; i < 20; ++i) QVERIFY(randomStep(*document, slide, i).ok());
        QVERIFY(document->flush().ok());
        QTRY_COMPARE(last.load(), std::int64_t(20));
        QVERIFY(calls.load() >= 1 && calls.load() <= 20);  // one sync may serve several
    }

    void aSnapshotStaysAsItWas() {
        const auto document = open();
        const SlideId slide = addSlide(*document);
        QVERIFY(document->apply(slide, {"add", {{nullptr, newGlomerulus(1, 0, 100)}}}).ok());
        const Snapshot snapshot = document->snapshot(slide);
        QVERIFY(document->undo(slide).ok());
        QCOMPARE(snapshot.annotations.size(), std::size_t(1));
        QCOMPARE(snapshot.revision, std::int64_t(1));
        QCOMPARE(snapshot.slide.alias, std::string("slide-1"));
        QVERIFY(document->snapshot(99).annotations.empty());
    }

    void aSlideKeepsWhatPeopleSaidAboutItAndIsFoundAgainWhenItMoved() {
        SlideId slide = 0;
        {
            const auto document = open();
            slide = addSlide(*document, "a1");
            const SlideId second = addSlide(*document, "b2");
            QCOMPARE(addSlide(*document, "a1"), slide);
            QCOMPARE(document->slides().size(), std::size_t(2));
            SlideRecord record = *document->slide(slide);
            QCOMPARE(record.alias, std::string("slide-1"));  // the file's name could name a patient
            QVERIFY(record.umPerPx.value == 0.5);
            QVERIFY(record.size == (PixelSize{20000, 16000}));
            record.alias = "slide-2";
            QVERIFY(!document->updateSlide(record).ok());
            record.alias = "K-17";
            record.caseName = "17";
            record.patient = "P4";
            record.stain = "PAS";
            record.block = "B";
            record.umPerPx = {std::nullopt, "none", "XResolution 72/inch"};
            QVERIFY(document->updateSlide(record).ok());
            QVERIFY(!document->slide(99).ok());
            QVERIFY(second != slide);
        }
        {
            const auto document = open();
            const SlideRecord record = *document->slide(slide);
            QCOMPARE(record.alias + record.caseName + record.patient + record.stain + record.block, std::string("K-1717P4PASB"));
            QVERIFY(!record.umPerPx.value);
            QCOMPARE(record.umPerPx.tag, std::string("XResolution 72/inch"));
            QCOMPARE(record.identity.headTailSha256, std::string("a1"));
            const auto moved = document->addSlide(slideInfo("/elsewhere/x.svs"), slideIdentity("/elsewhere/x.svs", "a1"));
            QCOMPARE(*moved, slide);
        }
        const auto document = open();
        QCOMPARE(document->slide(slide)->path, fs::path("/elsewhere/x.svs"));
        QCOMPARE(document->slide(slide)->alias, std::string("K-17"));
    }

    void aProjectThatMovedWithItsSlidesFindsThem() {
        const fs::path first = m_project.parent_path() / "first", second = m_project.parent_path() / "second";
        fs::create_directory(first);
        m_project = first / "p.bowman";
        QVERIFY(writeFileAtomically(first / "s.svs", "pixels").ok());
        const std::string path = (first / "s.svs").string();
        QVERIFY(open()->addSlide(slideInfo(path), slideIdentity(path)).ok());
        fs::rename(first, second);
        m_project = second / "p.bowman";
        QCOMPARE(open()->slides().front().path, second / "s.svs");
    }

    void aCopyHoldsEverythingAndTheOriginalGoesOn() {
        const fs::path target = m_project.parent_path() / "copy.bowman";
        const auto document = open();
        const SlideId slide = addSlide(*document);
        for (int i = 0; i < 100; ++i) QVERIFY(randomStep(*document, slide, i).ok());
        const std::string hash = document->annotations(slide).stateHash();
        const auto copied = document->saveCopy(target);  // while the writer is at work
        QVERIFY2(copied.ok(), copied.ok() ? "" : copied.error().message().c_str());
        QVERIFY(!document->saveCopy(m_project).ok());
        QVERIFY(!document->saveCopy("/nonexistent/folder/x.bowman").ok());
        QVERIFY(randomStep(*document, slide, 101).ok());
        {
            auto copy = Document::open(target, "ben");
            QVERIFY(copy.ok());
            QCOMPARE((*copy)->annotations(slide).stateHash(), hash);
            QCOMPARE((*copy)->revision(), std::int64_t(100));
            QVERIFY((*copy)->undo(slide).ok() || (*copy)->redo(slide).ok());
        }
        QVERIFY(document->flush().ok());
        QCOMPARE(std::distance(fs::directory_iterator(target.parent_path()), fs::directory_iterator()), 3);  // two projects, one WAL
        QVERIFY(document->saveCopy(target).ok());  // over the old copy
    }

    void openingAProjectOf50000GlomeruliIsMeasured() {
        constexpr int kPerRow = 250, kCount = 50000;
        QElapsedTimer timer;
        {
            const auto document = open();
            const SlideId slide = addSlide(*document);
            Edit edit{"detection", {}};
            for (int i = 0; i < kCount; ++i) {
                Annotation a = *newGlomerulus(i + 1, 0, 10);
                a.shape = roundOutline({200.0 + (i % kPerRow) * 220, 200.0 + (i / kPerRow) * 220}, 100, 150);
                a.prediction = a.shape;
                edit.changes.push_back({nullptr, std::make_shared<const Annotation>(std::move(a))});
            }
            timer.start();
            const auto applied = document->applyBatch(slide, std::move(edit), "{}");
            QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().message().c_str());
            qInfo("applied in %lld ms", static_cast<long long>(timer.elapsed()));
            QVERIFY(document->flush().ok());
            qInfo("on disk after %lld ms", static_cast<long long>(timer.elapsed()));
        }
        qInfo("file: %lld MB", static_cast<long long>(fs::file_size(m_project) >> 20));
        timer.start();
        const auto document = open();
        qInfo("opened in %lld ms", static_cast<long long>(timer.elapsed()));
        QCOMPARE(document->annotations(1).size(), std::size_t(kCount));
    }
};

QTEST_GUILESS_MAIN(DocumentTest)
#include "document_test.moc"
