#include <torch/torch.h>

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <functional>

#include "core/base/files.h"
#include "core/detect/training_preset.h"
#include "core/slide/image_file.h"
#include "models/encoders/seeded_draws.h"
#include "models/segmentation_model.h"
#include "models/training/gradient_lanes.h"
#include "models/training/torch_trainer.h"
#include "models/training/training_state.h"
#include "models/weights/state.h"

using namespace bowman;
namespace fs = std::filesystem;

namespace {

/// Six small images of three patients: pale, with a darker disc.
TrainingRequest smallTraining(const fs::path& folder) {
    std::string index = "dataset,image,mask,group,stain,um_per_px,part\n";
    for (int i = 0; i < 6; ++i) {
        Image rgb(96, 96, PixelFormat::Rgb8), mask(96, 96, PixelFormat::Gray8);
        for (int y = 0; y < 96; ++y)
            for (int x = 0; x < 96; ++x) {
                const bool inside = std::hypot(x - 30 - 6 * i, y - 45) < 18;
                *mask.pixel(x, y) = inside;
                for (int c = 0; c < 3; ++c) rgb.pixel(x, y)[c] = static_cast<std::uint8_t>((inside ? 90 + 40 * c : 220 - 30 * c) + (x * 7 + y * 13 + i) % 11);
            }
        const std::string number = std::to_string(i);
        (void)writePng(folder / ("i" + number + ".png"), rgb).ok();
        (void)writePng(folder / ("m" + number + ".png"), mask).ok();
        index += "d,i" + number + ".png,m" + number + ".png,p" + std::to_string(i / 2) + ",PAS,2,training\n";
    }
    (void)writeFileAtomically(folder / "index.csv", index).ok();
    TrainingRequest request;
    request.data = {folder / "index.csv"};
    request.tileSize = 64;
    request.batchSize = 2;
    request.steps = 5;
    request.threads = 1;
    request.loaders = 2;
    request.device = "cpu";
    request.output = folder / "model.safetensors";
    return request;
}

struct Curve {
    std::vector<double> losses, heldOut;
};

Result<ModelCard> train(const TrainingRequest& request, Curve& curve, int stopAfter = 0) {
    std::stop_source stop;
    return TorchTrainer().train(request, [&](const TrainingProgress& p) {
        curve.losses.push_back(p.loss);
        if (p.heldOutDice) curve.heldOut.push_back(*p.heldOutDice);
        if (p.step == stopAfter) stop.request_stop();
    }, stop.get_token());
}

std::string bytesOf(const fs::path& file) { return readFile(file).value(); }

}  // namespace

class ModelsTrainingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    /// Everything at once: augmentation, folds, frozen encoder, accumulation, looks at the held-out fold.
    void anInterruptedTrainingEndsWithTheSameWeightsBitForBit_data() {
        QTest::addColumn<int>("threads");
        QTest::newRow("batches one after the other") << 1;
        QTest::newRow("two side by side, then one") << 2;
    }

    void anInterruptedTrainingEndsWithTheSameWeightsBitForBit() {
        QFETCH(int, threads);
        QTemporaryDir one, two;
        const auto full = [threads](const QTemporaryDir& folder) {
            TrainingRequest r = smallTraining(folder.path().toStdString());
            r.steps = 6;
            r.frozenEpochs = 1;
            r.epochs = 2;
            r.threads = threads;
            r.accumulate = 3;
            r.batchSize = 1;
            r.augmentation = "strong";
            r.balanceGroups = true;
            r.folds = 3;
            r.fold = 1;
            r.validateEvery = 2;
            return r;
        };
        Curve whole, parts;
        const auto through = train(full(one), whole);
        QVERIFY2(through.ok(), through ? "" : through.error().message().c_str());
        QCOMPARE(whole.losses.size(), std::size_t(6));
        QCOMPARE(whole.heldOut.size(), std::size_t(3));
        TrainingRequest cut = full(two);
        cut.checkpoint = fs::path(two.path().toStdString()) / "state.ckpt";
        cut.loaders = 1;
        for (const int stop : {1, 3, 4}) {  // within the frozen part, between looks, just after one
            const auto stopped = train(cut, parts, stop);
            QVERIFY(!stopped.ok());
            QCOMPARE(stopped.error().what, std::string("stopped"));
        }
        QVERIFY(train(cut, parts).ok());
        QCOMPARE(parts.losses, whole.losses);
        QCOMPARE(parts.heldOut, whole.heldOut);
        QVERIFY(bytesOf(cut.output) == bytesOf(full(one).output));
        QVERIFY(through->metrics.find("held-out fold") != std::string::npos);
        QVERIFY(through->split.find("Fold 1") != std::string::npos);
        cut.augmentation = "thesis";
        QVERIFY(train(cut, parts).error().message().find("augmentation is \"strong\" there, \"thesis\" here") != std::string::npos);
    }

    void theSameSeedGivesTheSameWeightsAndAnotherOneOthers() {
        QTemporaryDir one, two, three;
        Curve curve;
        TrainingRequest a = smallTraining(one.path().toStdString()), b = smallTraining(two.path().toStdString()), c = smallTraining(three.path().toStdString());
        a.steps = b.steps = c.steps = 2;
        c.seed = 9;
        QVERIFY(train(a, curve).ok() && train(b, curve).ok() && train(c, curve).ok());
        QVERIFY(bytesOf(a.output) == bytesOf(b.output));
        QVERIFY(bytesOf(a.output) != bytesOf(c.output));
    }

    void aFrozenEncoderStaysAsItIs() {
        QTemporaryDir folder;
        TrainingRequest r = smallTraining(folder.path().toStdString());
        r.steps = 2;
        r.frozenEpochs = 5;  // of 2 steps and more each: all of them
        r.averageDecay = 0;
        torch::manual_seed(r.seed);
        auto before = startTraining(r);
        QVERIFY(before.ok());
        Curve curve;
        QVERIFY(train(r, curve).ok());
        const auto after = loadModel(r.output);
        QVERIFY(after.ok());
        const auto old = stateOf(*before->network), now = stateOf(*after->network);
        int changed = 0;
        for (std::size_t i = 0; i < old.size(); ++i) {
            const bool same = torch::equal(old[i].tensor, now[i].tensor);
            if (old[i].name.starts_with("encoder.")) QVERIFY2(same, old[i].name.c_str());
            changed += !same;
        }
        QVERIFY(changed > 10);
    }

    /// The average a_t = d_t a_(t-1) + (1 - d_t) w_t of weights that are set by hand, against the sum written out: each w_t counts
    /// (1 - d_t) times all later decays.
    void theAverageIsTheWeightedSumOfAllWeightsBefore() {
        constexpr double kDecay = 0.3;
        TrainingRequest request;
        auto state = startTraining(request);
        QVERIFY(state.ok());
        const auto fill = [](SegmentationModel& network, double value) {
            torch::NoGradGuard guard;
            for (const NamedTensor& named : stateOf(network)) torch::Tensor(named.tensor).fill_(value);
        };
        const std::vector<double> weights{2, -1, 4, 0.5, 8};
        fill(*state->network, 1);
        startAverage(*state);
        std::vector<double> decays;
        for (std::size_t t = 0; t < weights.size(); ++t) {
            state->step = static_cast<int>(t);
            fill(*state->network, weights[t]);
            updateAverage(*state, kDecay);
            decays.push_back(std::min(kDecay, (1.0 + static_cast<double>(t)) / (10.0 + static_cast<double>(t))));  // a short past counts less
        }
        QVERIFY(decays.front() < kDecay && decays.back() == kDecay);  // both branches were seen
        double expected = 1;  // the start
        for (const double d : decays) expected *= d;
        for (std::size_t t = 0; t < weights.size(); ++t) {
            double share = 1 - decays[t];
            for (std::size_t later = t + 1; later < decays.size(); ++later) share *= decays[later];
            expected += share * weights[t];
        }
        const auto average = stateOf(*state->average);
        QVERIFY(average.size() > 100);
        for (const NamedTensor& named : average)
            QVERIFY2((named.tensor.to(torch::kFloat64) - expected).abs().max().item<double>() < 1e-5, named.name.c_str());
        updateAverage(*state, 0);
        for (const NamedTensor& named : stateOf(*state->average)) QVERIFY2(named.tensor.eq(weights.back()).all().item<bool>(), named.name.c_str());
    }

    void whatIsSavedIsTheAverageNotTheLastWeights() {
        QTemporaryDir one, two;
        Curve averaged, last;
        TrainingRequest a = smallTraining(one.path().toStdString()), b = smallTraining(two.path().toStdString());
        a.steps = b.steps = 3;
        a.averageDecay = 0.99;
        b.averageDecay = 0;
        QVERIFY(train(a, averaged).ok() && train(b, last).ok());
        QCOMPARE(averaged.losses, last.losses);  // averaging does not touch what is trained
        QVERIFY(bytesOf(a.output) != bytesOf(b.output));
    }

    void accumulatedGradientsAreThoseOfTheLargerBatch() {
        ModelCard card;
        const auto network = buildModel(card);
        QVERIFY(network.ok());
        (*network)->eval();  // batch norm sees each batch by itself
        torch::manual_seed(4);
        const torch::Tensor input = torch::randn({4, 3, 64, 64}), targets = torch::randint(0, 2, {4, 1, 64, 64}, torch::kUInt8);
        const Loss loss = lossNamed("bce").value();
        addGradients(**network, loss, input, targets, 1);
        std::vector<torch::Tensor> whole;
        for (torch::Tensor& p : (*network)->parameters()) {
            whole.push_back(p.grad().clone());
            p.mutable_grad().zero_();
        }
        for (int i = 0; i < 2; ++i) addGradients(**network, loss, input.slice(0, 2 * i, 2 * i + 2), targets.slice(0, 2 * i, 2 * i + 2), 0.5);
        std::size_t i = 0;
        for (const torch::Tensor& p : (*network)->parameters()) {
            const double size = whole[i].abs().max().item<double>();
            QVERIFY((p.grad() - whole[i]).abs().max().item<double>() <= 1e-4 * size + 1e-7);
            ++i;
        }
    }

    void batchesSideBySideGiveWhatTheyGiveOneAfterTheOther() {
        ModelCard card;
        card.encoder = "efficientnet-b0";   // batch norms and stochastic depth
        std::vector<std::vector<torch::Tensor>> gradients, statistics;
        for (const bool sideBySide : {false, true}) {
            torch::manual_seed(1);
            const std::shared_ptr<SegmentationModel> network = buildModel(card).value();
            network->train();
            std::vector<GradientLanes::Batch> batches;
            for (std::uint64_t i = 0; i < 3; ++i) batches.push_back({torch::randn({2, 3, 64, 64}) + double(i), torch::randint(0, 2, {2, 1, 64, 64}, torch::kUInt8), 40 + i});
            const Loss loss = lossNamed("bce+dice").value();
            double sum = 0;
            if (sideBySide) {
                GradientLanes lanes = GradientLanes::create(network, card, 3).value();
                for (const auto& each : lanes.networks()) each->train();
                sum = lanes.addGradients(batches, loss, 1.0 / 3, 3);
            } else {
                for (const GradientLanes::Batch& batch : batches) {
                    torch::manual_seed(batch.seed);
                    sum += addGradients(*network, loss, batch.input, batch.targets, 1.0 / 3);
                }
            }
            QVERIFY(sum > 0);
            gradients.emplace_back();
            for (const torch::Tensor& weight : network->parameters())
                if (weight.grad().defined()) gradients.back().push_back(weight.grad().clone());   // not the last layer of the encoder, which no decoder sees
            statistics.push_back(network->buffers());
        }
        const auto areClose = [](const std::vector<torch::Tensor>& a, const std::vector<torch::Tensor>& b) {
            if (a.empty() || a.size() != b.size()) return false;
            for (std::size_t i = 0; i < a.size(); ++i)
                if ((a[i] - b[i]).abs().max().item<double>() > 1e-3 * a[i].abs().max().item<double>() + 1e-6) return false;
            return true;
        };
        QVERIFY(areClose(gradients[0], gradients[1]));
        QVERIFY(areClose(statistics[0], statistics[1]));
    }

    void dropoutOfALaneIsItsSeedsAlone() {
        const torch::Tensor x = torch::ones({64, 64});
        const auto drawn = [&](std::uint64_t seed) {
            const SeededDraws seeded(seed);
            return seededDropout(x, 0.25, true);
        };
        torch::manual_seed(1);
        const torch::Tensor first = drawn(7);
        torch::rand({5});   // somebody else draws
        QVERIFY(first.equal(drawn(7)) && !first.equal(drawn(8)));
        QVERIFY(std::abs(first.eq(0).to(torch::kFloat32).mean().item<double>() - 0.25) < 0.03);
        QVERIFY(std::abs(first.max().item<double>() - 4 / 3.0) < 1e-6);
        const SeededDraws seeded(7);
        QVERIFY(seededDropout(x, 0.25, false).equal(x));
    }

    void trainingEndsWhenTheHeldOutFoldNoLongerImproves() {
        QTemporaryDir folder;
        TrainingRequest r = smallTraining(folder.path().toStdString());
        r.steps = 12;
        r.folds = 3;
        r.validateEvery = 1;
        r.patience = 2;
        r.encoderRate = r.decoderRate = 1e-12;  // nothing changes, so nothing improves by much
        r.averageDecay = 0.998;
        Curve curve;
        const auto card = train(r, curve);
        QVERIFY2(card.ok(), card ? "" : card.error().message().c_str());
        const auto best = std::max_element(curve.heldOut.begin(), curve.heldOut.end());
        if (curve.heldOut.size() < 12) QCOMPARE(curve.heldOut.end() - best, std::ptrdiff_t(3));  // the best one, and two that were not better
        QVERIFY(card->metrics.find(QString::number(*best, 'f', 4).toStdString()) != std::string::npos);
    }

    void epochsSayHowManyStepsThereAre() {
        QTemporaryDir folder;
        TrainingRequest r = smallTraining(folder.path().toStdString());
        r.steps = 0;
        r.epochs = 1;
        r.tilesPerEpoch = 5;
        r.batchSize = 2;
        Curve curve;
        QVERIFY(train(r, curve).ok());
        QCOMPARE(curve.losses.size(), std::size_t(3));
    }

    void aTrainingThatCannotStartNamesTheReasonAndWritesNothing_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("reason");
        QTest::newRow("folds of few groups") << 0 << "4 folds need as many patients or slides, and there are 3: p0, p1, p2";
        QTest::newRow("fold that there is not") << 1 << "the fold must be between 0";
        QTest::newRow("looks without folds") << 2 << "needs folds";
        QTest::newRow("patience without looks") << 3 << "patience needs looks";
        QTest::newRow("empty masks") << 4 << "none of the 1 masks has a glomerulus";
        QTest::newRow("missing image") << 5 << "line 2";
        QTest::newRow("mask of another size") << 6 << "line 2";
        QTest::newRow("unknown value") << 7 << "holds the value 9";
        QTest::newRow("unknown augmentation") << 8 << "there are basic, thesis, strong";
        QTest::newRow("one group") << 9 << "2 folds need as many patients or slides, and there is 1: p";
        QTest::newRow("neither steps nor epochs") << 10 << "at least one step";
    }

    void aTrainingThatCannotStartNamesTheReasonAndWritesNothing() {
        QFETCH(int, which);
        QFETCH(QString, reason);
        QTemporaryDir folder;
        const fs::path path = folder.path().toStdString();
        TrainingRequest r = smallTraining(path);
        r.preview = path / "preview.png";
        r.checkpoint = path / "state.ckpt";
        const auto one = [&](const std::string& image, const std::string& mask) {
            QVERIFY(writeFileAtomically(path / "index.csv", "image,mask,group,um_per_px\n" + image + "," + mask + ",p,2\n").ok());
        };
        Image nine(96, 96, PixelFormat::Gray8);
        *nine.pixel(4, 4) = 9;
        QVERIFY(writePng(path / "nine.png", nine).ok());
        QVERIFY(writePng(path / "small.png", Image(20, 20, PixelFormat::Gray8)).ok());
        QVERIFY(writePng(path / "empty.png", Image(96, 96, PixelFormat::Gray8)).ok());
        switch (which) {
        case 0: r.folds = 4; break;
        case 1: r.folds = 3; r.fold = 3; break;
        case 2: r.validateEvery = 2; break;
        case 3: r.folds = 3; r.patience = 2; break;
        case 4: one("i0.png", "empty.png"); break;
        case 5: one("none.png", "m0.png"); break;
        case 6: one("i0.png", "small.png"); break;
        case 7: one("i0.png", "nine.png"); break;
        case 8: r.augmentation = "weird"; break;
        case 9: one("i0.png", "m0.png"); r.folds = 2; break;
        default: r.steps = 0; break;
        }
        Curve curve;
        const auto result = train(r, curve);
        QVERIFY(!result.ok());
        QVERIFY2(result.error().message().find(reason.toStdString()) != std::string::npos, result.error().message().c_str());
        for (const fs::path& file : {r.output, r.preview, r.checkpoint}) QVERIFY(!fs::exists(file));
    }

    void presetsAreNamed() {
        QCOMPARE(trainingPreset("thesis")->folds, 4);
        QCOMPARE(trainingPreset("thesis")->frozenEpochs, 6);
        QCOMPARE(trainingPreset("thesis")->epochs, 32);
        QCOMPARE(trainingPreset("thesis")->loss, std::string("lovasz"));
        QCOMPARE(trainingPreset("default")->steps, TrainingRequest{}.steps);
        QVERIFY(trainingPreset("slow").error().message().find("default, quick, thesis") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ModelsTrainingTest)
#include "models_training_test.moc"
