// A detection that has nothing to look at, or no room to write: what it says, its exit code, and that nothing is lost. With the shipped network.
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <filesystem>

#include <sys/resource.h>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/document/document.h"
#include "core/slide/pyramid_tiff_writer.h"
#include "tests/support/run_program.h"

using namespace bowman;
using bowman::test::Outcome;
using bowman::test::runCli;
using nlohmann::json;
namespace fs = std::filesystem;

class DetectLimitsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    fs::path file(const QString& name) const { return path(name).toStdString(); }

    /// As on a disk that is full: no file grows beyond so many bytes.
    Outcome runWithRoomFor(rlim_t bytes, const QStringList& arguments) const {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CACHE_HOME", path("caches"));
        process.setProcessEnvironment(environment);
        process.setChildProcessModifier([bytes] {
            std::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{bytes, bytes};
            setrlimit(RLIMIT_FSIZE, &limit);
        });
        process.start(QStringLiteral(BOWMAN_BIN_DIR) + "/bowman-cli", arguments);
        process.waitForFinished(300'000);
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
    }

    /// Objects of the project's only slide.
    std::vector<AnnotationPtr> objectsIn(const QString& project) const {
        auto document = Document::open(file(project), "tester");
        if (!document) qFatal("%s", document.error().message().c_str());
        return (*document)->slides().empty() ? std::vector<AnnotationPtr>() : (*document)->annotations((*document)->slides().front().id).all();
    }

    bool hasLeftovers() const {
        return std::any_of(fs::directory_iterator(file("")), fs::directory_iterator(), [](const fs::directory_entry& e) { return e.path().filename().string().find(".part") != std::string::npos; });
    }

private Q_SLOTS:
    void initTestCase() {
        const Outcome made = runCli({"phantom", path("s.tif"), "--width", "5000", "--height", "4000", "--um-per-px", "0.5", "--seed", "11"});
        QVERIFY2(made.exitCode == 0, made.err.constData());
        PyramidTiff glass;
        glass.size = {4000, 3000};
        glass.umPerPx = 0.5;
        glass.tileSize = 256;
        QVERIFY(writeRgbPyramid(file("glass.tif"), glass, [](int, int) -> Result<Image> {
                    Image tile(256, 256, PixelFormat::Rgb8);
                    std::fill_n(tile.data(), tile.sizeBytes(), std::uint8_t{244});
                    return tile;
                }).ok());
    }

    void aSlideOfGlassSaysThatThereIsNoTissueAndKeepsAnEmptyResult() {
        const Outcome found = runCli({"detect", path("glass.tif"), "--out", path("glass.geojson"), "--project", path("glass.bowman"), "--json"});
        QVERIFY2(found.exitCode == 0, found.err.constData());
        QVERIFY2(found.err.contains("glass.tif") && found.err.contains("no tissue"), found.err.constData());
        const json report = json::parse(found.out.toStdString());
        QCOMPARE(report.at("objects").get<int>(), 0);
        QCOMPARE(report.at("patches").at("total").get<int>(), 0);
        QCOMPARE(report.at("tissue_mm2").get<double>(), 0.0);
        QVERIFY(json::parse(readFile(file("glass.geojson")).value()).at("features").empty());
        QVERIFY(objectsIn("glass.bowman").empty());
        const auto document = Document::open(file("glass.bowman"), "tester");
        QVERIFY(document.ok());
        QCOMPARE((*document)->slides().size(), std::size_t(1));
    }

    void whatIsTakenFromTheTissueInTheProjectIsNotSearched() {
        QCOMPARE(runCli({"detect", path("s.tif"), "--project", path("ignored.bowman")}).exitCode, 0);
        QVERIFY(objectsIn("ignored.bowman").size() > 2);
        {
            auto document = Document::open(file("ignored.bowman"), "tester");
            const SlideId slide = (*document)->slides().front().id;
            Annotation region;
            region.id = (*document)->newAnnotationId(slide);
            region.uuid = newUuid();
            region.kind = AnnotationKind::Structure;
            region.className = "Ignore";
            region.state = ReviewState::Added;
            region.shape = {{{{0, 0}, {5000, 0}, {5000, 4000}, {0, 4000}}, {}}};
            QVERIFY((*document)->apply(slide, {"tissue: taken from it", {{nullptr, std::make_shared<const Annotation>(region)}}}).ok());
            QVERIFY((*document)->flush().ok());
        }
        const Outcome found = runCli({"detect", path("s.tif"), "--project", path("ignored.bowman"), "--json"});
        QVERIFY2(found.exitCode == 0, found.err.constData());
        const json report = json::parse(found.out.toStdString());
        QCOMPARE(report.at("patches").at("total").get<int>(), 0);
        QCOMPARE(report.at("tissue_corrected").at("removed").get<int>(), 1);
        QVERIFY(found.err.contains("no tissue"));
        QCOMPARE(objectsIn("ignored.bowman").size(), std::size_t(1));   // what nobody had touched is replaced by nothing
    }

    void withoutRoomForTheCacheTheDetectionGoesOn() {
        const QStringList arguments = {"detect", path("s.tif"), "--json", "--cache", path("cache"), "--out"};
        const Outcome whole = runCli({"detect", path("s.tif"), "--json", "--no-resume", "--out", path("whole.geojson")});
        QCOMPARE(whole.exitCode, 0);
        // Room for what is found, but not for all patches.
        const Outcome found = runWithRoomFor(fs::file_size(file("whole.geojson")) + 4000, arguments + QStringList{path("full.geojson")});
        QVERIFY2(found.exitCode == 0, found.err.constData());
        const json report = json::parse(found.out.toStdString());
        QVERIFY(report.at("objects") == json::parse(whole.out.toStdString()).at("objects"));
        QVERIFY2(report.at("notes").dump().find("no longer kept") != std::string::npos, report.at("notes").dump().c_str());
        QVERIFY(found.err.contains("File too large"));
        // With room again it is computed anew, and equal.
        const Outcome again = runCli(arguments + QStringList{path("again.geojson")});
        QCOMPARE(again.exitCode, 0);
        QVERIFY(json::parse(again.out.toStdString()).at("objects") == report.at("objects"));
    }

    void withoutRoomForTheProjectItStaysAsItWas() {
        QCOMPARE(runCli({"detect", path("s.tif"), "--project", path("small.bowman"), "--region", "0,0,2600,2000"}).exitCode, 0);
        const auto before = objectsIn("small.bowman");
        const Outcome found = runWithRoomFor(8'000, {"detect", path("s.tif"), "--project", path("small.bowman"), "--threshold", "0.4"});
        QVERIFY2(found.exitCode == 1, found.out.constData());
        QVERIFY2(found.err.contains("small.bowman"), found.err.constData());
        const auto after = objectsIn("small.bowman");
        QCOMPARE(after.size(), before.size());
        QVERIFY(std::equal(after.begin(), after.end(), before.begin(), [](const AnnotationPtr& a, const AnnotationPtr& b) { return *a == *b; }));
        QCOMPARE(runCli({"detect", path("s.tif"), "--project", path("small.bowman"), "--threshold", "0.4"}).exitCode, 0);
    }

    void withoutRoomForAnExportTheOldFileStays() {
        QCOMPARE(runCli({"detect", path("s.tif"), "--out", path("kept.geojson")}).exitCode, 0);
        const std::string before = readFile(file("kept.geojson")).value();
        QVERIFY(before.size() > 3000);
        const Outcome found = runWithRoomFor(1'000, {"detect", path("s.tif"), "--out", path("kept.geojson"), "--no-resume"});
        QVERIFY2(found.exitCode == 1, found.out.constData());
        QVERIFY2(found.err.contains("kept.geojson"), found.err.constData());
        QVERIFY(readFile(file("kept.geojson")).value() == before);
        QVERIFY(!hasLeftovers());
    }
};

QTEST_GUILESS_MAIN(DetectLimitsTest)
#include "detect_limits_test.moc"
