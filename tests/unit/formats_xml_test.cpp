#include <QTest>

#include "core/annotation/polygon_ops.h"
#include "core/formats/class_kind.h"
#include "core/formats/outline_assembly.h"
#include "core/formats/provenance_file.h"
#include "tests/support/test_data.h"
#include "tests/unit/formats_xml_support.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

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

    void classesNamedLikeHolesStayObjects() {
        for (const auto& [format, name] : {std::pair("asap", "exclusion"), {"asap", "Exclude"}, {"asap", "holes"}, {"asap", "exclusion (class)"}, {"ndpa", "clear"}, {"ndpa", "Clear (class)"}}) {
            QTemporaryDir folder;
            Annotation a = labelOf(1, box(500, 500, 90, 80), ReviewState::Accepted), b = labelOf(2, {{square(100, 100, 900), {square(200, 200, 50)}}}, ReviewState::Accepted);
            a.className = name;
            const Exported file = exported(folder, format, snapshotOf("K1", kSlide, {a, b}));
            QVERIFY(hasWarning(file.report.warnings, "K1: 1 object(s) have a class whose name marks holes"));
            fs::remove(provenanceFileOf(file.path));
            const Labels labels = readBack(file.path);
            QCOMPARE(labels.annotations.size(), 2U);
            std::map<std::string, std::size_t> holes;
            for (const Annotation& read : labels.annotations) holes[read.className] = read.shape.at(0).holes.size();
            QCOMPARE(holes, (std::map<std::string, std::size_t>{{name, 0}, {"Glomerulus", 1}}));
            QVERIFY(!hasWarning(labels.warnings, "not as objects of that class"));
        }
    }

    void holesKnownByTheirNameAloneAreSaidAndCounted() {
        QTemporaryDir folder;
        const Labels fromAsap = readText(folder, asap(asapSquare(0, 0, 100, "Name=\"g\" Type=\"Polygon\" PartOfGroup=\"G\"") + asapSquare(10, 10, 20, "Name=\"Annotation 1\" Type=\"Polygon\" PartOfGroup=\"Exclusion\"") +
                                                          asapSquare(50, 50, 20, "Name=\"hole\" Type=\"Polygon\" PartOfGroup=\"Exclusion\""), "<Group Name=\"G\"/><Group Name=\"Exclusion\"/>"));
        QCOMPARE(fromAsap.annotations.size(), 1U);
        QVERIFY(hasWarning(fromAsap.warnings, "2 polygon(s) of a group named \"exclusion\", \"exclude\" or \"hole\" were taken as holes, not as objects of that class"));
        const auto outline = [](int side) {
            const std::string s = std::to_string(side);
            return "<annotation type=\"freehand\" closed=\"1\"><pointlist><point><x>0</x><y>0</y></point><point><x>" + s + "</x><y>0</y></point><point><x>0</x><y>" + s + "</y></point></pointlist></annotation>";
        };
        std::string both = ndpa(outline(900000));
        both.insert(both.find("</annotations>"), "<ndpviewstate id=\"2\"><title>Clear</title>" + outline(90000) + "</ndpviewstate>");
        const Labels fromNdpa = readText(folder, both);
        QCOMPARE(fromNdpa.annotations.size(), 1U);
        QVERIFY(hasWarning(fromNdpa.warnings, "1 annotation(s) titled \"clear\" were taken as holes, not as objects of that class"));
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
