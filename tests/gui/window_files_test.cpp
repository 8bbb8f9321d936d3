// What can be wrong with a file, and what the window says then: text for a slide, a project that is none, a slide that has moved, a scale that nobody knows.
#include <fstream>

#include <QDialog>
#include <QDoubleSpinBox>
#include <QPushButton>

#include "tests/gui/disc_window_fixture.h"

using namespace bowman;
using namespace bowman::ui;
using namespace bowman::test;

class WindowFilesTest : public DiscWindowFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { begin(); }
    void cleanup() { end(); }

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
        begin();
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
};

int main(int argc, char** argv) { return runWindowTest<WindowFilesTest>(argc, argv); }

#include "window_files_test.moc"
