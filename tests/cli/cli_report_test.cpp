// bowman-cli report: PDF and HTML from a project, and what it says to bad input.
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/annotation/annotation.h"
#include "core/document/document.h"
#include "tests/support/run_program.h"

using namespace bowman;
using bowman::test::Outcome;
using bowman::test::runCli;

class CliReportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(runCli({"phantom", path("s.tif"), "--width", "2000", "--height", "1500", "--um-per-px", "1", "--seed", "3", "--truth", path("t.geojson")}).exitCode, 0);
        const Outcome imported = runCli({"import", path("p.bowman"), path("t.geojson"), "--slide", path("s.tif")});
        QVERIFY2(imported.exitCode == 0, imported.err.constData());
    }

    void bothFormatsAreWritten() {
        const Outcome html = runCli({"report", path("p.bowman"), "--out", path("r.html"), "--json"});
        QVERIFY2(html.exitCode == 0, html.err.constData());
        const auto j = nlohmann::json::parse(html.out.toStdString());
        QVERIFY(j.at("glomeruli").get<int>() > 0 && j.at("pictures") == j.at("glomeruli") && j.at("tissue_mm2").get<double>() > 0);
        QFile file(path("r.html"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.startsWith("<!DOCTYPE html>") && text.contains("Glomeruli of slide-1") && text.contains("data:image/jpeg;base64,"));
        const Outcome pdf = runCli({"report", path("p.bowman"), "--slide", "slide-1", "--title", "Mine", "--out", path("r.pdf")});
        QVERIFY2(pdf.exitCode == 0, pdf.err.constData());
        QVERIFY(QFileInfo(path("r.pdf")).size() > 20'000);
    }

    void badInputIsNamedAndNothingIsWritten() {
        struct Case {
            QStringList arguments;
            const char* says;
        };
        QFile broken(path("broken.bowman"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("this is no database at all, but it is long enough to be looked at");
        broken.close();
        const Case cases[] = {{{"report", path("none.bowman"), "--out", path("x.pdf")}, "there is no such file"},
                              {{"report", path("broken.bowman"), "--out", path("x.pdf")}, "broken.bowman"},
                              {{"report", path("p.bowman"), "--slide", "slide-9", "--out", path("x.pdf")}, "the project has no slide slide-9"},
                              {{"report", path("p.bowman"), "--out", path("x.docx")}, "a report is a .pdf or an .html file"},
                              {{"report", path("p.bowman"), "--out", path("nowhere/x.pdf")}, "there is no folder"},
                              {{"report", path("p.bowman")}, "--out is required"}};
        for (const Case& c : cases) {
            const Outcome outcome = runCli(c.arguments);
            QCOMPARE(outcome.exitCode, 1);
            QVERIFY2(outcome.err.contains(c.says), outcome.err.constData());
        }
        for (const char* name : {"x.pdf", "x.docx", "nowhere/x.pdf"}) QVERIFY(!QFileInfo::exists(path(name)));
    }

    void aMissingSlideIsAPartThatIsKept() {
        QVERIFY(QFile::rename(path("s.tif"), path("moved.tif")));
        const Outcome outcome = runCli({"report", path("p.bowman"), "--out", path("part.html")});
        QVERIFY(QFile::rename(path("moved.tif"), path("s.tif")));
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.err.contains("pictures or areas are missing"), outcome.err.constData());
        QVERIFY(QFileInfo::exists(path("part.html")));
    }

private:
    QString path(const char* name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CliReportTest)
#include "cli_report_test.moc"
