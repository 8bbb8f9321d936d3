// bowman-cli info on every damaged slide: a description, or one message with the name of the file and the reason.
#include <QTest>
#include <QTemporaryDir>

#include "tests/cases/slides/damaged_slides.h"
#include "tests/cases/slides/limited_run.h"

using namespace bowman::test;

class DamagedSlidesCliTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_slides = makeDamagedSlides(m_folder.path().toStdString()); }

    void infoDescribesOrRefuses_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("mayOpen");
        for (const DamagedSlide& slide : m_slides) QTest::newRow(slide.path.filename().c_str()) << QString::fromStdString(slide.path.string()) << slide.mayOpen;
    }

    void infoDescribesOrRefuses() {
        QFETCH(QString, file);
        QFETCH(bool, mayOpen);
        const LimitedOutcome outcome = runLimited(QStringLiteral(BOWMAN_BIN_DIR) + "/bowman-cli", {"info", file});
        QVERIFY2(outcome.exitCode == 0 || outcome.exitCode == 1, outcome.err.constData());
        QVERIFY(outcome.peakBytes <= kMemory);
        if (outcome.exitCode == 0) {
            QVERIFY(mayOpen);
            QVERIFY(outcome.out.contains("levels"));
            return;
        }
        QVERIFY2(outcome.err.contains(file.toUtf8()), outcome.err.constData());
        const QByteArray reason = outcome.err.mid(outcome.err.indexOf(file.toUtf8()) + file.toUtf8().size());
        QVERIFY2(reason.trimmed().size() > 20, outcome.err.constData());
        QVERIFY(outcome.out.isEmpty());
    }

private:
    QTemporaryDir m_folder;
    std::vector<DamagedSlide> m_slides;
};

QTEST_APPLESS_MAIN(DamagedSlidesCliTest)
#include "damaged_slides_cli_test.moc"
