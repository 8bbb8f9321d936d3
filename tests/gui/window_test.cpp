// The window from end to end: open, review with real keys, undo, detect, export, reopen.
// Fails on an event that keeps the window waiting.
#include <fstream>

#include <QCheckBox>
#include <QDialog>
#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QTextBrowser>

#include "tests/gui/disc_window_fixture.h"
#include "ui/main_window/cheat_sheet.h"

using namespace bowman;
using namespace bowman::ui;
using namespace bowman::test;

class WindowTest : public DiscWindowFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void theStartPageSaysWhatToDo() {
        QVERIFY(m_window->canvas().startPage().isVisible());
        QVERIFY(!m_window->canvas().view().isVisible());
        QVERIFY(m_window->canvas().startPage().findChild<QPushButton*>("primary")->text().contains("Open Slide"));
        QVERIFY(!m_window->action(Command::FindGlomeruli)->isEnabled());
        QVERIFY(!m_window->action(Command::Export)->isEnabled());
    }

    void anOpenedSlideIsShownAndHasAProjectBesideIt() {
        openDiscs();
        QVERIFY(m_window->canvas().view().isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(m_window->canvas().view().isSharp(), kPatience);
        QVERIFY(fs::exists(path("discs.bowman")));
        QVERIFY(m_window->windowTitle().startsWith("discs"));
        QVERIFY(m_window->status().findChildren<QLabel*>().front()->text().contains("1.000 µm/px (file)"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->project().thumbnail(m_window->project().currentSlide()).isNull(), kPatience);
    }

    void aDecisionByKeyIsSavedAndCanBeUndone() {
        openDiscs();
        propose();
        QTest::keyClick(&canvas(), Qt::Key_N);
        QCOMPARE(m_window->review().selected(), idOf(1));
        QTest::keyClick(&canvas(), Qt::Key_A);
        QCOMPARE(stateOf(1), ReviewState::Accepted);
        QVERIFY(!annotation(1)->provenance.reviewedBy.empty());
        QVERIFY(m_window->action(Command::Undo)->text().contains("accept glomerulus"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->status().savedText().startsWith("saved"), kPatience);
        QTest::keyClick(&canvas(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(stateOf(1), ReviewState::Proposed);
        QTest::keyClick(&canvas(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(stateOf(1), ReviewState::Accepted);
        QTest::keyClick(&canvas(), Qt::Key_R);
        QCOMPARE(stateOf(1), ReviewState::Rejected);
        QTest::keyClick(&canvas(), Qt::Key_U);
        QCOMPARE(stateOf(1), ReviewState::Unsure);
        QTest::keyClick(&canvas(), Qt::Key_2);
        QCOMPARE(annotation(1)->className, std::string("Globally sclerotic"));
    }

    void reviewGoesFromTheLeastSureToTheSurestAndEnds() {
        openDiscs();
        propose();   // uncertainty rises with the place in kDiscs, except that 1 is the least sure
        QTest::keyClick(&canvas(), Qt::Key_F5);
        QCOMPARE(m_window->review().selected(), idOf(1));
        std::vector<AnnotationId> seen;
        for (int i = 0; i < 5; ++i) {
            seen.push_back(m_window->review().selected());
            QTest::keyClick(&canvas(), i % 2 ? Qt::Key_R : Qt::Key_A);
        }
        QCOMPARE(seen, (std::vector<AnnotationId>{idOf(1), idOf(5), idOf(4), idOf(3), idOf(2)}));
        QVERIFY(!m_window->review().isReviewing());
        QVERIFY(!m_window->action(Command::Review)->isChecked());
        QCOMPARE(countReview(*m_window->project().annotations()).reviewed, 5);
    }

    void aDeletedObjectComesBack() {
        openDiscs();
        propose();
        m_window->review().select(idOf(3));
        const std::string before = m_window->project().annotations()->stateHash();
        QTest::keyClick(&canvas(), Qt::Key_Delete);
        QVERIFY(!annotation(3));
        QCOMPARE(m_window->review().selected(), AnnotationId(0));
        QTest::keyClick(&canvas(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_window->project().annotations()->stateHash(), before);
    }

    void theBrushEditsAndEscGivesTheOldOutlineBack() {
        openDiscs();
        propose();
        m_window->review().travelTo(idOf(1));
        const MultiPolygon before = annotation(1)->shape;
        QTest::keyClick(&canvas(), Qt::Key_E);
        QVERIFY(m_window->action(Command::ToolBrush)->isChecked());
        QTRY_VERIFY_WITH_TIMEOUT(canvas().viewport().visible().contains(boundsOf(before).centre()), kPatience);
        const SlideRect box = boundsOf(before);
        paint({box.right(), box.centre().y}, {box.right() + 12, box.centre().y});
        QVERIFY(areaOf(annotation(1)->shape) > areaOf(before));
        QCOMPARE(stateOf(1), ReviewState::Corrected);
        QTest::keyClick(&canvas(), Qt::Key_Escape);
        QVERIFY(annotation(1)->shape == before);
        QVERIFY(m_window->action(Command::ToolSelect)->isChecked());
        QTest::keyClick(&canvas(), Qt::Key_E);
        paint({box.right(), box.centre().y}, {box.right() + 12, box.centre().y});
        QTest::keyClick(&canvas(), Qt::Key_Return);
        QCOMPARE(stateOf(1), ReviewState::Corrected);
        QVERIFY(!annotation(1)->provenance.reviewedBy.empty());
    }

    void reopeningShowsTheSameAndUndoGoesOn() {
        openDiscs();
        propose();
        const std::string proposed = m_window->project().annotations()->stateHash();
        m_window->review().select(idOf(2));
        QTest::keyClick(&canvas(), Qt::Key_A);
        const std::string accepted = m_window->project().annotations()->stateHash();
        m_window->close();
        begin();
        m_window->openFiles({QString::fromStdString(path("discs.bowman").string())});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        QCOMPARE(m_window->project().annotations()->stateHash(), accepted);
        QVERIFY(m_window->action(Command::Undo)->text().contains("accept"));
        QTest::keyClick(&canvas(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_window->project().annotations()->stateHash(), proposed);
    }

    void detectionFindsTheDiscsAsOneStep() {
        openDiscs();
        QSignalSpy ended(&m_window->detection(), &DetectionSession::ended);
        QTest::mouseClick(m_window->findChild<QPushButton*>("find"), Qt::LeftButton);
        QVERIFY(m_window->detection().isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
        QVERIFY2(m_window->canvas().banner().headline().isEmpty(), qPrintable(m_window->canvas().banner().reason()));
        const auto found = m_window->project().annotations()->all();
        QCOMPARE(found.size(), std::size(kDiscs));
        for (const AnnotationPtr& a : found) {
            QCOMPARE(a->state, ReviewState::Proposed);
            QVERIFY(std::abs(equivalentDiameter(a->shape) - 2 * kDiscRadius) < 6);
        }
        QVERIFY(m_window->canvas().message().text().startsWith("5 glomeruli"));
        QTest::mouseClick(m_window->canvas().message().findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(m_window->project().annotations()->size(), std::size_t(0));
    }

    void aDetectionKeepsWhatAPersonHasDecided() {
        openDiscs();
        propose();
        m_window->review().select(idOf(1));
        QTest::keyClick(&canvas(), Qt::Key_A);
        const AnnotationPtr kept = annotation(1);
        QSignalSpy ended(&m_window->detection(), &DetectionSession::ended);
        m_window->action(Command::FindGlomeruli)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
        QCOMPARE(m_window->project().annotations()->size(), std::size(kDiscs));
        QVERIFY(*annotation(1) == *kept);
    }

    void aStoppedDetectionEndsQuietly() {
        openDiscs();
        QSignalSpy ended(&m_window->detection(), &DetectionSession::ended);
        auto* button = m_window->findChild<QPushButton*>("find");
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(button->text(), QString("Stop"));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
        QVERIFY2(m_window->canvas().banner().headline().isEmpty(), qPrintable(m_window->canvas().banner().headline()));
        QCOMPARE(button->text(), QString("Find glomeruli"));
    }

    void closingTheProjectDropsADetection() {
        openDiscs();
        m_window->action(Command::FindGlomeruli)->trigger();
        m_window->action(Command::CloseProject)->trigger();
        QVERIFY(!m_window->detection().isRunning());
        QVERIFY(m_window->canvas().startPage().isVisible());
        openDiscs();
        QCOMPARE(m_window->project().annotations()->size(), std::size_t(0));
    }

    void aNetworkThatCannotBeLoadedGivesABanner() {
        m_window = std::make_unique<MainWindow>(brokenNetworks());
        m_window->show();
        openDiscs();
        QSignalSpy ended(&m_window->detection(), &DetectionSession::ended);
        m_window->action(Command::FindGlomeruli)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
        QCOMPARE(m_window->canvas().banner().headline(), QString("Cannot load the network"));
        QVERIFY(m_window->canvas().banner().reason().contains("encoder.stem"));
        QVERIFY(m_window->findChild<QPushButton*>("find")->isEnabled());
    }

    void theExportDialogWritesGeoJson() {
        openDiscs();
        propose();
        for (const int i : {1, 2}) {
            m_window->review().select(idOf(i));
            QTest::keyClick(&canvas(), Qt::Key_A);
        }
        QTest::keyClick(&canvas(), Qt::Key_E, Qt::ControlModifier);
        auto* dialog = m_window->findChild<QDialog*>("exportDialog");
        QVERIFY(dialog);
        QVERIFY(dialog->findChild<QLabel*>("preview")->text().contains("2 glomeruli"));
        for (QCheckBox* box : dialog->findChildren<QCheckBox*>())
            if (box->objectName().startsWith("format-")) box->setChecked(box->objectName() == "format-geojson");
        dialog->findChild<QLineEdit*>("folder")->setText(QString::fromStdString(path("out").string()));
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QPushButton*>("exportNow")->isEnabled(), kPatience);
        QTest::mouseClick(dialog->findChild<QPushButton*>("exportNow"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QTextBrowser*>("exportReport")->property("finished").toBool(), kPatience);
        const fs::path file = path("out") / "discs-glomeruli.geojson";
        QVERIFY2(fs::exists(file), qPrintable(dialog->findChild<QTextBrowser*>("exportReport")->toPlainText()));
        std::ifstream in(file);
        const std::string text((std::istreambuf_iterator<char>(in)), {});
        QCOMPARE(QString::fromStdString(text).count("\"Feature\""), 2);
        dialog->close();
    }

    void tabHidesThePanelsOnlyFromTheCanvas() {
        openDiscs();
        canvas().setFocus();
        auto* dock = m_window->findChild<QDockWidget*>("slidesDock");
        QVERIFY(dock->isVisible());
        QTest::keyClick(&canvas(), Qt::Key_Tab);
        QVERIFY(!dock->isVisible());
        QTest::keyClick(&canvas(), Qt::Key_Tab);
        QVERIFY(dock->isVisible());
        QTest::keyClick(&m_window->reviewPanel().table(), Qt::Key_Tab);
        QVERIFY(dock->isVisible());
    }

    void aClickInTheTableTravelsThere() {
        openDiscs();
        propose();
        auto& table = m_window->reviewPanel().table();
        QCOMPARE(table.model()->rowCount(), 5);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(2, 0)).center());
        const AnnotationPtr selected = m_window->review().selectedAnnotation();
        QVERIFY(selected);
        QTRY_VERIFY_WITH_TIMEOUT(canvas().viewport().visible().width < 1000 && canvas().viewport().visible().contains(boundsOf(selected->shape).centre()), kPatience);
    }

    void theCheatSheetHasEveryKey() {
        Actions actions(m_window.get());
        const QString page = cheatSheetHtml(actions);
        for (const CommandSpec& spec : Actions::specs())
            if (*spec.keys) QVERIFY2(page.contains(QKeySequence(QString(spec.keys).section(" | ", 0, 0)).toString(QKeySequence::NativeText).toHtmlEscaped()), spec.id);
    }

    void noTwoActionsShareAKey() {
        QMap<QString, QString> owner;
        for (const CommandSpec& spec : Actions::specs())
            for (const QString& key : QString(spec.keys).split(" | ", Qt::SkipEmptyParts)) {
                QVERIFY2(!owner.contains(key), qPrintable(key + ": " + owner[key] + " and " + spec.id));
                owner[key] = spec.id;
            }
    }

    void habitsAreRemembered() {
        m_window->action(Command::Fill)->trigger();
        const bool fill = m_window->canvas().view().layers().fill;
        m_window->close();
        begin();
        QCOMPARE(m_window->canvas().view().layers().fill, fill);
        QCOMPARE(m_window->action(Command::Fill)->isChecked(), fill);
    }
};

int main(int argc, char** argv) { return runWindowTest<WindowTest>(argc, argv); }

#include "window_test.moc"
