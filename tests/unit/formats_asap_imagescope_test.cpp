#include <QTest>

#include <set>

#include "core/formats/provenance_file.h"
#include "tests/support/test_data.h"
#include "tests/unit/formats_xml_support.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

class FormatsAsapImageScopeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
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
        QCOMPARE(labels.annotations[0].provenance.source, std::string("model"));   // as the side-car says
        fs::remove(provenanceFileOf(file.path));
        const Labels alone = readBack(file.path);
        QCOMPARE(alone.annotations[0].provenance.source, std::string("import"));
        QCOMPARE(alone.annotations[0].provenance.model, std::string("asap"));
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
};

QTEST_APPLESS_MAIN(FormatsAsapImageScopeTest)
#include "formats_asap_imagescope_test.moc"
