// A second, blinded reading of a slide, its comparison with the first, and the decision between both: by mouse and keys, over restarts.
#include <QDockWidget>
#include <QFile>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

#include "core/measure/adjudication.h"
#include "tests/gui/review_fixture.h"
#include "ui/dialogs/export_readings.h"
#include "ui/dialogs/reader_dialog.h"
#include "ui/dialogs/second_reading_dialog.h"

using namespace bowman;
using namespace bowman::test;
using enum ui::Command;

class ReadingsWindowTest : public ReviewFixture {
    Q_OBJECT
private:
    Document& document() const { return *m_window->project().document(); }
    SlideId slide() const { return m_window->project().currentSlide(); }
    const ui::ComparisonModel& places() const { return m_window->comparisonPanel().model(); }
    QString barText() const { return m_window->readings().bar().text(); }
    QString readerText() const { return m_window->findChild<QToolButton*>("reader")->text(); }
    void decide(std::size_t object, std::initializer_list<Qt::Key> keys) {
        m_window->review().select(document().annotations(slide()).all()[object]->id);
        for (const Qt::Key k : keys) key(k);
    }
    void answer(const char* dialogName, const char* name) {
        QTRY_VERIFY(dialog(dialogName));
        auto* asked = dialog(dialogName);
        auto* field = asked->findChild<QComboBox*>("person")->lineEdit();
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, name);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!dialog(dialogName));
        m_window->activateWindow();
        QTRY_VERIFY(m_window->isActiveWindow());
        m_window->canvas().view().setFocus();
    }
    /// By the person whom the computer knows: 1, 2 (globally sclerotic), 4 and 5 are glomeruli, 3 is none.
    void readFirst() {
        decide(0, {Qt::Key_A});
        decide(1, {Qt::Key_A, Qt::Key_3});
        decide(2, {Qt::Key_R});
        decide(3, {Qt::Key_A});
        decide(4, {Qt::Key_A});
    }
    /// Agrees on 1 and 5.
    void readSecond() {
        decide(0, {Qt::Key_A});
        decide(1, {Qt::Key_A});
        decide(2, {Qt::Key_A});
        decide(3, {Qt::Key_R});
        decide(4, {Qt::Key_A});
    }
    std::vector<ReviewState> states() const {
        std::vector<ReviewState> all;
        for (const AnnotationPtr& a : document().annotations(slide()).all()) all.push_back(a->state);
        return all;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(prepare()); }
    void init() {
        qputenv("BOWMAN_SETTINGS", QFile::encodeName(m_folder.filePath(QString("settings-%1.ini").arg(++m_round))));
        open();
        Edit found{"find glomeruli: 5 proposed", {}};
        for (int i = 0; i < 5; ++i) found.changes.push_back({nullptr, std::make_shared<const Annotation>(proposal(document().newAnnotationId(), kDiscs[i], 0.1 * i))});
        QVERIFY(m_window->project().applyBatch(found, R"({"kind":"detection"})").ok());
    }
    void cleanup() { end(); }

    void aSecondReaderWorksBlindedIsComparedAndDecidedOverARestart() {
        readFirst();
        const std::string first = document().person();
        QVERIFY(m_window->readings().bar().isHidden());       // one reading: nothing to mistake
        QVERIFY(readerText().contains(QString::fromStdString(first)));
        m_window->action(SecondReading)->trigger();
        answer("secondReadingDialog", "Ben");
        QCOMPARE(document().person(), std::string("Ben"));
        QCOMPARE(readerText(), QString("Reader: Ben"));
        QVERIFY2(barText().contains("Second reading") && barText().contains("blinded"), qPrintable(barText()));
        QVERIFY(m_window->readings().bar().isVisible());
        QVERIFY(states() == std::vector<ReviewState>(5, ReviewState::Proposed));
        QVERIFY2(countText().contains("0 of 5"), qPrintable(countText()));
        QVERIFY(!m_window->action(Undo)->text().contains("accept"));
        // The first reading is not his to look at.
        auto* menu = m_window->findChild<QMenu*>("readingsMenu");
        Q_EMIT menu->aboutToShow();
        const auto entries = menu->actions();
        const auto toFirst = std::find_if(entries.begin(), entries.end(), [](const QAction* a) { return a->text().startsWith("First, by"); });
        QVERIFY(toFirst != entries.end());
        (*toFirst)->trigger();
        QVERIFY(m_window->canvas().banner().reason().contains("blinded"));
        QCOMPARE(document().reading(slide()).kind, ReadingKind::Blinded);
        m_window->canvas().banner().dismiss();
        m_window->canvas().view().setFocus();

        readSecond();
        m_window->action(FinishReading)->trigger();
        QVERIFY2(barText().contains("finished"), qPrintable(barText()));
        decide(4, {Qt::Key_R});                               // too late
        QCOMPARE(states()[4], ReviewState::Accepted);
        m_window->canvas().banner().dismiss();
        m_window->canvas().view().setFocus();

        key(Qt::Key_F9);
        QTRY_COMPARE_WITH_TIMEOUT(places().comparison().objects.size(), std::size_t(5), kPatience);
        QCOMPARE(places().comparison().disagreements(), std::size_t(3));
        QCOMPARE(places().comparison().detection.matched, std::int64_t(3));
        QVERIFY(m_window->comparisonPanel().summary().contains("kappa"));
        QVERIFY(m_window->findChild<QWidget*>("comparisonOverlay")->isVisible());
        QCOMPARE(places().rowCount(), 3);
        const int before = m_window->comparisonPanel().current();
        QVERIFY(before >= 0);
        key(Qt::Key_N);
        QVERIFY(m_window->comparisonPanel().current() != before);
        key(Qt::Key_P);
        QCOMPARE(m_window->comparisonPanel().current(), before);
        key(Qt::Key_1);                                       // nobody adjudicates yet
        QCOMPARE(document().readings(slide()).size(), std::size_t(2));

        QTest::mouseClick(m_window->comparisonPanel().findChild<QPushButton*>("adjudicate"), Qt::LeftButton);
        answer("readerDialog", "Cora");
        QVERIFY(m_window->comparison().isAdjudicating());
        QVERIFY2(barText().contains("Consensus") && barText().contains("Cora") && barText().contains("0 of 3"), qPrintable(barText()));
        QCOMPARE(document().annotations(slide()).size(), std::size_t(2));
        m_window->canvas().view().setFocus();
        key(Qt::Key_1);
        QVERIFY2(barText().contains("1 of 3"), qPrintable(barText()));
        key(Qt::Key_2);
        QVERIFY2(barText().contains("2 of 3"), qPrintable(barText()));
        // Until the last place is decided it is no outcome.
        QVERIFY(document().readings(slide()).back().finished.empty());
        QCOMPARE(document().readings(slide()).back().kind, ReadingKind::Consensus);
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY2(barText().contains("1 of 3"), qPrintable(barText()));
        m_window->close();                                    // with the comparison on the screen
        QVERIFY(Document::open(path("p.bowman"), "somebody else").ok());   // nobody holds the file any more
        m_window.reset();

        open();
        QVERIFY(m_window->findChild<QDockWidget*>("comparisonDock")->isHidden());
        QCOMPARE(readerText(), QString("Reader: Cora"));
        QCOMPARE(document().reading(slide()).kind, ReadingKind::Consensus);
        key(Qt::Key_F9);
        QTRY_VERIFY_WITH_TIMEOUT(barText().contains("1 of 3"), kPatience);
        key(Qt::Key_2);
        key(Qt::Key_0);
        QVERIFY2(barText().contains("complete"), qPrintable(barText()));
        const Snapshot outcome = document().outcome(slide());
        QCOMPARE(outcome.reading.kind, ReadingKind::Consensus);
        QCOMPARE(outcome.annotations.size(), std::size_t(5));
        for (const AnnotationPtr& a : outcome.annotations) QVERIFY(!rulingOf(*a).empty());
        // What is taken back is open again.
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document().readings(slide()).back().finished.empty());
        key(Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(!document().readings(slide()).back().finished.empty());
        m_window->action(Export)->trigger();
        QTRY_VERIFY(dialog("exportDialog"));
        auto* whose = dialog("exportDialog")->findChild<QComboBox*>("exportReading");
        const auto* preview = dialog("exportDialog")->findChild<QLabel*>("preview");
        QVERIFY(whose && whose->count() == 4 && whose->itemText(2).contains("Ben") && whose->itemText(3).contains("Cora"));
        QVERIFY2(preview->text().contains("4 glomeruli"), qPrintable(preview->text()));
        const auto offered = ui::offeredReadings(document());
        constexpr ReadingKind kKinds[] = {ReadingKind::Consensus, ReadingKind::First, ReadingKind::Blinded, ReadingKind::Consensus};
        for (std::size_t i = 0; i < offered.size(); ++i) QCOMPARE(offered[i].slides.front().reading.kind, kKinds[i]);
        whose->setCurrentIndex(2);
        Q_EMIT whose->activated(2);
        QVERIFY2(preview->text().contains("4 glomeruli"), qPrintable(preview->text()));
        dialog("exportDialog")->reject();
        QTRY_VERIFY(!dialog("exportDialog"));
        m_window->activateWindow();
        m_window->canvas().view().setFocus();
        const auto readings = document().readings(slide());
        QCOMPARE(document().snapshotOf(readings[0].id).annotations[2]->state, ReviewState::Rejected);
        QCOMPARE(document().snapshotOf(readings[1].id).annotations[2]->state, ReviewState::Accepted);
        const QString csv = m_folder.filePath("agreement.csv");
        m_window->comparison().writeCsv(csv);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(csv), kPatience);
        QFile written(csv);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll().count('\n'), 6);

        // The first reader comes back to what she left.
        m_window->action(ReadAs)->trigger();
        answer("readerDialog", first.c_str());
        QCOMPARE(document().reading(slide()).kind, ReadingKind::First);
        QCOMPARE(states()[2], ReviewState::Rejected);
        QVERIFY2(barText().contains("kept as it was"), qPrintable(barText()));
    }

    void comparingTooEarlyWarnsAndIsWrittenDown() {
        readFirst();
        m_window->action(SecondReading)->trigger();
        QTRY_VERIFY(dialog("secondReadingDialog"));
        QTest::mouseClick(dialog("secondReadingDialog")->findChild<QRadioButton*>("fromNothing"), Qt::LeftButton);
        dialog("secondReadingDialog")->findChild<QRadioButton*>("fromNothing")->setChecked(true);
        answer("secondReadingDialog", "Ben");
        QCOMPARE(document().annotations(slide()).size(), std::size_t(0));
        key(Qt::Key_F9);
        QTRY_VERIFY(dialog("unblindDialog"));
        QVERIFY(!m_window->comparison().isComparing());
        QTest::mouseClick(dialog("unblindDialog")->findChild<QPushButton*>("compareAnyway"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(places().comparison().disagreements() == 4, kPatience);
        QVERIFY(barText().contains("no longer blinded"));
        QVERIFY(!document().readings(slide()).back().unblinded.empty());
        QTest::mouseClick(m_window->comparisonPanel().findChild<QPushButton*>("endComparison"), Qt::LeftButton);
        QVERIFY(!m_window->comparison().isComparing());
        QVERIFY(!m_window->findChild<QWidget*>("comparisonOverlay")->isVisible());
    }

    void anOwnOutlineIsBegunFromOneOfTheirsAndGoesOnAsAnObject() {
        readFirst();
        m_window->action(SecondReading)->trigger();
        answer("secondReadingDialog", "Ben");
        readSecond();
        m_window->action(FinishReading)->trigger();
        key(Qt::Key_F9);
        QTRY_COMPARE_WITH_TIMEOUT(places().comparison().disagreements(), std::size_t(3), kPatience);
        QTest::mouseClick(m_window->comparisonPanel().findChild<QPushButton*>("adjudicate"), Qt::LeftButton);
        answer("readerDialog", "Cora");
        m_window->canvas().view().setFocus();
        const int place = m_window->comparisonPanel().current();
        key(Qt::Key_E);
        QVERIFY(m_window->action(ToolBrush)->isChecked());
        const AnnotationPtr own = m_window->review().selectedAnnotation();
        QVERIFY(own);
        QCOMPARE(rulingOf(*own), std::string("own"));
        QCOMPARE(m_window->comparisonPanel().current(), place);
        const double area = areaOf(own->shape);
        const SlideRect bounds = boundsOf(own->shape);
        click({bounds.right() - 3, bounds.y + bounds.height / 2});
        QTRY_VERIFY(areaOf(m_window->review().selectedAnnotation()->shape) > area);
        QCOMPARE(rulingOf(*m_window->review().selectedAnnotation()), std::string("own"));
        key(Qt::Key_N);
        QVERIFY(m_window->comparisonPanel().current() != place);
        QVERIFY(m_window->action(ToolSelect)->isChecked());
    }
};

int main(int argc, char** argv) { return runWindowTest<ReadingsWindowTest>(argc, argv); }
#include "readings_window_test.moc"
