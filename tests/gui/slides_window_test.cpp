// Several slides in the window, with real events: tabs and what they remember, the properties panel, the table.
#include <fstream>

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QTreeWidget>

#include "tests/gui/three_slides_fixture.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

namespace {

/// The bar of tabs takes some of the window's height when it comes.
bool looksAlike(const Viewport& a, const Viewport& b) { return a.centre == b.centre && a.downsample == b.downsample && a.orientation == b.orientation; }

}  // namespace

class SlidesWindowTest : public QObject, private ThreeSlides {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { writeThree(); }
    void init() { openThree(); }
    void cleanup() { closeThree(); }

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
};

int main(int argc, char** argv) { return runWindowTest<SlidesWindowTest>(argc, argv); }

#include "slides_window_test.moc"
