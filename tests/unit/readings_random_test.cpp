// Random work in several readings of one slide: hands, undo, classes with new names, a consensus. Whatever is done, outlines are valid and
// apart, undo gives each reading's exact start and redo its exact end, no reading changes another, and the file holds what the memory held.
#include <QTemporaryDir>
#include <QTest>

#include "core/measure/adjudication.h"
#include "document_random_edits.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

class ReadingsRandomTest : public QObject {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_project;
    std::unique_ptr<Document> m_document;
    SlideId m_slide = 0;
    std::mt19937 m_random;

    bool open() {
        m_document.reset();
        auto opened = Document::open(m_project, "anna");
        if (opened) m_document = *std::move(opened);
        return m_document && m_document->resumeReader().ok();
    }
    std::string hashOf(ReadingId reading) const {
        AnnotationSet set;
        set.fill(m_document->snapshotOf(reading).annotations);
        return set.stateHash();
    }
    std::string hash() const { return m_document->annotations(m_slide).stateHash(); }
    std::size_t steps() const { return m_document->history(m_slide)->done().size(); }
    bool undoTo(std::size_t floor) {
        while (steps() > floor)
            if (!m_document->undo(m_slide)) return false;
        return true;
    }
    bool redoAll() {
        while (m_document->redoLabel(m_slide))
            if (!m_document->redo(m_slide)) return false;
        return true;
    }
    static QString wrongIn(const AnnotationSet& set) {
        for (const AnnotationPtr& a : set.all()) {
            if (a->shape.empty() || !isValid(a->shape)) return QString("object %1 is not valid").arg(a->id);
            if (a->state == ReviewState::Rejected) continue;
            for (const AnnotationPtr& b : set.intersecting(boundsOf(a->shape)))
                if (b->id > a->id && b->className == a->className && b->state != ReviewState::Rejected && overlapArea(a->shape, b->shape).value() > 0)
                    return QString("objects %1 and %2 overlap").arg(a->id).arg(b->id);
        }
        return {};
    }
    /// Some do not fit, as where a class would get objects on one place: they change nothing then.
    void rename() {
        const std::string from = m_random() % 2 ? "Glomerulus" : "Corpuscle", to = from == "Glomerulus" ? "Corpuscle" : "Glomerulus";
        const std::int64_t revision = m_document->revision();
        if (!m_document->renameClasses({{from, to}})) QCOMPARE(m_document->revision(), revision);
    }
    /// Of the reading that is open; never below its start.
    void work(int count, int firstNumber, std::size_t floor) {
        for (int i = 0; i < count; ++i) {
            const unsigned draw = m_random() % 100;
            if (draw < 15 && steps() > floor) QVERIFY(m_document->undo(m_slide).ok());
            else if (draw < 22 && m_document->redoLabel(m_slide)) QVERIFY(m_document->redo(m_slide).ok());
            else if (draw < 27) rename();
            else QVERIFY(m_document->apply(m_slide, randomEdit(m_document->annotations(m_slide), firstNumber + i)).ok());
            const QString wrong = wrongIn(m_document->annotations(m_slide));
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        }
    }
    void backAndForth(std::size_t floor, const std::string& start) {
        QVERIFY(redoAll());
        const std::string end = hash();
        QVERIFY(undoTo(floor));
        QCOMPARE(hash(), start);
        QVERIFY(redoAll());
        QCOMPARE(hash(), end);
        const ReadingId reading = m_document->reading(m_slide).id;
        QVERIFY(open());
        QCOMPARE(m_document->reading(m_slide).id, reading);
        QCOMPARE(hash(), end);
        QVERIFY(undoTo(floor));
        QCOMPARE(hash(), start);
        QVERIFY(redoAll());
        QCOMPARE(hash(), end);
    }

private Q_SLOTS:
    void threeReadingsOfOneSlideKeepApart_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 4; ++seed) QTest::newRow(qPrintable(QString("seed %1").arg(seed))) << seed;
    }
    void threeReadingsOfOneSlideKeepApart() {
        QFETCH(unsigned, seed);
        m_random.seed(seed);
        m_document.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_project = fs::path(m_folder->path().toStdString()) / "random.bowman";
        QVERIFY(open());
        const std::string path = (m_project.parent_path() / "slide.svs").string();
        const auto added = m_document->addSlide(slideInfo(path), slideIdentity(path));
        QVERIFY(added.ok());
        m_slide = *added;
        QVERIFY(m_document->applyBatch(m_slide, firstBatch(), "{}").ok());
        const ReadingId first = m_document->reading(m_slide).id;
        const std::string firstStart = hash();
        work(60, static_cast<int>(seed) * 100000, 1);
        if (QTest::currentTestFailed()) return;
        backAndForth(1, firstStart);
        if (QTest::currentTestFailed()) return;

        const auto blinded = m_document->startBlinded(m_slide, {"ben", true});
        QVERIFY2(blinded.ok(), blinded.ok() ? "" : blinded.error().message().c_str());
        const std::string secondStart = hash();
        const auto withoutNames = [&](ReadingId reading) {
            std::vector<std::pair<MultiPolygon, ReviewState>> all;
            for (const AnnotationPtr& a : m_document->snapshotOf(reading).annotations) all.emplace_back(a->shape, a->state);
            return all;
        };
        const auto firstShapes = withoutNames(first);
        work(60, static_cast<int>(seed) * 100000 + 1000, 1);
        if (QTest::currentTestFailed()) return;
        QVERIFY(withoutNames(first) == firstShapes);          // but for classes, whose names are the project's
        backAndForth(1, secondStart);
        if (QTest::currentTestFailed()) return;
        QVERIFY(withoutNames(first) == firstShapes);
        QVERIFY(m_document->setFinished(*blinded, true).ok());

        QVERIFY(m_document->readAs("cora").ok());
        const ReadingComparison comparison = compareReadings(m_document->snapshotOf(first).annotations, m_document->snapshotOf(*blinded).annotations);
        const auto consensus = m_document->startConsensus(first, *blinded);
        QVERIFY(consensus.ok());
        const Adjudicator cora{"cora", [&] { return m_document->newAnnotationId(m_slide); }};
        QVERIFY(m_document->applyBatch(m_slide, consensusStart(comparison, m_document->snapshotOf(first).annotations, cora), R"({"kind":"consensus"})").ok());
        const std::string secondEnd = hashOf(*blinded), firstAsCompared = hashOf(first), consensusStartHash = hash();
        const std::size_t floor = steps();                    // 0 where both agree on nothing
        int rulings = 0;
        for (int i = 0; i < 90; ++i) {
            const unsigned draw = m_random() % 100;
            if (draw < 15 && steps() > floor) QVERIFY(m_document->undo(m_slide).ok());
            else if (draw < 22 && m_document->redoLabel(m_slide)) QVERIFY(m_document->redo(m_slide).ok());
            else if (!comparison.objects.empty()) {
                const ComparedObject& object = comparison.objects[m_random() % comparison.objects.size()];
                const auto edit = rulingEdit(object, static_cast<Ruling>(m_random() % 4), m_document->annotations(m_slide), cora);
                if (edit.ok()) {
                    const auto applied = m_document->apply(m_slide, *edit);
                    QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().message().c_str());
                    ++rulings;
                }
            }
            const QString wrong = wrongIn(m_document->annotations(m_slide));
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        }
        QVERIFY(rulings > 40);
        backAndForth(floor, consensusStartHash);
        if (QTest::currentTestFailed()) return;
        QCOMPARE(hashOf(first), firstAsCompared);             // both originals are as they were
        QCOMPARE(hashOf(*blinded), secondEnd);
    }
};

QTEST_GUILESS_MAIN(ReadingsRandomTest)
#include "readings_random_test.moc"
