// The commands that turn the view, in the window: keys, dialog and chip; and how the slide is drawn.
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QSpinBox>

#include "tests/gui/window_fixture.h"
#include "ui/canvas/tile_budget.h"
#include "ui/controllers/settings.h"
#include "ui/main_window/orientation_chip.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;

class OrientationWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QString slide = m_folder.filePath("a.tif");
        QVERIFY(writeDiscSlide(slide.toStdString()).ok());
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1100, 760);
        m_window->show();
        m_window->openFiles({slide}, m_folder.filePath("p.bowman"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && m_window->isSettled(), kPatience);
    }
    void cleanupTestCase() { m_window.reset(); }
    void init() { m_window->canvas().view().setOrientation({}); }

    void keysTurnMirrorAndPutUpright() {
        SlideView& view = m_window->canvas().view();
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(view.viewport().orientation.degrees(), 90.0);
        QTest::keyClick(&view, Qt::Key_M, Qt::ControlModifier);
        QVERIFY(view.viewport().orientation == Orientation(270, true));     // left and right on the screen
        QVERIFY(m_window->action(Command::Mirror)->isChecked());
        QTest::keyClick(&view, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(view.viewport().orientation == Orientation(180, true));
        QTest::keyClick(&view, Qt::Key_0, Qt::ControlModifier);
        QVERIFY(view.viewport().orientation.isUpright());
        QVERIFY(!m_window->action(Command::Upright)->isEnabled());
        QVERIFY(!m_window->action(Command::Mirror)->isChecked());
    }

    void aChipSaysSoAndPutsTheViewUpright() {
        SlideView& view = m_window->canvas().view();
        auto* chip = view.findChild<OrientationChip*>();
        QVERIFY(chip && chip->isHidden());
        view.setOrientation(Orientation(-35, true));
        QVERIFY(chip->isVisible());
        QVERIFY2(chip->text().contains("35° to the left") && chip->text().contains("mirrored"), qPrintable(chip->text()));
        QTest::mouseClick(chip, Qt::LeftButton);
        QVERIFY(view.viewport().orientation.isUpright());
        QVERIFY(chip->isHidden());
    }

    void theDialogTurnsWhileOneLooksAndGivesUpWhereItBegan() {
        SlideView& view = m_window->canvas().view();
        view.setOrientation(Orientation(20, false));
        m_window->action(Command::RotateBy)->trigger();
        auto* dialog = m_window->findChild<QDialog*>("turnDialog");
        QVERIFY(dialog);
        auto* degrees = dialog->findChild<QDoubleSpinBox*>();
        QCOMPARE(degrees->value(), 20.0);
        degrees->setValue(-47.5);
        QCOMPARE(view.viewport().orientation.degrees(), 312.5);
        dialog->reject();
        QCOMPARE(view.viewport().orientation.degrees(), 20.0);
    }

    void aNumberTypedIntoTheDialogTurnsTheView() {
        SlideView& view = m_window->canvas().view();
        m_window->action(Command::RotateBy)->trigger();
        auto* dialog = m_window->findChild<QDialog*>("turnDialog");
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->focusWidget());
        QTest::keyClicks(dialog->focusWidget(), "30");
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        QCOMPARE(view.viewport().orientation.degrees(), 30.0);
        QVERIFY(!dialog->isVisible());
    }

    void memoryForTilesIsSetAndKept() {
        m_window->action(Command::DrawingSettings)->trigger();
        auto* dialog = m_window->findChild<QDialog*>("drawingDialog");
        QVERIFY(dialog);
        dialog->findChild<QSpinBox*>()->setValue(512);
        dialog->findChild<QComboBox*>()->setCurrentIndex(2);
        dialog->accept();
        QCOMPARE(TileBudget::ofProgram().bytes(), std::size_t{512} << 20);
        QCOMPARE(openSettings()->value("canvas/tileMemoryMb").toInt(), 512);
        QCOMPARE(openSettings()->value("canvas/surface").toString(), QString("raster"));
        QCOMPARE(m_window->canvas().view().tileCacheBytes(), std::size_t{384} << 20);    // the rest is for what is made from tiles
        TileBudget::ofProgram().setBytes(defaultTileBudget());
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<OrientationWindowTest>(argc, argv); }
#include "orientation_window_test.moc"
