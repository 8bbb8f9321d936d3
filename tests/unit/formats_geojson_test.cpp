#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <set>

#include "core/annotation/polygon_ops.h"
#include "core/base/files.h"
#include "core/formats/format.h"
#include "core/formats/geojson.h"
#include "tests/support/label_shapes.h"
#include "tests/support/test_data.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

std::string feature(const std::string& coordinates, const std::string& properties = "{}", const std::string& type = "Polygon") {
    return R"({"type":"Feature","id":"PathAnnotationObject","geometry":{"type":")" + type + R"(","coordinates":)" + coordinates +
           R"(},"properties":)" + properties + "}";
}

std::string collection(const std::string& features) { return R"({"type":"FeatureCollection","features":[)" + features + "]}"; }

const std::string kBox = "[[[10,20],[60,20],[60,50],[10,50],[10,20]]]";

Annotation only(const std::string& text, const LabelReadOptions& options = {}) {
    const auto labels = parseGeoJson(text, "t.geojson", options);
    if (!labels) qFatal("%s", labels.error().message().c_str());
    if (labels->annotations.size() != 1) qFatal("%d objects", static_cast<int>(labels->annotations.size()));
    return labels->annotations.front();
}

std::string errorOf(const std::string& text) {
    const auto labels = parseGeoJson(text, "t.geojson");
    return labels.ok() ? std::string("no error") : labels.error().message();
}

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

}  // namespace

class FormatsGeoJsonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void randomShapesComeBackExactly() {
        std::mt19937 random(7);
        const ReviewState states[] = {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected,
                                      ReviewState::Rejected, ReviewState::Added, ReviewState::Unsure};
        std::vector<Annotation> written;
        for (int i = 0; i < 200; ++i) {
            Annotation a = labelOf(i + 1, randomShape(random, {300.0 + 150 * (i % 20), 200.0 + 90 * (i / 20)}, 8 + i % 17), states[i % 6]);
            if (!isValid(a.shape)) continue;
            a.className = i % 3 ? "Glomerulus" : "Glomerulus: Sclerotic";
            a.score = 0.1 + i / 7.0;
            a.uncertainty = i / 1000.0;
            a.note = "say \"µm\"\n\\ and 肾";
            a.provenance = {"model", "linknet", "ab12", 0.43, "net", "2026-01-01T00:00:00Z", "Ada", "2026-01-02T00:00:00Z", 12.5};
            written.push_back(a);
        }
        QVERIFY(written.size() > 150);
        const auto labels = parseGeoJson(toGeoJson(written, {"kidney-1", {4000, 1300}, {}}), "t");
        QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
        QCOMPARE(labels->slideAlias, std::string("kidney-1"));
        QVERIFY(labels->slideSize == (PixelSize{4000, 1300}));
        QVERIFY(labels->warnings.empty());
        QCOMPARE(labels->annotations.size(), written.size());
        for (std::size_t i = 0; i < written.size(); ++i) {
            Annotation expected = written[i];
            expected.id = 0;
            QVERIFY(labels->annotations[i] == expected);
        }
    }

    void theSameLabelsGiveTheSameBytes() {
        std::mt19937 random(3);
        const std::vector<Annotation> one = {labelOf(1, randomShape(random, {50, 80}, 9), ReviewState::Added)};
        QCOMPARE(toGeoJson(one), toGeoJson(one));
        QCOMPARE(toGeoJson(parseGeoJson(toGeoJson(one), "t")->annotations), toGeoJson(one));
    }

    void aCompleteRegionStaysOne() {
        Annotation region = labelOf(1, box(5, 5, 100, 50), ReviewState::Added);
        region.kind = AnnotationKind::CompleteRegion;
        const Annotation back = only(toGeoJson(std::vector<Annotation>{region}));
        QCOMPARE(back.kind, AnnotationKind::CompleteRegion);
        QCOMPARE(back.className, region.className);
    }

    void reviewedObjectsAreLockedAndOthersSayNothing() {
        QVERIFY(toGeoJson(std::vector<Annotation>{labelOf(1, box(0, 0, 5, 5), ReviewState::Accepted)}).find("\"isLocked\":true") != std::string::npos);
        QVERIFY(toGeoJson(std::vector<Annotation>{labelOf(1, box(0, 0, 5, 5), ReviewState::Proposed)}).find("isLocked") == std::string::npos);
    }

    void anOutlineThatIsNoNumberIsLeftOut() {
        Annotation broken = labelOf(1, box(0, 0, 5, 5), ReviewState::Added);
        broken.shape[0].outer[1].x = std::nan("");
        const std::string text = toGeoJson(std::vector<Annotation>{broken, labelOf(2, box(0, 0, 5, 5), ReviewState::Added)});
        QCOMPARE(parseGeoJson(text, "t")->annotations.size(), std::size_t(1));
    }

    void theFrameOfQuPathIsShiftedAndSaid() {
        const std::vector<Annotation> one = {labelOf(1, box(100, 200, 30, 10), ReviewState::Added)};
        const std::string text = toGeoJson(one, {"", {}, {40, 150}});
        QVERIFY(text.find("[60,50]") != std::string::npos);
        QVERIFY(only(text).shape == one[0].shape);
        LabelReadOptions shifted;
        shifted.origin = SlidePoint{0, 0};
        QCOMPARE(boundsOf(only(text, shifted).shape).x, 60.0);
    }

    void collectionListAndSingleFeatureAreRead() {
        for (const std::string& text : {collection(feature(kBox)), "[" + feature(kBox) + "]", feature(kBox)}) {
            const Annotation a = only(text);
            QVERIFY(boundsOf(a.shape) == (SlideRect{10, 20, 50, 30}));
            QCOMPARE(a.className, std::string("Glomerulus"));
            QCOMPARE(a.state, ReviewState::Accepted);
            QCOMPARE(a.uuid.size(), std::size_t(36));
        }
    }

    void everyVariantOfPropertiesIsAccepted() {
        QCOMPARE(only(feature(kBox, R"({"classification":"Sclerotic"})")).className, std::string("Sclerotic"));
        QCOMPARE(only(feature(kBox, R"({"classification":{"names":["A","B"],"color":[1,2,3,4]}})")).className, std::string("A: B"));
        QCOMPARE(only(feature(kBox, R"({"classification":{"name":"glomerulus","colorRGB":-3140401},"isLocked":true,"measurements":[]})")).className,
                 std::string("Glomerulus"));
        QCOMPARE(only(feature(kBox, R"({"object_type":"detection"})")).state, ReviewState::Proposed);
        QCOMPARE(only(feature(kBox, R"({"objectType":"cell","measurements":{"a":1.5,"b":"NaN","c":"-Infinity"}})")).state, ReviewState::Proposed);
        QCOMPARE(only(feature(kBox, R"({"measurements":[{"name":"Bowman probability","value":0.75}]})")).score, 0.75);
        QCOMPARE(only(feature(kBox, R"({"isLocked":false,"isLocked":true,"color":-1,"name":"g1"})")).note, std::string("g1"));
        LabelReadOptions proposed;
        proposed.unstated = ReviewState::Proposed;
        QCOMPARE(only(feature(kBox), proposed).state, ReviewState::Proposed);
    }

    void ellipsePlaneAndHeightDoNotDisturb() {
        const Annotation a = only(R"({"type":"Feature","geometry":{"type":"Polygon","isEllipse":true,"plane":{"c":-1,"z":0,"t":0},)"
                                  R"("coordinates":[[[0,0,7],[8,0,7],[8,4,7],[0,0,7]]]},"properties":null})");
        QCOMPARE(a.shape[0].outer.size(), std::size_t(3));
    }

    void childrenAreReadAndContainersAreNot() {
        const std::string child = feature(kBox, R"({"objectType":"annotation"})");
        const std::string root = R"({"type":"Feature","geometry":null,"properties":{"objectType":"root","childObjects":[)" + child + "]}}";
        QVERIFY(boundsOf(only(collection(root)).shape) == (SlideRect{10, 20, 50, 30}));
        const auto labels = parseGeoJson(collection(feature(kBox, R"({"objectType":"tmaCore"})") + "," + feature("[3,4]", "{}", "Point")), "t");
        QVERIFY(labels.ok());
        QCOMPARE(labels->annotations.size(), std::size_t(0));
        QCOMPARE(labels->warnings.size(), std::size_t(2));
    }

    void idsThatAreNotUniqueBecomeUnique() {
        std::string same = feature(kBox);
        same.replace(same.find("PathAnnotationObject"), 20, "C9E5F212-420c-4aef-a5dd-7668b8ba14ec");
        const auto labels = parseGeoJson(collection(same + "," + same + "," + feature(kBox)), "t");
        QVERIFY(labels.ok());
        std::set<std::string> uuids;
        for (const Annotation& a : labels->annotations) uuids.insert(a.uuid);
        QCOMPARE(uuids.size(), std::size_t(3));
        QVERIFY(uuids.contains("c9e5f212-420c-4aef-a5dd-7668b8ba14ec"));
    }

    void aSelfCrossingOutlineIsRepairedAndSaid() {
        const auto labels = parseGeoJson(feature("[[[0,0],[10,10],[10,0],[0,10],[0,0]]]"), "t");
        QVERIFY(labels.ok());
        QCOMPARE(labels->warnings.size(), std::size_t(1));
        QVERIFY(isValid(labels->annotations[0].shape));
        QCOMPARE(areaOf(labels->annotations[0].shape), 50.0);
    }

    void malformedInputIsAnErrorThatNamesThePlace_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const std::string& text, const char* says) {
            QTest::newRow(name) << QString::fromStdString(text) << QString(says);
        };
        row("empty", "  \n", "empty");
        row("truncated", collection(feature(kBox)).substr(0, 150), "parse error at line 1");
        row("not JSON", "Annotations;1;2", "parse error");
        row("NaN", feature("[[[0,0],[NaN,0],[5,5],[0,0]]]"), "parse error");
        row("number too large", feature("[[[0,0],[1e999,0],[5,5],[0,0]]]"), "number overflow");
        row("beyond any slide", feature("[[[0,0],[1e12,0],[5,5],[0,0]]]"), "geometry.coordinates[0][1]: the position is beyond any slide");
        row("unclosed ring", collection(feature(kBox) + "," + feature("[[[0,0],[9,0],[9,9],[0,9]]]")),
            "features[1].geometry.coordinates[0]: the ring is not closed");
        row("short ring", feature("[[[0,0],[9,0],[0,0]]]"), "at least 4 positions");
        row("text for a number", feature(R"([[[0,0],["9",0],[9,9],[0,0]]])"), "geometry.coordinates[0][1][0]: a number was expected, not a text");
        row("null for a number", feature("[[[0,0],[null,0],[9,9],[0,0]]]"), "not null");
        row("position of one", feature("[[[0,0],[9],[9,9],[0,0]]]"), "a position needs x and y");
        row("flat ring", feature("[[0,0],[9,0],[9,9],[0,0]]"), "a ring needs");
        row("object for a list", R"({"type":"FeatureCollection","features":{}})", "features: a list was expected, not an object");
        row("number for a feature", "[1]", "[0]: an object was expected, not a number");
        row("no features", R"({"type":"FeatureCollection"})", "no \"features\"");
        row("another type", R"({"type":"Topology"})", "neither");
        row("no type", R"({})", "neither");
        row("unknown geometry", feature("[]", "{}", "Curve"), "geometry of type \"Curve\"");
        row("no coordinates", R"({"type":"Feature","geometry":{"type":"Polygon"},"properties":{}})", "without \"coordinates\"");
        row("properties as a list", feature(kBox, "[]"), "properties: an object was expected");
        row("classification as a number", feature(kBox, R"({"classification":5})"), "properties.classification");
        row("measurement as a list", feature(kBox, R"({"measurements":{"a":[]}})"), "properties.measurements.a");
        row("unknown state", feature(kBox, R"({"metadata":{"bowman.state":"maybe"}})"), "\"maybe\" is not a state");
        row("deep lists", std::string(100000, '['), "nested deeper");
        row("deep objects", [] { std::string s; for (int i = 0; i < 5000; ++i) s += "{\"a\":"; return s; }(), "nested deeper");
    }

    void malformedInputIsAnErrorThatNamesThePlace() {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const std::string error = errorOf(text.toStdString());
        QVERIFY2(error.find(says.toStdString()) != std::string::npos, error.c_str());
        QVERIFY2(error.rfind("t.geojson: cannot read GeoJSON: ", 0) == 0, error.c_str());
        QVERIFY2(error.size() < 400, error.c_str());
    }

    void cuttingAFileAnywhereIsAnErrorOrAValue() {
        std::mt19937 random(5);
        const std::string text = toGeoJson(std::vector<Annotation>{labelOf(1, randomShape(random, {50, 80}, 9), ReviewState::Added)});
        for (std::size_t size = 0; size + 3 < text.size(); ++size) QVERIFY(!parseGeoJson(text.substr(0, size), "t").ok());
        for (int i = 0; i < 3000; ++i) {  // any byte changed: no crash, no invalid shape
            std::string changed = text;
            changed[random() % text.size()] = static_cast<char>(random() % 256);
            if (const auto labels = parseGeoJson(changed, "t"); labels.ok())
                for (const Annotation& a : labels->annotations) QVERIFY(isValid(a.shape));
        }
    }

    void realQuPathFilesImportWithTheCountTheirTextHas() {
        const fs::path folder = dataFolder();
        if (folder.empty()) QSKIP("no test data");
        int files = 0;
        for (const char* name : {"qupath_geojson_awke4", "qupath_geojson_tpath"})
            for (const auto& entry : fs::directory_iterator(folder / "interop" / name)) {
                if (entry.path().extension() != ".geojson") continue;
                const auto labels = loadGeoJson(entry.path());
                QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
                const auto text = readFile(entry.path());
                QCOMPARE(labels->annotations.size(), occurrences(*text, "\"geometry\""));
                QVERIFY(labels->annotations.size() > 0);
                ++files;
            }
        QCOMPARE(files, 30);
    }

    void anExportWritesOnlyWhatQualifiesAndNothingWhenNothingDoes() {
        QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "out.geojson";
        ExportRequest request;
        request.slides = {snapshotOf("a", {900, 500}, {labelOf(1, box(0, 0, 5, 5), ReviewState::Proposed), labelOf(2, box(9, 0, 5, 5), ReviewState::Rejected)})};
        request.path = file;
        const auto refused = findExporter("geojson")->write(request);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().message(), std::string("nothing to export: there are 1 proposed, 1 rejected; asked for are accepted, corrected, added"));
        QVERIFY(!fs::exists(file));
        request.states = {ReviewState::Proposed};
        const auto report = findExporter("geojson")->write(request);
        QVERIFY(report.ok());
        QCOMPARE(report->objects, std::size_t(1));
        QCOMPARE(readGeoJson(file)->size(), std::size_t(1));
    }

    void severalSlidesGetAFileEach() {
        QTemporaryDir folder;
        ExportRequest request;
        request.path = fs::path(folder.path().toStdString()) / "labels.geojson";
        request.slides = {snapshotOf("b c", {900, 500}, {labelOf(1, box(0, 0, 5, 5), ReviewState::Added)}),
                          snapshotOf("a", {900, 500}, {labelOf(1, box(0, 0, 5, 5), ReviewState::Added)})};
        const auto report = findExporter("geojson")->write(request);
        QVERIFY(report.ok());
        QCOMPARE(report->files.size(), std::size_t(2));
        QCOMPARE(report->files[0].filename().string(), std::string("labels-a.geojson"));
        QCOMPARE(report->files[1].filename().string(), std::string("labels-b_c.geojson"));
        request.path = fs::path(folder.path().toStdString()) / "folder";
        QVERIFY(fs::exists(findExporter("geojson")->write(request)->files[1]));
        QVERIFY(fs::exists(request.path / "b_c.geojson"));
    }

    void aStoppedExportLeavesNothing() {
        QTemporaryDir folder;
        ExportRequest request;
        request.path = fs::path(folder.path().toStdString()) / "x.out";
        request.slides = {snapshotOf("a", {900, 500}, {labelOf(1, box(0, 0, 5, 5), ReviewState::Added)})};
        request.openSlide = [](const SlideRecord& record) -> Result<SlidePtr> { return Error{"no slide", record.alias, ""}; };
        std::stop_source stop;
        stop.request_stop();
        for (const Exporter* exporter : exporters()) {
            QVERIFY(!exporter->write(request, {{}, stop.get_token()}).ok());
            QCOMPARE(std::distance(fs::directory_iterator(folder.path().toStdString()), fs::directory_iterator()), 0);
        }
    }
};

QTEST_APPLESS_MAIN(FormatsGeoJsonTest)
#include "formats_geojson_test.moc"
