#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include "core/annotation/polygon_ops.h"
#include "core/base/files.h"
#include "core/formats/format.h"
#include "core/formats/geojson.h"
#include "core/formats/hubmap_csv.h"
#include "core/formats/label_reader.h"
#include "tests/support/label_shapes.h"
#include "tests/support/test_data.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

const std::string kElement = R"({"type":"polyline","closed":true,"points":[[1,2,0],[9,2,0],[9,8,0]])";

std::vector<Annotation> randomObjects(unsigned seed) {
    std::mt19937 random(seed);
    const ReviewState states[] = {ReviewState::Accepted, ReviewState::Corrected, ReviewState::Added, ReviewState::Unsure};
    std::vector<Annotation> objects;
    for (int i = 0; i < 60; ++i) {
        Annotation a = labelOf(i + 1, randomShape(random, {300.0 + 190 * (i % 12), 150.0 + 120 * (i / 12)}, 10 + i % 15), states[i % 4]);
        if (!isValid(a.shape)) continue;
        a.className = i % 3 ? "Glomerulus" : "Glomerulus: Sclerotic";
        a.score = i / 64.0;
        a.uncertainty = i / 128.0;
        a.note = i % 7 ? "" : "a \"note\", with ü";
        a.provenance.model = "net";
        a.provenance.modelSha256 = std::string(64, 'a');
        a.provenance.threshold = 0.5;
        a.provenance.reviewedBy = "Dr. Other";
        a.provenance.reviewedAt = "2026-03-02T10:00:00Z";
        a.provenance.secondsSpent = i;
        objects.push_back(a);
    }
    Annotation cortex = labelOf(1000, box(20, 30, 900, 400), ReviewState::Accepted);
    cortex.kind = AnnotationKind::Structure;
    cortex.className = "Cortex";
    objects.push_back(cortex);
    Annotation region = labelOf(1001, box(10, 20, 950, 500), ReviewState::Added);
    region.kind = AnnotationKind::CompleteRegion;
    objects.push_back(region);
    return objects;
}

Snapshot slideOf(std::vector<Annotation> objects) {
    Snapshot snapshot = snapshotOf("kidney-1", {2600, 900}, std::move(objects));
    snapshot.slide.identity.quickhash = "abc123";
    return snapshot;
}

/// The part does not depend on where a ring begins or on its direction.
bool isSameOutline(const MultiPolygon& a, const MultiPolygon& b) { return a == b || intersectionOverUnion(a, b) > 1 - 1e-9; }

std::size_t occurrences(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

}  // namespace

class FormatsJsonTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void everythingComesBackFromFormatsThatCarryIt_data() {
        QTest::addColumn<QString>("format");
        QTest::newRow("geojson") << "geojson";
        QTest::newRow("dsa") << "dsa";
    }

    void everythingComesBackFromFormatsThatCarryIt() {
        QFETCH(QString, format);
        const auto written = randomObjects(3);
        const auto labels = roundTrip(format.toStdString(), slideOf(written), allStates());
        QCOMPARE(labels.format, format.toStdString());
        QCOMPARE(labels.annotations.size(), written.size());
        QCOMPARE(labels.slideAlias, std::string("kidney-1"));
        QVERIFY((labels.slideSize == PixelSize{2600, 900}));
        QCOMPARE(labels.slideQuickhash, std::string("abc123"));
        QCOMPARE(labels.umPerPx.value_or(0), 0.5);
        for (Annotation expected : written) {
            const auto back = std::find_if(labels.annotations.begin(), labels.annotations.end(), [&](const Annotation& a) { return a.uuid == expected.uuid; });
            QVERIFY(back != labels.annotations.end());
            expected.id = 0;
            QVERIFY2(*back == expected, expected.className.c_str());
        }
    }

    void labelMeKeepsOutlineClassStateAndNote() {
        const auto written = randomObjects(5);
        const auto labels = roundTrip("labelme", slideOf(written), allStates());
        QCOMPARE(labels.format, std::string("labelme"));
        QCOMPARE(labels.annotations.size(), written.size());
        for (const Annotation& expected : written) {
            const auto back = std::find_if(labels.annotations.begin(), labels.annotations.end(), [&](const Annotation& a) { return isSameOutline(a.shape, expected.shape); });
            QVERIFY(back != labels.annotations.end());
            QCOMPARE(back->className, expected.className);
            QVERIFY(back->kind == expected.kind);
            QVERIFY(back->state == expected.state);
            QCOMPARE(back->note, expected.note);
        }
        const std::string text = *readFile(file("labelme"));
        std::size_t holes = 0;
        for (const Annotation& a : written)
            for (const Polygon& part : a.shape) holes += part.holes.size();
        QVERIFY(holes > 0);
        QCOMPARE(occurrences(text, R"("label":"exclusion")"), holes);
        QVERIFY(m_warnings.find(std::to_string(holes) + " hole(s) became shapes") != std::string::npos);
        QVERIFY(fs::exists(file("labelme").concat(".provenance.json")));
    }

    void hubmapJsonIsAListOfLockedGlomeruliAndAnotherOfStructures() {
        const auto written = randomObjects(6);
        const auto labels = roundTrip("hubmap-json", slideOf(written), allStates());
        QCOMPARE(labels.format, std::string("geojson"));
        QCOMPARE(labels.annotations.size(), written.size() - 2);
        for (std::size_t i = 0; i < labels.annotations.size(); ++i) {
            QVERIFY(labels.annotations[i].shape == written[i].shape);
            QCOMPARE(labels.annotations[i].className, written[i].className);
        }
        const std::string text = *readFile(file("hubmap-json"));
        QVERIFY(text.starts_with("[\n{\"type\":\"Feature\",\"id\":\"PathAnnotationObject\""));
        QCOMPARE(occurrences(text, R"({"classification":{"name":"glomerulus","colorRGB":-3140401},"isLocked":true,"measurements":[]})"),
                 static_cast<std::size_t>(std::count_if(written.begin(), written.end() - 2, [](const Annotation& a) { return a.className == "Glomerulus"; })));
        const auto structures = readLabels(fs::path(folder()) / "labels-anatomical-structure.json");
        QVERIFY(structures.ok());
        QCOMPARE(structures->annotations.size(), std::size_t(1));
        QCOMPARE(structures->annotations[0].className, std::string("Cortex"));
        QVERIFY(structures->annotations[0].kind == AnnotationKind::Structure);
        QVERIFY(readFile(fs::path(folder()) / "labels-anatomical-structure.json")->find("\"isLocked\":false") != std::string::npos);
        QVERIFY(m_warnings.find("1 complete region(s) left out") != std::string::npos);
        for (const char* name : {"labels.json.provenance.json", "labels-anatomical-structure.json.provenance.json"}) QVERIFY(fs::exists(fs::path(folder()) / name));
    }

    void aSubmissionIsTheSameRunsUnderAnotherHeader() {
        const auto snapshot = slideOf(randomObjects(8));
        std::string texts[2];
        for (const bool isSubmission : {false, true}) {
            ExportRequest request = requestFor("csv", snapshot);
            QVERIFY(findExporter(isSubmission ? "hubmap-submission" : "hubmap-rle")->write(request).ok());
            texts[isSubmission] = *readFile(request.path);
        }
        QVERIFY(texts[1].starts_with("id,predicted\n"));
        QCOMPARE(texts[0].substr(texts[0].find('\n')), texts[1].substr(texts[1].find('\n')));
    }

    void theSameLabelsGiveTheSameBytes() {
        const auto snapshot = slideOf(randomObjects(9));
        for (const char* format : {"geojson", "dsa", "labelme", "hubmap-json", "coco", "coco-rle"}) {
            std::string first;
            for (int i = 0; i < 2; ++i) {
                const ExportRequest request = requestFor(format, snapshot);
                QVERIFY(findExporter(format)->write(request).ok());
                const std::string text = *readFile(request.path);
                if (i > 0) QCOMPARE(text, first);
                first = text;
            }
        }
    }

    void structuresAreKnownByTheirClassWhereTheFileDoesNotSay() {
        const auto labels = parsed(R"([{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]]]},"properties":{"classification":{"name":"Medulla","colorRGB":-65536}}}])");
        QVERIFY(labels.annotations.at(0).kind == AnnotationKind::Structure);
    }

    void realDsaFilesImportWithTheCountTheirTextHas() {
        if (dataFolder().empty()) QSKIP("no real data");
        int files = 0;
        for (const auto& entry : fs::directory_iterator(dataFolder() / "interop" / "dsa_histomicsui")) {
            const auto labels = readLabels(entry.path());
            QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
            QCOMPARE(labels->format, std::string("dsa"));
            // One of the lines goes there and back: it has no area, which is said.
            std::size_t flat = 0;
            for (const std::string& warning : labels->warnings)
                if (warning.find("without an area") != std::string::npos) flat += std::stoul(warning);
            QVERIFY(flat <= 1);
            QCOMPARE(labels->annotations.size() + flat, occurrences(*readFile(entry.path()), R"("type":"polyline")"));
            for (const Annotation& a : labels->annotations) QVERIFY(isValid(a.shape));
            ++files;
        }
        QVERIFY(files > 0);
    }

    void realLabelMeFilesImportWithTheCountTheirTextHas() {
        if (dataFolder().empty()) QSKIP("no real data");
        int files = 0;
        for (const auto& entry : fs::directory_iterator(dataFolder() / "interop" / "labelme_coco")) {
            const std::string text = *readFile(entry.path());
            if (text.find("\"shapes\"") == std::string::npos) continue;
            const auto labels = readLabels(entry.path());
            QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
            QCOMPARE(labels->format, std::string("labelme"));
            QCOMPARE(labels->annotations.size(), occurrences(text, "\"shape_type\""));
            QVERIFY((labels->slideSize == PixelSize{1360, 1024}));
            ++files;
        }
        QVERIFY(files >= 3);
    }

    void shapesOfDsaAreTurnedAboutTheirCentre() {
        const auto labels = parsed(R"({"name":"n","elements":[
            {"type":"rectangle","center":[100,50,0],"width":20,"height":10,"rotation":1.5707963267948966,"group":"A"},
            {"type":"ellipse","center":[300,50,0],"width":40,"height":10,"rotation":0.5,"label":{"value":"B"}},
            {"type":"circle","center":[500,50,0],"radius":10},
            {"type":"point","center":[1,1,0]},{"type":"polyline","closed":false,"points":[[0,0,0],[5,5,0]]}]})");
        QCOMPARE(labels.annotations.size(), std::size_t(3));
        const SlideRect turned = boundsOf(labels.annotations[0].shape);
        QVERIFY(std::abs(turned.width - 10) < 1e-9 && std::abs(turned.height - 20) < 1e-9);
        QCOMPARE(labels.annotations[0].className, std::string("A"));
        QCOMPARE(labels.annotations[1].className, std::string("B"));
        QCOMPARE(labels.annotations[2].className, std::string("n"));   // that of the annotation
        QVERIFY(std::abs(areaOf(labels.annotations[1].shape) - M_PI * 20 * 5) < 1e-6);
        // Turned from x towards y: the far end lies right of and below the centre.
        QVERIFY(contains(labels.annotations[1].shape, {300 + 19 * std::cos(0.5), 50 + 19 * std::sin(0.5)}));
        QVERIFY(!contains(labels.annotations[1].shape, {300 + 19 * std::cos(0.5), 50 - 19 * std::sin(0.5)}));
        QCOMPARE(labels.warnings.size(), std::size_t(1));
        QVERIFY(labels.warnings[0].starts_with("2 element(s)"));
    }

    void listsOfWrappedDsaAnnotationsAreRead() {
        const auto labels = parsed("[{\"_id\":\"1\",\"annotation\":{\"elements\":[" + kElement + "}],\"name\":\"one\"}},{\"annotation\":{\"name\":\"two\",\"elements\":[" + kElement + "}]}}]");
        QCOMPARE(labels.annotations.size(), std::size_t(2));
        QCOMPARE(labels.annotations[0].className, std::string("one"));
        QCOMPARE(labels.annotations[1].className, std::string("two"));
    }

    void shapesOfLabelMeOfOneGroupAndLabelAreOneObject() {
        const auto labels = parsed(R"({"version":"5","shapes":[
            {"label":"a","points":[[0,0],[9,0],[9,9]],"group_id":1,"shape_type":"polygon","flags":{"unsure":true}},
            {"label":"a","points":[[20,0],[40,20]],"group_id":1,"shape_type":"rectangle"},
            {"label":"b","points":[[60,60],[60,70]],"group_id":1,"shape_type":"circle"},
            {"label":"exclusion","points":[[25,5],[30,5],[30,10]],"group_id":1},
            {"label":"exclusion","points":[[900,5],[910,5],[910,10]],"group_id":null},
            {"label":"c","points":[[5,5]],"shape_type":"point"}],"imagePath":"x.png","imageWidth":100,"imageHeight":80})");
        QCOMPARE(labels.annotations.size(), std::size_t(2));
        QCOMPARE(labels.annotations[0].shape.size(), std::size_t(2));
        QVERIFY(labels.annotations[0].state == ReviewState::Unsure);
        QVERIFY(std::abs(areaOf(labels.annotations[0].shape) - (40.5 + 400 - 12.5)) < 1e-9);
        QVERIFY(std::abs(areaOf(labels.annotations[1].shape) - M_PI * 100) < 1e-6);
        QCOMPARE(labels.warnings.size(), std::size_t(2));
    }

    void malformedInputIsAnErrorThatNamesThePlace_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* format, const std::string& text, const char* says) {
            QTest::newRow(name) << format << QString::fromStdString(text) << says;
        };
        row("dsa empty", "dsa", "", "the file is empty");
        row("dsa cut", "dsa", "{\"elements\":[" + kElement, "parse error at line 1");
        row("dsa no elements", "dsa", R"({"annotation":{"name":"x"}})", "annotation: an annotation without \"elements\"");
        row("dsa elements", "dsa", R"({"elements":5})", "elements: a list was expected, not a number");
        row("dsa element", "dsa", R"({"elements":["x"]})", "elements[0]: an object was expected, not a text");
        row("dsa position", "dsa", R"({"elements":[{"type":"polyline","points":[[1,2,0],[3,"x",0],[5,6,0]]}]})", "elements[0].points[1][1]: a number was expected, not a text");
        row("dsa far", "dsa", R"({"elements":[{"type":"polyline","points":[[1,2,0],[1e200,3,0],[5,6,0]]}]})", "elements[0].points[1]: the position is beyond any slide");
        row("dsa NaN", "dsa", R"({"elements":[{"type":"polyline","points":[[NaN,2,0]]}]})", "parse error");
        row("dsa size", "dsa", R"({"elements":[{"type":"circle","center":[1,2,0],"radius":-4}]})", "elements[0].radius: no object has this size");
        row("dsa deep", "dsa", "{\"elements\":[" + std::string(5000, '['), "nested deeper than 128");
        row("dsa state", "dsa", "{\"elements\":[" + kElement + R"(,"user":{"bowman":{"state":"fine"}}}]})", "elements[0].user.bowman.state: \"fine\" is not a state");
        row("dsa number", "dsa", R"({"elements":[{"type":"circle","center":[1,1e999,0]}]})", "number overflow");
        row("labelme shapes", "labelme", R"({"shapes":{}})", "shapes: a list was expected, not an object");
        row("labelme none", "labelme", R"({"imageData":null})", "there is no list of \"shapes\"");
        row("labelme label", "labelme", R"({"shapes":[{"points":[[0,0],[1,0],[1,1]]}]})", "shapes[0]: a shape without \"label\"");
        row("labelme points", "labelme", R"({"shapes":[{"label":"a","points":[[0,0],[1],[1,1]]}]})", "shapes[0].points[1]: a position needs x and y");
        row("labelme flat", "labelme", R"({"shapes":[{"label":"a","points":[0,0,1,0,1,1]}]})", "shapes[0].points[0]: a list was expected, not a number");
        row("labelme circle", "labelme", R"({"shapes":[{"label":"a","shape_type":"circle","points":[[0,0],[1,0],[1,1]]}]})", "shapes[0].points: a circle has its centre");
        row("labelme deep", "labelme", "{\"shapes\":[{\"flags\":" + std::string(200, '['), "nested deeper than 128");
        row("labelme list", "labelme", "[1]", "an object was expected, not a list");
    }

    void malformedInputIsAnErrorThatNamesThePlace() {
        QFETCH(QString, format);
        QFETCH(QString, text);
        QFETCH(QString, says);
        const fs::path path = fs::path(folder()) / "t.json";
        QVERIFY(writeFileAtomically(path, text.toStdString()).ok());
        const auto labels = findLabelReader(format.toStdString())->read(path, {});
        QVERIFY(!labels.ok());
        QVERIFY2(labels.error().message().find(says.toStdString()) != std::string::npos, labels.error().message().c_str());
    }

    void cuttingAFileAnywhereIsAnErrorOrAValue() {
        auto objects = randomObjects(4);
        objects.resize(3);
        for (const char* format : {"geojson", "dsa", "labelme", "coco", "coco-rle"}) {
            const ExportRequest request = requestFor(format, slideOf(objects));
            QVERIFY(findExporter(format)->write(request).ok());
            const std::string text = *readFile(request.path), reader = format == std::string("coco-rle") ? "coco" : format;
            const fs::path cut = fs::path(folder()) / "cut.json";
            for (std::size_t length = 0; length + 2 < text.size(); length += 97) {
                std::ofstream(cut, std::ios::binary) << text.substr(0, length);
                QVERIFY(!findLabelReader(reader)->read(cut, {}).ok());
            }
        }
    }

    void filesAreRecognisedByWhatIsInThem() {
        const std::string filler = "\"x\":\"" + std::string(70000, 'y') + "\"";
        const std::pair<std::string, const char*> files[] = {
            {"{\"elements\":[]}", "dsa"},
            {"{\"_id\":\"1\",\"annotation\":{" + filler + ",\"elements\":[]}}", "dsa"},
            {"{\"imageData\":\"" + std::string(70000, 'A') + "\",\"shapes\":[]}", "labelme"},
            {"{\"version\":\"5\",\"flags\":{},\"shapes\":[{\"label\":\"Feature\",\"points\":[]}]}", "labelme"},
            {"{\"info\":{},\"images\":[{\"id\":1,\"file_name\":\"a\"," + filler + "}],\"annotations\":[]}", "coco"},
            {"{\"annotations\":[{\"segmentation\":[[" + std::string(70000, '1') + "]]}]}", "coco"},
            {"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"elements\":1,\"shapes\":2}}]}", "geojson"},
            {"[ {\"properties\":{}, \"type\" : \"Feature\"}]", "geojson"},
        };
        for (const auto& [text, format] : files) {
            const fs::path path = fs::path(folder()) / "some.file";
            QVERIFY(writeFileAtomically(path, text).ok());
            const auto reader = readerFor(path);
            QVERIFY2(reader.ok(), text.substr(0, 60).c_str());
            QCOMPARE(std::string((*reader)->name()), std::string(format));
        }
    }

private:
    std::string folder() const { return m_folder->path().toStdString(); }
    fs::path file(const std::string&) const { return fs::path(folder()) / "labels.json"; }
    static std::vector<ReviewState> allStates() {
        return {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected, ReviewState::Rejected, ReviewState::Added, ReviewState::Unsure};
    }

    ExportRequest requestFor(const std::string&, const Snapshot& snapshot) const {
        ExportRequest request;
        request.slides = {snapshot};
        request.states = allStates();
        request.path = file("");
        return request;
    }

    Labels roundTrip(const std::string& format, const Snapshot& snapshot, const std::vector<ReviewState>& states) {
        ExportRequest request = requestFor(format, snapshot);
        request.states = states;
        const auto report = findExporter(format)->write(request);
        if (!report) qFatal("%s", report.error().message().c_str());
        m_warnings.clear();
        for (const std::string& warning : report->warnings) m_warnings += warning + "\n";
        if (report->files != findExporter(format)->files(request)) qFatal("%s: other files than were told", format.c_str());
        const auto labels = readLabels(request.path);
        if (!labels) qFatal("%s", labels.error().message().c_str());
        return *labels;
    }

    Labels parsed(const std::string& text) const {
        const fs::path path = fs::path(folder()) / "parsed.json";
        if (!writeFileAtomically(path, text)) qFatal("cannot write");
        const auto labels = readLabels(path);
        if (!labels) qFatal("%s", labels.error().message().c_str());
        return *labels;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string m_warnings;
};

QTEST_APPLESS_MAIN(FormatsJsonTest)
#include "formats_json_test.moc"
