// The whole way once, with the real programs, the shipped model and a phantom that no training saw:
// make → detect → correct → close → reopen → undo → export → evaluate.
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/base/files.h"
#include "core/document/document.h"
#include "tests/support/run_program.h"

using namespace bowman;
using bowman::test::Outcome;
using bowman::test::runCli;
using nlohmann::json;

class EndToEndTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const Outcome made = runCli({"phantom", path("s.tif"), "--width", "8000", "--height", "6000", "--um-per-px", "0.5",
                                     "--seed", "11", "--truth", path("truth.geojson")});
        QVERIFY2(made.exitCode == 0, made.err.constData());
        const Outcome found = runCli({"detect", path("s.tif"), "--out", path("g.geojson"), "--project", path("p.bowman"), "--json"});
        QVERIFY2(found.exitCode == 0, found.err.constData());
        m_detection = json::parse(found.out.toStdString());
    }

    void detectionAgreesWithTheTruth() {
        const json scores = evaluate("g.geojson");
        qInfo("%s", scores.dump().c_str());
        QVERIFY(scores.at("pixel_dice").get<double>() >= 0.9);
        QVERIFY(scores.at("object_recall").get<double>() >= 0.9);
        QVERIFY(scores.at("object_precision").get<double>() >= 0.7);
    }

    void shiftingThePatchGridByHalfAPatchKeepsEveryObject() {
        const Outcome shifted = runCli({"detect", path("s.tif"), "--out", path("shifted.geojson"), "--grid-shift", "384,384"});
        QVERIFY2(shifted.exitCode == 0, shifted.err.constData());
        const auto a = shapes("g.geojson"), b = shapes("shifted.geojson");
        QVERIFY(!a.empty());
        QCOMPARE(a.size(), b.size());
        for (const MultiPolygon& shape : a) {
            double best = 0;
            for (const MultiPolygon& other : b)
                if (boundsOf(shape).intersects(boundsOf(other))) best = std::max(best, intersectionOverUnion(shape, other));
            QVERIFY2(best >= 0.98, qPrintable(QString("IoU with itself is %1").arg(best)));
        }
    }

    void aCorrectionSurvivesClosingAndUndoGoesOnAfterwards() {
        std::string start, corrected;
        {
            auto document = Document::open(path("p.bowman").toStdString(), "tester");
            QVERIFY2(document.ok(), document ? "" : document.error().message().c_str());
            const SlideId slide = (*document)->slides().front().id;
            start = (*document)->annotations(slide).stateHash();
            const auto all = (*document)->annotations(slide).all();
            QCOMPARE(all.size(), m_detection.at("objects").get<std::size_t>());
            Edit accept{"accept all", {}};
            for (const AnnotationPtr& before : all) {
                auto after = std::make_shared<Annotation>(*before);
                after->state = ReviewState::Accepted;
                accept.changes.push_back({before, after});
            }
            const auto first = (*document)->annotations(slide).all().front();
            QVERIFY((*document)->apply(slide, accept).ok());
            const AnnotationPtr before = (*document)->annotations(slide).find(first->id);
            auto after = std::make_shared<Annotation>(*before);
            const SlideRect bounds = boundsOf(before->shape);
            const auto bite = bufferedLine({{bounds.x, bounds.y + bounds.height / 2}}, bounds.width / 5);
            QVERIFY(bite.ok());
            const auto smaller = subtract(before->shape, *bite);
            QVERIFY(smaller.ok());
            after->shape = *smaller;
            after->state = ReviewState::Corrected;
            QVERIFY((*document)->apply(slide, {"eraser", {{before, after}}}).ok());
            corrected = (*document)->annotations(slide).stateHash();
        }
        auto reopened = Document::open(path("p.bowman").toStdString(), "tester");
        QVERIFY(reopened.ok());
        const SlideId slide = (*reopened)->slides().front().id;
        QCOMPARE((*reopened)->annotations(slide).stateHash(), corrected);
        QVERIFY((*reopened)->undo(slide).ok());
        QVERIFY((*reopened)->undo(slide).ok());
        QCOMPARE((*reopened)->annotations(slide).stateHash(), start);
        QVERIFY((*reopened)->redo(slide).ok());
        QVERIFY((*reopened)->redo(slide).ok());
        QCOMPARE((*reopened)->annotations(slide).stateHash(), corrected);
    }

    void everyFormatLeavesTheProject() {
        for (const auto& [format, file] : {std::pair{"geojson", "out.geojson"}, {"hubmap-rle", "out.csv"}, {"mask-tiff", "mask.tif"},
                                           {"training-set", "set"}}) {
            const Outcome outcome = runCli({"export", path("p.bowman"), "--format", format, "--out", path(file)});
            QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
            QVERIFY(QFileInfo::exists(path(file)));
        }
        QVERIFY(evaluate("out.geojson").at("object_recall").get<double>() >= 0.85);
        const auto manifest = readFile(path("set/manifest.json").toStdString());
        QVERIFY(manifest.ok());
        QVERIFY(json::parse(*manifest).at("tiles").size() > 0);
        const Outcome mask = runCli({"info", path("mask.tif"), "--json"});
        QVERIFY2(mask.exitCode == 0, mask.err.constData());
        QCOMPARE(json::parse(mask.out.toStdString()).at("width").get<int>(), 8000);
    }

    void theTrainingSetTrains() {
        const Outcome trained = runCli({"train", "--training-set", path("set"), "--encoder", "mobilenet_v2", "--steps", "2",
                                        "--batch", "2", "--out", path("tiny.safetensors")});
        QVERIFY2(trained.exitCode == 0, trained.err.constData());
        const Outcome info = runCli({"model", "info", path("tiny.safetensors")});
        QVERIFY2(info.exitCode == 0, info.err.constData());
    }

private:
    QString path(const char* name) const { return m_folder.filePath(name); }

    json evaluate(const char* prediction) const {
        const Outcome scored = runCli({"evaluate", "--truth", path("truth.geojson"), "--prediction", path(prediction), "--slide",
                                       path("s.tif"), "--json"});
        return scored.exitCode == 0 ? json::parse(scored.out.toStdString()) : json{{"error", scored.err.toStdString()}};
    }

    std::vector<MultiPolygon> shapes(const char* file) const {
        std::vector<MultiPolygon> all;
        const auto text = readFile(path(file).toStdString());
        if (!text) return all;
        const auto ringOf = [](const json& points) {
            Ring ring;
            for (const json& p : points) ring.push_back({p[0], p[1]});
            if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
            return ring;
        };
        const auto polygonOf = [&](const json& rings) {
            Polygon polygon{ringOf(rings[0]), {}};
            for (std::size_t i = 1; i < rings.size(); ++i) polygon.holes.push_back(ringOf(rings[i]));
            return polygon;
        };
        const json collection = json::parse(*text);
        for (const json& feature : collection.at("features")) {
            const json& geometry = feature.at("geometry");
            MultiPolygon shape;
            if (geometry.at("type") == "Polygon") shape.push_back(polygonOf(geometry.at("coordinates")));
            if (geometry.at("type") == "MultiPolygon")
                for (const json& part : geometry.at("coordinates")) shape.push_back(polygonOf(part));
            all.push_back(shape);
        }
        return all;
    }

    QTemporaryDir m_folder;
    json m_detection;
};

QTEST_GUILESS_MAIN(EndToEndTest)
#include "end_to_end_test.moc"
