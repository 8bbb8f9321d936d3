// Every damaged slide, and every real one, is opened in a process of its own and looked at as the window would: it opens or
// says why not, within 2 s and 500 MB; nothing crashes, nothing hangs.
#include <QTest>
#include <QTemporaryDir>

#include <algorithm>

#include "tests/cases/slides/damaged_slides.h"
#include "tests/cases/slides/limited_run.h"
#include "tests/support/test_data.h"

using namespace bowman::test;
namespace fs = std::filesystem;

class DamagedSlidesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        m_slides = makeDamagedSlides(m_folder.path().toStdString());
        QVERIFY2(m_slides.size() >= 60, qPrintable(QString("%1 damaged slides").arg(m_slides.size())));
    }

    void aDamagedSlideOpensOrSaysWhyNot_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("mayOpen");
        for (const DamagedSlide& slide : m_slides) QTest::newRow(slide.path.filename().c_str()) << QString::fromStdString(slide.path.string()) << slide.mayOpen;
    }

    void aDamagedSlideOpensOrSaysWhyNot() {
        QFETCH(QString, file);
        QFETCH(bool, mayOpen);
        const LimitedOutcome outcome = probe(file);
        const QByteArray said = outcome.out + outcome.err;
        QVERIFY2(outcome.exitCode == 0 || outcome.exitCode == 1, said.constData());
        if (!mayOpen) QVERIFY2(outcome.exitCode == 1, said.constData());
        if (!kIsSanitized) QVERIFY2(outcome.peakBytes <= kMemory, said.constData());
    }

    void aRealSlideOpensOrSaysWhyNot_data() {
        QTest::addColumn<QString>("file");
        const fs::path data = dataFolder();
        if (data.empty()) QSKIP("no real slides here");
        for (const auto& entry : fs::directory_iterator(data / "slides"))
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
    }

    void aRealSlideOpensOrSaysWhyNot() {
        QFETCH(QString, file);
        const LimitedOutcome outcome = probe(file);
        QVERIFY2(outcome.exitCode == 0 || outcome.exitCode == 1, (outcome.out + outcome.err).constData());
        if (!kIsSanitized) QVERIFY2(outcome.peakBytes <= kMemory, outcome.out.constData());
        qInfo("%s", outcome.out.trimmed().constData());
    }

private:
    static LimitedOutcome probe(const QString& file) { return runLimited(QStringLiteral(BOWMAN_PROBE), {file}); }

    QTemporaryDir m_folder;
    std::vector<DamagedSlide> m_slides;
};

QTEST_APPLESS_MAIN(DamagedSlidesTest)
#include "damaged_slides_test.moc"
