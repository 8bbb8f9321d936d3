// While somebody reads a slide blinded, the sub-commands tell nothing of the other reading, unless they are asked to.
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "core/document/document.h"
#include "tests/support/run_program.h"

using namespace bowman;
using bowman::test::Outcome;
using bowman::test::runCli;

class BlindedReadingTest : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    ReadingId m_reading = 0;
    QString path(const char* name) const { return m_folder.filePath(name); }

    void setFinished(bool finished) const {
        auto document = Document::open(path("p.bowman").toStdString(), "Ben");
        QVERIFY(document.ok());
        QVERIFY((*document)->setFinished(m_reading, finished).ok());
    }

private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(runCli({"phantom", path("s.tif"), "--width", "2000", "--height", "1500", "--um-per-px", "1", "--seed", "3", "--truth", path("t.geojson")}).exitCode, 0);
        const Outcome imported = runCli({"import", path("p.bowman"), path("t.geojson"), "--slide", path("s.tif")});
        QVERIFY2(imported.exitCode == 0, imported.err.constData());
        auto document = Document::open(path("p.bowman").toStdString(), "Ben");
        QVERIFY(document.ok());
        const auto begun = (*document)->startBlinded((*document)->slides().front().id, {"Ben", false});
        QVERIFY(begun.ok());
        m_reading = *begun;
    }

    void whatWouldTellOfTheOtherReadingIsRefusedWithAWayOut() {
        const QList<QStringList> commands{{"export", path("p.bowman"), "--format", "geojson", "--out", path("x")},
                                          {"export", path("p.bowman"), "--format", "geojson", "--reading", "first", "--out", path("x")},
                                          {"report", path("p.bowman"), "--out", path("x.html")},
                                          {"agreement", path("p.bowman"), "--csv", path("x.csv")}};
        for (const QStringList& command : commands) {
            const Outcome refused = runCli(command);
            QCOMPARE(refused.exitCode, 1);
            for (const char* said : {"Ben is reading the slide slide-1 blinded", "--despite-blinded"}) QVERIFY2(refused.err.contains(said), refused.err.constData());
            QVERIFY(refused.out.isEmpty());
        }
        for (const char* file : {"x", "x.html", "x.csv"}) QVERIFY(!QFileInfo::exists(path(file)));
    }

    void theReadersOwnReadingMayBeTakenAndTheRestWhereItIsAskedFor() {
        const Outcome own = runCli({"export", path("p.bowman"), "--format", "csv", "--reading", "second", "--out", path("own.csv")});
        QVERIFY2(!own.err.contains("blinded"), own.err.constData());                 // it may be empty
        const Outcome asked = runCli({"agreement", path("p.bowman"), "--despite-blinded", "--csv", path("asked.csv")});
        QVERIFY2(asked.exitCode == 0, asked.err.constData());
        QVERIFY(QFileInfo::exists(path("asked.csv")));
        const Outcome report = runCli({"report", path("p.bowman"), "--despite-blinded", "--out", path("asked.html")});
        QVERIFY2(report.exitCode == 0, report.err.constData());
    }

    void whenTheReadingIsFinishedNothingIsRefused() {
        setFinished(true);
        const Outcome agreement = runCli({"agreement", path("p.bowman"), "--csv", path("after.csv")});
        QVERIFY2(agreement.exitCode == 0, agreement.err.constData());
    }
};

QTEST_GUILESS_MAIN(BlindedReadingTest)
#include "blinded_reading_test.moc"
