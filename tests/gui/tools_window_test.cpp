// The tools in the window: their keys and buttons, the chip of the brush, keys that a tool takes from the window, undo.
#include <QCheckBox>
#include <QLabel>
#include <QSlider>
#include <QToolBar>

#include "core/annotation/polygon_ops.h"
#include "tests/gui/window_fixture.h"
#include "ui/controllers/settings.h"
#include "ui/main_window/brush_options.h"
#include "ui/tools/stroke_tool.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

class ToolsWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(writeDiscSlide(path("a.tif")).ok()); }

    void init() {
        openSettings()->remove("brush");
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1400, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->openFiles({QString::fromStdString(path("a.tif").string())}, QString::fromStdString(path("p.bowman").string()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        view().setFocus();
    }

    void cleanup() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(path("")))
            if (entry.path().extension() == ".bowman") fs::remove_all(entry.path());
    }

    void everyToolHasAKeyAButtonAndWords() {
        const std::pair<Command, QKeySequence> tools[] = {{Command::ToolWand, QKeySequence("W")}, {Command::ToolMagnetic, QKeySequence("Shift+G")}, {Command::ToolRedraw, QKeySequence("D")}, {Command::ToolVertices, QKeySequence("Shift+V")}};
        const auto* bar = m_window->findChild<QToolBar*>("tools");
        for (const auto& [command, key] : tools) {
            QAction* action = m_window->action(command);
            QCOMPARE(action->shortcut(), key);
            QVERIFY(bar->widgetForAction(action));
            QVERIFY(!action->icon().pixmap(22, 22).toImage().isNull());
            QVERIFY(action->toolTip().contains("("));
            QTest::keyClick(&view(), static_cast<Qt::Key>(key[0].key()), key[0].keyboardModifiers());
            QVERIFY(action->isChecked());
        }
        QCOMPARE(view().tool()->name(), QString("vertices"));
        QTest::keyClick(&view(), Qt::Key_Escape);
        QCOMPARE(view().tool()->name(), QString("select"));
    }

    void theWandTakesADiscAndUndoGivesItBack() {
        QTest::keyClick(&view(), Qt::Key_W);
        const QPoint seed = at(kDiscs[0]);
        QTest::mousePress(&view(), Qt::LeftButton, {}, seed);
        QTRY_VERIFY_WITH_TIMEOUT(view().tool()->liveShape(), kPatience);
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, seed);
        QCOMPARE(m_window->project().annotations()->size(), std::size_t(1));
        const AnnotationPtr grown = m_window->project().annotations()->all().front();
        QVERIFY2(intersectionOverUnion(grown->shape, proposal(1, kDiscs[0], 0).shape) > 0.9, qPrintable(QString::number(intersectionOverUnion(grown->shape, proposal(1, kDiscs[0], 0).shape))));
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_window->project().annotations()->size(), std::size_t(0));
    }

    void aBorderDrawnAnewIsADecisionInAReview() {
        Edit edit{"two", {}};
        for (int i = 0; i < 2; ++i) {
            Annotation a = proposal(m_window->project().document()->newAnnotationId(), kDiscs[i], 0.1 * i);
            edit.changes.push_back({nullptr, std::make_shared<const Annotation>(a)});
        }
        QVERIFY(m_window->project().apply(edit).ok());
        m_window->action(Command::SmoothTravel)->setChecked(false);
        QTest::keyClick(&view(), Qt::Key_F5);
        QTest::keyClick(&view(), Qt::Key_D);
        QCOMPARE(view().tool()->name(), QString("redraw border"));
        const AnnotationPtr first = m_window->review().selectedAnnotation();
        QVERIFY(first);
        // A bulge to the right, along half of the border.
        const SlideRect bounds = boundsOf(first->shape);
        const SlidePoint centre = bounds.centre();
        const double radius = 0.6 * bounds.width;
        const auto place = [&](int i) {
            const double a = (-60 + 4 * i) * 3.14159265 / 180;
            return at({centre.x + radius * std::cos(a), centre.y + radius * std::sin(a)});
        };
        QTest::mousePress(&view(), Qt::LeftButton, {}, place(0));
        for (int i = 1; i <= 30; ++i) QTest::mouseMove(&view(), place(i));
        QVERIFY(view().tool()->liveShape());
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, place(30));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->review().selected() != first->id, kPatience);       // the next one
        const AnnotationPtr after = m_window->project().annotations()->find(first->id);
        QCOMPARE(after->state, ReviewState::Corrected);
        QVERIFY(contains(after->shape, {centre.x + 0.58 * bounds.width, centre.y}));
        QVERIFY(contains(after->shape, {centre.x - 0.45 * bounds.width, centre.y}));
        QVERIFY(after->prediction == first->prediction);
        QVERIFY(m_window->review().isReviewing());
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(*m_window->project().annotations()->find(first->id) == *first);
    }

    void deleteRemovesAPointWhileTheyAreEditedAndTheObjectOtherwise() {
        Annotation a = proposal(m_window->project().document()->newAnnotationId(), kDiscs[1], 0.1);
        a.shape = a.prediction = {Polygon{{{800, 460}, {1000, 460}, {1000, 660}, {800, 660}}, {}}};
        QVERIFY(m_window->project().apply({"one", {{nullptr, std::make_shared<const Annotation>(a)}}}).ok());
        m_window->review().select(a.id);
        QTest::keyClick(&view(), Qt::Key_V, Qt::ShiftModifier);
        QTest::mouseClick(&view(), Qt::LeftButton, {}, at({1000, 660}));
        QTest::keyClick(&view(), Qt::Key_Delete);
        QVERIFY(m_window->project().annotations()->find(a.id));
        QCOMPARE(vertexCount(m_window->project().annotations()->find(a.id)->shape), std::size_t(3));
        QTest::keyClick(&view(), Qt::Key_V);
        QTest::keyClick(&view(), Qt::Key_Delete);
        QVERIFY(!m_window->project().annotations()->find(a.id));
    }

    void theChipOfTheBrushSetsItsTipAndRemembersHabits() {
        auto* chip = m_window->findChild<BrushOptions*>("brushOptions");
        QVERIFY(chip && !chip->isVisible());
        QTest::keyClick(&view(), Qt::Key_B);
        QVERIFY(chip->isVisible());
        moveTo({600, 600});
        auto* brush = dynamic_cast<StrokeTool*>(view().tool());
        QVERIFY(brush && brush->radius() > 0);
        auto* slider = chip->findChild<QSlider*>("brushRadius");
        slider->setValue(40);
        QCOMPARE(brush->radius(), 32.0);
        QVERIFY2(chip->findChild<QLabel*>("brushSize")->text().contains("32.0 µm"), qPrintable(chip->findChild<QLabel*>("brushSize")->text()));
        QTest::keyClick(&view(), Qt::Key_BracketRight);
        QVERIFY(slider->value() > 40);
        QTest::mouseClick(chip->findChild<QCheckBox*>("brushFollowsZoom"), Qt::LeftButton, {}, QPoint(6, 8));
        QVERIFY(brush->followsZoom());
        QVERIFY(chip->findChild<QLabel*>("brushSize")->text().contains("px on the screen"));
        QCOMPARE(openSettings()->value("brush/followsZoom").toBool(), true);
        QTest::keyClick(&view(), Qt::Key_X);
        QVERIFY(dynamic_cast<StrokeTool*>(view().tool())->followsZoom());
        QTest::keyClick(&view(), Qt::Key_V);
        QVERIFY(!chip->isVisible());
        QVERIFY(view().hasFocus());
    }

private:
    SlideView& view() { return m_window->canvas().view(); }
    QPoint at(SlidePoint p) {
        const DevicePoint d = view().viewport().toDevice(p);
        return QPointF(d.x / view().devicePixelRatioF(), d.y / view().devicePixelRatioF()).toPoint();
    }
    void moveTo(SlidePoint p) {
        QMouseEvent event(QEvent::MouseMove, QPointF(at(p)), view().mapToGlobal(QPointF(at(p))), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(&view(), &event);
    }
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<ToolsWindowTest>(argc, argv); }

#include "tools_window_test.moc"
