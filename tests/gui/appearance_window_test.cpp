// The Appearance panel in the window: by its own buttons, keys and the chip on the canvas; and that detection sees nothing of it.
#include <fstream>

#include <QDockWidget>

#include "tests/gui/window_fixture.h"
#include "tests/support/colour_profiles.h"
#include "ui/controllers/watchdog.h"
#include "ui/main_window/theme.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

class AppearanceWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        applyTheme(Theme::Light);
        QVERIFY(writeDiscSlide(path("a.tif")).ok());
        QVERIFY(writeDiscSlide(path("b.tif"), {.width = 2304}).ok());   // another content, else it is the same slide
        QVERIFY(writeDiscSlide(path("scanned.tif"), {.width = 2432}).ok());
        QVERIFY(writeDiscSlide(path("screen.tif"), {.width = 2560}).ok());
        embedProfile(path("scanned.tif"), swappedProfile());
        embedProfile(path("screen.tif"), profileBytes(cmsCreate_sRGBProfile()));
    }

    void init() {
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1200, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->findChild<QDockWidget*>("appearanceDock")->raise();
    }

    void cleanup() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(path("")))
            if (entry.path().extension() == ".bowman") fs::remove_all(entry.path());
    }

    void aStainAloneIsShownSaidAndTakenBackByTheChip() {
        open({"a.tif"});
        const QImage before = picture();
        QVERIFY(chip().isHidden());
        QVERIFY(!m_window->action(Command::ResetAppearance)->isEnabled());
        QTest::mouseClick(button("PAS"), Qt::LeftButton);
        settle();
        QVERIFY(picture() != before);
        QVERIFY(chip().isVisible());
        QVERIFY(chip().text().startsWith("Appearance changed: PAS"));
        QTest::mouseClick(&chip(), Qt::LeftButton);
        QVERIFY(chip().isHidden());
        QVERIFY(button("As stained")->isChecked());
        settle();
        QCOMPARE(picture(), before);
    }

    void slidersActAtOnceAndADoubleClickPutsThemBack() {
        open({"a.tif"});
        const QImage before = picture();
        for (const char* name : {"Brightness", "Contrast", "Gamma"}) {
            QSlider& s = slider(name);
            s.setValue(30);
            settle();
            QVERIFY2(picture() != before, name);
            QVERIFY(chip().isVisible() && chip().text().contains(name, Qt::CaseInsensitive));
            QTest::mouseDClick(&s, Qt::LeftButton);
            QCOMPARE(s.value(), 0);
            settle();
            QCOMPARE(picture(), before);
            QVERIFY(chip().isHidden());
        }
    }

    void theMenuResetsToo() {
        open({"a.tif"});
        slider("Gamma").setValue(-40);
        QTest::mouseClick(button("Hematoxylin"), Qt::LeftButton);
        QVERIFY(m_window->action(Command::ResetAppearance)->isEnabled());
        m_window->action(Command::ResetAppearance)->trigger();
        QVERIFY(panel().appearance().isAsStained());
        QVERIFY(m_window->canvas().view().appearance().isAsStained());
        QCOMPARE(slider("Gamma").value(), 0);
    }

    void theStainsOfTheSlideAreEstimatedOnceAndStay() {
        open({"a.tif"});
        QTest::mouseClick(button("Hematoxylin"), Qt::LeftButton);
        const StainVectors standard = panel().appearance().vectors;
        QTest::mouseClick(button("Estimated from this slide"), Qt::LeftButton);
        QVERIFY(m_window->appearance().isEstimating());
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->appearance().isEstimating(), kPatience);
        const StainVectors found = panel().appearance().vectors;
        QVERIFY(found != standard);
        // Both colours of the slide lie within what was found.
        QVERIFY(angleDegrees(found.hematoxylin, densityOf(120, 40, 130)) < 10);
        QVERIFY(angleDegrees(found.counterstain, densityOf(226, 178, 204)) < 10);
        QTest::mouseClick(button("Standard"), Qt::LeftButton);
        QCOMPARE(panel().appearance().vectors, standard);
        QTest::mouseClick(button("Estimated from this slide"), Qt::LeftButton);
        QVERIFY(!m_window->appearance().isEstimating());
        QCOMPARE(panel().appearance().vectors, found);
    }

    void eachSlideHasItsOwnAppearance() {
        open({"a.tif", "b.tif"});
        const SlideId first = m_window->project().currentSlide();
        const SlideId second = m_window->project().slides().front().id == first ? m_window->project().slides().back().id : m_window->project().slides().front().id;
        QTest::mouseClick(button("Hematoxylin"), Qt::LeftButton);
        goTo(second);
        QVERIFY(panel().appearance().isAsStained() && chip().isHidden());
        goTo(first);
        QCOMPARE(panel().appearance().view, StainView::Hematoxylin);
        QVERIFY(chip().isVisible());
        QCOMPARE(m_window->canvas().view().appearance().view, StainView::Hematoxylin);
    }

    void aSlideIsShownInTheColoursOfItsScannersProfile() {
        open({"scanned.tif"});
        auto& box = *panel().findChild<QCheckBox*>("byColourProfile");
        QVERIFY(box.isEnabled() && box.isChecked());
        QCOMPARE(panel().findChild<QLabel*>("colourProfileName")->text(), QString("Swapped scanner"));
        QVERIFY(chip().isHidden());   // nobody has changed anything
        QVERIFY(!m_window->action(Command::ResetAppearance)->isEnabled());
        const QImage byProfile = picture();
        QTest::mouseClick(&box, Qt::LeftButton, {}, {8, box.height() / 2});
        QVERIFY(!box.isChecked());
        settle();
        const QImage stored = picture();
        int largest = 0, different = 0;
        for (int y = 0; y < stored.height(); y += 3)
            for (int x = 0; x < stored.width(); x += 3) {
                const QRgb a = byProfile.pixel(x, y), b = stored.pixel(x, y);
                if (a != b) ++different, largest = std::max({largest, std::abs(qRed(a) - qBlue(b)), std::abs(qBlue(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b))});
            }
        QVERIFY(different > 100);
        QVERIFY2(largest <= 6, qPrintable(QString::number(largest)));   // red and blue change places
        QVERIFY(m_window->action(Command::ResetAppearance)->isEnabled());
        m_window->action(Command::ResetAppearance)->trigger();
        QVERIFY(box.isChecked());
        settle();
        QCOMPARE(picture(), byProfile);
        QTest::mouseClick(button("Hematoxylin"), Qt::LeftButton);   // found in what is stored
        QVERIFY(!box.isEnabled());
        settle();
        m_window->action(Command::ResetAppearance)->trigger();
        QSignalSpy ended(&m_window->detection(), &DetectionSession::ended);
        m_window->action(Command::FindGlomeruli)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
        QCOMPARE(countReview(*m_window->project().annotations()).objects, 5);   // the profile is for eyes only
    }

    void withoutAProfileOfUseThereIsNothingToChoose() {
        for (const char* name : {"a.tif", "screen.tif"}) {
            open({name});
            auto& box = *panel().findChild<QCheckBox*>("byColourProfile");
            QVERIFY(!box.isEnabled() && !box.isChecked());
            QVERIFY(m_window->canvas().view().appearance().isAsStained());
            QVERIFY(!panel().findChild<QLabel*>("colourProfileName")->text().isEmpty());
            cleanup();
            init();
        }
    }

    void detectionSeesTheSlideAsStained() {
        open({"a.tif"});
        slider("Brightness").setValue(100);   // all white on the screen
        QTest::mouseClick(button("Rest"), Qt::LeftButton);
        QSignalSpy ended(&m_window->detection(), &DetectionSession::ended);
        m_window->action(Command::FindGlomeruli)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, kPatience);
        QCOMPARE(countReview(*m_window->project().annotations()).objects, 5);
    }

private:
    static StainVector densityOf(int r, int g, int b) {
        return normalised({-std::log10(r / 255.0), -std::log10(g / 255.0), -std::log10(b / 255.0)});
    }
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }

    void open(const std::vector<const char*>& names) {
        QStringList files;
        for (const char* name : names) files << QString::fromStdString(path(name).string());
        m_window->openFiles(files, QString::fromStdString(path("p.bowman").string()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        settle();
    }
    void goTo(SlideId slide) {
        m_window->project().showSlide(slide);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide() && m_window->project().currentSlide() == slide, kPatience);
        settle();
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_window->canvas().view().isSharp(), kPatience); }

    /// Of the canvas, without what lies over it.
    QImage picture() {
        ui::SlideView& view = m_window->canvas().view();
        QImage image(view.size(), QImage::Format_RGB32);
        view.render(&image, {}, {}, QWidget::DrawWindowBackground);
        return image;
    }

    AppearancePanel& panel() { return *m_window->findChild<AppearancePanel*>(); }
    AppearanceChip& chip() { return *m_window->findChild<AppearanceChip*>(); }
    QSlider& slider(const QString& name) {
        for (QSlider* s : panel().findChildren<QSlider*>())
            if (s->accessibleName() == name) return *s;
        qFatal("no slider %s", qPrintable(name));
    }
    QAbstractButton* button(const QString& text) {
        for (QAbstractButton* b : panel().findChildren<QAbstractButton*>())
            if (b->text() == text) return b;
        qFatal("no button %s", qPrintable(text));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<AppearanceWindowTest>(argc, argv); }

#include "appearance_window_test.moc"
