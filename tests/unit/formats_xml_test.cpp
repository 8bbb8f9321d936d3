#include <QTemporaryDir>
#include <QTest>

#include <charconv>
#include <map>
#include <set>

#include <pugixml.hpp>   // reads what we write, independently of our own reader

#include "core/annotation/polygon_ops.h"
#include "core/base/files.h"
#include "core/formats/class_kind.h"
#include "core/formats/format.h"
#include "core/formats/label_reader.h"
#include "core/formats/outline_assembly.h"
#include "core/formats/provenance_file.h"
#include "tests/support/label_shapes.h"
#include "tests/support/test_data.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

/// A slide that only says something.
class SayingSlide : public Slide {
public:
    explicit SayingSlide(std::map<std::string, std::string> properties, SlideRect bounds = {}) {
        m_info.properties = std::move(properties);
        m_info.levels = {{.size = {900, 600}}};
        m_info.bounds = bounds;
    }
    const SlideInfo& info() const override { return m_info; }
    Result<ImagePtr> readRegion(const LevelRegion&) const override { return Error{"no pixels", "", ""}; }
    Result<ImagePtr> readAssociatedImage(const std::string&) const override { return Error{"no pixels", "", ""}; }

private:
    SlideInfo m_info;
};

constexpr PixelSize kSlide{20000, 9000};

SlideOpener hamamatsu(double x, double y) {
    return [x, y](const SlideRecord&) -> Result<SlidePtr> {
        return SlidePtr(std::make_shared<SayingSlide>(std::map<std::string, std::string>{
            {"hamamatsu.XOffsetFromSlideCentre", std::to_string(std::llround(x))}, {"hamamatsu.YOffsetFromSlideCentre", std::to_string(std::llround(y))}}));
    };
}

/// On a grid, far enough apart that no two meet; the first two touch the borders of the slide.
std::vector<Annotation> randomLabels(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<Annotation> labels;
    for (int i = 0; i < 24; ++i) {
        const SlidePoint at{900.0 + 1500 * (i % 8), 700.0 + 1100 * static_cast<double>(i / 8)};
        Annotation a = labelOf(i + 1, randomShape(random, at, 90 + 5 * i), i % 3 == 0 ? ReviewState::Corrected : ReviewState::Accepted);
        a.className = i % 4 == 3 ? "Glomerulus: Sclerotic" : "Glomerulus";
        labels.push_back(std::move(a));
    }
    labels.push_back(labelOf(100, box(0, 0, 40, 70), ReviewState::Added));
    labels.push_back(labelOf(101, box(19900, 8950, 100, 50), ReviewState::Added));
    return labels;
}

struct Exported {
    std::string text;
    ExportReport report;
    fs::path path;
};

ExportRequest requestOf(SlideOpener opener, std::vector<ReviewState> states = {ReviewState::Accepted}) {
    ExportRequest request;
    request.openSlide = std::move(opener);
    request.states = std::move(states);
    return request;
}

Exported exported(const QTemporaryDir& folder, const char* format, Snapshot snapshot, ExportRequest request = {}) {
    const Exporter* exporter = findExporter(format);
    if (!exporter) qFatal("no exporter %s", format);
    request.slides = {std::move(snapshot)};
    request.path = fs::path(folder.path().toStdString()) / (std::string(format) + std::string(exporter->extension()));
    if (!request.openSlide) request.openSlide = hamamatsu(1234567, -7654321);
    auto report = exporter->write(request);
    if (!report) qFatal("%s", report.error().message().c_str());
    const auto text = readFile(request.path);
    if (!text) qFatal("%s", text.error().message().c_str());
    return {*text, std::move(*report), request.path};
}

LabelReadOptions ofSlide() {
    LabelReadOptions options;
    options.slideSize = kSlide;
    options.umPerPx = 0.5;
    options.centreOffsetNm = SlidePoint{1234567, -7654321};
    return options;
}

Labels readBack(const fs::path& path, const LabelReadOptions& options = ofSlide()) {
    auto labels = readLabels(path, options);
    if (!labels) qFatal("%s", labels.error().message().c_str());
    return std::move(*labels);
}

Labels readText(const QTemporaryDir& folder, std::string_view text, const LabelReadOptions& options = ofSlide()) {
    const fs::path path = fs::path(folder.path().toStdString()) / "given";
    if (!writeFileAtomically(path, text)) qFatal("cannot write");
    return readBack(path, options);
}

std::string errorOf(const QTemporaryDir& folder, std::string_view text) {
    const fs::path path = fs::path(folder.path().toStdString()) / "bad";
    if (!writeFileAtomically(path, text)) qFatal("cannot write");
    const auto labels = readLabels(path, ofSlide());
    return labels.ok() ? std::string("no error") : labels.error().message();
}

pugi::xml_document parsed(const std::string& text) {
    pugi::xml_document document;
    if (!document.load_string(text.c_str())) qFatal("this is not XML");
    return document;
}

bool hasWarning(const std::vector<std::string>& warnings, const std::string& part) {
    return std::any_of(warnings.begin(), warnings.end(), [&](const std::string& w) { return w.find(part) != std::string::npos; });
}

/// Largest distance of a vertex from where it was; −1 where parts, holes or vertices are not the same in number.
double largestShift(const MultiPolygon& a, const MultiPolygon& b) {
    double largest = 0;
    const auto compare = [&](const Ring& r, const Ring& s) {
        if (r.size() != s.size()) return false;
        for (std::size_t i = 0; i < r.size(); ++i) largest = std::max(largest, std::hypot(r[i].x - s[i].x, r[i].y - s[i].y));
        return true;
    };
    if (a.size() != b.size()) return -1;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!compare(a[i].outer, b[i].outer) || a[i].holes.size() != b[i].holes.size()) return -1;
        for (std::size_t k = 0; k < a[i].holes.size(); ++k)
            if (!compare(a[i].holes[k], b[i].holes[k])) return -1;
    }
    return largest;
}

std::string asap(const std::string& annotations, const std::string& groups = "") {
    return "<?xml version=\"1.0\"?>\n<ASAP_Annotations><Annotations>\n" + annotations + "</Annotations><AnnotationGroups>" + groups +
           "</AnnotationGroups></ASAP_Annotations>";
}

std::string asapSquare(double x, double y, double side, const std::string& attributes) {
    std::string text = "<Annotation " + attributes + "><Coordinates>";
    const double at[4][2] = {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}};
    for (int i = 0; i < 4; ++i)
        text += "<Coordinate Order=\"" + std::to_string(i) + "\" X=\"" + std::to_string(at[i][0]) + "\" Y=\"" + std::to_string(at[i][1]) + "\"/>";
    return text + "</Coordinates></Annotation>\n";
}

std::string layer(const std::string& name, const std::string& regions) {
    return "<Annotation Id=\"1\" Name=\"" + name + "\" LineColor=\"65280\"><Regions>" + regions + "</Regions></Annotation>";
}

std::string imageScope(const std::string& layers) { return "<Annotations MicronsPerPixel=\"0.25\">\n" + layers + "</Annotations>"; }

std::string region(const std::vector<SlidePoint>& ring, const std::string& attributes = "Type=\"0\" NegativeROA=\"0\"") {
    std::string text = "<Region " + attributes + "><Vertices>";
    for (const SlidePoint p : ring) text += "<Vertex X=\"" + std::to_string(p.x) + "\" Y=\"" + std::to_string(p.y) + "\" Z=\"0\"/>";
    return text + "</Vertices></Region>";
}

Ring square(double x, double y, double side) { return box(x, y, side, side).front().outer; }

std::string ndpa(const std::string& annotation, const std::string& title = "Glomerulus") {
    return "<annotations><ndpviewstate id=\"1\"><title>" + title + "</title><details/><coordformat>nanometers</coordformat>" + annotation +
           "</ndpviewstate></annotations>";
}

std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

}  // namespace

class FormatsXmlTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFormatGivesBackTheSameShapes_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<double>("precision");
        QTest::newRow("asap") << "asap" << 0.0;
        QTest::newRow("imagescope") << "imagescope" << 0.0;
        QTest::newRow("ndpa") << "ndpa" << 0.005;
    }

    void everyFormatGivesBackTheSameShapes() {
        QFETCH(QString, format);
        QFETCH(double, precision);
        for (unsigned seed = 1; seed <= 4; ++seed) {
            QTemporaryDir folder;
            const auto before = randomLabels(seed);
            const Exported file = exported(folder, qPrintable(format), snapshotOf("K1", kSlide, before));
            QCOMPARE(file.report.objects, before.size());
            const Labels labels = readBack(file.path);
            QCOMPARE(labels.format, format.toStdString());
            QCOMPARE(labels.annotations.size(), before.size());
            std::map<std::pair<double, double>, const Annotation*> byPlace;
            for (const Annotation& a : labels.annotations) byPlace[{std::round(a.shape[0].outer[0].x), std::round(a.shape[0].outer[0].y)}] = &a;
            for (const Annotation& a : before) {
                const auto found = byPlace.find({std::round(a.shape[0].outer[0].x), std::round(a.shape[0].outer[0].y)});
                QVERIFY(found != byPlace.end());
                const double shift = largestShift(a.shape, found->second->shape);
                QVERIFY2(shift >= 0 && shift <= precision, qPrintable(QString::number(shift)));
                QCOMPARE(found->second->className, a.className);
                QCOMPARE(found->second->kind, AnnotationKind::Glomerulus);
            }
        }
    }

    void structuresAndCompleteRegionsKeepTheirKind() {
        for (const char* format : {"asap", "imagescope", "ndpa"}) {
            QTemporaryDir folder;
            Annotation cortex = labelOf(1, box(10, 10, 5000, 4000), ReviewState::Added), complete = labelOf(2, box(100, 100, 900, 900), ReviewState::Added);
            cortex.kind = AnnotationKind::Structure;
            cortex.className = "Cortex";
            complete.kind = AnnotationKind::CompleteRegion;
            const Annotation glomerulus = labelOf(3, box(200, 200, 90, 70), ReviewState::Added);
            const Labels labels = readBack(exported(folder, format, snapshotOf("K1", kSlide, {cortex, complete, glomerulus})).path);
            std::map<AnnotationKind, std::string> found;
            for (const Annotation& a : labels.annotations) found[a.kind] = a.className;
            QCOMPARE(found, (std::map<AnnotationKind, std::string>{
                                {AnnotationKind::Glomerulus, "Glomerulus"}, {AnnotationKind::CompleteRegion, "Glomerulus"}, {AnnotationKind::Structure, "Cortex"}}));
        }
    }

    void notesWithEveryKindOfCharacterSurvive() {
        const std::string note = "a < b & \"c\" > 'd'\nµm: 中 part 1 of 2";
        for (const char* format : {"asap", "imagescope", "ndpa"}) {
            QTemporaryDir folder;
            Annotation a = labelOf(1, {{square(10, 10, 50), {square(20, 20, 5)}}, {square(100, 10, 50), {}}}, ReviewState::Accepted);
            a.note = note;
            a.className = "S & \"T\": <x>";
            const Labels labels = readBack(exported(folder, format, snapshotOf("K1", kSlide, {a})).path);
            QCOMPARE(labels.annotations.size(), 1U);
            QCOMPARE(labels.annotations[0].note, note);
            QCOMPARE(labels.annotations[0].className, a.className);
            QCOMPARE(labels.annotations[0].shape, a.shape);
        }
    }

    // ASAP

    void asapFilesHaveWhatAsapAsksFor() {
        QTemporaryDir folder;
        const auto before = randomLabels(9);
        const Exported file = exported(folder, "asap", snapshotOf("K1", kSlide, before));
        const auto document = parsed(file.text);
        std::set<std::string> groups;
        for (const auto group : document.child("ASAP_Annotations").child("AnnotationGroups")) {
            groups.insert(group.attribute("Name").value());
            QCOMPARE(std::string(group.attribute("PartOfGroup").value()), std::string("None"));
            QCOMPARE(QString(group.attribute("Color").value()).size(), 7);
        }
        QVERIFY(groups.contains("exclusion"));
        QVERIFY(groups.contains("Glomerulus"));
        std::size_t holes = 0, expectedHoles = 0;
        for (const Annotation& a : before)
            for (const Polygon& p : a.shape) expectedHoles += p.holes.size();
        for (const auto annotation : document.child("ASAP_Annotations").child("Annotations")) {
            QVERIFY(groups.contains(annotation.attribute("PartOfGroup").value()));
            QCOMPARE(std::string(annotation.attribute("Type").value()), std::string("Polygon"));
            holes += annotation.attribute("PartOfGroup").value() == std::string("exclusion");
            int order = 0;
            std::set<std::pair<double, double>> points;
            for (const auto c : annotation.child("Coordinates")) {
                QCOMPARE(c.attribute("Order").as_int(-1), order++);
                points.emplace(c.attribute("X").as_double(), c.attribute("Y").as_double());
            }
            QCOMPARE(points.size(), static_cast<std::size_t>(order));   // no first point once more
        }
        QCOMPARE(holes, expectedHoles);
        QVERIFY(hasWarning(file.report.warnings, "K1: " + std::to_string(expectedHoles) + " hole(s) became polygons"));
        QVERIFY(fs::exists(provenanceFileOf(file.path)));
    }

    void asapGroupsSayWhereTheLabelsComeFrom() {
        QTemporaryDir folder;
        Annotation a = labelOf(1, box(10, 10, 50, 60), ReviewState::Accepted), b = labelOf(2, box(100, 10, 50, 60), ReviewState::Corrected);
        a.provenance.source = b.provenance.source = "model";
        a.provenance.model = b.provenance.model = "unet-r34";
        a.provenance.modelSha256 = b.provenance.modelSha256 = "abc123";
        a.provenance.threshold = b.provenance.threshold = 0.4;
        Snapshot snapshot = snapshotOf("K1", kSlide, {a, b});
        snapshot.slide.identity.quickhash = "f00d";
        const Exported file = exported(folder, "asap", snapshot);
        std::map<std::string, std::string> said;
        const auto document = parsed(file.text);
        for (const auto attribute : document.child("ASAP_Annotations").child("AnnotationGroups").child("Group").child("Attributes"))
            said[attribute.first_attribute().name()] = attribute.first_attribute().value();
        const std::pair<const char*, const char*> expected[] = {
            {"bowman.count", "2"}, {"bowman.accepted", "1"}, {"bowman.corrected", "1"}, {"bowman.model", "unet-r34"}, {"bowman.modelSha256", "abc123"},
            {"bowman.threshold", "0.4"}, {"bowman.slide", "K1"}, {"bowman.quickhash", "f00d"}, {"bowman.umPerPx", "0.5"}};
        for (const auto& [key, value] : expected) QCOMPARE(said[key], std::string(value));
        const Labels labels = readBack(file.path);
        QCOMPARE(labels.slideAlias, std::string("K1"));
        QCOMPARE(labels.slideQuickhash, std::string("f00d"));
        QCOMPARE(labels.slideSize, kSlide);
        QCOMPARE(labels.umPerPx.value_or(0), 0.5);
        QCOMPARE(labels.annotations[0].provenance.source, std::string("import"));
        QCOMPARE(labels.annotations[0].provenance.model, std::string("asap"));
    }

    void asapGroupNoneIsTheUsualClassAndAnUnknownGroupIsAClassWithAWarning() {
        QTemporaryDir folder;
        const Labels labels = readText(folder, asap(asapSquare(0, 0, 10, "Name=\"Annotation 0\" Type=\"Polygon\" PartOfGroup=\"None\"") +
                                                        asapSquare(50, 0, 10, "Name=\"odd one\" Type=\"Rectangle\" PartOfGroup=\"Tuft\"") +
                                                        asapSquare(90, 0, 10, "Name=\"\" Type=\"Spline\" PartOfGroup=\"inner medulla\"") +
                                                        asapSquare(90, 0, 10, "Name=\"\" Type=\"PointSet\" PartOfGroup=\"None\""),
                                                    "<Group Name=\"inner medulla\" PartOfGroup=\"None\"/>"));
        QCOMPARE(labels.annotations.size(), 3U);
        QCOMPARE(labels.annotations[0].className, std::string("Glomerulus"));
        QCOMPARE(labels.annotations[0].note, std::string());
        QCOMPARE(labels.annotations[0].state, ReviewState::Accepted);
        QCOMPARE(labels.annotations[1].className, std::string("Tuft"));
        QCOMPARE(labels.annotations[1].note, std::string("odd one"));
        QCOMPARE(labels.annotations[2].kind, AnnotationKind::Structure);
        QVERIFY(hasWarning(labels.warnings, "1 annotation(s) name a group that the file does not list"));
        QVERIFY(hasWarning(labels.warnings, "1 object(s) without an area"));
        QVERIFY(hasWarning(labels.warnings, "1 spline(s)"));
    }

    void asapCoordinatesAreTakenInTheirOrderAndWithADecimalComma() {
        QTemporaryDir folder;
        const Labels labels = readText(folder, asap("<Annotation Name=\"a\" Type=\"Polygon\" PartOfGroup=\"None\"><Coordinates>"
                                                    "<Coordinate Order=\"2\" X=\"10,5\" Y=\"20\"/><Coordinate Order=\"0\" X=\"0\" Y=\"0\"/>"
                                                    "<Coordinate Order=\"1\" X=\"1.05e1\" Y=\"+0\"/></Coordinates></Annotation>"));
        QCOMPARE(labels.annotations.at(0).shape, (MultiPolygon{{{{0, 0}, {10.5, 0}, {10.5, 20}}, {}}}));
    }

    void asapExclusionsAreCutOutOfWhatTheyLieIn() {
        QTemporaryDir folder;
        const std::string hole = "Type=\"Polygon\" PartOfGroup=\"exclusion\"";
        const Labels labels = readText(folder, asap(asapSquare(0, 0, 1000, "Name=\"c\" Type=\"Polygon\" PartOfGroup=\"Cortex\"") +
                                                        asapSquare(100, 100, 200, "Name=\"g\" Type=\"Polygon\" PartOfGroup=\"G\"") +
                                                        asapSquare(150, 150, 20, hole) +       // in both: the smaller one has it
                                                        asapSquare(600, 600, 20, hole) +       // in the cortex only
                                                        asapSquare(990, 500, 20, hole) +       // across its border
                                                        asapSquare(3000, 3000, 20, hole),      // nowhere
                                                    "<Group Name=\"Cortex\"/><Group Name=\"G\"/><Group Name=\"exclusion\"/>"));
        QCOMPARE(labels.annotations.size(), 2U);
        QCOMPARE(areaOf(labels.annotations[0].shape), 1000.0 * 1000 - 400 - 200);
        QCOMPARE(areaOf(labels.annotations[1].shape), 200.0 * 200 - 400);
        QVERIFY(hasWarning(labels.warnings, "2 polygon(s) of the exclusion group became holes"));
        QVERIFY(hasWarning(labels.warnings, "1 polygon(s) of the exclusion group lie across"));
        QVERIFY(hasWarning(labels.warnings, "1 polygon(s) of the exclusion group lie in no outline"));
    }

    void aHoleThatTwoOutlinesShareComesBackInBoth() {
        for (const char* format : {"asap", "imagescope", "ndpa"}) {
            QTemporaryDir folder;
            Annotation tissue = labelOf(1, {{square(0, 0, 500), {square(200, 200, 50)}}}, ReviewState::Added);
            Annotation cortex = labelOf(2, {{square(100, 100, 300), {square(200, 200, 50)}}}, ReviewState::Added);
            tissue.kind = cortex.kind = AnnotationKind::Structure;
            tissue.className = "Tissue";
            cortex.className = "Cortex";
            const Labels labels = readBack(exported(folder, format, snapshotOf("K1", kSlide, {tissue, cortex})).path);
            QCOMPARE(labels.annotations.size(), 2U);
            for (const Annotation& a : labels.annotations) QCOMPARE(a.shape, a.className == "Tissue" ? tissue.shape : cortex.shape);
        }
    }

    // ImageScope

    void imageScopeColoursAreBlueGreenRed() {
        QTemporaryDir folder;
        Annotation complete = labelOf(2, box(100, 100, 900, 900), ReviewState::Added);
        complete.kind = AnnotationKind::CompleteRegion;
        const Exported file = exported(folder, "imagescope", snapshotOf("K1", kSlide, {labelOf(1, box(0, 0, 10, 20), ReviewState::Accepted), complete}));
        // Green (0,128,0) is 128·256; (0,96,192) is 192·65536 + 96·256.
        QVERIFY(file.text.find("Id=\"1\" Name=\"Complete region\" ReadOnly=\"0\" NameReadOnly=\"0\" LineColorReadOnly=\"0\" Incremental=\"0\" Type=\"4\" LineColor=\"12607488\"") != std::string::npos);
        QVERIFY(file.text.find("Id=\"2\" Name=\"Glomerulus\" ReadOnly=\"0\" NameReadOnly=\"0\" LineColorReadOnly=\"0\" Incremental=\"0\" Type=\"4\" LineColor=\"32768\"") != std::string::npos);
    }

    void imageScopeRegionsSayLengthAndArea() {
        QTemporaryDir folder;
        Annotation a = labelOf(1, box(5, 7, 10, 20), ReviewState::Accepted);
        a.shape[0].holes.push_back(square(7, 9, 3));
        const Exported file = exported(folder, "imagescope", snapshotOf("K1", kSlide, {a}));
        QVERIFY(file.text.starts_with("<Annotations MicronsPerPixel=\"0.5\">"));
        QVERIFY(file.text.find("Length=\"60.0\" Area=\"200.0\" LengthMicrons=\"30.0\" AreaMicrons=\"50.0\" Text=\"\" NegativeROA=\"0\"") != std::string::npos);
        QVERIFY(file.text.find("Length=\"12.0\" Area=\"9.0\" LengthMicrons=\"6.0\" AreaMicrons=\"2.2\" Text=\"\" NegativeROA=\"1\"") != std::string::npos);
        QVERIFY(hasWarning(file.report.warnings, "K1: 1 hole(s) became negative regions"));
        QVERIFY(!fs::exists(provenanceFileOf(file.path)));
    }

    void imageScopeKeepsWhoWhenAndHow() {
        QTemporaryDir folder;
        Annotation a = labelOf(1, {{square(10, 10, 50), {}}, {square(100, 10, 50), {square(110, 20, 9)}}}, ReviewState::Corrected);
        a.score = 0.8125;
        a.uncertainty = 0.1;
        a.note = "crescent?";
        a.provenance = {"model", "unet-r34", "abc123", 0.35, "Ada", "2026-03-01T10:00:00Z", "Bo", "2026-04-01T10:00:00Z", 12.5};
        const Annotation other = labelOf(2, box(300, 300, 40, 50), ReviewState::Rejected);
        Snapshot snapshot = snapshotOf("K1", kSlide, {a, other});
        snapshot.slide.identity.quickhash = "f00d";
        const Labels labels = readBack(exported(folder, "imagescope", snapshot, requestOf({}, {ReviewState::Corrected, ReviewState::Rejected})).path);
        QCOMPARE(labels.annotations.size(), 2U);
        a.id = 0;
        QCOMPARE(labels.annotations[0], a);
        QCOMPARE(labels.annotations[1].state, ReviewState::Rejected);
        QCOMPARE(labels.annotations[1].uuid, other.uuid);
        QCOMPARE(labels.slideAlias, std::string("K1"));
        QCOMPARE(labels.slideQuickhash, std::string("f00d"));
        QCOMPARE(labels.slideSize, kSlide);
    }

    void imageScopeReadsRectanglesEllipsesAndClosedRings() {
        QTemporaryDir folder;
        Ring closed = square(0, 0, 10);
        closed.push_back(closed.front());
        const Labels labels = readText(folder, imageScope(layer("", region(closed) + region({{100, 50}, {140, 70}}, "Type=\"1\"") +
                                                                        region({{200, 50}, {240, 70}}, "Type=\"2\" Text=\"round\"") +
                                                                        region({{0, 0}, {50, 50}}, "Type=\"4\""))));
        QCOMPARE(labels.annotations.size(), 3U);
        QCOMPARE(labels.umPerPx.value_or(0), 0.25);
        QCOMPARE(labels.annotations[0].shape, box(0, 0, 10, 10));
        QCOMPARE(labels.annotations[0].className, std::string("Glomerulus"));
        QCOMPARE(labels.annotations[1].shape, box(100, 50, 40, 20));
        QVERIFY(std::abs(areaOf(labels.annotations[2].shape) - M_PI * 20 * 10) < 0.5);
        QCOMPARE(labels.annotations[2].note, std::string("round"));
        QCOMPARE(labels.annotations[2].provenance.model, std::string("imagescope"));
        QVERIFY(hasWarning(labels.warnings, "1 object(s) without an area"));
    }

    void imageScopeHolesStayInTheirLayer() {
        QTemporaryDir folder;
        const std::string negative = "Type=\"0\" NegativeROA=\"1\"";
        const Labels labels = readText(folder, imageScope(layer("A", region(square(10, 10, 5), negative) + region(square(0, 0, 100))) +
                                                          layer("B", region(square(0, 0, 60)) + region(square(500, 500, 5), negative))));
        QCOMPARE(labels.annotations.size(), 2U);
        QCOMPARE(labels.annotations[0].shape, (MultiPolygon{{square(0, 0, 100), {square(10, 10, 5)}}}));
        QCOMPARE(labels.annotations[1].shape, box(0, 0, 60, 60));
        QVERIFY(hasWarning(labels.warnings, "1 negative region(s) lie in no outline of their layer"));
    }

    void realImageScopeFilesImportWithTheirOwnCountsAndMeasures() {
        const fs::path data = dataFolder();
        if (data.empty() || !fs::exists(data / "interop" / "imagescope")) QSKIP("no test data");
        QTemporaryDir folder;
        int files = 0;
        for (const auto& entry : fs::directory_iterator(data / "interop" / "imagescope")) {
            if (entry.path().extension() != ".xml") continue;
            ++files;
            const auto document = parsed(*readFile(entry.path()));
            std::vector<std::pair<std::string, std::string>> measures;   // as ImageScope itself computed them
            for (const auto found : document.select_nodes("//Region"))
                measures.emplace_back(found.node().attribute("Length").value(), found.node().attribute("AreaMicrons").value());
            Labels labels = readBack(entry.path(), {});
            QCOMPARE(labels.format, std::string("imagescope"));
            QCOMPARE(labels.annotations.size(), measures.size());
            QVERIFY(std::abs(labels.umPerPx.value_or(0) - 0.466667) < 1e-9);
            std::size_t vertices = 0, read = 0;
            for (const auto found : document.select_nodes("//Vertices")) {
                std::vector<std::string> ring;
                for (const auto v : found.node()) ring.push_back(std::string(v.attribute("X").value()) + "," + v.attribute("Y").value());
                while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();   // real rings repeat their first once or twice
                vertices += ring.size();
            }
            for (const Annotation& a : labels.annotations) read += vertexCount(a.shape);
            if (labels.warnings.empty()) QCOMPARE(read, vertices);
            AnnotationId id = 0;
            for (Annotation& a : labels.annotations) a.id = ++id;
            Snapshot snapshot = snapshotOf("K1", kSlide, std::move(labels.annotations));
            snapshot.slide.umPerPx = {0.466667, "file", "test"};
            const auto again = parsed(exported(folder, "imagescope", snapshot).text);
            if (!labels.warnings.empty()) continue;   // a repaired outline has other measures
            std::size_t i = 0;
            for (const auto found : again.select_nodes("//Region")) {
                QCOMPARE(std::string(found.node().attribute("Length").value()), measures[i].first);
                QCOMPARE(std::string(found.node().attribute("AreaMicrons").value()), measures[i++].second);
            }
        }
        QVERIFY(files >= 2);
    }

    // NDPA

    void ndpaPositionsAreNanometresFromTheCentreOfTheGlass() {
        QTemporaryDir folder;
        LabelReadOptions options;
        options.slideSize = {1000, 400};
        options.umPerPx = 0.25;
        options.centreOffsetNm = SlidePoint{5000, -2000};
        const Labels labels = readText(folder, ndpa("<annotation type=\"freehand\" displayname=\"AnnotateFreehand\"><closed>1</closed><pointlist>"
                                                    "<point><x>5000</x><y>-2000</y></point><point><x>30000</x><y>-2000</y></point>"
                                                    "<point><x>30000</x><y>3000</y></point></pointlist></annotation>"), options);
        QCOMPARE(labels.annotations.at(0).shape, (MultiPolygon{{{{500, 200}, {600, 200}, {600, 220}}, {}}}));
        const Exported file = exported(folder, "ndpa", [] {
            Snapshot s = snapshotOf("K1", {1000, 400}, {labelOf(1, {{{{500, 200}, {600, 200}, {600, 220}}, {}}}, ReviewState::Accepted)});
            s.slide.umPerPx = {0.25, "file", "test"};
            return s;
        }(), requestOf(hamamatsu(5000, -2000)));
        const auto document = parsed(file.text);
        const auto point = document.select_nodes("//point")[1].node();
        QCOMPARE(point.child("x").text().as_int(), 30000);
        QCOMPARE(point.child("y").text().as_int(), -2000);
        QCOMPARE(std::string(document.select_node("//coordformat").node().text().get()), std::string("nanometers"));
        QVERIFY(file.text.find("color=\"#008000\"") != std::string::npos);
    }

    void ndpaCountsWhatIsNoArea() {
        QTemporaryDir folder;
        const std::string points = "<pointlist><point><x>0</x><y>0</y></point><point><x>9000</x><y>0</y></point><point><x>0</x><y>9000</y></point></pointlist>";
        const Labels labels = readText(folder, ndpa("<annotation type=\"freehand\"><closed>0</closed>" + points + "</annotation>"
                                                    "<annotation type=\"freehand\" displayname=\"AnnotateFreehandLine\">" + points + "</annotation>"
                                                    "<annotation type=\"circle\"><x>1</x><y>1</y><radius>5000</radius></annotation>"
                                                    "<annotation type=\"pin\"><x>1</x><y>1</y></annotation>"
                                                    "<annotation type=\"freehand\" closed=\"1\">" + points + "</annotation>", "Medulla"));
        QCOMPARE(labels.annotations.size(), 1U);
        QCOMPARE(labels.annotations[0].kind, AnnotationKind::Structure);
        QVERIFY(hasWarning(labels.warnings, "4 object(s) without an area"));
    }

    void ndpaWithoutScaleOrSizeIsAClearError() {
        QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "x.ndpa";
        QVERIFY(writeFileAtomically(path, ndpa("")).ok());
        LabelReadOptions noScale;
        noScale.slideSize = kSlide;
        LabelReadOptions noSize;
        noSize.umPerPx = 0.5;
        const auto first = readLabels(path, noScale), second = readLabels(path, noSize);
        QVERIFY(!first && first.error().message().find("the scale (µm/px) of the slide must be known") != std::string::npos);
        QVERIFY(!second && second.error().message().find("the size of the slide must be known") != std::string::npos);
        Snapshot snapshot = snapshotOf("K1", kSlide, {labelOf(1, box(0, 0, 10, 10), ReviewState::Accepted)});
        snapshot.slide.umPerPx = {};
        ExportRequest request = requestOf(hamamatsu(0, 0));
        request.slides = {snapshot};
        request.path = path;
        const auto written = findExporter("ndpa")->write(request);
        QVERIFY(!written && written.error().message().find("K1") != std::string::npos);
    }

    void ndpaOfASlideThatDoesNotOpenIsWrittenWithAWarning() {
        QTemporaryDir folder;
        const Exported file = exported(folder, "ndpa", snapshotOf("K1", kSlide, {labelOf(1, box(0, 0, 10, 10), ReviewState::Accepted)}),
                                       requestOf([](const SlideRecord&) -> Result<SlidePtr> { return Error{"gone", "", ""}; }));
        QVERIFY(hasWarning(file.report.warnings, "does not say where it lies on the glass"));
        LabelReadOptions options = ofSlide();
        options.centreOffsetNm.reset();
        const Labels labels = readBack(file.path, options);
        QCOMPARE(labels.annotations.at(0).shape, box(0, 0, 10, 10));
        QVERIFY(hasWarning(labels.warnings, "does not say where it lies on the glass"));
    }

    // Frames

    void theFrameOfTheFileIsTakenUnlessAnotherIsAskedFor() {
        for (const char* format : {"asap", "imagescope"}) {
            QTemporaryDir folder;
            ExportRequest request;
            request.frame = ExportFrame::Bounds;
            request.openSlide = [](const SlideRecord&) -> Result<SlidePtr> {
                return SlidePtr(std::make_shared<SayingSlide>(std::map<std::string, std::string>{}, SlideRect{100, 30, 500, 500}));
            };
            const Exported file = exported(folder, format, snapshotOf("K1", kSlide, {labelOf(1, box(150, 50, 10, 20), ReviewState::Accepted)}), request);
            QVERIFY(file.text.find("X=\"50\" Y=\"20\"") != std::string::npos);
            QCOMPARE(readBack(file.path).annotations.at(0).shape, box(150, 50, 10, 20));
            LabelReadOptions options = ofSlide();
            options.origin = SlidePoint{1000, 2000};
            QCOMPARE(readBack(file.path, options).annotations.at(0).shape, box(1050, 2020, 10, 20));
        }
    }

    // Hostile and broken files

    void brokenFilesAreClearErrors_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const std::string& text, const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(expected);
        };
        const std::string point = "<Annotation Name=\"a\" Type=\"Polygon\" PartOfGroup=\"None\">\n<Coordinates>\n<Coordinate Order=\"0\" X=\"1\" Y=\"2\"/>\n";
        row("empty", "", "the file is empty");
        row("blank", " \n\t ", "the file is empty");
        row("another root", "<svg/>", "of no known format");
        row("truncated", asap(point).substr(0, 160), "the file ends too early");
        row("truncated tag", "<ASAP_Annotations>\n<Annotations>\n<Annotation Name=\"a", "line 3: the file ends too early: unclosed token");
        row("wrong end", "<ASAP_Annotations>\n</Annotations>", "line 2: not well-formed XML: mismatched tag");
        row("two roots", "<ASAP_Annotations/>\n<ASAP_Annotations/>", "line 2: not well-formed XML: junk after document element");
        row("text outside", "<ASAP_Annotations/>\nhello", "line 2: not well-formed XML: junk after document element");
        row("no number", asap(point + "<Coordinate Order=\"1\" X=\"abc\" Y=\"2\"/>"), "line 6: Coordinate/@X: a number was expected, not \"abc\"");
        row("not a number", asap(point + "<Coordinate Order=\"1\" X=\"NaN\" Y=\"2\"/>"), "line 6: Coordinate/@X: a number was expected, not \"NaN\"");
        row("infinite", asap(point + "<Coordinate Order=\"1\" X=\"1e999\" Y=\"2\"/>"), "line 6: Coordinate/@X: a number was expected");
        row("beyond", asap(point + "<Coordinate Order=\"1\" X=\"1e12\" Y=\"2\"/>"), "line 6: Coordinate: the position is beyond any slide");
        row("missing", asap(point + "<Coordinate Order=\"1\" X=\"1\"/>"), "line 6: Coordinate: the attribute Y is missing");
        row("unknown type", asap("<Annotation Type=\"Blob\"/>"), "line 3: Annotation/@Type: \"Blob\" is no type of ASAP");
        row("no quotes", "<ASAP_Annotations>\n<Annotations a=b/></ASAP_Annotations>", "line 2: not well-formed XML");
        row("deep", "<ASAP_Annotations>" + repeated("<a>", 200000) + repeated("</a>", 200000), "nested deeper than 128 levels");
        row("imagescope number", imageScope(layer("a", "\n<Region Type=\"0\">\n<Vertices>\n<Vertex X=\"1\" Y=\"one\"/>")), "line 5: Vertex/@Y: a number was expected, not \"one\"");
        row("imagescope scale", "<Annotations MicronsPerPixel=\"wide\"/>", "line 1: Annotations/@MicronsPerPixel: a number was expected");
        row("imagescope truncated", imageScope(layer("a", region(square(0, 0, 9)))).substr(0, 200), "the file ends too early");
        row("imagescope state", imageScope(layer("a", "<Region><Attributes>\n<Attribute Name=\"Bowman state\" Id=\"4\" Value=\"maybe\"/></Attributes></Region>")), "line 3: Attribute/@Value: Bowman state cannot be \"maybe\"");
        row("ndpa number", ndpa("<annotation type=\"freehand\"><pointlist>\n<point><x>1</x><y>two</y></point>"), "line 2: y: a number was expected, not \"two\"");
        row("ndpa half a point", ndpa("<annotation type=\"freehand\"><pointlist>\n<point><x>1</x></point></pointlist></annotation>"), "line 2: point: x or y is missing");
        row("ndpa unit", ndpa("").replace(ndpa("").find("nanometers"), 10, "inches"), "only nanometers are known, not \"inches\"");
    }

    void brokenFilesAreClearErrors() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QTemporaryDir folder;
        const std::string message = errorOf(folder, text.toStdString());
        QVERIFY2(message.find(expected.toStdString()) != std::string::npos, message.c_str());
        QVERIFY2(message.find("bad") != std::string::npos, message.c_str());   // names the file
    }

    void everyTruncationOfAFileIsAnErrorOrNothing() {
        QTemporaryDir folder;
        const auto before = randomLabels(3);
        const Annotation one = before.front();
        for (const char* format : {"asap", "imagescope", "ndpa"}) {
            const std::string text = exported(folder, format, snapshotOf("K1", kSlide, {one})).text;
            for (std::size_t length = 0; length + 2 < text.size(); length += 211)
                QVERIFY(errorOf(folder, text.substr(0, length)) != "no error");
        }
    }

    void entitiesOfTheDocumentAreNeitherFetchedNorBlownUp() {
        QTemporaryDir folder;
        std::string declared = "<!DOCTYPE a [<!ENTITY lol0 \"lolololol\">";
        for (int i = 1; i < 20; ++i) declared.append("<!ENTITY lol").append(std::to_string(i)).append(" \"").append(repeated(std::string("&lol").append(std::to_string(i - 1)).append(";"), 10)).append("\">");
        declared += "<!-- ]> --><!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        const auto fileWith = [&](const char* name) {
            return declared + asap(asapSquare(0, 0, 10, std::string("Name=\"").append(name).append("\" Type=\"Polygon\" PartOfGroup=\"None\""))).substr(21);
        };
        QCOMPARE(readText(folder, fileWith("&amp;&#65;")).annotations.at(0).note, std::string("&A"));
        for (const char* name : {"&lol19;", "&x;"}) {
            const std::string message = errorOf(folder, fileWith(name));
            QVERIFY2(message.find("not well-formed XML") != std::string::npos, message.c_str());
        }
    }

    void textsInOtherEncodingsAreRead() {
        QTemporaryDir folder;
        const std::string latin = imageScope(layer("H\xE9matome", region(square(0, 0, 9))));
        QCOMPARE(readText(folder, latin).annotations.at(0).className, std::string("H\xC3\xA9matome"));
        const std::string ascii = imageScope(layer("Tuft", region(square(0, 0, 9))));
        std::string utf16 = "\xFF\xFE";
        for (const char c : ascii) utf16.append(1, c).append(1, '\0');
        QCOMPARE(readText(folder, utf16).annotations.at(0).className, std::string("Tuft"));
        QCOMPARE(readText(folder, "\xEF\xBB\xBF" + ascii).annotations.at(0).className, std::string("Tuft"));
    }

    void crossingOutlinesAreRepairedAndCounted() {
        QTemporaryDir folder;
        const Labels labels = readText(folder, imageScope(layer("", region({{0, 0}, {100, 100}, {100, 0}, {0, 100}}))));
        QCOMPARE(labels.annotations.size(), 1U);
        QVERIFY(isValid(labels.annotations[0].shape));
        QVERIFY(hasWarning(labels.warnings, "1 outline(s) crossed themselves"));
    }

    void ringsInRingsFollowTheEvenOddRule() {
        const auto shape = evenOddShape({square(40, 40, 20), square(0, 0, 100), square(10, 10, 80), square(200, 0, 10), square(45, 45, 5)});
        QVERIFY(shape.ok());
        QCOMPARE(shape->size(), 3U);
        QCOMPARE(areaOf(*shape), 10000.0 - 6400 + 400 + 100 - 25);
    }

    void partsOfTheSectionAreKnownByName() {
        for (const char* name : {"Cortex", "MEDULLA", "Inner medulla", "Outer Medulla", "outer_stripe", "Inner Stripe", "Tissue", "artefact", "Artifact", "Ignore*", " ignore "})
            QCOMPARE(kindOfClass(name), AnnotationKind::Structure);
        for (const char* name : {"Glomerulus", "glomerulus", "", "Tuft", "Globally sclerotic", "non-cortex thing"})
            QCOMPARE(kindOfClass(name), AnnotationKind::Glomerulus);
        QCOMPARE(classNameOf(" glomeruli "), std::string("Glomerulus"));
        QCOMPARE(classNameOf("Tuft"), std::string("Tuft"));
    }
};

QTEST_APPLESS_MAIN(FormatsXmlTest)
#include "formats_xml_test.moc"
