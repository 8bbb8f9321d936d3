#include <QTest>

#include <fstream>
#include <set>

#include "core/formats/training_mask.h"
#include "core/formats/training_plan.h"
#include "core/slide/image_file.h"
#include "tests/unit/formats_training_set_support.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

class FormatsTrainingSetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void masksHoldOneZeroAndIgnoreExactlyAsDefined() {
        QTemporaryDir folder;
        const auto request = requestFor(folder);
        const auto report = findExporter("training-set")->write(request);
        QVERIFY2(report.ok(), report.ok() ? "" : report.error().message().c_str());
        const auto manifest = manifestOf(request.path);
        std::int64_t wrong = 0;
        std::array<std::int64_t, 256> seen{};
        for (const auto& tile : manifest["tiles"]) {
            const auto mask = readMaskFile(request.path / tile["mask"].get<std::string>());
            QVERIFY(mask.ok());
            QCOMPARE(mask->width(), 96);
            for (int y = 0; y < 96; ++y)
                for (int x = 0; x < 96; ++x) {
                    const std::uint8_t value = *mask->pixel(x, y);
                    ++seen[value];
                    wrong += value != expected(oneOfEach(), tile["x"].get<double>() + (x + 0.5) * 3, tile["y"].get<double>() + (y + 0.5) * 3);
                }
        }
        QCOMPARE(wrong, std::int64_t(0));
        QVERIFY(seen[0] > 0 && seen[1] > 0 && seen[255] > 0);
        QCOMPARE(seen[0] + seen[1] + seen[255], static_cast<std::int64_t>(manifest["tiles"].size()) * 96 * 96);
    }

    void everyReviewedObjectIsWholeInSomeTileAndUnreviewedPlacesAreNotVisited() {
        const Snapshot snapshot = snapshotOf("alpha", kSize, oneOfEach());
        const TrainingLabels labels = trainingLabels(snapshot, {});
        QCOMPARE(labels.positives.size(), std::size_t(6));
        QCOMPARE(labels.rejected.size(), std::size_t(2));
        QCOMPARE(labels.ignored.size(), std::size_t(4));
        const auto tiles = trainingTiles(labels, kSize, {.extent = 288});
        const auto isWhole = [&](const SlideRect& r) {
            for (const SlidePoint& t : tiles)
                if (r.x >= t.x && r.y >= t.y && r.right() <= t.x + 288 && r.bottom() <= t.y + 288) return true;
            return false;
        };
        for (const auto& list : {labels.positives, labels.rejected})
            for (const AnnotationPtr& a : list) QVERIFY(isWhole(boundsOf(a->shape)));
        for (const SlidePoint& t : tiles) QVERIFY(t.x >= 0 && t.y >= 0 && t.x + 288 <= kSize.width && t.y + 288 <= kSize.height);
        QVERIFY(trainingTiles(trainingLabels(snapshotOf("b", kSize, {labelOf(1, box(5, 5, 9, 9), ReviewState::Proposed)}), {}), kSize, {.extent = 288}).empty());
    }

    void anObjectLargerThanATileIsCovered() {
        const Snapshot snapshot = snapshotOf("alpha", kSize, {labelOf(1, box(10, 400, 900, 310), ReviewState::Added)});
        const auto tiles = trainingTiles(trainingLabels(snapshot, {}), kSize, {.extent = 200});
        for (double y = 400.5; y < 710; ++y)
            for (double x = 10.5; x < 910; x += 7) {
                const bool isCovered = std::any_of(tiles.begin(), tiles.end(), [&](SlidePoint t) { return SlideRect{t.x, t.y, 200, 200}.contains({x, y}); });
                QVERIFY(isCovered);
            }
        QVERIFY(tiles.size() <= 12);
    }

    void otherClassesThanThoseAskedForAreIgnoredAndNotBackground() {
        auto labels = oneOfEach();
        labels[1].className = "Sclerotic";
        const TrainingLabels chosen = trainingLabels(snapshotOf("alpha", kSize, labels), {"Glomerulus"});
        QCOMPARE(chosen.positives.size(), std::size_t(5));
        const Image mask = TrainingMasks(chosen, kSize).draw({{100, 80}, 1, 200, 150});
        QCOMPARE(int(*mask.pixel(50, 60)), 255);
        QCOMPARE(int(*mask.pixel(5, 5)), 0);
    }

    void theManifestNamesEveryFileWithItsHashAndWhoReviewed() {
        QTemporaryDir folder;
        const auto request = requestFor(folder);
        QVERIFY(findExporter("training-set")->write(request).ok());
        const auto manifest = manifestOf(request.path);
        QCOMPARE(manifest["schema"].get<std::string>(), std::string("bowman-training-set"));
        QCOMPARE(manifest["date"].get<std::string>(), std::string("2026-04-05T06:07:08Z"));
        QVERIFY(manifest["reviewers"] == nlohmann::json({"Ada", "Dr. Example"}));
        QCOMPARE(manifest["models"][0]["name"].get<std::string>(), std::string("linknet"));
        std::set<std::string> named = {"manifest.json", "DATA_CARD.md"};
        for (const auto& tile : manifest["tiles"]) {
            for (const char* kind : {"image", "mask"}) {
                const auto name = tile[kind].get<std::string>();
                named.insert(name);
                QCOMPARE(*sha256OfFile(request.path / name), tile[std::string("sha256_") + kind].get<std::string>());
            }
            QCOMPARE(tile["um_per_px"].get<double>(), 1.5);
            QCOMPARE(tile["size"].get<int>(), 96);
            QCOMPARE(tile["slide"].get<std::string>(), std::string("alpha"));
            QCOMPARE(tile["group"].get<std::string>(), std::string("alpha"));
            QVERIFY(tile["fold"].get<int>() >= 0 && tile["fold"].get<int>() < 3);
        }
        for (const auto& [name, bytes] : bytesOf(request.path)) QVERIFY2(named.erase(name) == 1, name.c_str());
        QVERIFY(named.empty());
    }

    void imagesShowThePlaceThatTheMaskIsOf() {
        QTemporaryDir folder;
        const auto request = requestFor(folder);
        QVERIFY(findExporter("training-set")->write(request).ok());
        for (const auto& tile : manifestOf(request.path)["tiles"]) {
            const auto image = readRgbFile(request.path / tile["image"].get<std::string>());
            QVERIFY(image.ok());
            const double x = tile["x"].get<double>() + 40.5 * 3, y = tile["y"].get<double>() + 70.5 * 3;
            QVERIFY(std::abs(image->pixel(40, 70)[0] - x / 6) <= 1.5);
            QVERIFY(std::abs(image->pixel(40, 70)[1] - y / 4) <= 1.5);
        }
    }

    void theSameProjectAndSeedGiveTheSameBytesAndReplaceTheOldSet() {
        QTemporaryDir folder;
        const auto request = requestFor(folder);
        QVERIFY(findExporter("training-set")->write(request).ok());
        const auto first = bytesOf(request.path);
        QVERIFY(findExporter("training-set")->write(request).ok());
        QVERIFY(bytesOf(request.path) == first);
        QCOMPARE(std::distance(fs::directory_iterator(folder.path().toStdString()), fs::directory_iterator()), 1);
    }

    void aFolderOfSomethingElseIsLeftAlone() {
        QTemporaryDir folder;
        const auto request = requestFor(folder);
        fs::create_directories(request.path);
        QVERIFY(writeFileAtomically(request.path / "holiday.jpg", "x").ok());
        const auto report = findExporter("training-set")->write(request);
        QVERIFY(!report.ok());
        QCOMPARE(bytesOf(request.path).size(), std::size_t(1));
        QCOMPARE(std::distance(fs::directory_iterator(folder.path().toStdString()), fs::directory_iterator()), 1);
    }

    void nothingReviewedIsAnErrorThatSaysWhatThereIs() {
        QTemporaryDir folder;
        auto request = requestFor(folder);
        request.slides = {snapshotOf("alpha", kSize, {labelOf(1, box(5, 5, 9, 9), ReviewState::Proposed)})};
        const auto report = findExporter("training-set")->write(request);
        QVERIFY(!report.ok());
        QVERIFY(report.error().message().find("1 proposed") != std::string::npos);
        QVERIFY(!fs::exists(request.path));
    }

    void aSlideThatIsGoneIsLeftOutAndSaid() {
        QTemporaryDir folder;
        auto request = requestFor(folder);
        request.slides.push_back(snapshotOf("beta", kSize, oneOfEach()));
        request.openSlide = [](const SlideRecord& record) -> Result<SlidePtr> {
            if (record.alias == "beta") return Error{"cannot open", "beta.svs", "no such file"};
            return slideNamed(record.alias);
        };
        const auto report = findExporter("training-set")->write(request);
        QVERIFY(report.ok());
        QCOMPARE(report->skippedSlides, std::size_t(1));
        QVERIFY(report->warnings.front().find("beta.svs: cannot open: no such file") != std::string::npos);
    }

    void theOrderOfSlidesAndObjectsChangesNoByte() {
        QTemporaryDir folder;
        auto request = requestFor(folder);
        request.training.overlap = 0.25;
        request.training.jitter = 0.2;
        request.training.smallestPart = 0.3;
        request.slides = {snapshotOf("alpha", kSize, oneOfEach()), snapshotOf("beta", kSize, oneOfEach()), snapshotOf("gamma", kSize, oneOfEach())};
        request.slides[0].slide.patient = request.slides[2].slide.patient = "Mustermann";
        QVERIFY(findExporter("training-set")->write(request).ok());
        const auto first = bytesOf(request.path);
        std::reverse(request.slides.begin(), request.slides.end());
        for (Snapshot& snapshot : request.slides) std::reverse(snapshot.annotations.begin(), snapshot.annotations.end());
        request.path = fs::path(folder.path().toStdString()) / "again";
        QVERIFY(findExporter("training-set")->write(request).ok());
        QVERIFY(bytesOf(request.path) == first);
        request.training.seed = 8;
        QVERIFY(findExporter("training-set")->write(request).ok());
        QVERIFY(bytesOf(request.path) != first);
    }

    void nothingOfThePatientLeaves() {
        QTemporaryDir folder;
        auto request = requestFor(folder);
        auto labels = oneOfEach();
        for (Annotation& a : labels) a.note = "Secretnote";
        request.slides = {snapshotOf("alpha", kSize, labels)};
        SlideRecord& slide = request.slides[0].slide;
        slide.patient = "Secretpatient";
        slide.caseName = "Secretcase";
        slide.block = "Secretblock";
        slide.path = "/Secretfolder/Secretfile.svs";
        request.openSlide = [](const SlideRecord&) -> Result<SlidePtr> { return slideNamed("Secretslide"); };
        QVERIFY(findExporter("training-set")->write(request).ok());
        const auto files = bytesOf(request.path);
        QVERIFY(files.size() > 10);
        for (const auto& [name, bytes] : files) {
            QVERIFY2(name.find("Secret") == std::string::npos, name.c_str());
            QVERIFY2(bytes.find("Secret") == std::string::npos, name.c_str());
        }
        QCOMPARE(manifestOf(request.path)["tiles"][0]["group"].get<std::string>(), std::string("patient-1"));
    }

    void neighboursInARegionOverlapByTheChosenShare() {
        const TrainingLabels labels = trainingLabels(snapshotOf("alpha", kSize, {region(1, box(100, 80, 900, 150))}), {});
        for (const double overlap : {0.0, 0.25, 0.5}) {
            const auto tiles = trainingTiles(labels, kSize, {.extent = 200, .overlap = overlap});
            std::vector<double> x;
            for (const SlidePoint& t : tiles) x.push_back(t.x);
            std::sort(x.begin(), x.end());
            QCOMPARE(x.front(), 100.0);
            QCOMPARE(x.back(), 800.0);
            QCOMPARE(x.size(), overlap == 0 ? 5u : overlap == 0.25 ? 6u : 8u);
            for (std::size_t i = 1; i < x.size(); ++i) QVERIFY(x[i] - x[i - 1] <= 200 * (1 - overlap) + 1);
        }
    }

    void jitterMovesTilesButLeavesObjectsWhole() {
        std::vector<Annotation> objects;
        for (int i = 0; i < 6; ++i) objects.push_back(labelOf(i + 1, box(20 + 230 * i, 130 * i + 10, 83.25, 61), ReviewState::Accepted));
        const TrainingLabels labels = trainingLabels(snapshotOf("alpha", kSize, objects), {});
        const auto still = trainingTiles(labels, kSize, {.extent = 120});
        const auto moved = trainingTiles(labels, kSize, {.extent = 120, .jitter = 0.5, .seed = 3});
        QVERIFY(moved == trainingTiles(labels, kSize, {.extent = 120, .jitter = 0.5, .seed = 3}));
        QVERIFY(moved != trainingTiles(labels, kSize, {.extent = 120, .jitter = 0.5, .seed = 4}));
        QCOMPARE(moved.size(), still.size());
        for (std::size_t i = 0; i < moved.size(); ++i) {
            QVERIFY(std::abs(moved[i].x - still[i].x) <= 61 && std::abs(moved[i].y - still[i].y) <= 61);
            const SlideRect r = boundsOf(objects[i].shape);
            QVERIFY(r.x >= moved[i].x && r.y >= moved[i].y && r.right() <= moved[i].x + 120 && r.bottom() <= moved[i].y + 120);
        }
        QVERIFY(seedOfSlide(1, "a") != seedOfSlide(1, "b") && seedOfSlide(1, "a") != seedOfSlide(2, "a"));
    }

    void aCutObjectWithTooLittleLeftIsIgnoredInThatTileOnly() {
        const TrainingLabels labels = trainingLabels(
            snapshotOf("alpha", kSize, {region(1, box(0, 0, 400, 400)), labelOf(2, box(90, 20, 40, 40), ReviewState::Added), labelOf(3, box(70, 65, 40, 20), ReviewState::Added)}), {});
        TrainingMaskOptions options;
        options.smallestPart = 0.5;
        const TrainingMasks masks(labels, kSize, options);
        const Image cut = masks.draw({{0, 0}, 1, 100, 100});      // a quarter of the first is left, three of the second
        QCOMPARE(int(*cut.pixel(95, 30)), 255);
        QCOMPARE(int(*cut.pixel(89, 30)), 0);
        QCOMPARE(int(*cut.pixel(75, 70)), 1);
        QCOMPARE(int(*masks.draw({{50, 0}, 1, 100, 100}).pixel(45, 30)), 1);
        QCOMPARE(int(*TrainingMasks(labels, kSize).draw({{0, 0}, 1, 100, 100}).pixel(95, 30)), 1);
        QCOMPARE(visibleShare(box(90, 20, 40, 40), {{0, 0}, 1, 100, 100}, kSize), 0.25);
        QCOMPARE(visibleShare(box(-30, 20, 40, 40), {{0, 0}, 1, 100, 100}, kSize), 1.0);   // the rest is no part of the slide
    }

    void masksPerClassHoldTheNumbersThatTheManifestNames() {
        QTemporaryDir folder;
        auto request = requestFor(folder);
        auto labels = oneOfEach();
        labels[1].className = "Sclerotic";
        labels[3].className = "Crescent";
        request.slides = {snapshotOf("alpha", kSize, labels)};
        request.training.perClass = true;
        QVERIFY(findExporter("training-set")->write(request).ok());
        const auto manifest = manifestOf(request.path);
        QCOMPARE(manifest["masks"].get<std::string>(), std::string("per-class"));
        QVERIFY(manifest["labels"] == nlohmann::json({{"0", "background"}, {"1", "Glomerulus"}, {"2", "Crescent"}, {"3", "Sclerotic"}, {"255", "ignore"}}));
        const Image mask = TrainingMasks(trainingLabels(request.slides[0], {}), kSize, {{{"Glomerulus", 1}, {"Crescent", 2}, {"Sclerotic", 3}}, 0}).draw({{0, 0}, 2, 700, 450});
        std::set<int> seen;
        for (const auto& tile : manifest["tiles"]) {
            const auto read = readMaskFile(request.path / tile["mask"].get<std::string>());
            for (int i = 0; i < 96 * 96; ++i) seen.insert(read->data()[i]);
        }
        QVERIFY(seen == (std::set<int>{0, 1, 2, 3, 255}));
        const auto at = [&](const Annotation& a) { return int(*mask.pixel(int(boundsOf(a.shape).centre().x / 2), int(boundsOf(a.shape).centre().y / 2))); };
        QCOMPARE(at(labels[1]), 3);
        QCOMPARE(at(labels[3]), 2);
        QCOMPARE(at(labels[5]), 1);
    }

    void structuresToBeIgnoredHideWhatLiesInThemAndOthersSayNothing() {
        auto labels = oneOfEach();
        for (const auto& [id, name, x] : {std::tuple{90, "Artefact", 120.0}, {91, "Cortex", 300.0}, {92, "Ignore", 600.0}}) {
            Annotation structure = labelOf(id, box(x, 100, 30, 200), ReviewState::Added);
            structure.kind = AnnotationKind::Structure;
            structure.className = name;
            labels.push_back(structure);
        }
        const Image mask = TrainingMasks(trainingLabels(snapshotOf("alpha", kSize, labels), {}), kSize).draw({{0, 0}, 1, 1400, 900});
        QCOMPARE(int(*mask.pixel(130, 150)), 255);   // of an accepted glomerulus
        QCOMPARE(int(*mask.pixel(160, 150)), 1);
        QCOMPARE(int(*mask.pixel(320, 110)), 0);
        QCOMPARE(int(*mask.pixel(610, 110)), 255);
    }

    void imagesAndMasksHaveTheSameNamesAsPlainDatasetsExpect() {
        QTemporaryDir folder;
        const auto request = requestFor(folder);
        QVERIFY(findExporter("training-set")->write(request).ok());
        std::set<std::string> images, masks;
        for (const auto& entry : fs::directory_iterator(request.path / "images")) images.insert(entry.path().filename().string());
        for (const auto& entry : fs::directory_iterator(request.path / "masks")) masks.insert(entry.path().filename().string());
        QVERIFY(!images.empty() && images == masks);
        for (const std::string& name : images) {
            const auto image = readRgbFile(request.path / "images" / name);
            const auto mask = readMaskFile(request.path / "masks" / name);   // refuses colour and palettes
            QVERIFY(image.ok() && mask.ok());
            QVERIFY(image->width() == mask->width() && image->height() == mask->height());
        }
        const std::string card = *readFile(request.path / "DATA_CARD.md");
        for (const char* said : {"ignore_index=255", "| alpha | alpha |", "| 255 | not known", "Dr. Example", "linknet (0123456789ab)"})
            QVERIFY2(card.find(said) != std::string::npos, said);
    }

    void optionsOutOfTheirRangeAreRefused() {
        QTemporaryDir folder;
        for (const auto change : {+[](TrainingSetOptions& o) { o.overlap = 0.6; }, +[](TrainingSetOptions& o) { o.jitter = -0.1; },
                                  +[](TrainingSetOptions& o) { o.smallestPart = NAN; }, +[](TrainingSetOptions& o) { o.tileSize = 8; }}) {
            auto request = requestFor(folder);
            change(request.training);
            QVERIFY(!findExporter("training-set")->write(request).ok());
            QVERIFY(!fs::exists(request.path));
        }
    }

    void aPatientIsInOneFoldAndUnnamed() {
        SlideRecord a, b, c, d;
        a.alias = "a"; b.alias = "b"; c.alias = "c"; d.alias = "d";
        a.patient = c.patient = "Mustermann";
        b.patient = "Doe";
        const auto groups = trainingGroups({&a, &b, &c, &d});
        QVERIFY(groups == (std::vector<std::string>{"patient-1", "patient-2", "patient-1", "d"}));
        bool isEverDifferent = false;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto folds = trainingFolds(groups, {10, 5, 10, 5}, 2, seed);
            QCOMPARE(folds[0], folds[2]);
            QVERIFY(folds == trainingFolds(groups, {10, 5, 10, 5}, 2, seed));
            QVERIFY(std::set<int>(folds.begin(), folds.end()).size() == 2);
            isEverDifferent = isEverDifferent || folds != trainingFolds(groups, {10, 5, 10, 5}, 2, 0);
        }
        QVERIFY(isEverDifferent);
    }
};

QTEST_APPLESS_MAIN(FormatsTrainingSetTest)
#include "formats_training_set_test.moc"
