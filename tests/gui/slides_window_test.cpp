// Several slides in the window, with real events: tabs and what they remember, two side by side, the properties panel, the table.
#include <fstream>

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "tests/gui/window_fixture.h"
#include "ui/dialogs/slide_information_dialog.h"
#include "ui/main_window/theme.h"
#include "ui/panels/slide_facts.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 60'000;   // of QTRY: machines under load

/// The bar of tabs takes some of the window's height when it comes.
bool looksAlike(const Viewport& a, const Viewport& b) { return a.centre == b.centre && a.downsample == b.downsample && a.orientation == b.orientation; }

bool isNear(SlidePoint a, SlidePoint b, double by = 0.6) { return std::hypot(a.x - b.x, a.y - b.y) < by; }

}  // namespace

class SlidesWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        applyTheme(Theme::Light);
        QVERIFY(writeDiscSlide(path("a.tif")).ok());
        QVERIFY(writeDiscSlide(path("b.tif"), {.umPerPx = 0.5, .width = 2304}).ok());   // another content, else it is the same slide
        QVERIFY(writeDiscSlide(path("c.tif"), {.umPerPx = std::nullopt, .width = 2560}).ok());
    }

    void init() {
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1300, 850);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        m_window->openFiles({file("a.tif"), file("b.tif"), file("c.tif")}, file("p.bowman"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && m_window->project().slides().size() == 3, kPatience);
        settle();
        Watchdog::reset();   // the first paint loads fonts
    }

    void cleanup() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(path("")))
            if (entry.path().string().find(".bowman") != std::string::npos) fs::remove_all(entry.path());
        if (!QTest::currentTestFailed()) QCOMPARE(Watchdog::slowEvents(), 0);
    }

    // --- tabs

    void aSlideChosenInThePanelOpensATabAndAnotherClickGoesBack() {
        QCOMPARE(tabs().count(), 1);
        QVERIFY(!tabs().isVisible());
        clickInPanel("b");
        QCOMPARE(tabs().count(), 2);
        QVERIFY(tabs().isVisible());
        QCOMPARE(tabs().tabText(tabs().currentIndex()), QString("b"));
        clickInPanel("a");
        QCOMPARE(tabs().count(), 2);
        QCOMPARE(m_window->project().currentSlide(), id("a"));
        QTest::mouseClick(&tabs(), Qt::LeftButton, {}, tabs().tabRect(tabs().tabOf(id("b"))).center() - QPoint(12, 0));
        QCOMPARE(m_window->project().currentSlide(), id("b"));
        QVERIFY(m_window->project().slide());   // at once
    }

    void eachTabRemembersItsPlaceAndItsSelection() {
        proposeOn("a");
        m_window->review().travelTo(1);
        QTRY_VERIFY_WITH_TIMEOUT(isNear(view().viewport().centre, kDiscs[0], 2), kPatience);
        settle();
        const Viewport there = view().viewport();
        clickInPanel("b");
        settle();
        QCOMPARE(m_window->review().selected(), AnnotationId(0));
        QTest::keyClick(&view(), Qt::Key_Plus);
        QTest::keyClick(&view(), Qt::Key_R, Qt::ControlModifier);   // turned, too
        const Viewport second = view().viewport();
        QVERIFY(second.orientation.degrees() == 90);
        QTest::keyClick(&view(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(m_window->project().currentSlide(), id("a"));
        QVERIFY(looksAlike(view().viewport(), there));
        QCOMPARE(m_window->review().selected(), AnnotationId(1));
        QTest::keyClick(&view(), Qt::Key_Backtab, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_window->project().currentSlide(), id("b"));
        QVERIFY(looksAlike(view().viewport(), second));
        QVERIFY(m_window->findChild<QDockWidget*>("slidesDock")->isVisible());   // Tab alone hides the panels
    }

    void tabsAreClosedByKeyByMiddleButtonAndByTheirCross() {
        clickInPanel("b");
        clickInPanel("c");
        QCOMPARE(tabs().count(), 3);
        QTest::keyClick(&view(), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(tabs().count(), 2);
        QCOMPARE(m_window->project().currentSlide(), id("b"));
        QTest::mouseClick(&tabs(), Qt::MiddleButton, {}, tabs().tabRect(tabs().tabOf(id("a"))).center());
        QCOMPARE(tabs().count(), 1);
        QVERIFY(!tabs().isVisible());
        QCOMPARE(m_window->project().currentSlide(), id("b"));
        clickInPanel("c");
        QWidget* cross = tabs().tabButton(tabs().currentIndex(), QTabBar::RightSide);
        QTest::mouseClick(cross, Qt::LeftButton);
        QCOMPARE(m_window->project().currentSlide(), id("b"));
        QTest::keyClick(&view(), Qt::Key_W, Qt::ControlModifier);   // the last one
        QVERIFY(!m_window->project().isOpen());
        QVERIFY(m_window->canvas().startPage().isVisible());
    }

    void aClosedTabForgetsItsPlace() {
        clickInPanel("b");
        settle();
        const Viewport whole = view().viewport();
        QTest::keyClick(&view(), Qt::Key_Plus);
        QTest::keyClick(&view(), Qt::Key_W, Qt::ControlModifier);
        clickInPanel("b");
        QCOMPARE(view().viewport().downsample, whole.downsample);
    }

    void theOtherFilesHavePicturesToo() {
        for (const SlideRecord& s : m_window->project().slides()) QTRY_VERIFY_WITH_TIMEOUT(!m_window->project().thumbnail(s.id).isNull(), kPatience);
    }

    // --- side by side

    void twoSlidesMoveAndZoomTogetherInMicrometres() {
        compare();
        QCOMPARE(side().other(), id("b"));
        QVERIFY(side().isLinked());
        // Middle upon middle at first: 1024, 768 at 1 µm/px lies on 1152, 768 at 0.5.
        look({1024, 768}, 2);
        QVERIFY(isNear(otherView().viewport().centre, {1152, 768}));
        QCOMPARE(otherView().viewport().downsample, 4.0);
        look({1074, 748}, 1);
        QVERIFY(isNear(otherView().viewport().centre, {1152 + 100, 768 - 40}));
        QCOMPARE(otherView().viewport().downsample, 2.0);
        // And the other way round, by hand.
        const SlidePoint before = view().viewport().centre;
        drag(otherView(), {200, 200}, {160, 230});
        QVERIFY(isNear(view().viewport().centre, {before.x + 40, before.y - 30}, 1));
        QTest::keyClick(&otherView(), Qt::Key_Plus);
        QVERIFY(isNear(otherView().viewport().centre, mapped(view().viewport().centre)));
        QVERIFY(std::abs(view().viewport().downsample * 2 - otherView().viewport().downsample) < 1e-9);
    }

    void anOffsetIsSetByMovingOneAloneAndKeptInTheProject() {
        compare();
        look({1024, 768}, 2);
        QTest::mouseClick(linkButton(), Qt::LeftButton);
        QVERIFY(!side().isLinked());
        const Viewport left = view().viewport();
        drag(otherView(), {300, 300}, {340, 280});
        QVERIFY(view().viewport() == left);
        const SlidePoint now = otherView().viewport().centre;
        QTest::mouseClick(linkButton(), Qt::LeftButton);
        QVERIFY(otherView().viewport().centre == now);
        const auto kept = m_window->project().document()->alignment(id("a"), id("b"));
        QVERIFY(kept);
        QVERIFY(std::abs(kept->dxUm - (now.x * 0.5 - 1024)) < 0.01);
        QVERIFY(std::abs(kept->dyUm - (now.y * 0.5 - 768)) < 0.01);
        QTest::keyClick(&view(), Qt::Key_F8);
        QVERIFY(!side().isOn());
        compare();
        look({1024, 768}, 2);
        QVERIFY(isNear(otherView().viewport().centre, now));
        // Reset takes it back.
        QTest::mouseClick(m_window->findChild<QToolButton*>("resetOffset"), Qt::LeftButton);
        QVERIFY(isNear(otherView().viewport().centre, {1152, 768}));
    }

    void turningOneTurnsTheOtherAndAnAngleBetweenThemStays() {
        compare();
        look({1024, 768}, 2);
        QTest::keyClick(&view(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(otherView().viewport().orientation.degrees(), 90.0);
        side().setLinked(false);
        Viewport turned = otherView().viewport();
        turned.orientation = turned.orientation.rotated(30);
        otherView().setViewport(turned);
        QCOMPARE(view().viewport().orientation.degrees(), 90.0);
        side().setLinked(true);
        QTest::keyClick(&view(), Qt::Key_0, Qt::ControlModifier);   // upright
        QVERIFY(std::abs(otherView().viewport().orientation.degrees() - 30) < 1e-9);
        // What the pictures show stays: a point beside the centre is at the same place of both windows.
        const Viewport l = view().viewport(), r = otherView().viewport();
        const DevicePoint on = l.toDevice({1100, 800}), there = r.toDevice(mapped({1100, 800}));
        QVERIFY(std::hypot((on.x - l.width / 2.0) - (there.x - r.width / 2.0), (on.y - l.height / 2.0) - (there.y - r.height / 2.0)) < 0.01);
    }

    void aTurnedAndMirroredViewIsFollowedExactly() {
        SlideAlignment lies;
        lies.dxUm = 120;
        lies.dyUm = -340;
        lies.degrees = 21;
        const LinkScale scale{0.25, 0.5};
        for (const bool mirrored : {false, true}) {
            const Viewport view{{3000, 2000}, 1.5, 800, 600, {75, mirrored}};
            const Viewport there = followed(view, lies, scale, Viewport{{}, 1, 500, 700, {}});
            QCOMPARE(there.width, 500);
            for (const SlidePoint p : {SlidePoint{3000, 2000}, {3300, 1900}, {2500, 2600}}) {
                const DevicePoint here = view.toDevice(p), beside = there.toDevice(pointOnOther(p, lies, scale));
                QVERIFY(std::hypot(here.x - 400 - (beside.x - 250), here.y - 300 - (beside.y - 350)) < 1e-6);
            }
            const SlideAlignment again = alignmentOf(view, there, scale);
            QVERIFY(std::abs(again.dxUm - 120) < 1e-6 && std::abs(again.dyUm + 340) < 1e-6 && std::abs(again.degrees - 21) < 1e-6);
            const Viewport back = followed(there, inverse(lies), {0.5, 0.25}, view);
            QVERIFY(isNear(back.centre, view.centre, 1e-6) && std::abs(back.downsample - 1.5) < 1e-9 && std::abs(back.orientation.degrees() - 75) < 1e-6);
        }
    }

    void theOtherViewFollowsBeyondItsSlideAndStopsWithTheWorkedOnOne() {
        compare();
        look({1024, 768}, 1000);   // as far as the left one goes: for the right one further than it goes by itself
        QVERIFY(std::abs(otherView().viewport().downsample - 2 * view().viewport().downsample) < 1e-9);
        look({0, 1536}, 2);        // glass of b begins further in
        QVERIFY(isNear(otherView().viewport().centre, mapped({0, 1536})));
        QVERIFY(otherView().viewport().centre.x < 0);
        for (int i = 0; i < 20; ++i) drag(otherView(), {100, 100}, {300, 100});   // far to the left of both
        QCOMPARE(view().viewport().centre.x, 0.0);
        QVERIFY(isNear(otherView().viewport().centre, mapped(view().viewport().centre)));
        side().setLinked(false);   // alone it stays on its slide
        drag(otherView(), {100, 100}, {300, 100});
        QVERIFY(otherView().viewport().centre.x >= 0);
    }

    void theCursorIsMirroredAsACross() {
        compare();
        look({1024, 768}, 2);
        QTest::mouseMove(&view(), {150, 160});
        auto* cross = otherView().findChild<CrossMark*>();
        QTRY_VERIFY(cross->isVisible());
        const SlidePoint under = view().viewport().toSlide({150, 160});
        const DevicePoint at = otherView().viewport().toDevice(mapped(under));
        QVERIFY(std::hypot(cross->geometry().center().x() - at.x, cross->geometry().center().y() - at.y) < 2);
        QTest::mouseMove(&otherView(), {100, 120});
        QTRY_VERIFY(view().findChild<CrossMark*>()->isVisible());
        QTRY_VERIFY(!cross->isVisible());
    }

    void theOtherSlideShowsItsObjectsButCannotBeEdited() {
        clickInPanel("b");
        proposeOn("b");
        clickInPanel("a");
        compare();
        QTRY_VERIFY_WITH_TIMEOUT(otherView().isSharp(), kPatience);
        const QImage with = otherView().picture();
        LayerSettings bare = view().layers();
        bare.outlines = bare.fill = false;
        m_window->action(Command::Outlines)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(otherView().isSharp(), kPatience);
        QVERIFY(otherView().picture() != with);
        QTest::mouseClick(&otherView(), Qt::LeftButton, {}, {100, 100});
        QCOMPARE(m_window->review().selected(), AnnotationId(0));
        QVERIFY(!otherView().tool());
    }

    void goingToTheSlideBesideChangesPlaces() {
        compare();
        clickInPanel("b");
        QCOMPARE(m_window->project().currentSlide(), id("b"));
        QTRY_COMPARE_WITH_TIMEOUT(side().other(), id("a"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(otherView().slide() && otherView().slide()->info().size().width == 2048, kPatience);
    }

    void unknownScalesGoByPixels() {
        compare();
        auto* chooser = m_window->findChild<QComboBox*>("otherSlide");
        chooser->setFocus();
        QTest::keyClick(chooser, Qt::Key_End);
        QTRY_COMPARE_WITH_TIMEOUT(side().other(), id("c"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(otherView().slide() && otherView().slide()->info().size().width == 2560, kPatience);
        look({1024, 768}, 2);
        QVERIFY(isNear(otherView().viewport().centre, {1280, 768}));
        QCOMPARE(otherView().viewport().downsample, 2.0);
        QVERIFY(m_window->findChild<QLabel*>("offset")->text().contains("px"));
    }

    void closingTheProjectEndsTheComparison() {
        compare();
        m_window->action(Command::CloseProject)->trigger();
        QVERIFY(!side().isOn());
        QVERIFY(!m_window->action(Command::SideBySide)->isEnabled());
        QVERIFY(!m_window->action(Command::SideBySide)->isChecked());
    }

    void aSlideThatIsGoneIsSaidBeside() {
        m_window->action(Command::CloseProject)->trigger();
        QTemporaryDir elsewhere;   // beside the project it would be found again
        const fs::path away = fs::path(elsewhere.path().toStdString()) / "b.tif";
        fs::copy_file(path("b.tif"), away);
        fs::remove(path("b.tif"));
        m_window->openFiles({file("p.bowman")});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        m_window->action(Command::SideBySide)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(noticeBeside().contains("cannot be shown"), kPatience);
        fs::copy_file(away, path("b.tif"));
    }

    // --- properties

    void thePropertiesSayWhatTheFileSays() {
        QTest::keyClick(&view(), Qt::Key_Return, Qt::AltModifier);
        QVERIFY(properties().isVisible());
        const QString all = textOfProperties();
        for (const char* expected : {"a.tif", "2,048 × 1,536", "2.05 × 1.54 mm", "1.000 µm/px, from the file", "Levels"})
            QVERIFY2(all.contains(QString::fromUtf8(expected)), expected);
        const int rows = properties().table().model()->rowCount();
        QLineEdit* filter = properties().findChild<QLineEdit*>();
        filter->setFocus();
        QTest::keyClicks(filter, "µm/px");
        QVERIFY(properties().table().model()->rowCount() < rows && properties().table().model()->rowCount() > 0);
        properties().table().selectRow(0);
        properties().table().setFocus();
        QTest::keyClick(&properties().table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().startsWith("Scale\t1.000"));
        filter->clear();
        QVERIFY(m_window->project().setUmPerPx(0.8).ok());
        QVERIFY(textOfProperties().contains("0.800 µm/px, set by a person"));
    }

    void theLabelIsHiddenUntilItIsAskedForEachTime() {
        const fs::path svs = fs::path(qEnvironmentVariable("BOWMAN_TEST_DATA", BOWMAN_SOURCE_DIR "/../shared/data").toStdString()) / "slides" / "CMU-1-Small-Region.svs";
        SlideInfo info;
        info.format = "hamamatsu";
        QVERIFY(mayShowLabel(info, "label") && mayShowLabel(info, "macro"));
        info.format = "aperio";
        QVERIFY(mayShowLabel(info, "label") && !mayShowLabel(info, "macro") && !mayShowLabel(info, "thumbnail"));
        m_window->action(Command::SlideProperties)->trigger();
        QVERIFY(!labelButton()->isVisible());   // it has none
        if (!fs::exists(svs)) QSKIP("no data");
        m_window->openFiles({QString::fromStdString(svs.string())}, file("q.bowman"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && m_window->project().slide()->info().format == "aperio", kPatience);
        const auto& images = m_window->project().slide()->info().associatedImages;
        if (std::find(images.begin(), images.end(), "label") == images.end()) QSKIP("the slide has no label");
        QTRY_VERIFY_WITH_TIMEOUT(properties().findChild<QLabel*>("picture:thumbnail"), kPatience);
        QVERIFY(!properties().findChild<QLabel*>("picture:label"));
        QVERIFY(labelButton()->isVisible());
        QTest::mouseClick(labelButton(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(properties().findChild<QLabel*>("picture:label"), kPatience);
        m_window->project().reloadSlide();
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        QVERIFY(!properties().findChild<QLabel*>("picture:label"));
        QVERIFY(labelButton()->isVisible());
        std::ifstream settings(qEnvironmentVariable("BOWMAN_SETTINGS").toStdString());
        const std::string habits((std::istreambuf_iterator<char>(settings)), {});
        QVERIFY(habits.find("abel=") == std::string::npos);
    }

    // --- the table

    void cellsAreEditedAndAliasesMustDiffer() {
        SlideTableDialog& table = m_window->slides().showTable();
        QVERIFY(table.isVisible());
        edit(table, 0, SlideTableModel::Stain, "PAS");
        QCOMPARE(record("a").stain, std::string("PAS"));
        edit(table, 0, SlideTableModel::Alias, "first");
        QCOMPARE(record("a").alias, std::string("first"));
        edit(table, 1, SlideTableModel::Alias, "first");
        QVERIFY(record("b").alias != "first");
        QVERIFY(table.findChild<QLabel*>("message")->text().contains("two slides would have the alias first"));
        edit(table, 1, SlideTableModel::Patient, "P7");
        QVERIFY(!table.findChild<QLabel*>("message")->text().contains("Not changed"));
        m_window->project().close();
        QTRY_VERIFY(!m_window->findChild<SlideTableDialog*>() || !m_window->findChild<SlideTableDialog*>()->isVisible());
        m_window->openFiles({file("p.bowman")});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().isOpen() && !m_window->project().isBusy(), kPatience);
        QCOMPARE(record("b").patient, std::string("P7"));
    }

    void theTableIsSortedFilteredAndCopied() {
        SlideTableDialog& table = m_window->slides().showTable();
        edit(table, 0, SlideTableModel::Block, "B10");
        edit(table, 1, SlideTableModel::Block, "A2");
        edit(table, 2, SlideTableModel::Block, "C1");
        QTableView& rows = *table.findChild<QTableView*>();
        rows.sortByColumn(SlideTableModel::Block, Qt::AscendingOrder);
        QCOMPARE(cell(table, 0, SlideTableModel::File), QString("b.tif"));
        rows.sortByColumn(SlideTableModel::Scale, Qt::DescendingOrder);
        QCOMPARE(cell(table, 0, SlideTableModel::File), QString("a.tif"));
        QLineEdit* filter = table.findChild<QLineEdit*>();
        filter->setFocus();
        QTest::keyClicks(filter, "c1");
        QCOMPARE(rows.model()->rowCount(), 1);
        QCOMPARE(cell(table, 0, SlideTableModel::Scale), QString("unknown"));
        rows.selectRow(0);
        rows.setFocus();
        QTest::keyClick(&rows, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().startsWith("c.tif\t"));
        QVERIFY(QApplication::clipboard()->text().contains("\tC1\tunknown\tno glomeruli yet"));
        filter->clear();
        rows.sortByColumn(SlideTableModel::File, Qt::AscendingOrder);
        const QModelIndex second = rows.model()->index(1, SlideTableModel::File);
        QTest::mouseClick(rows.viewport(), Qt::LeftButton, {}, rows.visualRect(second).center());
        QTest::mouseDClick(rows.viewport(), Qt::LeftButton, {}, rows.visualRect(second).center());
        QCOMPARE(m_window->project().currentSlide(), id("b"));
    }

    void aCsvIsPreviewedThenTaken() {
        std::ofstream(path("t.csv")) << "\xEF\xBB\xBF" "image_file;patient_number;sex;block\r\na.tiff;67347;Female;\r\nB.TIF;67548;Male;2\r\nz.tif;1;;\r\n";
        SlideTableDialog& table = m_window->slides().showTable();
        table.importTable(file("t.csv"));
        QTRY_VERIFY_WITH_TIMEOUT(table.findChild<SlideInformationDialog*>(), kPatience);
        auto* plan = table.findChild<SlideInformationDialog*>();
        auto* rows = plan->findChild<QTreeWidget*>();
        QCOMPARE(rows->topLevelItemCount(), 3);
        QCOMPARE(rows->topLevelItem(1)->text(2), QString("patient: 67548, block: 2"));
        QCOMPARE(rows->topLevelItem(2)->text(1), QString("z.tif"));
        QCOMPARE(record("a").patient, std::string());   // nothing was done yet
        QTest::mouseClick(plan->findChild<QPushButton*>("apply"), Qt::LeftButton);
        QCOMPARE(record("a").patient, std::string("67347"));
        QCOMPARE(record("b").block, std::string("2"));
        QVERIFY(table.findChild<QLabel*>("message")->text().contains("2 slides changed"));
    }

    void aBadCsvIsSaidWithFileAndLine() {
        std::ofstream(path("bad.csv")) << "file,stain\na.tif,\"PAS\nb.tif,HE\n";
        SlideTableDialog& table = m_window->slides().showTable();
        table.importTable(file("bad.csv"));
        QLabel* message = table.findChild<QLabel*>("message");
        QTRY_VERIFY_WITH_TIMEOUT(message->text().contains("bad.csv") && message->text().contains("line 2"), kPatience);
        QVERIFY(!table.findChild<SlideInformationDialog*>());
    }

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QString file(const char* name) const { return QString::fromStdString(path(name).string()); }
    SlideView& view() { return m_window->canvas().view(); }
    SlideTabs& tabs() { return m_window->slides().tabs(); }
    SideBySide& side() { return m_window->slides().sideBySide(); }
    SlideView& otherView() { return side().pane()->view(); }
    SlidePropertiesPanel& properties() { return *m_window->findChild<SlidePropertiesPanel*>(); }
    QPushButton* labelButton() { return properties().findChild<QPushButton*>("showLabel"); }
    QToolButton* linkButton() { return m_window->findChild<QToolButton*>("linkViews"); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(view().isSharp(), kPatience); }

    SlideRecord record(const std::string& stem) {
        for (const SlideRecord& s : m_window->project().slides())
            if (s.path.stem() == stem) return s;
        return {};
    }
    SlideId id(const std::string& stem) { return record(stem).id; }

    void clickInPanel(const QString& title) {
        auto* list = m_window->findChild<SlidesPanel*>();
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            const QModelIndex index = list->model()->index(row, 0);
            if (index.data().toString() != title) continue;
            list->scrollTo(index);
            QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
        }
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        QCOMPARE(m_window->project().currentSlide(), id(title.toStdString()));
    }

    void proposeOn(const char* slide) {
        Edit edit;
        edit.label = "propose";
        edit.changes.push_back({nullptr, std::make_shared<Annotation>(proposal(m_window->project().document()->newAnnotationId(), kDiscs[0], 0.5))});
        QCOMPARE(m_window->project().currentSlide(), id(slide));
        QVERIFY(m_window->project().apply(edit).ok());
    }

    void compare() {
        QTest::keyClick(&view(), Qt::Key_F8);
        QVERIFY(side().isOn());
        QTRY_VERIFY_WITH_TIMEOUT(otherView().slide(), kPatience);
        QTest::qWait(0);   // the splitter gives both their place
    }

    void look(SlidePoint centre, double downsample) {
        Viewport v = view().viewport();
        v.centre = centre;
        v.downsample = downsample;
        view().setViewport(v);
    }

    /// On b, whose middle lies on the middle of a, at the offset that is shown.
    SlidePoint mapped(SlidePoint onA) {
        const auto kept = m_window->project().document()->alignment(id("a"), id("b"));
        return pointOnOther(onA, kept ? *kept : centred({0, 0, 2048, 1536}, {0, 0, 2304, 1536}, {1, 0.5}), {1, 0.5});
    }

    static void drag(SlideView& on, QPoint from, QPoint to) {
        QTest::mousePress(&on, Qt::LeftButton, {}, from);
        QTest::mouseMove(&on, (from + to) / 2);
        QTest::mouseMove(&on, to);
        QTest::mouseRelease(&on, Qt::LeftButton, {}, to);
    }

    QString noticeBeside() {
        QString all;
        for (const QLabel* label : otherView().findChildren<QLabel*>()) all += label->text();
        return all;
    }

    QString textOfProperties() {
        properties().table().clearSelection();
        QString text;
        const QAbstractItemModel& model = *properties().table().model();
        for (int row = 0; row < model.rowCount(); ++row) text += model.index(row, 0).data().toString() + "\t" + model.index(row, 1).data().toString() + "\n";
        return text;
    }

    QString cell(SlideTableDialog& table, int row, int column) { return table.findChild<QTableView*>()->model()->index(row, column).data().toString(); }

    /// As a person does: double click, type, Enter.
    void edit(SlideTableDialog& table, int row, int column, const QString& text) {
        QTableView& rows = *table.findChild<QTableView*>();
        const QModelIndex index = rows.model()->index(row, column);
        rows.scrollTo(index);
        const QPoint at = rows.visualRect(index).center();
        QTest::mouseClick(rows.viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(rows.viewport(), Qt::LeftButton, {}, at);
        auto* editor = rows.viewport()->findChild<QLineEdit*>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(!rows.viewport()->findChild<QLineEdit*>());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<SlidesWindowTest>(argc, argv); }

#include "slides_window_test.moc"
