// Model files that are damaged: exit code 1, a message that names the file and the tensor, nothing written.
#include <QTemporaryDir>
#include <QTest>

#include <cstring>
#include <fstream>

#include "tests/support/run_program.h"

using bowman::test::Outcome;
using bowman::test::runCli;

namespace {

// Not a raw string: moc loses its way in one with escaped quotes.
const std::string kCard = "\"__metadata__\":{\"bowman\":\"{\\\"name\\\":\\\"m\\\",\\\"encoder\\\":\\\"resnet18\\\",\\\"architecture\\\":\\\"unet\\\"}\"},";

QByteArray fileOf(std::uint64_t headerLength, const std::string& header, std::size_t dataBytes) {
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &headerLength, 8);
    bytes += header + std::string(dataBytes, '\1');
    return {bytes.data(), qsizetype(bytes.size())};
}

QByteArray fileOf(const std::string& tensors, std::size_t dataBytes) {
    const std::string header = "{" + kCard + tensors + "}";
    return fileOf(header.size(), header, dataBytes);
}

}  // namespace

class ModelFilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDamagedModelFileIsNamedWithItsTensorAndNothingIsWritten_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char* name, const QByteArray& bytes, const char* reason) { QTest::newRow(name) << bytes << QString(reason); };
        row("empty", {}, "shorter than 8 bytes");
        row("header of 2^63 bytes", fileOf(1ull << 63, "{}", 0), "9223372036854775808");
        row("header longer than the file", fileOf(4000, "{}", 0), "truncated");
        row("header not JSON", fileOf(7, "{\"a\":1,", 0), "not a JSON object");
        row("header an array", fileOf(2, "[]", 0), "not a JSON object");
        row("truncated data", fileOf(R"("conv1.weight":{"dtype":"F32","shape":[2],"data_offsets":[0,8]})", 5), "tensor conv1.weight: bytes 0 to 8 lie outside");
        row("offsets past the end", fileOf(R"("conv1.weight":{"dtype":"F32","shape":[2],"data_offsets":[4,12]})", 8), "tensor conv1.weight: bytes 4 to 12 lie outside");
        row("offsets of 2^64", fileOf(R"("conv1.weight":{"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551616]})", 8), "tensor conv1.weight");
        row("overlap", fileOf(R"("a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]})", 12), "tensors a and b overlap");
        row("hole", fileOf(R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]})", 12), "before tensor b, belong to no tensor");
        row("bytes at the end", fileOf(R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]})", 12), "after tensor a, belong to no tensor");
        row("shape that its bytes do not hold", fileOf(R"("a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]})", 8), "tensor a: its shape needs 12 bytes");
        row("shape beyond any memory", fileOf(R"("a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,8]})", 8), "tensor a: shape is larger");
        row("unknown dtype", fileOf(R"("a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]})", 8), "tensor a: unknown dtype \"F31\"");
        row("name twice", fileOf(R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]})", 8), "has \"a\" twice");
        row("offsets twice", fileOf(R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"data_offsets":[0,4]})", 4), "has \"data_offsets\" twice");
    }

    void aDamagedModelFileIsNamedWithItsTensorAndNothingIsWritten() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        const QString file = write(bytes), out = m_folder.filePath("out");
        for (const QStringList& command : {QStringList{"model", "info", file}, QStringList{"model", "export", file, "--torchscript", out}, importOf(file, out)}) {
            const Outcome outcome = runCli(command, 60);
            QCOMPARE(outcome.exitCode, 1);
            QVERIFY2(outcome.err.contains(file.toUtf8()) && outcome.err.contains(reason.toUtf8()), outcome.err.constData());
            QVERIFY(outcome.out.isEmpty());
            QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList{"model.safetensors"});
        }
    }

    void tensorsOfAnotherNetworkOrNumberTypeAreNamedAndNothingIsWritten_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");
        QTest::newRow("missing") << fileOf(R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]})", 4) << "conv1.weight";
        QTest::newRow("integers") << fileOf(R"("encoder.conv1.weight":{"dtype":"I32","shape":[64,3,7,7],"data_offsets":[0,37632]})", 37632) << "conv1.weight is I32";
        QTest::newRow("shape") << fileOf(R"("encoder.conv1.weight":{"dtype":"F32","shape":[64,3,7,5],"data_offsets":[0,26880]})", 26880) << "conv1.weight has another shape";
    }

    void tensorsOfAnotherNetworkOrNumberTypeAreNamedAndNothingIsWritten() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        const QString file = write(bytes), out = m_folder.filePath("out");
        QCOMPARE(runCli({"model", "info", file}, 60).exitCode, 0);  // the card is fine
        const Outcome outcome = runCli({"model", "export", file, "--torchscript", out}, 60);
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.err.contains(file.toUtf8()) && outcome.err.contains(reason.toUtf8()), outcome.err.constData());
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList{"model.safetensors"});
        const Outcome imported = runCli(importOf(file, out), 60);
        QCOMPARE(imported.exitCode, 1);
        QVERIFY2(imported.err.contains("it lacks") && imported.err.contains("bn1.weight"), imported.err.constData());
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList{"model.safetensors"});
    }

    void theCardOfTheShippedModelIsPrintedWhole() {
        const Outcome outcome = runCli({"model", "info"}, 60);
        QCOMPARE(outcome.exitCode, 0);
        for (const char* field : {"network", "classes", "scale", "threshold", "input", "measured", "training data", "split", "intended use", "failure modes", "licence", "sha256"})
            QVERIFY2(outcome.out.contains(field), field);
    }

    void aPublishedCardSaysHowSureItsFiguresAre() {
        QTemporaryDir folder;
        const QString scores = folder.filePath("scores.json"), published = folder.filePath("published.safetensors");
        const std::string figures = "\"dice_pooled\":0.9,\"dice_mean\":0.8,\"object_precision\":0.7,\"object_recall\":0.6,\"object_f1\":0.65";
        const auto interval = [](int patients) {
            return ",\"interval95\":{\"patients\":" + std::to_string(patients) + ",\"dice_pooled\":[0.85,0.95],\"object_f1\":[0.5,0.75]}";
        };
        std::ofstream(scores.toStdString()) << "{\"part\":\"validation\"," << figures << interval(6) << ",\"groups\":{\"few\":{" << figures << interval(2) << "},\"one\":{" << figures
                                            << ",\"interval95\":null}}}";
        const Outcome outcome = runCli({"model", "publish", "glomeruli-linknet", published, "--half", "--scores", scores}, 60);
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        const QByteArray card = runCli({"model", "info", published}, 60).out;
        QVERIFY2(card.contains("validation, all: Dice 0.900 pooled, 0.800 mean; objects precision 0.70, recall 0.60, F1 0.65 (95 % over 6 patients: Dice 0.850–0.950, F1 0.50–0.75)"), card.constData());
        QVERIFY(card.contains("few: Dice 0.900") && card.contains("one: Dice 0.900"));
        QCOMPARE(card.count("95 %"), 1);
    }

private:
    QString write(const QByteArray& bytes) {
        const QString path = m_folder.filePath("model.safetensors");
        std::ofstream(path.toStdString(), std::ios::binary).write(bytes.constData(), bytes.size());
        return path;
    }

    static QStringList importOf(const QString& file, const QString& out) {
        return {"model", "import", file, "--encoder", "resnet18", "--architecture", "unet", "--um-per-px", "2", "--out", out};
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ModelFilesTest)
#include "model_files_test.moc"
