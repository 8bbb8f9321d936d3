#include <QTemporaryDir>
#include <QTest>

#include <zip.h>

#include <bit>
#include <cmath>

#include "core/annotation/polygon_ops.h"
#include "core/base/files.h"
#include "core/formats/imagej_roi_decode.h"
#include "core/formats/label_reader.h"
#include "tests/support/label_shapes.h"

using namespace bowman;
using namespace bowman::test;
namespace fs = std::filesystem;

namespace {

/// The bytes of a ROI as ij.io.RoiEncoder lays them out, field by field.
class RoiBytes {
public:
    explicit RoiBytes(int type) : m_bytes(64, '\0') {
        m_bytes.replace(0, 4, "Iout");
        put16(4, 228);
        m_bytes[6] = static_cast<char>(type);
    }

    RoiBytes& bounds(int left, int top, int right, int bottom) { return put16(8, top).put16(10, left).put16(12, bottom).put16(14, right); }
    RoiBytes& options(int value) { return put16(50, value); }
    RoiBytes& subtype(int value) { return put16(48, value); }
    RoiBytes& rounded(int arc) { return put16(54, arc); }
    RoiBytes& reals(std::size_t at, const std::vector<double>& values) {
        for (const double v : values) put32(at, std::bit_cast<std::uint32_t>(static_cast<float>(v))), at += 4;
        return *this;
    }

    /// Whole numbers from (left, top), then where asked the same as floats in pixels of the image.
    RoiBytes& points(const Ring& ring, bool isSubPixel) {
        double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
        for (const SlidePoint p : ring) {
            left = std::min(left, std::floor(p.x)), top = std::min(top, std::floor(p.y));
            right = std::max(right, std::floor(p.x)), bottom = std::max(bottom, std::floor(p.y));
        }
        bounds(int(left), int(top), int(right), int(bottom));
        put16(16, static_cast<int>(ring.size()));
        for (const bool isY : {false, true})
            for (const SlidePoint p : ring) add16(int(std::floor(isY ? p.y : p.x) - (isY ? top : left)));
        if (!isSubPixel) return *this;
        options(128);
        for (const bool isY : {false, true})
            for (const SlidePoint p : ring) add32(std::bit_cast<std::uint32_t>(static_cast<float>(isY ? p.y : p.x)));
        return *this;
    }

    RoiBytes& path(const std::vector<double>& numbers) {
        put32(36, static_cast<std::uint32_t>(numbers.size()));
        for (const double v : numbers) add32(std::bit_cast<std::uint32_t>(static_cast<float>(v)));
        return *this;
    }

    RoiBytes& name(const std::u16string& text) {
        const std::size_t header = m_bytes.size();
        put32(60, static_cast<std::uint32_t>(header));
        m_bytes.append(64, '\0');
        put32(header + 16, static_cast<std::uint32_t>(header + 64));
        put32(header + 20, static_cast<std::uint32_t>(text.size()));
        for (const char16_t c : text) add16(c);
        return *this;
    }

    RoiBytes& put16(std::size_t at, int value) {
        m_bytes[at] = static_cast<char>(value >> 8 & 0xFF);
        m_bytes[at + 1] = static_cast<char>(value & 0xFF);
        return *this;
    }
    RoiBytes& put32(std::size_t at, std::uint32_t value) { return put16(at, int(value >> 16)).put16(at + 2, int(value & 0xFFFF)); }

    std::string text() const { return m_bytes; }

private:
    void add16(int value) {
        m_bytes.append(2, '\0');
        put16(m_bytes.size() - 2, value);
    }
    void add32(std::uint32_t value) {
        m_bytes.append(4, '\0');
        put32(m_bytes.size() - 4, value);
    }
    std::string m_bytes;
};

fs::path zipped(const QTemporaryDir& folder, const std::vector<std::pair<std::string, std::string>>& entries) {
    const fs::path path = fs::path(folder.path().toStdString()) / "RoiSet.zip";
    fs::remove(path);
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!archive) qFatal("no archive");
    for (const auto& [name, bytes] : entries) zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
    if (zip_close(archive) != 0) qFatal("%s", zip_strerror(archive));
    return path;
}

fs::path written(const QTemporaryDir& folder, const std::string& bytes, const char* name = "one.roi") {
    const fs::path path = fs::path(folder.path().toStdString()) / name;
    if (!writeFileAtomically(path, bytes)) qFatal("cannot write");
    return path;
}

Labels readBack(const fs::path& path, const LabelReadOptions& options = {}) {
    auto labels = readLabels(path, options);
    if (!labels) qFatal("%s", labels.error().message().c_str());
    if (labels->format != "imagej-roi") qFatal("taken for %s", labels->format.c_str());
    return std::move(*labels);
}

std::string errorOf(const fs::path& path) {
    const auto labels = readLabels(path);
    return labels.ok() ? std::string("no error") : labels.error().message();
}

MultiPolygon decoded(const RoiBytes& roi) {
    auto result = decodeImageJRoi(roi.text(), "t.roi");
    if (!result) qFatal("%s", result.error().message().c_str());
    return result->shape;
}

bool hasWarning(const std::vector<std::string>& warnings, const std::string& part) {
    return std::any_of(warnings.begin(), warnings.end(), [&](const std::string& w) { return w.find(part) != std::string::npos; });
}

const Ring kLopsided = {{100, 20}, {160, 30}, {150, 90}, {90, 70}};

}  // namespace

class FormatsImageJTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void outlinesOfWholePixelsAreRead() {
        for (const int type : {0, 7, 8}) QCOMPARE(decoded(RoiBytes(type).points(kLopsided, false)), (MultiPolygon{{kLopsided, {}}}));
    }

    void outlinesKeepTheirFractions() {
        std::mt19937 random(5);
        for (int i = 0; i < 20; ++i) {
            const Ring ring = blob(random, {3000.0 + 50 * i, 900}, 40, 90);   // quarters: exact in single precision
            QCOMPARE(decoded(RoiBytes(i % 2 == 0 ? 0 : 7).points(ring, true)), (MultiPolygon{{ring, {}}}));
        }
    }

    void positionsBeyond32767AreUnsigned() {
        RoiBytes roi(1);
        roi.bounds(40000, 50000, 40100, 50030);
        QCOMPARE(decoded(roi), box(40000, 50000, 100, 30));
        RoiBytes outside(1);
        outside.bounds(-20, -10, 30, 40);
        QCOMPARE(decoded(outside), box(-20, -10, 50, 50));
    }

    void rectanglesAndOvalsAreRead() {
        QCOMPARE(decoded(RoiBytes(1).bounds(10, 20, 50, 90)), box(10, 20, 40, 70));
        QCOMPARE(decoded(RoiBytes(1).bounds(10, 20, 50, 90).options(128).reals(18, {10.25, 20.5, 39.5, 69.25})), box(10.25, 20.5, 39.5, 69.25));
        const MultiPolygon oval = decoded(RoiBytes(2).bounds(10, 20, 50, 90));
        QVERIFY(std::abs(areaOf(oval) - M_PI * 20 * 35) < 1);
        QVERIFY(contains(oval, {30, 55}) && contains(oval, {30, 22}) && !contains(oval, {12, 22}));
    }

    void turnedEllipsesAndRectanglesAreRead() {
        const MultiPolygon ellipse = decoded(RoiBytes(7).subtype(3).reals(18, {0, 0, 60, 80}).reals(52, {0.5}));
        QVERIFY(std::abs(areaOf(ellipse) - M_PI * 50 * 25) < 1);
        QVERIFY(contains(ellipse, {58, 77}) && !contains(ellipse, {60, 3}));
        QCOMPARE(std::round(areaOf(decoded(RoiBytes(7).subtype(5).reals(18, {0, 0, 60, 80}).reals(52, {10})))), 1000.0);
    }

    void compositesHaveHolesAndParts() {
        const MultiPolygon shape = decoded(RoiBytes(1).bounds(0, 0, 200, 100).path({0, 10, 10, 1, 15, 10, 1, 15, 15, 1, 10, 15, 4,          // a hole first
                                                                                   0, 0, 0, 1, 100, 0, 1, 100, 100, 1, 0, 100, 1, 0, 0, 4,
                                                                                   0, 150, 0, 1, 200.5, 0, 1, 200.5, 50, 4}));
        QCOMPARE(shape.size(), 2U);
        QCOMPARE(shape[0], (Polygon{box(0, 0, 100, 100)[0].outer, {box(10, 10, 5, 5)[0].outer}}));
        QCOMPARE(shape[1].outer, (Ring{{150, 0}, {200.5, 0}, {200.5, 50}}));
    }

    void curvesOfCompositesAreFollowed() {
        // A circle of radius 100 of four cubic curves.
        const double k = 55.2285, c = 200;
        const MultiPolygon shape = decoded(RoiBytes(1).bounds(100, 100, 300, 300).path({0, c + 100, c, 3, c + 100, c + k, c + k, c + 100, c, c + 100,
                                                                                       3, c - k, c + 100, c - 100, c + k, c - 100, c,
                                                                                       3, c - 100, c - k, c - k, c - 100, c, c - 100,
                                                                                       3, c + k, c - 100, c + 100, c - k, c + 100, c, 4}));
        QVERIFY(std::abs(areaOf(shape) - M_PI * 10000) < 100);
    }

    void anArchiveIsReadWithNamesAndCounts() {
        QTemporaryDir folder;
        const auto path = zipped(folder, {{"0001-0002.roi", RoiBytes(0).points(kLopsided, false).name(u"Glomérulus 1").text()},
                                          {"sub/by file.roi", RoiBytes(1).bounds(300, 10, 350, 60).text()},
                                          {"line.roi", RoiBytes(3).reals(18, {0, 0, 9, 9}).text()},
                                          {"point.roi", RoiBytes(10).points({{5, 5}}, false).text()},
                                          {"text.roi", RoiBytes(1).subtype(1).bounds(0, 0, 9, 9).text()},
                                          {"spline.roi", RoiBytes(7).points({{500, 20}, {560, 30}, {550, 90}}, false).options(1).text()},
                                          {"readme.txt", "hello"}});
        LabelReadOptions options;
        options.unstated = ReviewState::Proposed;
        options.origin = SlidePoint{1000, 2000};
        const Labels labels = readBack(path, options);
        QCOMPARE(labels.annotations.size(), 3U);
        QCOMPARE(labels.annotations[0].note, std::string("Glomérulus 1"));
        QCOMPARE(labels.annotations[0].shape[0].outer[0], (SlidePoint{1100, 2020}));
        QCOMPARE(labels.annotations[1].note, std::string("by file"));
        QCOMPARE(labels.annotations[1].className, std::string("Glomerulus"));
        QCOMPARE(labels.annotations[1].state, ReviewState::Proposed);
        QCOMPARE(labels.annotations[1].provenance.source, std::string("import"));
        QVERIFY(labels.annotations[0].uuid != labels.annotations[1].uuid);
        QVERIFY(hasWarning(labels.warnings, "3 object(s) without an area"));
        QVERIFY(hasWarning(labels.warnings, "1 fitted spline(s)"));
        QVERIFY(hasWarning(labels.warnings, "1 file(s) in the archive that are no ROI"));
    }

    void aSingleRoiIsRead() {
        QTemporaryDir folder;
        const Labels labels = readBack(written(folder, RoiBytes(0).points(kLopsided, true).text()));
        QCOMPARE(labels.annotations.size(), 1U);
        QCOMPARE(labels.annotations[0].note, std::string("one"));
    }

    void brokenRoisAreClearErrors_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const std::string& bytes, const char* expected) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QByteArray(expected);
        };
        const std::string good = RoiBytes(0).points(kLopsided, true).text();
        row("header only begun", good.substr(0, 20), "byte 20: an ImageJ ROI has a header of 64 bytes");
        row("points missing", good.substr(0, 70), "byte 16: 4 points are more than the data have room for");
        row("fractions missing", good.substr(0, 90), "byte 90: the data end where byte");
        row("many points", RoiBytes(0).put32(18, 4000000000U).text(), "byte 16: 4000000000 points are more than the data have room for");
        row("long path", RoiBytes(1).put32(36, 4000000000U).text(), "byte 36: 4000000000 numbers are more");
        row("path of a line", RoiBytes(3).path({0, 1, 1}).text(), "byte 6: a composite of type 3");
        row("path without a move", RoiBytes(1).path({1, 5, 5}).text(), "byte 64: the path does not begin with a move");
        row("path cut", RoiBytes(1).path({0, 5}).text(), "the path ends inside of a segment");
        row("path segment", RoiBytes(1).path({0, 5, 5, 9}).text(), "byte 76: the path has an unknown segment");
        row("not a number", RoiBytes(1).path({0, 5, std::nan("")}).text(), "byte 68: the position is not a number");
        row("type", RoiBytes(77).text(), "byte 6: type 77 is not known");
    }

    void brokenRoisAreClearErrors() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, expected);
        QTemporaryDir folder;
        const std::string single = errorOf(written(folder, bytes.toStdString()));
        QVERIFY2(single.find(expected.toStdString()) != std::string::npos, single.c_str());
        const std::string packed = errorOf(zipped(folder, {{"bad.roi", bytes.toStdString()}}));
        QVERIFY2(packed.find(expected.toStdString()) != std::string::npos && packed.find("bad.roi") != std::string::npos, packed.c_str());
    }

    void brokenArchivesAreClearErrors() {
        QTemporaryDir folder;
        const auto good = readFile(zipped(folder, {{"a.roi", RoiBytes(1).bounds(0, 0, 9, 9).text()}, {"b.roi", std::string("Iout") + std::string(300, 'x')}}));
        QVERIFY(errorOf(written(folder, good->substr(0, good->size() / 2), "cut.zip")).find("cut.zip: cannot read ImageJ ROIs") != std::string::npos);
        std::string damaged = *good;
        damaged[good->find("Iout") == std::string::npos ? 45 : good->find("Iout") + 10] ^= 0x5A;
        const std::string why = errorOf(written(folder, damaged, "damaged.zip"));
        QVERIFY2(why.find("a.roi") != std::string::npos, why.c_str());
        const std::string text = errorOf(zipped(folder, {{"a.roi", "hello"}}));
        QVERIFY2(text.find("a.roi: cannot read ImageJ ROI: it does not begin with \"Iout\"") != std::string::npos, text.c_str());
    }

    void entriesThatUnpackToTooMuchAreRefused() {
        QTemporaryDir folder;
        const std::string large = errorOf(zipped(folder, {{"bomb.roi", "Iout" + std::string(std::size_t(65) << 20, '\0')}}));
        QVERIFY2(large.find("bomb.roi: larger than 64 MiB") != std::string::npos, large.c_str());
        const std::string tight = errorOf(zipped(folder, {{"bomb.roi", "Iout" + std::string(std::size_t(60) << 20, '\0')}}));
        QVERIFY2(tight.find("bomb.roi") != std::string::npos && tight.find("no error") == std::string::npos, tight.c_str());
    }
};

QTEST_APPLESS_MAIN(FormatsImageJTest)
#include "formats_imagej_test.moc"
