// bowman-cli evaluate and augment on labelled images: what scripts rely on, and what bad input leads to.
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/run_program.h"
#include "tests/support/test_data.h"

using bowman::test::Outcome;
using bowman::test::runCli;

class EvaluateTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString path(const QString& name) const { return m_folder.filePath(name); }

    void write(const QString& name, const QByteArray& content) {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    static QByteArray header() { return "dataset,image,mask,group,stain,um_per_px_estimate,part\n"; }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(QDir(m_folder.path()).mkpath("images"));
        QImage rgb(200, 150, QImage::Format_RGB888), mask(200, 150, QImage::Format_Grayscale8), odd = mask, small(20, 20, QImage::Format_Grayscale8);
        rgb.fill(Qt::white);
        mask.fill(0);
        small.fill(0);
        QVERIFY(mask.save(path("empty.png")));
        for (int y = 40; y < 90; ++y)
            for (int x = 40; x < 90; ++x) mask.scanLine(y)[x] = 1;
        odd = mask;
        odd.scanLine(3)[3] = 77;
        QVERIFY(rgb.save(path("images/glass.png")) && mask.save(path("mask.png")) && odd.save(path("odd.png")) && small.save(path("small.png")));
        write("torn.png", "\x89PNG\r\n\x1a\n and then nothing");
    }

    void anIndexThatCannotBeUsedIsRefusedWithItsRow_data() {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray good = "d,images/glass.png,mask.png,p,PAS,2,validation\n";
        QTest::newRow("missing image") << good + "d,images/none.png,mask.png,p,PAS,2,validation\n" << QByteArray("line 3: there is no file images/none.png");
        QTest::newRow("mask of another size") << good + "d,images/glass.png,small.png,p,PAS,2,validation\n" << QByteArray("line 3: the mask small.png has 20");
        QTest::newRow("unknown value") << QByteArray("d,images/glass.png,odd.png,p,PAS,2,validation\r\n") << QByteArray("line 2: the mask odd.png holds the value 77");
        QTest::newRow("empty masks") << QByteArray("d,images/glass.png,empty.png,p,PAS,2,validation\n") << QByteArray("line 2: no mask from here on holds a glomerulus");
        QTest::newRow("torn mask") << good + "d,images/glass.png,torn.png,p,PAS,2,validation\n" << QByteArray("line 3");
        QTest::newRow("no number") << QByteArray("d,images/glass.png,mask.png,p,PAS,two,validation\n") << QByteArray("line 2: um_per_px_estimate \"two\"");
        QTest::newRow("another part") << QByteArray("d,images/glass.png,mask.png,p,PAS,2,training\n") << QByteArray("no row has the part \"validation\"");
    }

    void anIndexThatCannotBeUsedIsRefusedWithItsRow() {
        QFETCH(QByteArray, rows);
        QFETCH(QByteArray, reason);
        write("bad.csv", header() + rows);
        const Outcome outcome = runCli({"evaluate", "--index", path("bad.csv"), "--masks", path("masks"), "--json", path("out.json"), "--contact-sheet", path("worst.png"),
                                        "--table", path("table.md")});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.err.contains(reason), outcome.err.constData());
        for (const char* name : {"masks", "out.json", "worst.png", "table.md"}) QVERIFY(!QFileInfo::exists(path(name)));
    }

    void whatIsWrongOnASlideIsShown() {
        const auto square = [](int x, int y) {
            const auto corner = [](int a, int b) { return "[" + QByteArray::number(a) + "," + QByteArray::number(b) + "]"; };
            return R"({"type":"Feature","properties":{"objectType":"annotation","classification":{"name":"Glomerulus"}},"geometry":{"type":"Polygon","coordinates":[[)" +
                   corner(x, y) + "," + corner(x + 40, y) + "," + corner(x + 40, y + 40) + "," + corner(x, y + 40) + "," + corner(x, y) + "]]}}";
        };
        const auto collection = [](const QByteArray& a, const QByteArray& b) { return R"({"type":"FeatureCollection","features":[)" + a + "," + b + "]}"; };
        write("truth.geojson", collection(square(10, 10), square(100, 20)));
        write("found.geojson", collection(square(10, 10), square(20, 90)));
        const QStringList both{"evaluate", "--prediction", path("found.geojson"), "--slide", path("images/glass.png"), "--contact-sheet"};
        Outcome outcome = runCli(both + QStringList{path("wrong.jpg"), "--truth", path("truth.geojson"), "--table", path("labels.md")});
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        QFile sheet(path("wrong.jpg")), table(path("labels.md"));
        QVERIFY(sheet.open(QIODevice::ReadOnly) && table.open(QIODevice::ReadOnly));
        QCOMPARE(sheet.peek(2), QByteArray("\xff\xd8"));
        const int tile = QImage(path("wrong.jpg")).width() / 3;  // what was missed, what is not there, the pair
        QVERIFY(table.readAll().contains("| 2 | 2 | 1 | 0.50 | 0.50 | 0.500 | 0.500 |"));
        outcome = runCli(both + QStringList{path("wrong.png"), "--truth", path("truth.geojson"), "--pictures", "2"});
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        const QImage two(path("wrong.png"));
        QCOMPARE(two.width(), 2 * tile);
        const auto isOutlined = [&](int index, const QColor& colour) {
            for (int y = 0; y < two.height(); ++y)
                for (int x = index * tile; x < (index + 1) * tile; ++x)
                    if (two.pixelColor(x, y) == colour) return true;
            return false;
        };
        QVERIFY(isOutlined(0, QColor(0, 200, 0)) && !isOutlined(0, QColor(255, 0, 255)));
        QVERIFY(isOutlined(1, QColor(255, 0, 255)) && !isOutlined(1, QColor(0, 200, 0)));
        outcome = runCli(both + QStringList{path("no.png"), "--truth-mask", path("mask.png")});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.err.contains("it needs outlines"), outcome.err.constData());
        QVERIFY(!QFileInfo::exists(path("no.png")));
    }

    void trainingRefusesWhatItCannotLearnFrom_data() {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("reason");
        const QByteArray good = "d,images/glass.png,mask.png,p,PAS,2,training\n";
        QTest::newRow("one group") << good + good << QStringList{"--folds", "2", "--fold", "0"} << QByteArray("2 folds need as many patients or slides, and there is 1: p");
        QTest::newRow("missing image") << good + "d,images/none.png,mask.png,p,PAS,2,training\n" << QStringList{} << QByteArray("line 3");
        QTest::newRow("empty masks") << QByteArray("d,images/glass.png,empty.png,p,PAS,2,training\n") << QStringList{} << QByteArray("none of the 1 masks has a glomerulus");
        QTest::newRow("unknown preset") << good << QStringList{"--preset", "slow"} << QByteArray("there are default, quick, thesis");
        QTest::newRow("unknown value") << QByteArray("d,images/glass.png,odd.png,p,PAS,2,training\n") << QStringList{} << QByteArray("holds the value 77");
    }

    void trainingRefusesWhatItCannotLearnFrom() {
        QFETCH(QByteArray, rows);
        QFETCH(QStringList, options);
        QFETCH(QByteArray, reason);
        write("train.csv", header() + rows);
        const Outcome outcome = runCli(QStringList{"train", "--index", path("train.csv"), "--device", "cpu", "--out", path("model.safetensors"), "--checkpoint", path("state.ckpt"),
                                                   "--preview", path("preview.png")} + options);
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY2(outcome.err.contains(reason), outcome.err.constData());
        for (const char* name : {"model.safetensors", "state.ckpt", "preview.png"}) QVERIFY(!QFileInfo::exists(path(name)));
    }

    void theAugmentationSheetIsWrittenOrTheReasonSaid() {
        write("sheet.csv", header() + "d,images/glass.png,mask.png,p,PAS,2,training\n");
        QCOMPARE(runCli({"augment", "--index", path("sheet.csv"), "--preview", path("sheet.png"), "--policy", "strong", "--rows", "2", "--tile", "96"}).exitCode, 0);
        QCOMPARE(QImage(path("sheet.png")).height(), 2 * (96 + 18 + 4));
        const Outcome outcome = runCli({"augment", "--index", path("sheet.csv"), "--preview", path("no.png"), "--policy", "weird"});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(outcome.err.contains("basic, thesis, strong"));
        QVERIFY(!QFileInfo::exists(path("no.png")));
    }

    void aRealImageIsScoredAndItsMaskWritten() {
        const auto data = bowman::test::dataFolder();
        if (data.empty()) QSKIP("the labelled images are not here");
        const QString from = QString::fromStdString((data / "segmentation" / "antillia-glom").string());
        const QStringList images = QDir(from + "/images").entryList(QDir::Files, QDir::Name), masks = QDir(from + "/masks").entryList(QDir::Files, QDir::Name);
        if (images.isEmpty() || masks.isEmpty()) QSKIP("the labelled images are not here");
        const QString name = "images/" + images.first();
        QVERIFY(QFile::copy(from + "/" + name, path(name)) && QFile::copy(from + "/masks/" + masks.first(), path("truth.png")));
        write("real.csv", header() + "\"anti, llia\"," + name.toUtf8() + ",truth.png,slide,PAS,0.5,validation\r\n");
        const Outcome outcome = runCli({"evaluate", "--index", path("real.csv"), "--masks", path("predicted"), "--json", path("real.json"), "--device", "cpu",
                                        "--contact-sheet", path("worst.png"), "--reliability", path("reliability.png"), "--table", path("table.md")});
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        QFile file(path("real.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object(), group = json["groups"].toObject()["anti, llia/PAS"].toObject();
        for (const char* key : {"dice_pooled", "dice_mean", "object_f1", "object_precision", "object_recall", "panoptic_quality"}) {
            QVERIFY2(json[key].isDouble(), key);
            QCOMPARE(group[key].toDouble(), json[key].toDouble());
        }
        QFile table(path("table.md"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QVERIFY(table.readAll().contains("| anti, llia/PAS | 1 | " + QByteArray::number(json["dice_pooled"].toDouble(), 'f', 3)));
        const QImage predicted(path("predicted/images/" + QFileInfo(name).completeBaseName() + ".png")), original(path(name));
        QCOMPARE(predicted.size(), original.size());
        QCOMPARE(predicted.format(), QImage::Format_Grayscale8);
        for (int y = 0; y < predicted.height(); ++y)
            for (int x = 0; x < predicted.width(); ++x)
                if (predicted.constScanLine(y)[x] > 1) QFAIL("the mask holds more than 0 and 1");
        QVERIFY(!QImage(path("worst.png")).isNull() && !QImage(path("reliability.png")).isNull());
    }
};

QTEST_GUILESS_MAIN(EvaluateTest)
#include "evaluate_test.moc"
