// What the window does about where one is and how the slide is read: flat slides are prepared in the background, planes chosen, scales
// doubted, places kept under names, and what was looked at remembered.
#include <QDialog>
#include <QDockWidget>
#include <QLineEdit>
#include <QListWidget>
#include <QSlider>
#include <QToolButton>

#include "core/slide/pyramid_cache.h"
#include "tests/gui/window_fixture.h"
#include "tests/unit/slide_tiff_files.h"
#include "ui/panels/plane_bar.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

namespace {

const char* const kStackXml =
    R"(<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:1">)"
    R"(<Image ID="Image:0" Name="scan"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" SizeT="1" SizeX="600" SizeY="400" SizeC="2" SizeZ="3" )"
    R"(PhysicalSizeX="0.5" PhysicalSizeY="0.5"><Channel ID="Channel:0:0" Name="DAPI" SamplesPerPixel="1"/><Channel ID="Channel:0:1" Name="FITC" SamplesPerPixel="1"/>)"
    R"(<TiffData IFD="0" PlaneCount="6"/></Pixels></Image></OME>)";

}  // namespace

class PlacesWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(writeDiscSlide(path("a.tif")).ok());
        testing::Page flat;
        flat.width = 6000;
        flat.height = 900;
        flat.compression = COMPRESSION_LZW;
        flat.resolution = 20000;   // per cm: 0.5 µm/px
        testing::writePages(path("flat.tif"), {flat});
        testing::Page large = flat;      // takes long enough to be stopped
        large.height = 6000;
        testing::writePages(path("large.tif"), {large});
        testing::Page wide = flat;
        wide.width = 4000;
        wide.height = 200;
        wide.resolution = 10000.0 / 18;
        testing::writePages(path("small-wide.tif"), {wide});
        wide.width = 12000;        // of 18 µm: 21.6 cm
        testing::writePages(path("wide.tif"), {wide});
        std::vector<testing::Page> stack;
        for (int plane = 0; plane < 6; ++plane) {
            testing::Page page;
            page.width = 600;
            page.height = 400;
            page.samples = 1;
            page.photometric = PHOTOMETRIC_MINISBLACK;
            page.plane = plane;
            if (plane == 0) page.description = kStackXml;
            stack.push_back(page);
        }
        testing::writePages(path("stack.ome.tif"), stack);
    }

    void init() { openWindow(); }

    void cleanup() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(path("")))
            if (entry.path().extension() == ".bowman") fs::remove_all(entry.path());
    }

    void aButtonForEachMagnification() {
        open("a.tif");     // 1 µm/px: 10×
        for (const auto& [name, downsample] : {std::pair{"magnification-3", 2.0}, std::pair{"magnification-4", 1.0}, std::pair{"magnification-5", 0.5}}) {
            auto* button = m_window->findChild<QToolButton*>(QString("button ") + name);
            QVERIFY2(button && button->isVisible(), name);
            QTest::mouseClick(button, Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(m_window->canvas().view().viewport().downsample, downsample, kPatience);
        }
    }

    void aFlatSlideIsPreparedWhileItIsLookedAt() {
        qputenv("BOWMAN_PYRAMID_CACHE", path("pyramids").c_str());
        open("flat.tif");
        QCOMPARE(slide().info().levels.size(), std::size_t(1));
        const Viewport near = look({3000, 400}, 1);
        const QImage before = picture();
        QTRY_VERIFY_WITH_TIMEOUT(slide().info().levels.size() > 1, kPatience);
        QVERIFY(!m_window->pyramids().isRunning());
        QVERIFY(m_window->canvas().view().viewport() == near);      // the view has stayed
        settle();
        QCOMPARE(picture(), before);                                // and level 0 is the file's own
        QVERIFY(cachedPyramid(slide()).has_value());
        QVERIFY(fs::exists(path("pyramids")) && !fs::is_empty(path("pyramids")));
        // The second time there is nothing to wait for.
        openWindow();
        open("flat.tif");
        QVERIFY(slide().info().levels.size() > 1);
        fs::remove_all(path("pyramids"));
    }

    void preparingCanBeStoppedAndLeavesNothing() {
        qputenv("BOWMAN_PYRAMID_CACHE", path("stopped").c_str());
        m_window->openFiles({file("large.tif")}, file("p.bowman"));   // not waited for: under load it would be prepared before it is sharp
        QTRY_VERIFY_WITH_TIMEOUT(m_window->pyramids().isRunning(), kPatience);
        auto* stop = m_window->findChild<QToolButton*>("stopJob");
        QVERIFY(stop->isVisible());
        QVERIFY2(m_window->status().jobText().contains("large.tif"), qPrintable(m_window->status().jobText()));
        QTest::mouseClick(stop, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->pyramids().isRunning(), kPatience);
        QVERIFY(!stop->isVisible());
        QCOMPARE(slide().info().levels.size(), std::size_t(1));
        QVERIFY(m_window->canvas().message().text().contains("stays as it is"));
        QVERIFY(!fs::exists(path("stopped")) || fs::is_empty(path("stopped")));
    }

    void focusPlanesAndChannelsAreChosenByHandAndRemembered() {
        open("stack.ome.tif");
        auto& bar = *m_window->findChild<PlaneBar*>();
        QVERIFY(bar.isVisible());
        const Viewport seen = look({300, 200}, 0.5);
        const QImage first = picture();
        QTest::keyClick(&m_window->canvas().view(), Qt::Key_PageUp);
        QTRY_COMPARE_WITH_TIMEOUT(slide().info().view.z, 1, kPatience);
        settle();
        const QImage second = picture();
        QVERIFY(second != first);
        QVERIFY(m_window->canvas().view().viewport() == seen);
        QCOMPARE(m_window->findChild<QSlider*>("focusPlane")->value(), 1);
        QToolButton* fitc = nullptr;
        for (auto* button : bar.findChildren<QToolButton*>())
            if (button->text() == "FITC") fitc = button;
        QVERIFY(fitc && fitc->isChecked());
        QTest::mouseClick(fitc, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(slide().info().view.channels, std::vector<int>{0}, kPatience);
        settle();
        QVERIFY(picture() != second);
        // The last one cannot be switched off: nothing would be to be seen.
        for (auto* button : bar.findChildren<QToolButton*>())
            if (button->isChecked()) QTest::mouseClick(button, Qt::LeftButton);
        bool any = false;
        for (auto* button : bar.findChildren<QToolButton*>()) any = any || button->isChecked();
        QVERIFY(any);
        const SlidePlane chosen = bar.plane();
        QTRY_VERIFY_WITH_TIMEOUT(slide().info().view == chosen, kPatience);
        // To another slide and back.
        const SlideId id = m_window->project().currentSlide();
        m_window->project().addSlides({file("a.tif")});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().currentSlide() != id && m_window->project().slide(), kPatience);
        QVERIFY(!bar.isVisible());
        m_window->project().showSlide(id);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && slide().info().view == chosen, kPatience);
        QVERIFY(bar.isVisible());
    }

    void aScaleThatCannotBeTrueIsDoubtedUntilAPersonSettlesIt() {
        open("wide.tif");
        QTRY_VERIFY_WITH_TIMEOUT(m_window->canvas().banner().headline().contains("looks wrong"), kPatience);
        QVERIFY2(m_window->canvas().banner().reason().contains("cm long"), qPrintable(m_window->canvas().banner().reason()));
        QCOMPARE(m_window->project().record()->umPerPx.source, std::string("file"));
        QPushButton* right = nullptr;
        for (auto* button : m_window->canvas().banner().findChildren<QPushButton*>())
            if (button->text() == "It Is Right") right = button;
        for (auto* button : m_window->canvas().banner().findChildren<QAbstractButton*>())
            if (!right && button->text() == "It Is Right") QTest::mouseClick(button, Qt::LeftButton);
        if (right) QTest::mouseClick(right, Qt::LeftButton);
        QCOMPARE(m_window->project().record()->umPerPx.source, std::string("user"));
        QVERIFY(doubtOf(m_window->project()).isEmpty());
        QVERIFY(m_window->canvas().banner().headline().isEmpty());
        // It is in the project: nobody asks again; and the file's own can be taken back.
        openWindow();
        open("wide.tif");
        QTest::qWait(50);
        QVERIFY(m_window->canvas().banner().headline().isEmpty());
        QCOMPARE(m_window->project().record()->umPerPx.source, std::string("user"));
        m_window->action(Command::SetScale)->trigger();
        auto* dialog = m_window->findChild<QDialog*>("scaleDialog");
        QVERIFY(dialog);
        auto* asInFile = dialog->findChild<QCheckBox*>();
        QVERIFY(asInFile);
        asInFile->setChecked(true);
        dialog->accept();
        QCOMPARE(m_window->project().record()->umPerPx.source, std::string("file"));
        QVERIFY(!doubtOf(m_window->project()).isEmpty());
    }

    void aScaleWithoutDoubtIsNotAskedAbout() {
        open("small-wide.tif");
        QTest::qWait(50);
        QVERIFY(m_window->canvas().banner().headline().isEmpty());
        QVERIFY(scaleStory(m_window->project()).contains("from the file"));
    }

    void aBookmarkIsNamedFoundAgainRenamedAndRemoved() {
        open("a.tif");
        const Viewport there = look({700, 1000}, 0.5);
        QTest::keyClick(&m_window->canvas().view(), Qt::Key_D, Qt::ControlModifier);
        auto* list = m_window->findChild<QListWidget*>("bookmarks");
        QCOMPARE(list->count(), 1);
        auto* editor = list->findChild<QLineEdit*>();
        QVERIFY(editor);
        QTest::keyClicks(editor, "Hilum");
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(list->item(0)->text(), QString("Hilum"));
        m_window->canvas().view().zoomToFit();
        QVERIFY(m_window->canvas().view().viewport() != there);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        QVERIFY(m_window->canvas().view().viewport() == there);
        openWindow();
        open("a.tif");
        list = m_window->findChild<QListWidget*>("bookmarks");
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), QString("Hilum"));
        m_window->findChild<QDockWidget*>("bookmarksDock")->raise();
        list->setCurrentRow(0);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(list->count(), 0);
        QPushButton* undo = nullptr;
        for (auto* button : m_window->canvas().message().findChildren<QPushButton*>()) undo = button;
        QVERIFY(undo && undo->isVisible());
        QTest::mouseClick(undo, Qt::LeftButton);
        QCOMPARE(list->count(), 1);
        QCOMPARE(list->item(0)->text(), QString("Hilum"));
    }

    void whatWasLookedAtCloselyIsRememberedAndOnlyThat() {
        open("a.tif");
        // Seen from afar is not seen. (1 µm/px: 5× is a downsample of 2.)
        m_window->canvas().view().zoomToFit();
        look({1024, 768}, 4);
        QTest::qWait(600);
        QCOMPARE(share(), 0.0);
        look({500, 500}, 1);
        QTRY_VERIFY_WITH_TIMEOUT(share() > 0, kPatience);
        QVERIFY(m_window->seen().seen().isSeenAt({500, 500}));
        QVERIFY(!m_window->seen().seen().isSeenAt({1900, 1400}));
        const double before = share();
        openWindow();
        open("a.tif");
        QCOMPARE(share(), before);
        LayersPanel& layers = *m_window->findChild<LayersPanel*>();
        for (auto* box : layers.findChildren<QCheckBox*>())
            if (box->text() == "Seen") box->click();
        QVERIFY(m_window->action(Command::ShowSeen)->isChecked());
        QTRY_VERIFY_WITH_TIMEOUT(layers.findChild<QLabel*>("seenText")->text().contains("% of the tissue"), kPatience);
        m_window->action(Command::ForgetSeen)->trigger();
        QCOMPARE(share(), 0.0);
    }

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QString file(const char* name) const { return QString::fromStdString(path(name).string()); }
    const Slide& slide() const { return *m_window->project().slide(); }
    double share() const { return m_window->seen().seen().seenShare([](SlidePoint) { return true; }); }
    QImage picture() const { return m_window->canvas().view().picture(); }

    void openWindow() {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1200, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void open(const char* name) {
        m_window->openFiles({file(name)}, file("p.bowman"));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && m_window->canvas().view().isSharp(), kPatience);
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_window->canvas().view().isSharp(), kPatience); }
    /// What the view is then.
    Viewport look(SlidePoint centre, double downsample) {
        Viewport wanted = m_window->canvas().view().viewport();
        wanted.centre = centre;
        wanted.downsample = downsample;
        m_window->canvas().view().setViewport(wanted);
        settle();
        return m_window->canvas().view().viewport();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<PlacesWindowTest>(argc, argv); }
#include "places_window_test.moc"
