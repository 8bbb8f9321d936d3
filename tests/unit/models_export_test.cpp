#include <torch/torch.h>

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

#include "core/base/files.h"
#include "models/weights/torchscript.h"
#include "tests/support/network_files.h"

using namespace bowman;
using test::randomNetwork;
using test::smallCard;
namespace fs = std::filesystem;

namespace {

constexpr const char* kScript = R"(
import json, sys, torch
def tensor(path, shape): return torch.frombuffer(bytearray(open(path, "rb").read()), dtype=torch.float32).view(*shape)
extra = {"bowman_card.json": ""}
network = torch.jit.load(sys.argv[1], _extra_files=extra)
shape = [int(n) for n in sys.argv[4:]]
with torch.no_grad(): ours = network(tensor(sys.argv[2], shape))
theirs = tensor(sys.argv[3], ours.shape)
print(json.loads(extra["bowman_card.json"])["name"], ((ours - theirs).abs().max() / theirs.abs().max()).item())
)";

/// The first Python here that has PyTorch; empty = none.
QString pythonWithTorch() {
    for (const char* python : {"python3", "/usr/bin/python3"}) {
        QProcess process;
        process.start(python, {"-c", "import torch"});
        if (process.waitForFinished(120000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) return python;
    }
    return {};
}

fs::path writeFloats(const QTemporaryDir& folder, const char* name, const torch::Tensor& tensor) {
    const fs::path path = fs::path(folder.path().toStdString()) / name;
    const torch::Tensor flat = tensor.contiguous();
    const std::string_view bytes(reinterpret_cast<const char*>(flat.data_ptr<float>()), static_cast<std::size_t>(4 * flat.numel()));
    return writeFileAtomically(path, bytes).ok() ? path : fs::path();
}

}  // namespace

class ModelsExportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        at::set_num_threads(1);
        m_python = pythonWithTorch();
    }

    void pythonComputesTheSameFromTheExportedFile_data() {
        QTest::addColumn<QString>("encoder");
        QTest::addColumn<QString>("architecture");
        QTest::addColumn<QString>("padding");
        QTest::newRow("LinkNet on MobileNetV2") << "mobilenet_v2" << "linknet-smp" << "symmetric";
        QTest::newRow("LinkNet of the paper on EfficientNet-B2 with SAME padding") << "efficientnet-b2" << "linknet-paper" << "same";
        QTest::newRow("U-Net on ResNet-18") << "resnet18" << "unet" << "symmetric";
        QTest::newRow("FCN-8 on ResNet-18") << "resnet18" << "fcn8" << "symmetric";
        QTest::newRow("DoubleU-Net") << "vgg19_bn" << "double-unet" << "symmetric";
    }

    void pythonComputesTheSameFromTheExportedFile() {
        if (m_python.isEmpty()) QSKIP("no Python with PyTorch here");
        QFETCH(QString, encoder);
        QFETCH(QString, architecture);
        QFETCH(QString, padding);
        QTemporaryDir folder;
        torch::NoGradGuard guard;
        ModelCard card = smallCard(encoder.toStdString(), architecture.toStdString());
        card.padding = padding.toStdString();
        const auto network = randomNetwork(card);
        const fs::path model = fs::path(folder.path().toStdString()) / "m.safetensors", exported = fs::path(folder.path().toStdString()) / "m.pt";
        QVERIFY(saveModel(model, card, toFloats(stateOf(*network))).ok());
        const auto written = exportTorchScript(model, exported);
        QVERIFY2(written.ok(), written ? "" : written.error().message().c_str());
        const torch::Tensor input = torch::randn({2, 3, 96, 128});
        const fs::path in = writeFloats(folder, "in", input), out = writeFloats(folder, "out", network->forward(input));
        QProcess process;
        process.start(m_python, {"-c", kScript, exported.c_str(), in.c_str(), out.c_str(), "2", "3", "96", "128"});
        QVERIFY(process.waitForFinished(300000));
        const QByteArrayList answer = process.readAllStandardOutput().trimmed().split(' ');
        QVERIFY2(answer.size() == 2, process.readAllStandardError().constData());
        QCOMPARE(answer[0], QByteArray("small"));
        QVERIFY2(answer[1].toDouble() < 1e-5, answer[1].constData());
    }

    void aModelThatCannotBeReadOrAFileThatCannotBeWrittenLeavesNothing() {
        QTemporaryDir folder;
        const fs::path at = folder.path().toStdString();
        QVERIFY(!exportTorchScript(at / "missing.safetensors", at / "m.pt").ok());
        const ModelCard card = smallCard();
        QVERIFY(saveModel(at / "m.safetensors", card, toFloats(stateOf(*randomNetwork(card)))).ok());
        const auto written = exportTorchScript(at / "m.safetensors", at / "no such folder" / "m.pt");
        QVERIFY(!written.ok());
        QVERIFY(written.error().message().find("no such folder") != std::string::npos);
        QCOMPARE(std::distance(fs::directory_iterator(at), fs::directory_iterator()), 1);
    }

private:
    QString m_python;
};

QTEST_GUILESS_MAIN(ModelsExportTest)
#include "models_export_test.moc"
