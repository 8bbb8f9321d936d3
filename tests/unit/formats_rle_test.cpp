#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include "core/annotation/polygon_ops.h"
#include "core/base/files.h"
#include "core/formats/format.h"
#include "core/formats/hubmap_csv.h"
#include "core/formats/rle.h"
#include "core/formats/run_outlines.h"
#include "tests/support/label_shapes.h"
#include "tests/support/test_data.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

using Bitmap = std::vector<bool>;   ///< column-major

/// As numpy users write it: differences of the flattened transposed mask.
std::string encodeBitmap(const Bitmap& bitmap) {
    std::string out;
    for (std::size_t i = 0; i < bitmap.size();) {
        if (!bitmap[i]) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < bitmap.size() && bitmap[end]) ++end;
        if (!out.empty()) out += ' ';
        out += std::to_string(i + 1);
        out += ' ';
        out += std::to_string(end - i);
        i = end;
    }
    return out;
}

Bitmap bitmapOf(const std::vector<MultiPolygon>& shapes, int width, int height) {
    Bitmap bitmap(static_cast<std::size_t>(width) * height);
    for (int x = 0; x < width; ++x)
        for (int y = 0; y < height; ++y)
            for (const MultiPolygon& shape : shapes)
                if (covers(shape, x, y)) bitmap[static_cast<std::size_t>(x) * height + y] = true;
    return bitmap;
}

std::vector<PixelRun> columnsOf(const std::vector<MultiPolygon>& shapes, int width, int height) {
    return pixelRuns(shapes, {{0, 0}, 1, width, height}, ScanOrder::Columns);
}

}  // namespace

class FormatsRleTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aColumnIsCountedFromTheTopLeft() {  // "1 3" is pixels 1, 2, 3; a 7 × 5 slide
        QCOMPARE(encodeRle(columnsOf({box(0, 0, 1, 3)}, 7, 5), 5), std::string("1 3"));
        QCOMPARE(encodeRle(columnsOf({box(2, 1, 2, 3)}, 7, 5), 5), std::string("12 3 17 3"));
        QCOMPARE(encodeRle(columnsOf({box(1, 0, 2, 5)}, 7, 5), 5), std::string("6 10"));
        QCOMPARE(encodeRle({}, 5), std::string());
    }

    void randomShapesEncodeAsTheOracleDoes() {
        std::mt19937 random(11);
        for (int round = 0; round < 60; ++round) {
            const int width = 90 + static_cast<int>(random() % 60), height = 40 + static_cast<int>(random() % 30);
            std::vector<MultiPolygon> shapes;
            for (int i = 0; i < 4; ++i)
                shapes.push_back(randomShape(random, {double(random() % width), double(random() % height)}, 5 + i * 3));
            const auto runs = columnsOf(shapes, width, height);
            const std::string text = encodeRle(runs, height);
            QCOMPARE(text, encodeBitmap(bitmapOf(shapes, width, height)));
            const auto decoded = decodeRle(text, {width, height});
            QVERIFY(decoded.ok());
            QVERIFY(*decoded == runs);
        }
    }

    void theTextOfAWideSlideIsMadeInBandsAndTheSame() {
        std::mt19937 random(12);
        std::vector<MultiPolygon> shapes = {box(0, 0, 1700, 40), box(500, 50, 40, 10.5)};   // one goes through all bands
        for (int i = 0; i < 60; ++i) shapes.push_back(randomShape(random, {double(random() % 1750) - 20, 50 + double(random() % 200)}, 4 + i % 30));
        const PixelSize size{1700, 260};
        std::vector<const MultiPolygon*> pointers;
        for (const MultiPolygon& shape : shapes) pointers.push_back(&shape);
        const auto runs = pixelRuns(shapes, {{0, 0}, 1, size.width, size.height}, ScanOrder::Columns);
        const RleText banded = rleOfShapes(pointers, size);
        QVERIFY(banded.text == encodeRle(runs, size.height));
        QCOMPARE(banded.pixels, pixelCount(runs));
        QVERIFY(rleOfShapes({}, size).text.empty());
    }

    void runsThatTouchOrComeInAnyOrderGiveTheSameOutlines() {
        const auto whole = outlinesOfColumns({{3, 2, 9}, {4, 2, 9}});
        QVERIFY(whole == outlinesOfColumns({{4, 5, 9}, {3, 2, 4}, {3, 4, 9}, {4, 2, 6}, {7, 3, 3}}));
        QCOMPARE(whole.size(), std::size_t(1));
        QCOMPARE(areaOf({whole[0]}), 14.0);
        QVERIFY(outlinesOfColumns({}).empty());
    }

    void outlinesOfAnyMaskAreValidAndDrawTheSameMask() {
        std::mt19937 random(5);
        for (int round = 0; round < 200; ++round) {
            const int width = 3 + static_cast<int>(random() % 14), height = 2 + static_cast<int>(random() % 11);
            Bitmap bitmap(static_cast<std::size_t>(width) * height);
            for (std::size_t i = 0; i < bitmap.size(); ++i) bitmap[i] = random() % 100 < 30 + static_cast<unsigned>(round % 50);
            const auto runs = *decodeRle(encodeBitmap(bitmap), {width, height});
            std::vector<MultiPolygon> shapes;
            double area = 0;
            for (const Polygon& polygon : outlinesOfColumns(runs)) {
                QVERIFY2(isValid({polygon}), encodeBitmap(bitmap).c_str());
                shapes.push_back({polygon});
                area += areaOf({polygon});
            }
            QCOMPARE(area, static_cast<double>(pixelCount(runs)));
            QVERIFY(columnsOf(shapes, width, height) == runs);
        }
    }

    void diagonalPixelsAreTwoObjects() {
        QCOMPARE(outlinesOfColumns({{0, 0, 1}, {1, 1, 2}}).size(), std::size_t(2));
        const auto ring = outlinesOfColumns({{0, 0, 3}, {1, 0, 1}, {1, 2, 3}, {2, 0, 3}});
        QCOMPARE(ring.size(), std::size_t(1));
        QCOMPARE(ring[0].holes.size(), std::size_t(1));
        QCOMPARE(ring[0].outer.size(), std::size_t(4));
    }

    void badEncodingsAreErrors_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("a word") << "1 3 x 4" << "pair 2: two whole numbers";
        QTest::newRow("odd count") << "1 3 7" << "pair 2: two whole numbers";
        QTest::newRow("zero") << "0 3" << "must be positive";
        QTest::newRow("negative") << "5 -3" << "must be positive";
        QTest::newRow("overlap") << "1 5 5 2" << "pair 2: it begins before";
        QTest::newRow("not sorted") << "9 2 1 2" << "pair 2: it begins before";
        QTest::newRow("too long") << "30 10" << "beyond the 7 × 5 pixels";
        QTest::newRow("huge") << "1 9223372036854775807" << "beyond";
        QTest::newRow("overflow") << "1 92233720368547758079" << "two whole numbers";
        QTest::newRow("fraction") << "1.5 2" << "two whole numbers";
    }

    void badEncodingsAreErrors() {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto decoded = decodeRle(text.toStdString(), {7, 5});
        QVERIFY(!decoded.ok());
        QVERIFY2(decoded.error().message().find(says.toStdString()) != std::string::npos, decoded.error().message().c_str());
    }

    void tablesAreReadWithQuotesAndEitherHeader() {
        const auto rows = parseHubmapCsv("id,predicted\r\na,1 3\r\n\"b,\"\"c\",\r\n", "t.csv");
        QVERIFY(rows.ok());
        QVERIFY(*rows == (std::vector<HubmapRow>{{"a", "1 3"}, {"b,\"c", ""}}));
        QVERIFY(*parseHubmapCsv(toHubmapCsv(*rows), "t.csv") == *rows);
        QVERIFY(!parseHubmapCsv("a,1 3\n", "t.csv").ok());
        QVERIFY(!parseHubmapCsv("id,encoding\nabc\n", "t.csv").ok());
        QVERIFY(!parseHubmapCsv("id,encoding\n\"abc,1 2\n", "t.csv").ok());
    }

    void theExportHoldsTheUnionOfReviewedObjectsOfEachSlide() {
        QTemporaryDir folder;
        ExportRequest request;
        request.path = fs::path(folder.path().toStdString()) / "labels.csv";
        request.slides = {snapshotOf("two", {7, 5}, {labelOf(1, box(2, 1, 2, 3), ReviewState::Proposed)}),
                          snapshotOf("one", {7, 5}, {labelOf(1, box(2, 1, 2, 3), ReviewState::Added), labelOf(2, box(3, 1, 2, 3), ReviewState::Accepted)})};
        const auto report = findExporter("hubmap-rle")->write(request);
        QVERIFY(report.ok());
        QCOMPARE(*readFile(request.path), std::string("id,encoding\none,12 3 17 3 22 3\ntwo,\n"));
        const auto back = readHubmapLabels(request.path, "one", {7, 5});
        QVERIFY(back.ok());
        QCOMPARE(back->size(), std::size_t(1));
        QVERIFY(boundsOf(back->front().shape) == (SlideRect{2, 1, 3, 3}));
        QVERIFY(!readHubmapLabels(request.path, "three", {7, 5}).ok());
    }

    void theRowsOfHubmapDecodeAndEncodeByteForByte() {
        const fs::path folder = dataFolder();
        if (folder.empty()) QSKIP("no test data");
        const fs::path file = folder / "interop" / "hubmap" / "train_rle_2slides.csv";
        const auto text = readFile(file);
        QVERIFY(text.ok());
        const auto rows = parseHubmapCsv(*text, file.string());
        QVERIFY(rows.ok());
        QCOMPARE(rows->size(), std::size_t(2));
        const PixelSize sizes[] = {{25794, 31278}, {44066, 31299}};
        for (std::size_t i = 0; i < 2; ++i) {
            const auto runs = decodeRle((*rows)[i].encoding, sizes[i]);
            QVERIFY2(runs.ok(), runs.ok() ? "" : runs.error().message().c_str());
            QVERIFY(encodeRle(*runs, sizes[i].height) == (*rows)[i].encoding);
            std::vector<MultiPolygon> shapes;
            for (const Polygon& polygon : outlinesOfColumns(*runs)) shapes.push_back({polygon});
            QVERIFY(shapes.size() > 10);
            const auto drawn = pixelRuns(shapes, {{0, 0}, 1, sizes[i].width, sizes[i].height}, ScanOrder::Columns);
            QVERIFY(encodeRle(drawn, sizes[i].height) == (*rows)[i].encoding);
        }
    }
};

QTEST_APPLESS_MAIN(FormatsRleTest)
#include "formats_rle_test.moc"
