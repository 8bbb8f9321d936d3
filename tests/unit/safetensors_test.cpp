// The file of weights (safetensors): what is written comes back, and what is malformed is refused with its reason.
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <cstring>
#include <filesystem>

#include "core/base/files.h"
#include "models/weights/safetensors.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

fs::path in(const QTemporaryDir& folder, const char* name) { return fs::path(folder.path().toStdString()) / name; }

std::string fileOf(std::uint64_t headerLength, const std::string& header, std::size_t dataBytes) {
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &headerLength, 8);
    return bytes + header + std::string(dataBytes, 'x');
}
}  // namespace

class SafetensorsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tensorsAndMetadataSurviveTheirFile() {
        QTemporaryDir folder;
        const fs::path path = in(folder, "m.safetensors");
        QVERIFY(writeSafetensors(path, {{"b.weight", {2, 3}, {1, -2, 3.5f, 0, 5, 1e-20f}, StoredPrecision::F32},
                                        {"a", {3}, {0.5f, -1, 65504}, StoredPrecision::F16}, {"scalar", {}, {7}, StoredPrecision::F32}},
                                 {{"bowman", "{\"name\":\"µ\"}"}}).ok());
        const auto file = SafetensorsFile::read(path);
        QVERIFY2(file.ok(), file ? "" : file.error().message().c_str());
        QCOMPARE(file->header().tensors.size(), 3u);
        QCOMPARE(file->header().tensors.at("b.weight").shape, (std::vector<std::int64_t>{2, 3}));
        QCOMPARE(*file->floats("b.weight"), (std::vector<float>{1, -2, 3.5f, 0, 5, 1e-20f}));
        QCOMPARE(*file->floats("a"), (std::vector<float>{0.5f, -1, 65504}));
        QCOMPARE(*file->floats("scalar"), (std::vector<float>{7}));
        QCOMPARE(file->header().metadata.at("bowman"), std::string("{\"name\":\"µ\"}"));
        QVERIFY(file->floats("c").error().message().find("tensor c is missing") != std::string::npos);
        QCOMPARE(readSafetensorsHeader(path)->tensors.size(), 3u);
    }

    void aMalformedModelFileIsRefusedWithItsReason_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const std::string& bytes, const char* reason) {
            QTest::newRow(name) << QByteArray(bytes.data(), qsizetype(bytes.size())) << QString(reason);
        };
        const auto header = [](const std::string& json, std::size_t dataBytes) { return fileOf(json.size(), json, dataBytes); };
        const std::string good = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
        row("empty", "", "shorter than 8 bytes");
        row("text", "this is not a model at all", "not a safetensors file");
        row("header of 2^63 bytes", fileOf(1ull << 63, "{}", 0), "header has 9223372036854775808 bytes");
        row("truncated header", fileOf(good.size(), good.substr(0, 20), 0), "truncated");
        row("truncated data", header(good, 5), "tensor a: bytes 0 to 8 lie outside");
        row("not JSON", header("{\"a\":", 0), "not a JSON object");
        row("array", header("[]", 0), "not a JSON object");
        row("offsets past the end", header(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 8), "lie outside");
        row("offsets reversed", header(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", 8), "lie outside");
        row("negative offset", header(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}})", 8), "wrong form");
        row("shape too small", header(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}})", 8), "needs 4 bytes");
        row("shape overflows", header(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,8]}})", 8), "larger than any memory");
        row("overlap", header(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 12),
            "tensors a and b overlap");
        row("unknown dtype", header(R"({"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}})", 8), "unknown dtype \"F31\"");
        row("no dtype", header(R"({"a":{"shape":[2],"data_offsets":[0,8]}})", 8), "missing");
        row("metadata not text", header(R"({"__metadata__":{"bowman":3}})", 0), "__metadata__ bowman is not a text");
    }

    void aMalformedModelFileIsRefusedWithItsReason() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        QTemporaryDir folder;
        const fs::path path = in(folder, "bad.safetensors");
        QVERIFY(writeFileAtomically(path, bytes.toStdString()).ok());
        const auto whole = SafetensorsFile::read(path);
        QVERIFY(!whole.ok());
        QVERIFY2(whole.error().message().find(reason.toStdString()) != std::string::npos, whole.error().message().c_str());
        QCOMPARE(whole.error().file, path.string());
        QVERIFY(!readSafetensorsHeader(path).ok());
    }

    void aTensorOfIntegersIsListedButNotReadAsFloats() {
        QTemporaryDir folder;
        const std::string json = R"({"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]}})";
        QVERIFY(writeFileAtomically(in(folder, "m"), fileOf(json.size(), json, 8)).ok());
        const auto file = SafetensorsFile::read(in(folder, "m"));
        QVERIFY(file.ok());
        QVERIFY(file->floats("n").error().message().find("tensor n is I64") != std::string::npos);
    }

    void everyHalfSurvivesTheWayThroughFloat() {
        for (std::uint32_t bits = 0; bits < 65536; ++bits) {
            const float value = halfToFloat(static_cast<std::uint16_t>(bits));
            if (std::isnan(value)) continue;
            if (floatToHalf(value) != bits) QFAIL(qPrintable(QString("half %1").arg(bits)));
        }
        QCOMPARE(floatToHalf(1.0f + 0x1p-11f), std::uint16_t(0x3c00));       // tie: to even
        QCOMPARE(floatToHalf(1.0f + 3 * 0x1p-11f), std::uint16_t(0x3c02));   // tie: to even, upwards
        QCOMPARE(floatToHalf(65520.0f), std::uint16_t(0x7c00));              // rounds to infinity
        QCOMPARE(floatToHalf(65519.0f), std::uint16_t(0x7bff));
        QCOMPARE(floatToHalf(0x1p-25f), std::uint16_t(0));                   // tie with zero: to even
        QVERIFY(std::isnan(halfToFloat(floatToHalf(NAN))));
    }
};

QTEST_GUILESS_MAIN(SafetensorsTest)
#include "safetensors_test.moc"
