// The program killed in the middle of a detection, and started again; several slides in one call. With the shipped network.
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/document/document.h"
#include "tests/support/run_program.h"

using namespace bowman;
using bowman::test::Outcome;
using bowman::test::runCli;
using nlohmann::json;

namespace {

/// Objects of a GeoJSON without what is new in every run: ids and times.
json objectsOf(const QString& file) {
    json features = json::parse(readFile(file.toStdString()).value()).at("features");
    for (json& feature : features) {
        feature.erase("id");
        if (auto metadata = feature["properties"].find("metadata"); metadata != feature["properties"].end())
            for (auto it = metadata->begin(); it != metadata->end();) {
                const bool isNew = it.key().find("uuid") != std::string::npos || it.key().ends_with("At");
                it = isNew ? metadata->erase(it) : std::next(it);
            }
    }
    return features;
}

std::vector<json> eventsOf(const QByteArray& lines) {
    std::vector<json> events;
    for (const QByteArray& line : lines.split('\n'))
        if (!line.isEmpty()) events.push_back(json::parse(line.toStdString()));
    return events;
}

}  // namespace

class DetectRunsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    json m_whole;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    void makeSlide(const QString& name, int seed, int height) {
        const Outcome made = runCli({"phantom", path(name), "--width", "6000", "--height", QString::number(height), "--um-per-px", "0.5", "--seed", QString::number(seed)});
        QVERIFY2(made.exitCode == 0, made.err.constData());
    }

    /// The last "N of M" of what a detection said so far.
    static int doneIn(const QByteArray& said) {
        static const QRegularExpression kDone("\\r(\\d+) of \\d+ patches");
        int done = 0;
        for (auto match = kDone.globalMatch(QString::fromUtf8(said)); match.hasNext();) done = match.next().captured(1).toInt();
        return done;
    }

    /// Starts a detection and kills it once it has said that `patches` are done, or more: two may be done at once.
    void killAfter(int patches, const QStringList& arguments) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral(BOWMAN_BIN_DIR) + "/bowman-cli", arguments + QStringList{"--progress", "text"});
        QByteArray said;
        while (doneIn(said) < patches && process.waitForReadyRead(120'000)) said += process.readAll();
        process.kill();
        QVERIFY(process.waitForFinished());
        QVERIFY2(doneIn(said) >= patches, said.constData());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    }

private Q_SLOTS:
    void initTestCase() {
        makeSlide("s.tif", 11, 10000);    // ten bands: enough to be killed between
        const Outcome found = runCli({"detect", path("s.tif"), "--out", path("whole.geojson"), "--no-resume"});
        QVERIFY2(found.exitCode == 0, found.err.constData());
        m_whole = objectsOf(path("whole.geojson"));
        QVERIFY(m_whole.size() > 5);
    }

    void aKilledRunGoesOnAndFindsTheSame_data() {
        QTest::addColumn<int>("patches");
        for (const int patches : {1, 3, 6}) QTest::addRow("after patch %d", patches) << patches;
    }
    void aKilledRunGoesOnAndFindsTheSame() {
        QFETCH(int, patches);
        const QString out = path(QString("killed%1.geojson").arg(patches)), cache = path(QString("cache%1").arg(patches));
        const QStringList arguments = {"detect", path("s.tif"), "--out", out, "--cache", cache};
        killAfter(patches, arguments);
        QVERIFY(!QFile::exists(out));
        const Outcome again = runCli(arguments + QStringList{"--json"});
        QVERIFY2(again.exitCode == 0, again.err.constData());
        const json report = json::parse(again.out.toStdString());
        QVERIFY(report.at("patches").at("restored").get<int>() >= patches);
        QCOMPARE(report.at("patches").at("done").get<int>(), report.at("patches").at("total").get<int>());
        QVERIFY(objectsOf(out) == m_whole);
    }

    void aDamagedCacheIsSaidAndComputedAgain() {
        const QStringList arguments = {"detect", path("s.tif"), "--out", path("damaged.geojson"), "--cache", path("damaged")};
        QCOMPARE(runCli(arguments).exitCode, 0);
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path("damaged").toStdString()))
            if (entry.path().extension() == ".patches") {
                std::string content = *readFile(entry.path());
                for (std::size_t at = 1000; at < content.size(); at += content.size() / 3) content[at] = static_cast<char>(~content[at]);
                content.resize(content.size() - 77);
                QVERIFY(writeFileAtomically(entry.path(), content).ok());
            }
        const Outcome again = runCli(arguments + QStringList{"--json"});
        QVERIFY2(again.exitCode == 0, again.err.constData());
        const json report = json::parse(again.out.toStdString());
        QVERIFY(report.at("patches").at("restored") < report.at("patches").at("total"));
        QVERIFY(report.at("notes").at(0).get<std::string>().find("damaged") != std::string::npos);
        QVERIFY(objectsOf(path("damaged.geojson")) == m_whole);
    }

    void withoutResumeNothingIsKept() {
        QCOMPARE(runCli({"detect", path("s.tif"), "--out", path("n.geojson"), "--project", path("n.bowman"), "--no-resume"}).exitCode, 0);
        QVERIFY(!QFile::exists(path("n.bowman-cache")));
        QCOMPARE(runCli({"detect", path("s.tif"), "--project", path("n.bowman")}).exitCode, 0);
        QVERIFY(QFile::exists(path("n.bowman-cache")));
    }

    void severalSlidesGoOnAfterABadOne() {
        makeSlide("t.tif", 12, 6000);
        QVERIFY(writeFileAtomically(path("bad.tif").toStdString(), "no slide").ok());
        QVERIFY(writeFileAtomically(path("list.txt").toStdString(), "# slides\nbad.tif\n\nt.tif\r\n").ok());
        const Outcome found = runCli({"detect", path("s.tif"), "--list", path("list.txt"), "--out", path("{name}.found.geojson"), "--project", path("all.bowman"),
                                      "--json", "--progress", "json"});
        QCOMPARE(found.exitCode, 2);
        const json report = json::parse(found.out.toStdString());
        QCOMPARE(report.at("slides").size(), std::size_t(2));
        QCOMPARE(report.at("failed").size(), std::size_t(1));
        QVERIFY(report.at("failed").at(0).at("slide").get<std::string>().ends_with("bad.tif"));
        QVERIFY(report.at("slides").at(0).at("utilisation").at("network").get<double>() > 0);
        QVERIFY(report.at("slides").at(0).at("queue").at("capacity").get<int>() > 0);
        QVERIFY(objectsOf(path("s.found.geojson")) == m_whole);
        QVERIFY(QFile::exists(path("t.found.geojson")));

        std::map<std::string, int> count;
        for (const json& event : eventsOf(found.err)) {
            ++count[event.at("event").get<std::string>()];
            if (event.at("event") != "progress") continue;
            for (const char* name : {"slide", "done", "total", "eta", "queue_depth", "utilisation"}) QVERIFY(event.contains(name));
        }
        QCOMPARE(count["slide"], 3);
        QCOMPARE(count["failed"], 1);
        QCOMPARE(count["done"], 2);
        QVERIFY(count["progress"] >= 2);

        auto document = Document::open(path("all.bowman").toStdString(), "tester");
        QVERIFY(document.ok());
        QCOMPARE((*document)->slides().size(), std::size_t(2));
        for (const SlideRecord& slide : (*document)->slides()) QVERIFY((*document)->annotations(slide.id).size() > 0);
    }

    void withoutJsonATableEndsTheBatch() {
        const Outcome found = runCli({"detect", path("s.tif"), path("missing.tif"), "--project", path("all.bowman"), "--out", m_folder.path()});
        QCOMPARE(found.exitCode, 2);
        QVERIFY(found.out.contains("failed"));
        QVERIFY(found.out.contains("missing.tif"));
        QVERIFY(found.err.contains("missing.tif"));
        QVERIFY(QFile::exists(path("s.geojson")));
    }

    void twoSlidesNeverWriteTheSameFile() {
        const Outcome refused = runCli({"detect", path("s.tif"), path("t.tif"), "--out", path("one.geojson")});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY(refused.err.contains("{name}"));
        QVERIFY(!QFile::exists(path("one.geojson")));
        QCOMPARE(runCli({"detect", "--out", path("one.geojson")}).exitCode, 1);
        QCOMPARE(runCli({"detect", "--list", path("none.txt"), "--out", path("one.geojson")}).exitCode, 1);
    }
};

QTEST_GUILESS_MAIN(DetectRunsTest)
#include "detect_runs_test.moc"
