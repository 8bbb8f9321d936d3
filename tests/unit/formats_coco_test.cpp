#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/base/files.h"
#include "core/formats/coco_rle.h"
#include "core/formats/format.h"
#include "core/formats/label_reader.h"
#include "tests/support/label_shapes.h"
#include "tests/support/test_data.h"

using namespace bowman;
using namespace bowman::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// As cocoapi's rleFrString and rleDecode do it, pixel by pixel, column-major.
std::vector<bool> decodedBitmap(const std::string& text, int height, int width) {
    std::vector<long> counts;
    for (std::size_t p = 0; p < text.size();) {
        long x = 0;
        int k = 0;
        bool more = true;
        while (more) {
            const char c = static_cast<char>(text[p] - 48);
            x |= static_cast<long>(c & 0x1f) << 5 * k;
            more = c & 0x20;
            ++p;
            ++k;
            if (!more && (c & 0x10)) x |= -1L << 5 * k;
        }
        if (counts.size() > 2) x += counts[counts.size() - 2];
        counts.push_back(x);
    }
    std::vector<bool> bitmap;
    bool value = false;
    for (const long count : counts) {
        bitmap.insert(bitmap.end(), static_cast<std::size_t>(count), value);
        value = !value;
    }
    if (bitmap.size() != static_cast<std::size_t>(height) * width) qFatal("the counts are of %zu pixels", bitmap.size());
    return bitmap;
}

std::vector<PixelRun> columnsOf(const MultiPolygon& shape, PixelSize size) {
    return pixelRuns(shape, {{0, 0}, 1, size.width, size.height}, ScanOrder::Columns);
}

std::string document(const std::string& annotations, const std::string& images = R"({"id":7,"file_name":"in/a.png","width":40,"height":30})") {
    std::string text = R"({"images":[)";
    text.append(images).append(R"(],"categories":[{"id":1,"name":"gs"},{"id":2,"name":"Cortex"}],"annotations":[)").append(annotations).append("]}");
    return text;
}

}  // namespace

class FormatsCocoTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsOfRandomMasksAreReadByAnotherDecoder() {
        std::mt19937 random(17);
        for (int round = 0; round < 40; ++round) {
            const int width = 60 + static_cast<int>(random() % 70), height = 40 + static_cast<int>(random() % 40);
            const auto shape = randomShape(random, {double(random() % width), double(random() % height)}, 5 + round % 20);
            const auto runs = columnsOf(shape, {width, height});
            const auto counts = cocoCounts(runs, {width, height});
            const std::string text = cocoText(counts);
            const auto bitmap = decodedBitmap(text, height, width);
            for (int x = 0; x < width; ++x)
                for (int y = 0; y < height; ++y) QCOMPARE(bitmap[static_cast<std::size_t>(x) * height + y], covers(shape, x, y));
            QVERIFY(*cocoCountsOf(text) == counts);
            QVERIFY(*cocoRuns(counts, {width, height}) == runs);
        }
    }

    void cornersOfTheCode() {
        QVERIFY(cocoCounts({}, {4, 3}) == std::vector<std::int64_t>{12});
        QVERIFY((cocoCounts({{0, 0, 3}, {1, 0, 3}, {2, 0, 3}, {3, 0, 3}}, {4, 3}) == std::vector<std::int64_t>{0, 12}));
        QVERIFY((cocoCounts({{0, 1, 3}, {1, 0, 1}, {3, 2, 3}}, {4, 3}) == std::vector<std::int64_t>{1, 3, 7, 1}));
        QCOMPARE(cocoText({0, 12}), std::string("0<"));
        const std::vector<std::int64_t> large = {4294967295, 1, 4294967295, 17, 3, 16, 4000000000, 1};
        QVERIFY(*cocoCountsOf(cocoText(large)) == large);
        QVERIFY(fitsCocoCounts({65535, 65537}) && !fitsCocoCounts({65536, 65536}));
    }

    void polygonsComeBackExactlyWithEverythingThatIsKnown() {
        auto written = objects(21);
        for (Annotation& a : written)
            for (Polygon& part : a.shape) part.holes.clear();
        const auto labels = roundTrip("coco", written);
        QCOMPARE(labels.annotations.size(), written.size());
        QCOMPARE(labels.slideQuickhash, std::string("q1"));
        QCOMPARE(labels.umPerPx.value_or(0), 0.5);
        for (std::size_t i = 0; i < written.size(); ++i) {
            Annotation expected = written[i];
            expected.id = 0;
            QVERIFY(labels.annotations[i] == expected);
        }
        QVERIFY(m_report.warnings.empty());
    }

    void objectsWithHolesAreRunLengthsAndSaid() {
        const auto written = objects(22);
        const auto labels = roundTrip("coco", written);
        QCOMPARE(labels.annotations.size(), written.size());
        std::size_t withHoles = 0;
        for (std::size_t i = 0; i < written.size(); ++i) {
            const bool hasHole = std::any_of(written[i].shape.begin(), written[i].shape.end(), [](const Polygon& p) { return !p.holes.empty(); });
            withHoles += hasHole;
            if (!hasHole) QVERIFY(labels.annotations[i].shape == written[i].shape);
            QVERIFY(columnsOf(labels.annotations[i].shape, kSize) == columnsOf(written[i].shape, kSize));
        }
        QVERIFY(withHoles > 0);
        QCOMPARE(std::stoul(m_report.warnings.at(0)), withHoles);
        QVERIFY(m_report.warnings.at(0).find("object(s) with holes are run lengths") != std::string::npos);
    }

    void runLengthsArePixelExactAndEncodeAgainToTheSameText() {
        const auto written = objects(23);
        const auto labels = roundTrip("coco-rle", written);
        const json first = json::parse(*readFile(m_report.files.at(0)));
        QCOMPARE(first["annotations"].size(), written.size());
        for (std::size_t i = 0; i < written.size(); ++i) {
            const json& annotation = first["annotations"][i];
            QVERIFY((annotation["segmentation"]["size"] == json{kSize.height, kSize.width}));
            const auto bitmap = decodedBitmap(annotation["segmentation"]["counts"], static_cast<int>(kSize.height), static_cast<int>(kSize.width));
            int left = 1 << 20, right = -1, top = 1 << 20, bottom = -1, area = 0;
            for (int x = 0; x < kSize.width; ++x)
                for (int y = 0; y < kSize.height; ++y) {
                    const bool isSet = bitmap[static_cast<std::size_t>(x * kSize.height + y)];
                    QCOMPARE(isSet, covers(written[i].shape, x, y));
                    if (!isSet) continue;
                    ++area;
                    left = std::min(left, x), right = std::max(right, x + 1), top = std::min(top, y), bottom = std::max(bottom, y + 1);
                }
            QVERIFY(annotation["area"] == area);
            QVERIFY((annotation["bbox"] == json{left, top, right - left, bottom - top}));
            for (const Polygon& part : labels.annotations[i].shape)
                for (const SlidePoint& p : part.outer) QVERIFY(p.x == std::floor(p.x) && p.y == std::floor(p.y));
        }
        const auto again = roundTrip("coco-rle", labels.annotations);
        const json second = json::parse(*readFile(m_report.files.at(0)));
        for (std::size_t i = 0; i < written.size(); ++i) QVERIFY(second["annotations"][i]["segmentation"] == first["annotations"][i]["segmentation"]);
    }

    void aSlideThatIsTooLargeForRunLengthsKeepsItsHolesForUs() {
        const MultiPolygon ring = {{{{10, 10}, {50, 10}, {50, 50}, {10, 50}}, {{{20, 20}, {20, 30}, {30, 30}}}}};
        ExportRequest request = requestOf({snapshotOf("big", {70000, 70000}, {labelOf(1, ring, ReviewState::Accepted)})});
        const auto refused = findExporter("coco-rle")->write(request);
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().message().find("more than other tools can count") != std::string::npos);
        const auto report = findExporter("coco")->write(request);
        QVERIFY(report.ok());
        QVERIFY(report->warnings.at(0).starts_with("1 object(s) lose their holes in other programs"));
        const auto labels = readLabels(request.path);
        QVERIFY(labels.ok());
        QVERIFY(labels->annotations.at(0).shape == ring);
    }

    void severalSlidesAreImagesOfOneFile() {
        ExportRequest request = requestOf({snapshotOf("one", {90, 60}, {labelOf(1, box(1, 2, 30, 40), ReviewState::Accepted)}),
                                           snapshotOf("two", {80, 50}, {labelOf(2, box(5, 6, 7, 8), ReviewState::Added), labelOf(3, box(20, 6, 7, 8), ReviewState::Added)})});
        QVERIFY(findExporter("coco")->write(request).ok());
        const LabelReader& reader = *findLabelReader("coco");
        QVERIFY((*reader.ids(request.path) == std::vector<std::string>{"one", "two"}));
        const auto unsaid = readLabels(request.path);
        QVERIFY(!unsaid.ok());
        QVERIFY2(unsaid.error().message().find("it has 2 images: say which (one, two)") != std::string::npos, unsaid.error().message().c_str());
        LabelReadOptions options;
        options.id = "two";
        const auto labels = readLabels(request.path, options);
        QVERIFY(labels.ok());
        QCOMPARE(labels->annotations.size(), std::size_t(2));
        QVERIFY((labels->slideSize == PixelSize{80, 50}));
        options.id = "three";
        QVERIFY(readLabels(request.path, options).error().message().find("no image is called \"three\"") != std::string::npos);
    }

    void everyFormOfSegmentationIsRead() {
        const auto labels = parsed(document(R"({"id":1,"image_id":7,"category_id":1,"segmentation":[[1,1,9,1,9,9],[20,1,29,1,29,9]]},
            {"id":2,"image_id":7,"category_id":2,"segmentation":{"size":[30,40],"counts":[31,3,1166]}},
            {"id":3,"image_id":7,"category_id":1,"iscrowd":1,"segmentation":{"size":[30,40],"counts":[31,3,57,3,1106]}},
            {"id":4,"image_id":7,"category_id":1,"segmentation":[[1,1,9,1,9,9,1,9],[5,5,19,5,19,15,5,15]]},
            {"id":5,"image_id":7,"category_id":1,"segmentation":[],"bbox":[1,2,3,4]},
            {"id":6,"image_id":7,"category_id":1,"segmentation":[[1,1,2,2]]},
            {"id":7,"image_id":8,"category_id":1,"segmentation":[[1,1,9,1,9,9]]})"));
        QCOMPARE(labels.annotations.size(), std::size_t(5));
        QCOMPARE(labels.annotations[0].shape.size(), std::size_t(2));
        QCOMPARE(labels.annotations[0].className, std::string("gs"));
        QVERIFY(labels.annotations[1].kind == AnnotationKind::Structure);
        QVERIFY((boundsOf(labels.annotations[1].shape) == SlideRect{1, 1, 1, 3}));
        QCOMPARE(labels.annotations[2].shape.size(), std::size_t(1));                  // the crowd is two objects
        QCOMPARE(areaOf(labels.annotations[4].shape), 64.0 + 140.0 - 16.0);            // parts that overlap are one area
        QVERIFY((labels.slideSize == PixelSize{40, 30}));
        std::string warnings;
        for (const std::string& w : labels.warnings) warnings.append(w).append("\n");
        QVERIFY(warnings.find("1 object(s) with a box but no outline") != std::string::npos);
        QVERIFY(warnings.find("1 crowd(s)") != std::string::npos);
        QVERIFY(warnings.find("1 object(s) without an area") != std::string::npos);
    }

    void realFilesImportWithTheCountTheirTextHas() {
        if (dataFolder().empty()) QSKIP("no real data");
        for (const char* name : {"coco_annotations.json", "coco_test.json"}) {
            const fs::path path = dataFolder() / "interop" / "labelme_coco" / name;
            const json truth = json::parse(*readFile(path));
            const auto ids = findLabelReader("coco")->ids(path);
            QVERIFY(ids.ok());
            QCOMPARE(ids->size(), truth["images"].size());
            QVERIFY(!readLabels(path).ok());
            std::size_t objects = 0;
            for (const json& image : truth["images"]) {
                LabelReadOptions options;
                options.id = std::to_string(image["id"].get<int>());
                const auto labels = readLabels(path, options);
                QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
                QCOMPARE(labels->format, std::string("coco"));
                objects += labels->annotations.size();
                for (const Annotation& a : labels->annotations) QVERIFY(isValid(a.shape));
            }
            QCOMPARE(objects, truth["annotations"].size());
        }
    }

    void malformedInputIsAnErrorThatNamesThePlace_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const std::string& text, const char* says) { QTest::newRow(name) << QString::fromStdString(text) << says; };
        const auto object = [](const std::string& segmentation) { return document(std::string(R"({"image_id":7,"segmentation":)").append(segmentation).append("}")); };
        row("no images", R"({"annotations":[]})", "there is no list of \"images\"");
        row("image list", R"({"images":[],"annotations":[]})", "images: there are no images");
        row("image id", document("", R"({"file_name":"a"})"), "images[0]: an image without \"id\"");
        row("annotations", R"({"images":[{"id":1}],"annotations":7})", "annotations: a list was expected, not a number");
        row("image of one", document(R"({"segmentation":[]})"), "annotations[0]: an annotation without \"image_id\"");
        row("odd", object("[[1,2,3,4,5]]"), "annotations[0].segmentation[0]: a polygon needs an even count");
        row("text", object(R"([[1,2,3,"x",5,6]])"), "annotations[0].segmentation[0][3]: a number was expected, not a text");
        row("pairs", object("[[1,2],[3,4],[5,6]]"), "annotations[0].segmentation: a polygon is one flat list");
        row("far", object("[[1,2,3,4,1e30,6]]"), "annotations[0].segmentation[0][4]: the position is beyond any slide");
        row("NaN", object("[[1,2,3,4,NaN,6]]"), "parse error");
        row("no size", object(R"({"counts":[1,2]})"), "annotations[0].segmentation: run lengths need");
        row("size zero", object(R"({"size":[0,4],"counts":[1]})"), "annotations[0].segmentation.size[0]: no image has this size");
        row("size giant", object(R"({"size":[4,99999999999],"counts":[1]})"), "annotations[0].segmentation.size[1]: no image has this size");
        row("negative", object(R"({"size":[4,4],"counts":[3,-1]})"), "annotations[0].segmentation.counts: count 2: it is negative");
        row("beyond", object(R"({"size":[4,4],"counts":[3,14]})"), "annotations[0].segmentation.counts: count 2: it goes beyond the 4 × 4 pixels");
        row("too many", object(R"({"size":[1,2000000000],"counts":[0,2000000000]})"), "more than 4,000,000 runs");
        row("fraction", object(R"({"size":[4,4],"counts":[3,1.5]})"), "annotations[0].segmentation.counts[1]: a whole number was expected");
        row("code", object(R"({"size":[4,4],"counts":"3\u0001"})"), "annotations[0].segmentation.counts: count 2: a character that is not of the code");
        row("code cut", object(R"({"size":[4,4],"counts":"3o"})"), "count 2: the text ends within the number");
        row("code long", object(R"({"size":[4,4],"counts":"oooooooooooooooooooo0"})"), "count 1: the number is too large");
        row("deep", std::string("{\"images\":[").append(300, '['), "nested deeper than 128");
        row("cut", document("").substr(0, 60), "parse error");
        row("category", R"({"images":[{"id":1}],"annotations":[],"categories":[5]})", "categories[0]: an object was expected");
    }

    void malformedInputIsAnErrorThatNamesThePlace() {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const fs::path path = fs::path(m_folder.path().toStdString()) / "bad.json";
        QVERIFY(writeFileAtomically(path, text.toStdString()).ok());
        const auto labels = findLabelReader("coco")->read(path, {});
        QVERIFY(!labels.ok());
        QVERIFY2(labels.error().message().find(says.toStdString()) != std::string::npos, labels.error().message().c_str());
    }

private:
    static constexpr PixelSize kSize{310, 170};

    static std::vector<Annotation> objects(unsigned seed) {
        std::mt19937 random(seed);
        std::vector<Annotation> all;
        for (int i = 0; all.size() < 12; ++i) {
            Annotation a = labelOf(i + 1, randomShape(random, {60.0 + 60 * (i % 4), 40.0 + 35 * (i / 4 % 4)}, 9 + i % 6), ReviewState::Accepted);
            if (!isValid(a.shape)) continue;
            a.className = i % 3 ? "Glomerulus" : "Globally sclerotic";
            a.score = i / 16.0;
            a.note = "of the pair";
            a.provenance.threshold = 0.25;
            all.push_back(a);
        }
        return all;
    }

    ExportRequest requestOf(std::vector<Snapshot> slides) const {
        ExportRequest request;
        request.slides = std::move(slides);
        request.path = fs::path(m_folder.path().toStdString()) / "labels.json";
        return request;
    }

    Labels roundTrip(const std::string& format, std::vector<Annotation> annotations) {
        for (std::size_t i = 0; i < annotations.size(); ++i) annotations[i].id = static_cast<AnnotationId>(i + 1);
        Snapshot snapshot = snapshotOf("s", kSize, std::move(annotations));
        snapshot.slide.identity.quickhash = "q1";
        const ExportRequest request = requestOf({snapshot});
        const auto report = findExporter(format)->write(request);
        if (!report) qFatal("%s", report.error().message().c_str());
        m_report = *report;
        const auto labels = readLabels(request.path);
        if (!labels) qFatal("%s", labels.error().message().c_str());
        return *labels;
    }

    Labels parsed(const std::string& text) const {
        const fs::path path = fs::path(m_folder.path().toStdString()) / "parsed.json";
        if (!writeFileAtomically(path, text)) qFatal("cannot write");
        const auto labels = readLabels(path);
        if (!labels) qFatal("%s", labels.error().message().c_str());
        return *labels;
    }

    QTemporaryDir m_folder;
    ExportReport m_report;
};

QTEST_APPLESS_MAIN(FormatsCocoTest)
#include "formats_coco_test.moc"
