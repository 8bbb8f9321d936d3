#include <QTemporaryDir>
#include <QTest>

#include "core/annotation/polygon_ops.h"
#include "core/base/files.h"
#include "core/document/document.h"
#include "core/formats/geojson.h"
#include "core/formats/hubmap_csv.h"
#include "core/formats/label_import.h"
#include "core/formats/training_plan.h"
#include "core/slide/pyramid_tiff_writer.h"
#include "core/slide/slide_identity.h"
#include "tests/support/label_shapes.h"
#include "tests/support/run_program.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

struct Choices {
    std::string format = {};
    ImportState state = ImportState::AsFileSays;
    OverlapPolicy overlap = OverlapPolicy::Trim;
};

LabelImport imported(const AnnotationSet& current, std::vector<Annotation> labels, const Choices& choices = {}) {
    AnnotationId last = 1000;
    auto import = importLabels({.current = current, .labels = std::move(labels), .slide = {900, 600}, .person = "Ada",
                                .now = "2026-05-05T05:05:05Z", .format = choices.format, .state = choices.state, .overlap = choices.overlap,
                                .newId = [&] { return ++last; }});
    if (!import) qFatal("%s", import.error().message().c_str());
    return std::move(*import);
}

Annotation foreign(MultiPolygon shape) {
    Annotation a = labelOf(0, std::move(shape), ReviewState::Accepted);
    a.provenance = {};
    a.provenance.source = "import";
    return a;
}

fs::path makeSlide(const fs::path& folder) {
    PyramidTiff tiff;
    tiff.size = {900, 600};
    tiff.umPerPx = 0.5;
    tiff.tileSize = 256;
    const auto tile = [](int column, int row) -> Result<Image> {
        Image image(256, 256, PixelFormat::Rgb8);
        std::fill(image.data(), image.data() + image.sizeBytes(), static_cast<std::uint8_t>(100 + 10 * column + row));
        return image;
    };
    const fs::path path = folder / "slide.tif";
    if (!writeRgbPyramid(path, tiff, tile)) qFatal("no slide");
    return path;
}

QString q(const fs::path& path) { return QString::fromStdString(path.string()); }

}  // namespace

class FormatsImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newLabelsAreAddedInTheNameOfWhoImports() {
        const LabelImport import = imported(AnnotationSet(), {foreign(box(10, 20, 30, 40)), foreign(box(100, 20, 30, 40))});
        QCOMPARE(import.added, 2);
        const Annotation& first = *import.edit.changes[0].after;
        QVERIFY(first.id > 1000 && first.id != import.edit.changes[1].after->id);
        QCOMPARE(first.provenance.createdBy, std::string("Ada"));
        QCOMPARE(first.provenance.createdAt, std::string("2026-05-05T05:05:05Z"));
    }

    void whatComesBackFromQuPathUntouchedChangesNothing() {
        AnnotationSet set;
        Annotation held = labelOf(1, box(10.0625, 20.1875, 30, 40), ReviewState::Proposed);
        held.prediction = held.shape;
        set.put(shared(held));
        Annotation rounded = held;
        rounded.shape = box(10.06, 20.19, 30, 40);
        const LabelImport import = imported(set, {rounded});
        QCOMPARE(import.unchanged, 1);
        QVERIFY(import.edit.changes.empty());
    }

    void whatWasChangedInQuPathIsACorrectionAndKeepsThePrediction() {
        AnnotationSet set;
        Annotation held = labelOf(1, box(10, 20, 30, 40), ReviewState::Proposed);
        held.prediction = held.shape;
        set.put(shared(held));
        Annotation changed = held;
        changed.shape = box(8, 20, 36, 40);
        const LabelImport import = imported(set, {changed});
        QCOMPARE(import.replaced, 1);
        const Annotation& after = *import.edit.changes[0].after;
        QCOMPARE(after.id, held.id);
        QCOMPARE(after.state, ReviewState::Corrected);
        QCOMPARE(after.provenance.reviewedBy, std::string("Ada"));
        QVERIFY(after.prediction == held.prediction);
        QVERIFY(after.shape == changed.shape);
    }

    void smallOverlapsAreCutOffAndLargeOnesLeftOutAndBothSaid() {
        AnnotationSet set;
        set.put(shared(labelOf(1, box(100, 100, 100, 100), ReviewState::Accepted)));
        const LabelImport import = imported(set, {foreign(box(195, 100, 100, 100)), foreign(box(120, 120, 100, 100)), foreign(box(90, 300, 50, 50))});
        QCOMPARE(import.added, 2);
        QCOMPARE(import.trimmed, 1);
        QCOMPARE(import.overlapping, 1);
        QCOMPARE(import.issues.size(), std::size_t(2));
        QVERIFY(import.issues[0].message.find("overlaps glomerulus 1 by 500 px²") != std::string::npos);
        QCOMPARE(areaOf(import.edit.changes[0].after->shape), 9500.0);
    }

    void otherClassesAndRejectedOnesMayOverlap() {
        AnnotationSet set;
        set.put(shared(labelOf(1, box(100, 100, 100, 100), ReviewState::Rejected)));
        Annotation other = foreign(box(110, 110, 100, 100));
        other.className = "Sclerotic";
        QCOMPARE(imported(set, {foreign(box(105, 105, 100, 100)), other}).added, 2);
    }

    void theChosenStateIsGivenToAllButRejectedOnesAndStructures() {
        const auto statesAs = [](ImportState state) {
            std::vector<Annotation> labels;
            for (int i = 0; i < 5; ++i) {
                constexpr ReviewState kStates[] = {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected, ReviewState::Unsure, ReviewState::Rejected};
                labels.push_back(foreign(box(50 + 100 * i, 50, 40, 40)));
                labels.back().state = kStates[i];
            }
            labels.push_back(foreign(box(20, 20, 700, 300)));
            labels.back().kind = AnnotationKind::Structure;
            labels.back().className = "Cortex";
            labels.back().state = ReviewState::Proposed;
            std::vector<ReviewState> states;
            for (const Change& change : imported(AnnotationSet(), labels, {.state = state}).edit.changes) states.push_back(change.after->state);
            return states;
        };
        using enum ReviewState;
        QCOMPARE(statesAs(ImportState::AsFileSays), (std::vector{Proposed, Accepted, Corrected, Unsure, Rejected, Accepted}));
        QCOMPARE(statesAs(ImportState::Proposed), (std::vector{Proposed, Proposed, Proposed, Proposed, Rejected, Accepted}));
        QCOMPARE(statesAs(ImportState::Accepted), (std::vector{Accepted, Accepted, Corrected, Accepted, Rejected, Accepted}));
    }

    void whereItComesFromIsRecorded() {
        Annotation named = foreign(box(100, 20, 30, 40));
        named.provenance.source = "model";
        named.provenance.model = "other";
        named.provenance.createdBy = "Bob";
        Annotation bare = foreign(box(10, 20, 30, 40));
        bare.provenance = {};
        const LabelImport import = imported(AnnotationSet(), {bare, named}, {.format = "asap-xml"});
        const Provenance &first = import.edit.changes[0].after->provenance, &second = import.edit.changes[1].after->provenance;
        QCOMPARE(first.source + "/" + first.model + "/" + first.createdBy, std::string("import/asap-xml/Ada"));
        QCOMPARE(second.source + "/" + second.model + "/" + second.createdBy, std::string("model/other/Bob"));
    }

    void untouchedProposalsMakeRoomOnlyWhereThatWasChosenAndNothingElseDoes() {
        AnnotationSet set;
        Annotation untouched = labelOf(1, box(100, 100, 100, 100), ReviewState::Proposed);
        untouched.prediction = untouched.shape;
        untouched.provenance.source = "model";
        set.put(shared(untouched));
        set.put(shared(labelOf(2, box(300, 100, 100, 100), ReviewState::Accepted)));
        const std::vector<Annotation> labels = {foreign(box(110, 110, 90, 80)), foreign(box(310, 110, 90, 80)), foreign(box(195, 210, 60, 60))};
        const LabelImport replaced = imported(set, labels, {.overlap = OverlapPolicy::Replace});
        QCOMPARE(replaced.removed, 1);
        QCOMPARE(replaced.overlapping, 1);
        QCOMPARE(replaced.added, 2);
        QVERIFY(!replaced.edit.changes[0].after && replaced.edit.changes[0].before->id == 1);
        QCOMPARE(replaced.issues[0].kind, ImportIssue::Kind::Replaced);
        QCOMPARE(replaced.issues[1].kind, ImportIssue::Kind::LeftOut);
        QCOMPARE(replaced.issues[1].other, AnnotationId(2));
        QVERIFY(replaced.issues[1].shape == labels[1].shape);
        QCOMPARE(imported(set, labels).removed, 0);
        QCOMPARE(imported(set, {foreign(box(195, 100, 100, 100))}, {.overlap = OverlapPolicy::Skip}).overlapping, 1);
        QCOMPARE(imported(set, {foreign(box(195, 100, 100, 100))}).trimmed, 1);
    }

    void structuresMayOverlapAnythingAndSurviveClosing() {
        QTemporaryDir folder;
        const fs::path project = fs::path(folder.path().toStdString()) / "p.bowman";
        const auto slide = openSlide(makeSlide(folder.path().toStdString()));
        Annotation cortex = foreign(box(10, 10, 600, 400)), tissue = foreign(box(5, 5, 700, 500));
        for (Annotation* a : {&cortex, &tissue}) a->kind = AnnotationKind::Structure;
        cortex.className = tissue.className = "Tissue";
        std::string before;
        {
            auto document = Document::open(project, "Ada");
            const auto id = (*document)->addSlide((*slide)->info(), *identifySlide(**slide));
            const auto import = importLabels({.current = (*document)->annotations(*id), .labels = {cortex, foreign(box(50, 50, 40, 40)), tissue}, .slide = {900, 600},
                                              .person = "Ada", .now = nowIso8601(), .newId = [&] { return (*document)->newAnnotationId(); }});
            QCOMPARE(import->added, 3);
            QVERIFY((*document)->applyBatch(*id, import->edit, "{}").ok());
            QVERIFY((*document)->flush().ok());
            before = (*document)->annotations(*id).stateHash();
        }
        auto reopened = Document::open(project, "Ada");
        QVERIFY2(reopened.ok(), reopened ? "" : reopened.error().message().c_str());
        const SlideId id = (*reopened)->slides().front().id;
        QCOMPARE((*reopened)->annotations(id).stateHash(), before);
        QVERIFY((*reopened)->undo(id).ok());
        QCOMPARE((*reopened)->annotations(id).size(), std::size_t(0));
    }

    void theRunSaysFrameFormatAndChoices() {
        SlideInfo slide;
        slide.levels.push_back({{900, 600}, 1, 0, 0});
        slide.bounds = {40, 30, 500, 400};
        const AnnotationSet none;
        const LabelImportRequest request{.current = none, .labels = {}, .slide = {900, 600}, .person = "Ada", .now = "", .format = "geojson",
                                         .state = ImportState::Proposed, .overlap = OverlapPolicy::Skip, .newId = [] { return 1; }};
        const std::string run = describeImport({.path = "/secret/folder/a.json", .format = "geojson", .id = "x", .frame = LabelFrame::Bounds}, request, slide);
        for (const char* part : {"\"frame\":\"bounds\"", "\"origin\":[40.0,30.0]", "\"file\":\"a.json\"", "\"state\":\"proposed\"", "\"overlap\":\"skip\"", "\"id\":\"x\""})
            QVERIFY2(run.find(part) != std::string::npos, run.c_str());
        QVERIFY(run.find("secret") == std::string::npos);
    }

    void ignoredPartsOfTheSectionTeachNothingAndOthersSayNothing() {
        Annotation region = labelOf(1, box(0, 0, 100, 100), ReviewState::Added), artefact = labelOf(2, box(10, 10, 20, 20), ReviewState::Accepted),
                   cortex = labelOf(3, box(0, 0, 60, 100), ReviewState::Accepted);
        region.kind = AnnotationKind::CompleteRegion;
        for (Annotation* a : {&artefact, &cortex}) a->kind = AnnotationKind::Structure;
        artefact.className = "Artefact";
        cortex.className = "Cortex";
        const TrainingLabels labels = trainingLabels(snapshotOf("a", {900, 600}, {region, artefact, cortex, labelOf(4, box(70, 70, 20, 20), ReviewState::Accepted)}), {});
        QCOMPARE(labels.positives.size(), std::size_t(1));
        QCOMPARE(labels.regions.size(), std::size_t(1));
        QCOMPARE(labels.excluded.size(), std::size_t(1));
        QCOMPARE(labels.excluded.front()->id, AnnotationId(2));
        QVERIFY(labels.ignored.empty());
    }

    void labelsOfAnotherFrameAreLeftOutAndSaid() {
        const LabelImport import = imported(AnnotationSet(), {foreign(box(5000, 20, 30, 40)), foreign(box(880, 580, 100, 100))});
        QCOMPARE(import.outside, 1);
        QCOMPARE(import.added, 1);
        QVERIFY(import.issues[0].message.find("(5015, 40)") != std::string::npos);
    }

    void aDocumentTakesWhateverWasImported() {
        QTemporaryDir folder;
        std::mt19937 random(31);
        const fs::path project = fs::path(folder.path().toStdString()) / "p.bowman";
        const auto slide = openSlide(makeSlide(folder.path().toStdString()));
        QVERIFY(slide.ok());
        auto document = Document::open(project, "Ada");
        QVERIFY(document.ok());
        const auto id = (*document)->addSlide((*slide)->info(), *identifySlide(**slide));
        QVERIFY(id.ok());
        for (int round = 0; round < 3; ++round) {
            std::vector<Annotation> labels;
            for (int i = 0; i < 60; ++i) {
                Annotation a = foreign(randomShape(random, {double(random() % 1000), double(random() % 700)}, 5 + random() % 20));
                if (isValid(a.shape)) labels.push_back(std::move(a));
            }
            const auto import = importLabels({.current = (*document)->annotations(*id), .labels = labels, .slide = {900, 600}, .person = "Ada",
                                              .now = nowIso8601(), .newId = [&] { return (*document)->newAnnotationId(); }});
            QVERIFY(import.ok());
            QVERIFY(import->added > 0);
            QCOMPARE(import->added + import->overlapping + import->outside, static_cast<int>(labels.size()));
            const auto applied = (*document)->applyBatch(*id, import->edit, "{}");
            QVERIFY2(applied.ok(), applied.ok() ? "" : applied.error().message().c_str());
        }
    }

    void theCommandLineTakesLabelsInAndGivesThemOutInEveryFormat() {
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString();
        const fs::path slide = makeSlide(folder), project = folder / "p.bowman", labels = folder / "labels.geojson";
        std::vector<Annotation> written = {labelOf(1, box(50, 60, 40, 30), ReviewState::Added), labelOf(2, box(250, 60, 40, 30), ReviewState::Proposed)};
        QVERIFY(writeFileAtomically(labels, toGeoJson(written)).ok());

        const Outcome in = runCli({"import", q(project), q(labels), "--slide", q(slide)});
        QVERIFY2(in.exitCode == 0, in.err.constData());
        QVERIFY(in.out.contains("2 added"));

        const fs::path out = folder / "out.geojson";
        QCOMPARE(runCli({"export", q(project), "--format", "geojson", "--out", q(out)}).exitCode, 0);
        QCOMPARE(readGeoJson(out)->size(), std::size_t(1));
        QCOMPARE(readGeoJson(out)->front().uuid, written[0].uuid);
        QCOMPARE(runCli({"export", q(project), "--format", "geojson", "--states", "added,proposed", "--out", q(out)}).exitCode, 0);
        QCOMPARE(readGeoJson(out)->size(), std::size_t(2));

        const fs::path csv = folder / "out.csv";
        QCOMPARE(runCli({"export", q(project), "--format", "hubmap-rle", "--out", q(csv)}).exitCode, 0);
        const auto back = readHubmapLabels(csv, "", {900, 600});
        QVERIFY(back.ok());
        QVERIFY(back->front().shape == box(50, 60, 40, 30) || areaOf(back->front().shape) == 1200);
        QCOMPARE(runCli({"export", q(project), "--format", "mask-tiff", "--out", q(folder / "mask.tif")}).exitCode, 0);
        const Outcome set = runCli({"export", q(project), "--format", "training-set", "--tile-size", "64", "--um-per-px", "1", "--out", q(folder / "set"), "--json"});
        QVERIFY2(set.exitCode == 0, set.err.constData());
        QVERIFY(set.out.contains("\"tiles\": 1"));
        QVERIFY(fs::exists(folder / "set" / "manifest.json"));
    }

    void theCommandLineSaysWhatWouldIncludeTheRest() {
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString();
        const fs::path slide = makeSlide(folder), project = folder / "p.bowman", labels = folder / "labels.geojson", out = folder / "out.geojson";
        QVERIFY(writeFileAtomically(labels, toGeoJson(std::vector<Annotation>{labelOf(1, box(50, 60, 40, 30), ReviewState::Proposed)})).ok());
        QCOMPARE(runCli({"import", q(project), q(labels), "--slide", q(slide)}).exitCode, 0);
        const Outcome refused = runCli({"export", q(project), "--format", "geojson", "--out", q(out)});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("1 proposed") && refused.err.contains("--states accepted,corrected,added,proposed"), refused.err.constData());
        QVERIFY(!fs::exists(out));
    }

    void brokenLabelsMakeNoProject() {
        QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString();
        const fs::path slide = makeSlide(folder), project = folder / "p.bowman", labels = folder / "labels.geojson";
        QVERIFY(writeFileAtomically(labels, R"({"type":"FeatureCollection","features":[{"type":"Feature")").ok());
        const Outcome refused = runCli({"import", q(project), q(labels), "--slide", q(slide)});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains("labels.geojson: cannot read GeoJSON: parse error"), refused.err.constData());
        QVERIFY(!fs::exists(project));
    }
};

QTEST_GUILESS_MAIN(FormatsImportTest)
#include "formats_import_test.moc"
