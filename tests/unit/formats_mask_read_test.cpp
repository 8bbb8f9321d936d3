#include <QImage>
#include <QTemporaryDir>
#include <QTest>

#include <tiffio.h>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/scanline.h"
#include "core/base/files.h"
#include "core/formats/format.h"
#include "core/formats/label_reader.h"
#include "core/formats/provenance_file.h"
#include "core/slide/image_file.h"
#include "tests/support/label_shapes.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

struct StripTiff {
    int width = 0;
    int height = 0;
    int bits = 8;
    int samples = 1;
    int compression = COMPRESSION_LZW;
    std::vector<std::uint8_t> bytes;
};

void writeStrips(const fs::path& path, const StripTiff& image) {
    TIFF* tiff = TIFFOpen(path.c_str(), "w");
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, image.width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, image.height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, image.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, image.samples);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, image.samples == 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, image.compression);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 3);
    const std::size_t stride = (static_cast<std::size_t>(image.width) * image.samples * image.bits + 7) / 8;
    for (int y = 0; y < image.height; ++y)
        TIFFWriteScanline(tiff, const_cast<std::uint8_t*>(image.bytes.data()) + y * stride, static_cast<std::uint32_t>(y), 0);
    TIFFClose(tiff);
}

/// What is where, painted from labels by the oracle of tests: class number by name.
std::vector<int> paintedBy(const std::vector<Annotation>& labels, PixelSize size, const std::map<std::string, int>& numbers) {
    std::vector<int> pixels(static_cast<std::size_t>(size.width * size.height));
    for (const auto& [name, number] : numbers)
        for (const Annotation& a : labels) {
            if (a.className != name) continue;
            const SlideRect bounds = boundsOf(a.shape).intersected({0, 0, double(size.width), double(size.height)});
            for (int y = static_cast<int>(bounds.y); y < bounds.bottom(); ++y)
                for (int x = static_cast<int>(bounds.x); x < bounds.right(); ++x)
                    if (covers(a.shape, x, y)) pixels[static_cast<std::size_t>(y * size.width + x)] = number;
        }
    return pixels;
}

}  // namespace

class FormatsMaskReadTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void ourMasksComeBackPixelForPixel_data() {
        QTest::addColumn<QString>("format");
        QTest::newRow("png") << "mask-png";
        QTest::newRow("tiff") << "mask-tiff";
    }

    void ourMasksComeBackPixelForPixel() {
        QFETCH(QString, format);
        const auto written = objects();
        const auto request = requestOf({snapshotOf("a: 0 background; 1 x", kSize, written)});
        const auto report = findExporter(format.toStdString())->write(request);
        QVERIFY2(report.ok(), report.ok() ? "" : report.error().message().c_str());
        LabelReadOptions options;
        options.slideSize = kSize;
        fs::remove(provenanceFileOf(request.path));   // what the pixels say by themselves
        const auto labels = readLabels(request.path, options);
        QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
        QCOMPARE(labels->format, std::string("mask"));
        QVERIFY2(labels->warnings.empty(), labels->warnings.empty() ? "" : labels->warnings.front().c_str());
        const std::map<std::string, int> numbers = {{"Glomerulus", 1}, {"Globally; 2 sclerotic", 2}};
        // The higher number is on top: "Globally…" is painted last.
        auto expected = paintedBy(written, kSize, {{"Glomerulus", 1}});
        const auto top = paintedBy(written, kSize, {{"Globally; 2 sclerotic", 2}});
        for (std::size_t i = 0; i < expected.size(); ++i)
            if (top[i]) expected[i] = top[i];
        for (const Annotation& a : labels->annotations) QVERIFY2(numbers.contains(a.className), a.className.c_str());
        QVERIFY(paintedBy(labels->annotations, kSize, numbers) == expected);
        for (const Annotation& a : labels->annotations) {
            QVERIFY(isValid(a.shape));
            QCOMPARE(a.shape.size(), std::size_t(1));
            QVERIFY(a.state == ReviewState::Accepted);
        }
    }

    void aPngIsWhatAnotherDecoderSees() {
        const auto written = objects();
        const auto request = requestOf({snapshotOf("s", kSize, written)}, "m.png");
        QVERIFY(findExporter("mask-png")->write(request).ok());
        const auto image = readMaskFile(request.path);
        QVERIFY(image.ok());
        auto expected = paintedBy(written, kSize, {{"Glomerulus", 1}});
        const auto top = paintedBy(written, kSize, {{"Globally; 2 sclerotic", 2}});
        for (int y = 0; y < kSize.height; ++y)
            for (int x = 0; x < kSize.width; ++x) {
                const auto i = static_cast<std::size_t>(y * kSize.width + x);
                QCOMPARE(int(*image->pixel(x, y)), top[i] ? top[i] : expected[i]);
            }
    }

    void aSlideThatIsTooLargeForAPngIsRefusedWithAdvice() {
        const auto report = findExporter("mask-png")->write(requestOf({snapshotOf("s", {30001, 30000}, {labelOf(1, box(1, 1, 5, 5), ReviewState::Added)})}));
        QVERIFY(!report.ok());
        QVERIFY(report.error().message().find("choose mask-tiff") != std::string::npos);
        QVERIFY(fs::is_empty(m_folder->path().toStdString()));
    }

    void instancesOf32BitAreObjectsEvenWhereTheyTouchOrAreInParts() {
        auto written = objects();
        ExportRequest request = requestOf({snapshotOf("s", kSize, written)}, "m.tif");
        request.mask.withInstances = true;
        QVERIFY(findExporter("mask-tiff")->write(request).ok());
        const fs::path path = fs::path(m_folder->path().toStdString()) / "m-instances.tif";
        fs::remove(provenanceFileOf(path));   // what the pixels say by themselves
        const auto labels = readLabels(path);
        QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
        std::size_t visible = 0;
        for (std::size_t i = 0; i < written.size(); ++i) {   // a later object hides an earlier one
            MultiPolygon shape = written[i].shape;
            std::vector<int> pixels = paintedBy({written[i]}, kSize, {{written[i].className, 1}});
            for (std::size_t k = i + 1; k < written.size(); ++k) {
                const auto over = paintedBy({written[k]}, kSize, {{written[k].className, 1}});
                for (std::size_t p = 0; p < pixels.size(); ++p)
                    if (over[p]) pixels[p] = 0;
            }
            if (std::count(pixels.begin(), pixels.end(), 1) == 0) continue;
            QVERIFY(paintedBy({labels->annotations.at(visible++)}, kSize, {{"Glomerulus", 1}}) == pixels);
        }
        QCOMPARE(labels->annotations.size(), visible);
    }

    void valuesBecomeClasses_data() {
        QTest::addColumn<QByteArray>("values");
        QTest::addColumn<QStringList>("classes");
        QTest::newRow("one") << QByteArray("\x01\x00\x01", 3) << QStringList{"Glomerulus", "Glomerulus"};
        QTest::newRow("0 and 255") << QByteArray("\xff\x00\xff", 3) << QStringList{"Glomerulus", "Glomerulus"};
        QTest::newRow("ignore") << QByteArray("\x01\x00\xff", 3) << QStringList{"Glomerulus", "Ignore"};
        QTest::newRow("others") << QByteArray("\x02\x00\x07", 3) << QStringList{"Class 2", "Class 7"};
        QTest::newRow("nothing") << QByteArray("\x00\x00\x00", 3) << QStringList{};
    }

    void valuesBecomeClasses() {
        QFETCH(QByteArray, values);
        QFETCH(QStringList, classes);
        const fs::path path = file("v.tif");
        writeStrips(path, {3, 1, 8, 1, COMPRESSION_LZW, {values.begin(), values.end()}});
        const auto labels = readLabels(path);
        QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
        QStringList found;
        for (const Annotation& a : labels->annotations) found << QString::fromStdString(a.className);
        QCOMPARE(found, classes);
        for (const Annotation& a : labels->annotations) QVERIFY((a.kind == AnnotationKind::Structure) == (a.className == "Ignore"));
    }

    void masksOfOtherDepthsAreRead() {
        const fs::path path = file("d.tif");
        writeStrips(path, {9, 2, 1, 1, COMPRESSION_LZW, {0b01100000, 0x00, 0b01100000, 0x80}});
        auto labels = readLabels(path);
        QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
        QCOMPARE(labels->annotations.size(), std::size_t(2));
        QVERIFY((boundsOf(labels->annotations[0].shape) == SlideRect{1, 0, 2, 2}));
        QVERIFY((boundsOf(labels->annotations[1].shape) == SlideRect{8, 1, 1, 1}));
        writeStrips(path, {3, 1, 16, 1, COMPRESSION_LZW, {0x10, 0x27, 0, 0, 0x10, 0x27}});   // 10000, twice: one object
        labels = readLabels(path);
        QVERIFY(labels.ok());
        QCOMPARE(labels->annotations.size(), std::size_t(1));
        QCOMPARE(labels->annotations[0].shape.size(), std::size_t(2));
        QImage palette(4, 3, QImage::Format_Indexed8);
        palette.setColorTable({qRgb(0, 0, 0), qRgb(255, 0, 0), qRgb(0, 255, 0)});
        palette.fill(0);
        palette.setPixel(2, 1, 2);
        QVERIFY(palette.save(QString::fromStdString(file("p.png").string())));
        labels = readLabels(file("p.png"));
        QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
        QCOMPARE(labels->annotations.size(), std::size_t(1));
        QCOMPARE(labels->annotations[0].className, std::string("Class 2"));
        QVERIFY((boundsOf(labels->annotations[0].shape) == SlideRect{2, 1, 1, 1}));
    }

    void aSmallerMaskIsScaledAndSaid() {
        const fs::path path = file("small.tif");
        writeStrips(path, {3, 2, 8, 1, COMPRESSION_LZW, {0, 1, 0, 0, 0, 1}});
        LabelReadOptions options;
        options.slideSize = {12, 8};
        auto labels = readLabels(path, options);
        QVERIFY2(labels.ok(), labels.ok() ? "" : labels.error().message().c_str());
        QVERIFY((boundsOf(labels->annotations.at(0).shape) == SlideRect{4, 0, 4, 4}));
        QVERIFY((boundsOf(labels->annotations.at(1).shape) == SlideRect{8, 4, 4, 4}));
        QVERIFY(labels->warnings.at(0).find("1/4") != std::string::npos);
        options.slideSize = {11, 7};   // sizes of levels are rounded up: the last pixel is cut
        labels = readLabels(path, options);
        QVERIFY(labels.ok());
        QVERIFY((boundsOf(labels->annotations.at(1).shape) == SlideRect{8, 4, 3, 3}));
        for (const PixelSize other : {PixelSize{12, 12}, PixelSize{4, 8}, PixelSize{5, 8}, PixelSize{2, 1}}) {
            options.slideSize = other;
            labels = readLabels(path, options);
            QVERIFY(!labels.ok());
            QVERIFY(labels.error().message().find("neither the same nor a whole number of times") != std::string::npos);
        }
    }

    void tilesThatTheFileDoesNotHoldAreAnErrorAndOmittedOnesAreEmpty() {
        const fs::path path = fs::path(m_folder->path().toStdString()) / "tiles.tif";
        std::vector<std::uint8_t> pixels(256, 3);
        TIFF* tiff = TIFFOpen(path.c_str(), "w");
        TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, 40);
        TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, 4'000'000);
        TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
        TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
        TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, 16);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, 16);
        TIFFWriteEncodedTile(tiff, 1, pixels.data(), 256);   // one of 750,000; the rows without any are passed
        TIFFClose(tiff);
        const auto sparse = readLabels(path, {});
        QVERIFY2(sparse.ok(), sparse.ok() ? "" : sparse.error().message().c_str());
        QCOMPARE(sparse->annotations.size(), 1U);
        QCOMPARE(areaOf(sparse->annotations[0].shape), 256.0);
        QCOMPARE(boundsOf(sparse->annotations[0].shape), (SlideRect{16, 0, 16, 16}));
        // 700 bytes that claim 50 × 11,806 pixels, with places for eight tiles: libtiff takes the head of the file for all others.
        const auto claimed = readLabels(fs::path(BOWMAN_SOURCE_DIR) / "tests/fuzz/corpus/mask/tiles-not-there.tif", {});
        QVERIFY(!claimed.ok());
        QVERIFY2(claimed.error().why.find("it is not in the file") != std::string::npos, claimed.error().message().c_str());
    }

    void whatIsNoMaskIsAnError() {
        const auto error = [&](const fs::path& path) {
            const auto labels = findLabelReader("mask")->read(path, {});
            return labels.ok() ? std::string("no error") : labels.error().message();
        };
        writeStrips(file("rgb.tif"), {2, 1, 8, 3, COMPRESSION_LZW, {1, 2, 3, 4, 5, 6}});
        QVERIFY(error(file("rgb.tif")).find("one channel, this has 3") != std::string::npos);
        QImage picture(4, 3, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QVERIFY(picture.save(QString::fromStdString(file("rgb.png").string())));
        QVERIFY(error(file("rgb.png")).find("a mask has one channel") != std::string::npos);
        QVERIFY(error(file("none.png")).find("could not be opened") != std::string::npos);

        const auto request = requestOf({snapshotOf("s", kSize, objects())}, "cut.png");
        QVERIFY(findExporter("mask-png")->write(request).ok());
        const std::string whole = *readFile(request.path);
        for (const std::size_t length : {std::size_t(0), std::size_t(9), std::size_t(40), whole.size() / 2}) {
            QVERIFY(writeFileAtomically(file("cut.png"), whole.substr(0, length)).ok());
            const std::string message = error(file("cut.png"));
            QVERIFY2(message.find("cut.png: cannot read mask") != std::string::npos, message.c_str());
        }
        QVERIFY(error(file("cut.png")).find("row ") != std::string::npos);
        const auto tiff = requestOf({snapshotOf("s", kSize, objects())}, "cut.tif");
        QVERIFY(findExporter("mask-tiff")->write(tiff).ok());
        const std::string bytes = *readFile(tiff.path);
        for (std::size_t length = 0; length < bytes.size(); length += bytes.size() / 23) {
            QVERIFY(writeFileAtomically(file("cut.tif"), bytes.substr(0, length)).ok());
            const std::string message = error(file("cut.tif"));
            QVERIFY2(message.find("cut.tif: cannot read mask") != std::string::npos, message.c_str());
        }
    }

private:
    static constexpr PixelSize kSize{330, 210};

    static std::vector<Annotation> objects() {
        std::mt19937 random(31);
        std::vector<Annotation> all;
        for (int i = 0; all.size() < 14; ++i) {
            Annotation a = labelOf(i + 1, randomShape(random, {40.0 + 62 * (i % 5), 20.0 + 41 * (i / 5 % 5)}, 8 + i % 9), ReviewState::Accepted);
            if (!isValid(a.shape)) continue;
            if (i % 3 == 0) a.className = "Globally; 2 sclerotic";
            all.push_back(a);
        }
        all.push_back(labelOf(900, box(300, 190, 60, 60), ReviewState::Accepted));   // over the corner of the slide
        return all;
    }

    fs::path file(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }

    ExportRequest requestOf(std::vector<Snapshot> slides, const char* name = "mask.out") const {
        ExportRequest request;
        request.slides = std::move(slides);
        request.path = file(name);
        return request;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(FormatsMaskReadTest)
#include "formats_mask_read_test.moc"
