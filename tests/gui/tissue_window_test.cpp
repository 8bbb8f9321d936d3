// Where the tissue is, corrected with the brush in the window: what is shown, kept, undone, searched and counted.
#include <QCheckBox>
#include <QLabel>

#include "core/annotation/polygon_ops.h"
#include "core/detect/tissue_correction.h"
#include "tests/gui/three_slides_fixture.h"
#include "ui/tools/stroke_tool.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;

class TissueWindowTest : public QObject, private ThreeSlides {
    Q_OBJECT

    QLabel& area() { return *m_window->findChild<QLabel*>("tissueText"); }
    double mm2() { return area().text().section(' ', 0, 0).toDouble(); }
    void settleTissue() { QTRY_VERIFY_WITH_TIMEOUT(m_window->tissue().isIdle() && !area().text().isEmpty(), kPatience); }
    QPoint at(SlidePoint p) {
        const DevicePoint d = view().viewport().toDevice(p);
        return QPointF(d.x / view().devicePixelRatioF(), d.y / view().devicePixelRatioF()).toPoint();
    }
    /// A stroke with a tip of so many pixels of the slide.
    void stroke(SlidePoint from, SlidePoint to, Qt::KeyboardModifiers keys = {}, double radius = 40) {
        QTest::mouseMove(&view(), at(from));
        static_cast<StrokeTool*>(view().tool())->setRadius(radius);
        QTest::mousePress(&view(), Qt::LeftButton, keys, at(from));
        for (int i = 1; i <= 10; ++i) {
            QMouseEvent move(QEvent::MouseMove, at({from.x + i * (to.x - from.x) / 10, from.y + i * (to.y - from.y) / 10}), view().mapToGlobal(QPoint(0, 0)), Qt::NoButton, Qt::LeftButton, keys);
            QCoreApplication::sendEvent(&view(), &move);
        }
        QTest::mouseRelease(&view(), Qt::LeftButton, keys, at(to));
    }
    std::vector<AnnotationPtr> regions() {
        auto all = m_window->project().annotations()->all();
        std::erase_if(all, [](const AnnotationPtr& a) { return a->kind != AnnotationKind::Structure; });
        return all;
    }
    void take() {
        view().setFocus();
        QTest::keyClick(&view(), Qt::Key_T);
        QCOMPARE(view().tool()->name(), QString("tissue"));
        settleTissue();
    }

private Q_SLOTS:
    void initTestCase() { writeThree(); }
    void init() { openThree(); }
    void cleanup() { closeThree(); }

    void takingTheToolShowsTheTissueAndItsArea() {
        QVERIFY(!view().layers().tissue);
        take();
        QVERIFY(view().layers().tissue);
        QVERIFY2(std::abs(mm2() - 1.65 * 1.13) < 0.1, qPrintable(area().text()));
        QVERIFY(!area().text().contains("hand"));
        auto* button = m_window->findChild<QToolButton*>("correctTissue");
        QVERIFY(button && button->isChecked());
    }

    void theBrushAddsAndShiftTakesAwayAsOneStepEach() {
        take();
        const double before = mm2();
        stroke({1950, 300}, {1950, 1200});
        QCOMPARE(regions().size(), std::size_t(1));
        QCOMPARE(regions().front()->className, std::string("Tissue"));
        QTRY_VERIFY_WITH_TIMEOUT(area().text().contains("hand") && m_window->tissue().isIdle(), kPatience);
        QVERIFY2(mm2() > before + 0.05, qPrintable(area().text()));

        // A second stroke that meets the first is the same region.
        stroke({1950, 1200}, {1700, 1250});
        QCOMPARE(regions().size(), std::size_t(1));

        // Right across: the region gives way, and what lies under the stroke is no tissue.
        stroke({1300, 700}, {2000, 700}, Qt::ShiftModifier);
        QCOMPARE(regions().size(), std::size_t(2));
        const TissueCorrection correction = tissueCorrectionOf(m_window->project().annotations()->all());
        QCOMPARE(correction.added.front().size(), std::size_t(2));
        QCOMPARE(*overlapArea(correction.added.front(), correction.removed.front()), 0.0);
        QVERIFY(contains(correction.removed.front(), {1600, 700}));
        QCOMPARE(m_window->review().selected(), AnnotationId(0));   // nothing is in the way of the next stroke

        // And painted back.
        stroke({1250, 700}, {2020, 700});
        QVERIFY(tissueCorrectionOf(m_window->project().annotations()->all()).removed.empty());

        for (int i = 0; i < 4; ++i) QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(regions().empty());
        QTRY_VERIFY_WITH_TIMEOUT(!area().text().contains("hand") && m_window->tissue().isIdle(), kPatience);
        QCOMPARE(mm2(), before);
    }

    void escapeGivesTheStrokeBack() {
        take();
        QTest::mousePress(&view(), Qt::LeftButton, {}, at({1950, 300}));
        QTest::mouseMove(&view(), at({1950, 500}));
        QTest::keyClick(&view(), Qt::Key_Escape);
        QTest::mouseRelease(&view(), Qt::LeftButton, {}, at({1950, 500}));
        QVERIFY(regions().empty());
        QCOMPARE(view().tool()->name(), QString("tissue"));
    }

    void aDetectionKeepsToIt() {
        take();
        stroke({400, 500}, {600, 500}, Qt::ShiftModifier);
        stroke({420, 560}, {580, 440}, Qt::ShiftModifier);
        stroke({420, 440}, {580, 560}, Qt::ShiftModifier);
        QCOMPARE(regions().size(), std::size_t(1));
        QSignalSpy ended(&m_window->detection(), &DetectionSession::ended);
        m_window->action(Command::FindGlomeruli)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
        int found = 0;
        for (const AnnotationPtr& a : m_window->project().annotations()->all()) {
            found += a->kind == AnnotationKind::Glomerulus;
            QVERIFY(a->kind != AnnotationKind::Glomerulus || !contains(a->shape, kDiscs[0]));
        }
        QCOMPARE(found, int(std::size(kDiscs)) - 1);
    }

    void whatCountsAsSeenFollows() {
        m_window->seen().askForTissue([] {});
        look({300, 700}, 1);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->seen().seenShare().value_or(0) > 0.05, kPatience);
        QTest::keyClick(&view(), Qt::Key_0);
        take();
        const double before = *m_window->seen().seenShare();
        QVERIFY(before < 0.9);
        stroke({1500, 400}, {1500, 1100}, Qt::ShiftModifier, 350);   // nobody has looked there, nor has to
        QVERIFY2(*m_window->seen().seenShare() > 1.2 * before, qPrintable(QString::number(before)));
    }

    void itIsThereAgainWithTheProject() {
        take();
        stroke({1950, 300}, {1950, 1200});
        QTRY_VERIFY_WITH_TIMEOUT(area().text().contains("hand") && m_window->tissue().isIdle(), kPatience);
        const double before = mm2();
        m_window->action(Command::CloseProject)->trigger();
        m_window->openFiles({file("p.bowman")});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && m_window->project().currentSlide() == id("a"), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(area().text().contains("hand") && m_window->tissue().isIdle(), kPatience);
        QCOMPARE(mm2(), before);
        clickInPanel(Project::titleOf(record("b")));   // another slide, another tissue
        QTRY_VERIFY_WITH_TIMEOUT(m_window->tissue().isIdle() && !area().text().isEmpty(), kPatience);
        QVERIFY(!area().text().contains("hand"));
    }
};

int main(int argc, char** argv) { return runWindowTest<TissueWindowTest>(argc, argv); }

#include "tissue_window_test.moc"
