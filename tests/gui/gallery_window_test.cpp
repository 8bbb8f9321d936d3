// The gallery of the objects: pictures of what is in view, the order and the filter of the table, several decided at once.
#include <QComboBox>
#include <QScrollBar>
#include <QToolButton>

#include "tests/gui/window_fixture.h"
#include "ui/controllers/settings.h"

using namespace bowman;
using namespace bowman::test;
using namespace bowman::ui;
namespace fs = std::filesystem;

class GalleryWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(writeDiscSlide(path("a.tif")).ok()); }

    void init() {
        openSettings()->remove("review/order");   // what one test chooses, the next window remembers
        m_window = std::make_unique<MainWindow>(purpleNetworks());
        m_window->resize(1200, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->openFiles({QString::fromStdString(path("a.tif").string())}, QString::fromStdString(path("p.bowman").string()));
        QTRY_VERIFY_WITH_TIMEOUT(m_window->project().slide(), kPatience);
        Edit edit{"five", {}};
        for (int i = 0; i < 5; ++i) {
            Annotation a = proposal(m_window->project().document()->newAnnotationId(), kDiscs[i], 0.1 * i);
            edit.changes.push_back({nullptr, std::make_shared<const Annotation>(a)});
        }
        QVERIFY(m_window->project().apply(edit).ok());
        QTest::mouseClick(m_window->findChild<QToolButton*>("asGallery"), Qt::LeftButton);
        QVERIFY(gallery().isVisible());
    }

    void cleanup() {
        m_window.reset();
        for (const auto& entry : fs::directory_iterator(path("")))
            if (entry.path().extension() == ".bowman") fs::remove_all(entry.path());
    }

    void everyObjectInViewGetsItsPicture() {
        QTRY_VERIFY_WITH_TIMEOUT(gallery().crops().isIdle() && !pictureOf(0).isNull(), kPatience);
        for (int row = 0; row < 5; ++row) {
            const QImage picture = pictureOf(row).toImage();
            QVERIFY(!picture.isNull());
            const QColor middle = picture.pixelColor(picture.rect().center()), corner = picture.pixelColor(2, 2);
            QVERIFY(middle.green() < 80);      // the disc
            QVERIFY(corner.green() > 150);     // the tissue around it
        }
    }

    void theOrderIsThatOfTheTable() {
        QCOMPARE(shownIds(), (std::vector<AnnotationId>{5, 4, 3, 2, 1}));   // least sure first
        for (auto* box : m_window->findChildren<QComboBox*>())
            if (const int row = box->findText("By number"); row >= 0) {
                box->setCurrentIndex(row);
                Q_EMIT box->activated(row);
            }
        QCOMPARE(shownIds(), (std::vector<AnnotationId>{1, 2, 3, 4, 5}));
    }

    void severalAreDecidedAtOnceAndTakenBackAtOnce() {
        click(0);
        click(2, Qt::ShiftModifier);
        QCOMPARE(gallery().chosen(), (std::vector<AnnotationId>{5, 4, 3}));
        auto* line = m_window->findChild<QLabel*>("chosenLine");
        QVERIFY2(line->isVisible() && line->text().contains("3 chosen"), qPrintable(line->text()));
        QTest::keyClick(&gallery(), Qt::Key_A);
        for (const AnnotationId id : {5, 4, 3}) QCOMPARE(state(id), ReviewState::Accepted);
        QCOMPARE(state(1), ReviewState::Proposed);
        QVERIFY2(m_window->canvas().message().text() == "Accept 3 glomeruli", qPrintable(m_window->canvas().message().text()));
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        for (const AnnotationId id : {5, 4, 3}) QCOMPARE(state(id), ReviewState::Proposed);
        click(1);
        click(4, Qt::ControlModifier);
        QTest::keyClick(&gallery(), Qt::Key_2);
        QCOMPARE(m_window->project().annotations()->find(4)->className, Palette().ofKey(2)->name);
        QCOMPARE(m_window->project().annotations()->find(1)->className, Palette().ofKey(2)->name);
        QCOMPARE(m_window->project().annotations()->find(3)->className, Palette().ofKey(1)->name);
    }

    void oneIsTakenOutOfThoseThatAreChosen() {
        click(0);
        click(2, Qt::ShiftModifier);
        QCoreApplication::processEvents();
        click(1, Qt::ControlModifier);
        QCoreApplication::processEvents();
        QCOMPARE(gallery().chosen(), (std::vector<AnnotationId>{5, 3}));
        QTest::keyClick(&gallery(), Qt::Key_A);
        QCOMPARE(state(4), ReviewState::Proposed);
        QCOMPARE(state(3), ReviewState::Accepted);
    }

    void onTheCanvasADecisionIsAboutOneOnly() {
        click(0);
        click(3, Qt::ShiftModifier);
        QCoreApplication::processEvents();
        m_window->canvas().view().setFocus();
        QVERIFY(!m_window->findChild<QLabel*>("chosenLine")->isVisible());
        m_window->review().select(4);
        QTest::keyClick(&m_window->canvas().view(), Qt::Key_R);
        QCOMPARE(state(4), ReviewState::Rejected);
        for (const AnnotationId id : {5, 3, 2}) QCOMPARE(state(id), ReviewState::Proposed);
    }

    void aClickSelectsAndADoubleClickTravels() {
        const Viewport before = m_window->canvas().view().viewport();
        click(1);
        QTRY_COMPARE(m_window->review().selected(), AnnotationId(4));
        QVERIFY(m_window->canvas().view().viewport() == before);
        QTest::mouseDClick(gallery().viewport(), Qt::LeftButton, {}, gallery().visualRect(index(1)).center());
        QTRY_VERIFY_WITH_TIMEOUT(m_window->canvas().view().viewport().visible().contains(kDiscs[3]) &&
                                 m_window->canvas().view().viewport().downsample < before.downsample, kPatience);
        // One that is selected on the canvas is the one in the gallery.
        m_window->review().select(2);
        QCOMPARE(gallery().chosen(), std::vector<AnnotationId>{2});
    }

    void oneAloneIsDecidedAsOnTheCanvas() {
        click(3);
        QTRY_COMPARE(m_window->review().selected(), AnnotationId(2));
        QTest::keyClick(&gallery(), Qt::Key_R);
        QCOMPARE(state(2), ReviewState::Rejected);
    }

    void aChangedOutlineGetsANewPicture() {
        QTRY_VERIFY_WITH_TIMEOUT(gallery().crops().isIdle() && !pictureOf(0).isNull(), kPatience);
        const QImage before = pictureOf(0).toImage();
        const AnnotationPtr five = m_window->project().annotations()->find(5);
        Annotation moved = *five;
        for (SlidePoint& p : moved.shape.front().outer) p.x += 60;
        QVERIFY(m_window->project().apply({"move", {{five, std::make_shared<const Annotation>(moved)}}}).ok());
        QTRY_VERIFY_WITH_TIMEOUT(pictureOf(0).toImage() != before, kPatience);
    }

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    ObjectGallery& gallery() const { return m_window->reviewPanel().gallery(); }
    QModelIndex index(int row) const { return gallery().model()->index(row, gallery().modelColumn()); }
    AnnotationPtr at(int row) const { return m_window->reviewPanel().table().annotationAt(index(row)); }
    QPixmap pictureOf(int row) const { return gallery().crops().find(*at(row), static_cast<int>(96 * gallery().devicePixelRatioF())); }
    ReviewState state(AnnotationId id) const { return m_window->project().annotations()->find(id)->state; }
    std::vector<AnnotationId> shownIds() const {
        std::vector<AnnotationId> ids;
        for (int row = 0; row < gallery().model()->rowCount(); ++row) ids.push_back(at(row)->id);
        return ids;
    }
    void click(int row, Qt::KeyboardModifiers modifiers = {}) {
        gallery().scrollTo(index(row));
        QTest::mouseClick(gallery().viewport(), Qt::LeftButton, modifiers, gallery().visualRect(index(row)).center());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
};

int main(int argc, char** argv) { return runWindowTest<GalleryWindowTest>(argc, argv); }
#include "gallery_window_test.moc"
