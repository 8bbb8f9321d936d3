// Two slides side by side in the window, with real events: how one follows the other, and what the project keeps of it.
#include "tests/gui/three_slides_fixture.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

class SideBySideTest : public QObject, private ThreeSlides {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { writeThree(); }
    void init() { openThree(); }
    void cleanup() { closeThree(); }

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

    void theOtherSlideShowsNothingOfTheFirstReadingToABlindedReader() {
        compare();
        const SlideId beside = side().other();
        QTRY_VERIFY_WITH_TIMEOUT(otherView().isSharp(), kPatience);
        const QImage empty = otherView().picture();
        Document& document = *m_window->project().document();
        QVERIFY(document.apply(beside, {"propose", {{nullptr, std::make_shared<const Annotation>(proposal(document.newAnnotationId(beside), kDiscs[0], 0.5))}}}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(otherView().isSharp() && otherView().picture() != empty, kPatience);
        const auto blinded = m_window->project().changeReading([beside](Document& d) -> Result<void> {
            const auto begun = d.startBlinded(beside, {"Ben", false});
            return begun ? Result<void>() : Result<void>(begun.error());
        });
        QVERIFY(blinded.ok());
        QTRY_VERIFY_WITH_TIMEOUT(side().isOn() && otherView().isSharp() && otherView().picture() == empty, kPatience);
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
};

int main(int argc, char** argv) { return runWindowTest<SideBySideTest>(argc, argv); }

#include "side_by_side_test.moc"
