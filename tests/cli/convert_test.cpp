// bowman-cli convert with the real program: every format that is read and written gives the same objects back, into every
// other one; what it is told by extension, content and options; its exit codes.
#include <cmath>
#include <map>
#include <set>

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/base/files.h"
#include "core/formats/format.h"
#include "core/formats/geojson.h"
#include "core/formats/label_source.h"
#include "tests/support/label_shapes.h"
#include "tests/support/run_program.h"

using namespace bowman;
using namespace bowman::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr PixelSize kSize{4000, 3000};   // not square, so that swapped axes are seen
constexpr double kUmPerPx = 0.5;

/// Apart from each other, off the centre, one with a hole.
std::vector<Annotation> labels() {
    std::mt19937 random(5);
    std::vector<Annotation> all;
    for (int i = 0; i < 6; ++i) {
        const SlidePoint centre{400 + 550.0 * i, 350 + 300.0 * (i % 3)};
        all.push_back(labelOf(i + 1, {{blob(random, centre, 70, 110), {}}}, ReviewState::Accepted));
    }
    all[2].shape.front().holes.push_back({{1480, 940}, {1520, 940}, {1520, 970}, {1480, 970}});
    return all;
}

double areaOfAll(const std::vector<Annotation>& all) {
    double area = 0;
    for (const Annotation& a : all)
        if (a.kind == AnnotationKind::Glomerulus) area += areaOf(a.shape);
    return area;
}

SlidePoint centreOfAll(const std::vector<Annotation>& all) {
    SlideRect bounds;
    for (const Annotation& a : all) bounds = bounds.united(boundsOf(a.shape));
    return bounds.centre();
}

SlideInfo slideInfo() {
    SlideInfo info;
    info.levels.push_back({kSize, 1, 0, 0});
    info.bounds = info.rect();
    info.umPerPx = {kUmPerPx, "user", ""};
    return info;
}

std::vector<std::string> formatsBothWays() {
    std::vector<std::string> names;
    for (const LabelReader* reader : labelReaders())
        if (findExporter(reader->name())) names.emplace_back(reader->name());
    return names;
}

}  // namespace

class ConvertTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(writeFileAtomically(path("labels.geojson"), toGeoJson(labels())).ok());
        for (const std::string& name : formatsBothWays()) {
            const Outcome made = convert(path("labels.geojson"), fileOf(name), name);
            QVERIFY2(made.exitCode == 0, (name + ": " + made.err.toStdString()).c_str());
        }
    }

    void everyFormatIntoEveryOther_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        for (const std::string& from : formatsBothWays())
            for (const std::string& to : formatsBothWays())
                QTest::newRow((from + " to " + to).c_str()) << QString::fromStdString(from) << QString::fromStdString(to);
    }

    void everyFormatIntoEveryOther() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        const fs::path out = path("again") / ("from-" + from.toStdString() + std::string(findExporter(to.toStdString())->extension()));
        const Outcome outcome = convert(fileOf(from.toStdString()), out, to.toStdString());
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        const json said = json::parse(outcome.out.toStdString());
        QCOMPARE(QString::fromStdString(said.at("from").get<std::string>()), from);   // by its content alone
        const auto back = readLabelsFor(slideInfo(), {.path = out, .format = to.toStdString(), .id = ""});
        QVERIFY2(back.ok(), back ? "" : back.error().message().c_str());
        const double before = areaOfAll(labels()), after = areaOfAll(back->annotations);
        QVERIFY2(std::abs(after - before) < 0.01 * before, qPrintable(QString("%1 px² became %2").arg(before).arg(after)));
        const SlidePoint was = centreOfAll(labels()), is = centreOfAll(back->annotations);
        QVERIFY2(std::hypot(is.x - was.x, is.y - was.y) < 2, qPrintable(QString("centre (%1, %2) became (%3, %4)").arg(was.x).arg(was.y).arg(is.x).arg(is.y)));
        fs::remove(out);
    }

    void whatIsOnlyWrittenUnderItsNameIsReadAsItsKind_data() {
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("reader");
        for (const auto& [to, reader] : {std::pair{"hubmap-submission", "hubmap-rle"}, {"hubmap-json", "geojson"}, {"coco-rle", "coco"}, {"mask-tiff", "mask"}, {"mask-png", "mask"}})
            QTest::newRow(to) << to << reader;
    }

    void whatIsOnlyWrittenUnderItsNameIsReadAsItsKind() {
        QFETCH(QString, to);
        QFETCH(QString, reader);
        const fs::path out = path("only") / ("labels-" + to.toStdString() + std::string(findExporter(to.toStdString())->extension()));
        const Outcome outcome = convert(path("labels.geojson"), out, to.toStdString());
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        const auto back = readLabelsFor(slideInfo(), {.path = out, .format = "", .id = ""});
        QVERIFY2(back.ok(), back ? "" : back.error().message().c_str());
        QCOMPARE(QString::fromStdString(back->format), reader);
        const double before = areaOfAll(labels()), after = areaOfAll(back->annotations);
        QVERIFY2(std::abs(after - before) < 0.01 * before, qPrintable(QString("%1 px² became %2").arg(before).arg(after)));
    }

    void theListNamesEveryFormatOnce() {
        const Outcome list = runCli({"convert", "--list", "--json"});
        QCOMPARE(list.exitCode, 0);
        const json formats = json::parse(list.out.toStdString()).at("formats");
        std::set<std::string> names;
        for (const json& format : formats) QVERIFY(names.insert(format.at("name").get<std::string>()).second);
        for (const LabelReader* reader : labelReaders()) QVERIFY(names.contains(std::string(reader->name())));
        for (const Exporter* exporter : exporters()) QVERIFY(names.contains(std::string(exporter->name())));
        QVERIFY(runCli({"convert", "--list"}).out.contains("QuPath GeoJSON"));
    }

    void theExtensionSaysTheFormatWhereOnlyOneHasIt() {
        const Outcome outcome = runCli({"convert", q("labels.geojson"), q("plain.geojson")});
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        QCOMPARE(readGeoJson(path("plain.geojson"))->size(), labels().size());
        const Outcome unknown = runCli({"convert", q("labels.geojson"), q("out.docx")});
        QCOMPARE(unknown.exitCode, 1);
        QVERIFY(unknown.err.contains("--to"));
        std::map<std::string, int> counts;
        for (const Exporter* exporter : exporters()) ++counts[std::string(exporter->extension())];
        for (const auto& [extension, count] : counts) {
            if (count < 2 || extension.empty()) continue;
            const Outcome several = runCli({"convert", q("labels.geojson"), q(("out" + extension).c_str()), "--width", "4000", "--height", "3000"});
            QCOMPARE(several.exitCode, 1);
            QVERIFY2(several.err.contains("several formats"), several.err.constData());
            QVERIFY(!fs::exists(path("out" + extension)));
        }
    }

    void runLengthsNeedTheSizeOfTheSlide() {
        QVERIFY(writeFileAtomically(path("bare.geojson"), R"({"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[10,20],[40,20],[40,60],[10,60],[10,20]]]},"properties":{}})").ok());
        const Outcome refused = runCli({"convert", q("bare.geojson"), q("bare.csv"), "--to", "hubmap-rle"});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("--width"), refused.err.constData());
        QVERIFY(!fs::exists(path("bare.csv")));
        QCOMPARE(runCli({"convert", q("bare.geojson"), q("bare.csv"), "--to", "hubmap-rle", "--width", "100", "--height", "80"}).exitCode, 0);
        const auto text = readFile(path("bare.csv"));
        QVERIFY(text.ok() && text->find("bare,821 40 901 40") != std::string::npos);   // column 10, rows 20–59
    }

    void statesAreKeptAndRejectedOnesStayBehindUnlessAskedFor() {
        std::vector<Annotation> all = labels();
        all[0].state = ReviewState::Rejected;
        all[1].state = ReviewState::Proposed;
        QVERIFY(writeFileAtomically(path("states.geojson"), toGeoJson(all)).ok());
        const Outcome usual = runCli({"convert", q("states.geojson"), q("usual.geojson")});
        QCOMPARE(usual.exitCode, 0);
        QVERIFY2(usual.err.contains("1 objects are of other states"), usual.err.constData());
        QCOMPARE(readGeoJson(path("usual.geojson"))->size(), all.size() - 1);
        QCOMPARE(runCli({"convert", q("states.geojson"), q("few.geojson"), "--states", "proposed"}).exitCode, 0);
        const auto few = readGeoJson(path("few.geojson"));
        QCOMPARE(few->size(), std::size_t(1));
        QCOMPARE(few->front().uuid, all[1].uuid);
    }

    void whatCannotBeReadIsSaidAndNothingIsWritten() {
        QVERIFY(writeFileAtomically(path("broken.geojson"), R"({"type":"FeatureCollection","features":[{)").ok());
        for (const QStringList& arguments : {QStringList{"convert", q("broken.geojson"), q("no.geojson")}, QStringList{"convert", q("absent.geojson"), q("no.geojson")},
                                             QStringList{"convert", q("labels.geojson"), q("no.geojson"), "--frame", "bounds"}, QStringList{"convert", q("labels.geojson")},
                                             QStringList{"convert", q("labels.geojson"), q("no.geojson"), "--to", "nonsense"},
                                             QStringList{"convert", q("labels.geojson"), q("no.geojson"), "--slide", q("absent.svs")}}) {
            const Outcome outcome = runCli(arguments);
            QVERIFY2(outcome.exitCode == 1 && !outcome.err.isEmpty(), qPrintable(arguments.join(' ')));
            QVERIFY(!fs::exists(path("no.geojson")));
        }
    }

private:
    fs::path path(const fs::path& name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QString q(const char* name) const { return m_folder.filePath(name); }
    fs::path fileOf(const std::string& format) const { return path("in") / ("labels-" + format + std::string(findExporter(format)->extension())); }

    static Outcome convert(const fs::path& from, const fs::path& to, const std::string& format) {
        return runCli({"convert", QString::fromStdString(from.string()), QString::fromStdString(to.string()), "--to", QString::fromStdString(format), "--width",
                       QString::number(kSize.width), "--height", QString::number(kSize.height), "--um-per-px", QString::number(kUmPerPx), "--json"});
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ConvertTest)
#include "convert_test.moc"
