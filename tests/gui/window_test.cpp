// The window from end to end: open, review with real keys, undo, detect, export, reopen; and everything that can be wrong
// with a file. Fails on an event that keeps the window waiting.
#include <fstream>

#include <QAbstractButton>
#include <QCheckBox>
#include <QDialog>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTextBrowser>

#include "tests/gui/window_fixture.h"
#include "ui/controllers/watchdog.h"
#include "ui/main_window/cheat_sheet.h"
#include "ui/main_window/theme.h"

using namespace bowman;
using namespace bowman::ui;
using namespace bowman::test;
namespace fs = std::filesystem;

class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        applyTheme(Theme::Light);
        const auto written = writeDiscSlide(path("discs.tif"));
        QVERIFY2(written.ok(), written ? "" : written.error().message().c_str());
    }

    void init() {
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1200, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        Watchdog::reset();   // the first paint loads fonts
    }

    void cleanup() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(folder()))
            if (entry.path().filename() != "discs.tif" && entry.path().filename() != "settings.ini") fs::remove_all(entry.path());
        if (!QTest::currentTestFailed()) QCOMPARE(Watchdog::slowEvents(), 0);
    }

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
        init();
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

    void severalSlidesBecomeOneProjectOfTheirFolder() {
        fs::create_directories(path("case"));
        QVERIFY(writeDiscSlide(path("case") / "a.tif").ok());
        QVERIFY(writeDiscSlide(path("case") / "b.tif", {0.5, 512, 512}).ok());
        m_window->openFiles({QString::fromStdString((path("case") / "a.tif").string()), QString::fromStdString((path("case") / "b.tif").string())});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        QVERIFY(fs::exists(path("case") / "case.bowman"));
        const auto slides = m_window->project().slides();
        QCOMPARE(slides.size(), std::size_t(2));
        propose();
        auto* list = m_window->findChild<SlidesPanel*>("slides");
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(1, 0)).center());
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && m_window->project().currentSlide() == slides[1].id, kPatience);
        QCOMPARE(m_window->project().umPerPx().value_or(0), 0.5);
        QCOMPARE(m_window->project().annotations()->size(), std::size_t(0));
        QCOMPARE(m_window->reviewPanel().table().model()->rowCount(), 0);
        m_window->project().showSlide(slides[0].id);
        QCOMPARE(m_window->project().annotations()->size(), std::size_t(5));
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

    void anUnknownScaleIsAskedForAndRecorded() {
        QVERIFY(writeDiscSlide(path("bare.tif"), {std::nullopt, 512, 512}).ok());
        m_window->openFiles({QString::fromStdString(path("bare.tif").string())});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        QVERIFY(!m_window->project().umPerPx());
        auto* chip = m_window->findChild<QPushButton*>("chip");
        QVERIFY(chip->text().contains("unknown"));
        QTest::mouseClick(chip, Qt::LeftButton);
        auto* dialog = m_window->findChild<QDialog*>("scaleDialog");
        QVERIFY(dialog);
        dialog->findChild<QDoubleSpinBox*>("umPerPx")->setValue(0.75);
        dialog->accept();
        QCOMPARE(m_window->project().umPerPx().value_or(0), 0.75);
        QCOMPARE(m_window->project().record()->umPerPx.source, std::string("user"));
        QVERIFY(chip->text().contains("0.750"));
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

    void aBadFileGivesABannerAndLeavesTheProjectAlone_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray("this is not a slide\n");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("truncated") << QByteArray("II\x2b\x00\x08\x00\x00\x00", 8);
    }

    void aBadFileGivesABannerAndLeavesTheProjectAlone() {
        QFETCH(QByteArray, content);
        openDiscs();
        propose();
        const std::string before = m_window->project().annotations()->stateHash();
        std::ofstream(path("bad.svs")) << content.toStdString();
        m_window->openFiles({QString::fromStdString(path("bad.svs").string())});
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->canvas().banner().headline().isEmpty(), kPatience);
        QCOMPARE(m_window->canvas().banner().headline(), QString("Cannot open “bad.svs”"));
        QVERIFY(!m_window->canvas().banner().reason().isEmpty());
        QCOMPARE(m_window->project().annotations()->stateHash(), before);
        QVERIFY(m_window->project().slide());
        QVERIFY(!fs::exists(path("bad.bowman")));
    }

    void aProjectThatIsNoneGivesABanner() {
        std::ofstream(path("no.bowman")) << "not a database, but long enough to look like a file of some kind";
        m_window->openFiles({QString::fromStdString(path("no.bowman").string())});
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->canvas().banner().headline().isEmpty(), kPatience);
        QVERIFY(m_window->canvas().banner().headline().contains("no.bowman"));
        QVERIFY(!m_window->project().isOpen());
    }

    void aMissingSlideIsLookedForAndFoundElsewhere() {
        fs::copy_file(path("discs.tif"), path("moving.tif"));
        m_window->openFiles({QString::fromStdString(path("moving.tif").string())});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        m_window->close();
        fs::create_directories(path("elsewhere"));
        fs::rename(path("moving.tif"), path("elsewhere") / "renamed.tif");
        fs::remove(path("discs.bowman"));
        init();
        // The other slide in the folder is not taken for it by its name; it has the same content, so it moves away too.
        fs::rename(path("discs.tif"), path("elsewhere") / "discs.tif");
        m_window->openFiles({QString::fromStdString(path("moving.bowman").string())});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->canvas().banner().headline().contains("Cannot find"), kPatience);
        QVERIFY(m_window->project().isMissing());
        QVERIFY(m_window->canvas().banner().findChildren<QPushButton*>().size() == 2);   // Retry, Locate…
        m_window->project().locateSlide(QString::fromStdString((path("elsewhere") / "renamed.tif").string()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        QVERIFY(m_window->canvas().banner().headline().isEmpty());
        QCOMPARE(m_window->project().record()->path, path("elsewhere") / "renamed.tif");
        fs::rename(path("elsewhere") / "discs.tif", path("discs.tif"));
    }

    void anotherSlideIsNotTakenForTheMissingOne() {
        fs::copy_file(path("discs.tif"), path("gone.tif"));
        openDiscs();
        QVERIFY(writeDiscSlide(path("other.tif"), {1.0, 512, 512}).ok());
        const SlideRecord before = *m_window->project().record();
        m_window->project().locateSlide(QString::fromStdString(path("other.tif").string()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->canvas().banner().headline().contains("is not the slide"), kPatience);
        QCOMPARE(m_window->project().record()->path, before.path);
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
        init();
        QCOMPARE(m_window->canvas().view().layers().fill, fill);
        QCOMPARE(m_window->action(Command::Fill)->isChecked(), fill);
    }

private:
    fs::path folder() const { return m_folder.path().toStdString(); }
    fs::path path(const char* name) const { return folder() / name; }
    SlideView& canvas() { return m_window->canvas().view(); }

    void openDiscs() {
        m_window->openFiles({QString::fromStdString(path("discs.tif").string())});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        canvas().setFocus();
    }

    /// One object per disc, as a detection would leave them; the first is the least sure.
    void propose() {
        Edit edit{"found 5 glomeruli", {}};
        m_ids.clear();
        for (int i = 0; i < 5; ++i) {
            const AnnotationId id = m_window->project().document()->newAnnotationId();
            m_ids.push_back(id);
            edit.changes.push_back({nullptr, std::make_shared<Annotation>(proposal(id, kDiscs[i], i == 0 ? 0.9 : 0.1 * i))});
        }
        const auto applied = m_window->project().applyBatch(edit, "{}");
        QVERIFY2(applied.ok(), applied ? "" : applied.error().message().c_str());
    }

    AnnotationId idOf(int number) const { return m_ids[static_cast<std::size_t>(number - 1)]; }
    AnnotationPtr annotation(int number) { return m_window->project().annotations()->find(idOf(number)); }
    ReviewState stateOf(int number) { return annotation(number)->state; }

    void paint(SlidePoint from, SlidePoint to) {
        const double ratio = canvas().devicePixelRatioF();
        const auto place = [&](SlidePoint p) {
            const DevicePoint d = canvas().viewport().toDevice(p);
            return QPoint(static_cast<int>(d.x / ratio), static_cast<int>(d.y / ratio));
        };
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, place(from));
        QTest::mouseMove(&canvas(), place(to));
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, place(to));
    }

    QTemporaryDir m_folder;
    std::vector<AnnotationId> m_ids;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<WindowTest>(argc, argv); }

#include "window_test.moc"
