// What a file says beside outlines and classes: fields of other programs, and the side-car that tells where labels come from.
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include "core/annotation/annotation_codec.h"
#include "core/base/files.h"
#include "core/formats/export_selection.h"
#include "core/formats/format.h"
#include "core/formats/label_import.h"
#include "core/formats/label_reader.h"
#include "core/formats/provenance_file.h"
#include "tests/support/label_shapes.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

constexpr PixelSize kSize{1300, 700};

/// Three apart from each other, the second sclerotic; of a model, reviewed.
std::vector<Annotation> labels() {
    std::vector<Annotation> all;
    for (int i = 0; i < 3; ++i) {
        Annotation a = labelOf(i + 1, box(100 + 300 * i, 50 + 20 * i, 120, 90), i == 0 ? ReviewState::Accepted : ReviewState::Corrected);
        if (i == 1) a.className = "Sclerotic";
        a.score = 0.875;
        a.uncertainty = 0.25;
        a.note = i == 2 ? "near the pole" : "";
        a.provenance = {"model", "glomeruli-linknet", std::string(64, 'a'), 0.6, "", "2026-01-02T03:04:05Z", "Dr. Grün", "2026-02-03T04:05:06Z", 12.5};
        a.extras = {{"Nucleus: Area µm²", 31.25}, {"Stain \"OD\" & <more>", -0.5}, {"lab.block", std::string("B-7 <2>")}};
        if (i == 1) a.extras["Eccentricity"] = "NaN";
        all.push_back(std::move(a));
    }
    return all;
}

ExportRequest requestOf(std::vector<Annotation> annotations, const fs::path& path) {
    ExportRequest request;
    request.slides = {snapshotOf("alpha", kSize, std::move(annotations))};
    request.slides.front().slide.identity.quickhash = "q1";
    request.path = path;
    request.states = {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected, ReviewState::Rejected, ReviewState::Added, ReviewState::Unsure};
    return request;
}

LabelReadOptions options() {
    LabelReadOptions options;
    options.slideSize = kSize;
    options.umPerPx = 0.5;
    options.centreOffsetNm = SlidePoint{};
    options.id = "alpha";
    return options;
}

const Annotation* near(const Labels& read, const Annotation& a) {
    for (const Annotation& b : read.annotations)
        if (boundsOf(b.shape).intersects(boundsOf(a.shape))) return &b;
    return nullptr;
}

/// As texts: a format without numbers may give them back so.
std::map<std::string, std::string> texts(const Extras& extras) {
    std::map<std::string, std::string> all;
    for (const auto& [name, value] : extras) {
        const double* number = std::get_if<double>(&value);
        all[name] = number ? std::to_string(*number) : std::get<std::string>(value);
        if (!number)
            if (char* end = nullptr; std::isfinite(std::strtod(all[name].c_str(), &end)) && !*end) all[name] = std::to_string(std::strtod(all[name].c_str(), nullptr));
    }
    return all;
}

}  // namespace

class FormatsExtrasTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    fs::path fresh(const std::string& name) {
        const fs::path folder = fs::path(m_folder.path().toStdString()) / std::to_string(++m_count);
        fs::create_directories(folder);
        return folder / name;
    }

    /// Writes, reads with the side-car, and checks that all came back.
    Labels throughFormat(const char* format, const std::vector<Annotation>& all) {
        const Exporter* exporter = findExporter(format);
        auto request = requestOf(all, fresh(std::string("labels").append(exporter->extension())));
        const auto report = exporter->write(request);
        if (!report) qFatal("%s", report.error().message().c_str());
        if (report->files != exporter->files(request)) qFatal("%s: other files than were announced", format);
        const auto read = readLabels(report->files.front(), options());
        if (!read) qFatal("%s", read.error().message().c_str());
        return *read;
    }

private Q_SLOTS:
    void fieldsOfOtherProgramsComeBackFromEveryFormatThatHasObjects() {
        for (const char* format : {"geojson", "coco", "coco-rle", "labelme", "dsa", "imagescope", "asap", "ndpa", "hubmap-json", "mask-png", "mask-tiff", "hubmap-rle"}) {
            const auto all = labels();
            const Labels read = throughFormat(format, all);
            QVERIFY2(read.annotations.size() == all.size(), format);
            for (const Annotation& a : all) {
                const Annotation* b = near(read, a);
                QVERIFY2(b && texts(b->extras) == texts(a.extras), format);
            }
        }
    }

    void theSideCarTellsWhoSignedTheSlideOff() {
        auto request = requestOf(labels(), fresh("labels.xml"));
        const auto text = [&] { return provenanceText(*selectedOrError(request)); };
        QVERIFY(text().find("signed_off") == std::string::npos);
        request.slides.front().signOff = SignOff{1, "anna", "2026-11-23T08:00:00Z", "", 7};
        QVERIFY(text().find("\"signed_off\"") != std::string::npos && text().find("2026-11-23T08:00:00Z") != std::string::npos);
        QVERIFY(text().find("exception") == std::string::npos);
        request.slides.front().signOff->exception = "torn";
        QVERIFY(text().find("\"exception\": \"torn\"") != std::string::npos);
    }

    void theSideCarTellsWhereLabelsComeFrom() {
        for (const char* format : {"asap", "ndpa", "labelme", "hubmap-json", "mask-png", "mask-tiff", "hubmap-rle"}) {
            const auto all = labels();
            const Labels read = throughFormat(format, all);
            QVERIFY2(read.slideQuickhash == "q1", format);
            for (const Annotation& a : all) {
                const Annotation* b = near(read, a);
                QVERIFY2(b, format);
                const bool isSame = b->provenance == a.provenance && b->state == a.state && b->uuid == a.uuid && b->className == a.className &&
                                    b->score == a.score && b->uncertainty == a.uncertainty && b->note == a.note;
                QVERIFY2(isSame, format);
            }
            QVERIFY2(read.warnings.empty(), format);
        }
    }

    void whatWasChangedInAnotherProgramIsSeen() {
        const auto all = labels();
        const Exporter* exporter = findExporter("labelme");
        const auto request = requestOf(all, fresh("labels.json"));
        QVERIFY(exporter->write(request).ok());
        auto text = *readFile(request.path);
        const auto replace = [&](const std::string& from, const std::string& to) {
            const auto at = text.find(from);
            if (at == std::string::npos) qFatal("not there: %s", from.c_str());
            text.replace(at, from.size(), to);
        };
        replace("\"Sclerotic\"", "\"Globally sclerotic\"");
        replace("[[100,50],[220,50],[220,140],[100,140]]", "[[100,500],[220,500],[220,640],[100,640]]");
        QVERIFY(writeFileAtomically(request.path, text).ok());
        const auto read = readLabels(request.path, options());
        QVERIFY(read.ok());
        QCOMPARE(read->annotations.size(), std::size_t(3));
        QCOMPARE(read->annotations[0].provenance.source, std::string("import"));   // moved away: another object
        QVERIFY(read->annotations[0].uuid != all[0].uuid);
        QCOMPARE(read->annotations[1].className, std::string("Globally sclerotic"));
        QCOMPARE(read->annotations[1].uuid, all[1].uuid);
        QCOMPARE(read->annotations[2].provenance, all[2].provenance);
        QCOMPARE(read->warnings.size(), std::size_t(1));
        QVERIFY(read->warnings.front().starts_with("1 of 3 object(s) are not in"));
    }

    void aBrokenSideCarIsAWarning() {
        const auto all = labels();
        const auto request = requestOf(all, fresh("labels.xml"));
        QVERIFY(findExporter("asap")->write(request).ok());
        const fs::path sideCar = provenanceFileOf(request.path);
        const std::string whole = *readFile(sideCar);
        const std::string bad[] = {"", "[", whole.substr(0, whole.size() / 2), "[1,2]", "{\"objects\":[{\"number\":1}]}", "{\"slides\":[]}",
                                   "{\"objects\":[{\"box\":[0,0,1e300,1],\"state\":\"accepted\",\"kind\":\"glomerulus\"}]}",
                                   "{\"objects\":[{\"box\":[0,0,5,1],\"state\":\"eaten\",\"kind\":\"glomerulus\"}]}"};
        for (const std::string& text : bad) {
            QVERIFY(writeFileAtomically(sideCar, text).ok());
            const auto read = readLabels(request.path, options());
            QVERIFY2(read.ok(), text.c_str());
            QCOMPARE(read->annotations.size(), std::size_t(3));
            QVERIFY2(std::any_of(read->warnings.begin(), read->warnings.end(), [](const std::string& w) { return w.find("side-car labels.xml.provenance.json could not be used") != std::string::npos; }), text.c_str());
            for (const Annotation& a : read->annotations) QCOMPARE(a.provenance.source, std::string("import"));
        }
    }

    void twoSlidesInOneTableAreKeptApart() {
        const auto all = labels();
        auto request = requestOf(all, fresh("labels.csv"));
        Annotation other = all[0];
        other.uuid = newUuid();
        other.provenance.reviewedBy = "somebody else";
        request.slides.push_back(snapshotOf("beta", kSize, {other}));
        QVERIFY(findExporter("hubmap-rle")->write(request).ok());
        auto of = options();
        for (const char* slide : {"alpha", "beta"}) {
            of.id = slide;
            const auto read = readLabels(request.path, of);
            QVERIFY2(read.ok(), read ? "" : read.error().message().c_str());
            QCOMPARE(near(*read, other)->provenance.reviewedBy, std::string(of.id == "beta" ? "somebody else" : "Dr. Grün"));
        }
    }

    void quPathsMeasurementsAndMetadataAreKept() {
        const fs::path file = fresh("qupath.geojson");
        QVERIFY(writeFileAtomically(file, R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":
            [[[0,0],[50,0],[50,40],[0,40],[0,0]]]},"properties":{"objectType":"annotation","classification":{"name":"Glomerulus","color":[1,2,3]},"isLocked":true,
            "measurements":[{"name":"Solidity","value":0.75},{"name":"Hole","value":"NaN"}],"metadata":{"ANNOTATION_DESCRIPTION":"x","deep":{"a":1}},"tags":["a"],"grade":3}}]})").ok());
        const auto read = readLabels(file, options());
        QVERIFY(read.ok());
        const Extras expected = {{"Solidity", 0.75}, {"Hole", "NaN"}, {"ANNOTATION_DESCRIPTION", "x"}, {"grade", 3.0}};
        QVERIFY(read->annotations.front().extras == expected);
        QCOMPARE(read->warnings, std::vector<std::string>{"2 field(s) of other programs that are neither a number nor a text left out"});
    }

    void fieldsAreInTheMeasurementTable() {
        const auto request = requestOf(labels(), fresh("m.csv"));
        QVERIFY(findExporter("csv")->write(request).ok());
        const std::string text = *readFile(request.path);
        QVERIFY(text.substr(0, text.find('\n')).ends_with(",um_per_px,Eccentricity,Nucleus: Area µm²,\"Stain \"\"OD\"\" & <more>\",lab.block"));
        QVERIFY(text.find(",0.5,,31.25,-0.5,B-7 <2>\n") != std::string::npos);
        QVERIFY(text.find(",0.5,NaN,31.25,-0.5,B-7 <2>\n") != std::string::npos);
    }

    void aFormatWithoutRoomSaysSo() {
        const auto report = findExporter("asap")->write(requestOf(labels(), fresh("a.xml")));
        QVERIFY(report.ok());
        QVERIFY(std::any_of(report->warnings.begin(), report->warnings.end(), [](const std::string& w) { return w.find("3 object(s) have fields of other programs, which are in the side-car") != std::string::npos; }));
    }

    void theProjectKeepsThemAndOldBytesStayReadable() {
        Annotation a = labels()[1];
        const auto decoded = decodeAnnotation(encodeAnnotation(a));
        QVERIFY(decoded.ok());
        QVERIFY(*decoded == a);
        a.extras.clear();
        const std::string plain = encodeAnnotation(a);
        QCOMPARE(int(plain.front()), 1);   // as before there were such fields
        QVERIFY(*decodeAnnotation(plain) == a);
        const std::string with = encodeAnnotation(labels()[1]);
        for (std::size_t cut = plain.size() - 4; cut < with.size(); ++cut) QVERIFY(!decodeAnnotation(with.substr(0, cut)).ok());
    }

    void fieldsThatChangedElsewhereAreTakenOver() {
        auto all = labels();
        AnnotationSet project;
        for (const Annotation& a : all) project.put(shared(a));
        all[0].extras["Solidity"] = 0.5;
        all[1].extras.clear();   // a format without them
        AnnotationId next = 10;
        const auto import = importLabels({.current = project, .labels = all, .slide = kSize, .person = "me", .now = "2026-03-01T10:00:00Z", .newId = [&] { return ++next; }});
        QVERIFY(import.ok());
        QCOMPARE(import->replaced, 1);
        QCOMPARE(import->unchanged, 2);
        QVERIFY(import->edit.changes.front().after->extras == all[0].extras);
    }
};

QTEST_MAIN(FormatsExtrasTest)
#include "formats_extras_test.moc"
