#include <torch/torch.h>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <set>

#include "models/losses/losses.h"
#include "models/losses/lovasz.h"

using namespace bowman;

namespace {

using Values = std::vector<double>;
using Labels = std::vector<int>;

/// The set function: Jaccard loss 1 − |T ∩ P| / |T ∪ P| where the pixels in `wrong` are mispredicted, and only they.
double jaccardLoss(const std::set<std::size_t>& wrong, const Labels& truth) {
    int both = 0, any = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const bool labelled = truth[i] == 1, predicted = labelled != wrong.contains(i);
        both += labelled && predicted;
        any += labelled || predicted;
    }
    return any == 0 ? 0 : 1 - double(both) / any;
}

/// The Lovász extension by its definition as the convex closure of a submodular function: the largest, over all orders of
/// the pixels, of Σ error · (what adding the pixel to those before it adds to the set function).
double lovaszExtension(const Values& errors, const Labels& truth) {
    std::vector<std::size_t> order(errors.size());
    std::iota(order.begin(), order.end(), 0);
    double largest = -INFINITY;
    do {
        std::set<std::size_t> wrong;
        double sum = 0, before = 0;
        for (const std::size_t i : order) {
            wrong.insert(i);
            const double after = jaccardLoss(wrong, truth);
            sum += errors[i] * (after - before);
            before = after;
        }
        largest = std::max(largest, sum);
    } while (std::next_permutation(order.begin(), order.end()));
    return largest;
}

double relu(double e) { return std::max(0.0, e); }
double eluPlusOne(double e) { return e > 0 ? e + 1 : std::exp(e); }

double hingeByDefinition(const Values& logits, const Labels& truth, const std::function<double(double)>& shape) {
    Values errors;
    for (std::size_t i = 0; i < logits.size(); ++i) errors.push_back(shape(1 - logits[i] * (2 * truth[i] - 1)));
    return lovaszExtension(errors, truth);
}

double symmetricByDefinition(const Values& logits, const Labels& truth) {
    Values negative(logits);
    Labels inverse(truth);
    for (double& v : negative) v = -v;
    for (int& l : inverse) l = 1 - l;
    return 0.5 * (hingeByDefinition(logits, truth, eluPlusOne) + hingeByDefinition(negative, inverse, eluPlusOne));
}

double sigmoid(double o) { return 1 / (1 + std::exp(-o)); }

double bceByDefinition(const Values& o, const Labels& t) {
    double sum = 0;
    for (std::size_t i = 0; i < o.size(); ++i) sum -= std::log(t[i] ? sigmoid(o[i]) : 1 - sigmoid(o[i]));
    return sum / double(o.size());
}

double diceByDefinition(const Values& o, const Labels& t) {
    double overlap = 0, sum = 0;
    for (std::size_t i = 0; i < o.size(); ++i) {
        overlap += sigmoid(o[i]) * t[i];
        sum += sigmoid(o[i]) + t[i];
    }
    return 1 - (2 * overlap + 1) / (sum + 1);
}

double focalByDefinition(const Values& o, const Labels& t) {
    double sum = 0;
    for (std::size_t i = 0; i < o.size(); ++i) {
        const double p = t[i] ? sigmoid(o[i]) : 1 - sigmoid(o[i]);
        sum -= (t[i] ? 0.25 : 0.75) * std::pow(1 - p, 2) * std::log(p);
    }
    return sum / double(o.size());
}

using Definition = double (*)(const Values&, const Labels&);
double plainByDefinition(const Values& o, const Labels& t) { return hingeByDefinition(o, t, relu); }
double sumByDefinition(const Values& o, const Labels& t) { return 0.5 * bceByDefinition(o, t) + 2 * diceByDefinition(o, t); }

const std::vector<std::pair<const char*, Definition>>& definitions() {
    static const std::vector<std::pair<const char*, Definition>> all = {
        {"bce", bceByDefinition}, {"dice", diceByDefinition}, {"focal", focalByDefinition}, {"lovasz", symmetricByDefinition},
        {"lovasz-hinge", plainByDefinition}, {"0.5*bce+2*dice", sumByDefinition}};
    return all;
}

/// With two ignored pixels between the counted ones.
double lossOf(const Loss& loss, const Values& o, const Labels& t, Values* gradient = nullptr) {
    Values values(o);
    std::vector<std::int64_t> labels(t.begin(), t.end());
    values.insert(values.begin() + 2, {7.0, -50.0});
    labels.insert(labels.begin() + 2, {kIgnoreLabel, kIgnoreLabel});
    const auto n = std::int64_t(values.size());
    auto logits = torch::tensor(values, torch::kFloat64).view({1, 1, 1, n}).requires_grad_(true);
    const torch::Tensor result = loss(logits, torch::tensor(labels).to(torch::kUInt8).view({1, 1, 1, n}));
    if (gradient) {
        result.backward();
        const torch::Tensor flat = logits.grad().flatten();
        for (std::int64_t i = 0; i < n; ++i)
            if (labels[std::size_t(i)] != kIgnoreLabel) gradient->push_back(flat[i].item<double>());
    }
    return result.item<double>();
}

}  // namespace

class ModelsLossesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { at::set_num_threads(1); }

    void everyLossFollowsItsDefinitionAndItsGradientFiniteDifferences_data() {
        QTest::addColumn<int>("definition");
        QTest::addColumn<QList<int>>("truth");
        for (int i = 0; i < int(definitions().size()); ++i) {
            const QString name = definitions()[std::size_t(i)].first;
            QTest::newRow(qPrintable(name + ", some of both")) << i << QList<int>{1, 0, 0, 1, 1, 0};
            QTest::newRow(qPrintable(name + ", nothing there")) << i << QList<int>{0, 0, 0, 0, 0, 0};
            QTest::newRow(qPrintable(name + ", nothing else")) << i << QList<int>{1, 1, 1, 1, 1, 1};
        }
    }

    void everyLossFollowsItsDefinitionAndItsGradientFiniteDifferences() {
        QFETCH(int, definition);
        QFETCH(QList<int>, truth);
        const auto& [name, byDefinition] = definitions()[std::size_t(definition)];
        const Loss loss = *lossNamed(name);
        const Labels labels(truth.begin(), truth.end());
        const Values values = {0.7, -0.4, 1.9, -2.2, 0.1, 0.05};
        Values gradient;
        const double got = lossOf(loss, values, labels, &gradient), wanted = byDefinition(values, labels);
        QVERIFY2(std::abs(got - wanted) < 1e-9, qPrintable(QString("%1 instead of %2").arg(got).arg(wanted)));
        for (std::size_t i = 0; i < values.size(); ++i) {
            Values up(values), down(values);
            up[i] += 1e-6;
            down[i] -= 1e-6;
            const double slope = (byDefinition(up, labels) - byDefinition(down, labels)) / 2e-6;
            QVERIFY2(std::abs(gradient[i] - slope) < 1e-5, qPrintable(QString("pixel %1: %2 instead of %3").arg(i).arg(gradient[i]).arg(slope)));
        }
    }

    void ignoredPixelsHaveNoGradientInAnyLoss() {
        for (const std::string& name : lossTerms()) {
            const Loss loss = *lossNamed(name);
            auto logits = torch::randn({2, 1, 8, 8}).requires_grad_(true);
            auto targets = torch::randint(0, 2, {2, 1, 8, 8}).to(torch::kUInt8);
            targets.slice(3, 4).fill_(kIgnoreLabel);
            loss(logits, targets).backward();
            QCOMPARE(logits.grad().slice(3, 4).abs().max().item<float>(), 0.0f);
            QVERIFY(logits.grad().slice(3, 0, 4).abs().max().item<float>() > 0);
        }
    }

    void aTileOfIgnoredPixelsHasNoLossAndAFiniteGradient() {
        for (const std::string& name : lossTerms()) {
            auto logits = torch::randn({1, 1, 4, 4}).requires_grad_(true);
            const auto loss = (*lossNamed(name))(logits, torch::full({1, 1, 4, 4}, kIgnoreLabel, torch::kUInt8));
            QCOMPARE(loss.item<float>(), 0.0f);
            loss.backward();
            QCOMPARE(logits.grad().abs().max().item<float>(), 0.0f);
        }
    }

    void easyNegativesKeepAGradientInTheSymmetricFormAlone() {
        const auto targets = torch::zeros({1, 1, 1, 4}, torch::kUInt8);
        for (const auto& [name, keeps] : {std::pair{"lovasz", true}, std::pair{"lovasz-hinge", false}}) {
            auto logits = torch::full({1, 1, 1, 4}, -2.0f).requires_grad_(true);
            (*lossNamed(name))(logits, targets).backward();
            QCOMPARE(logits.grad().abs().sum().item<float>() > 0, keeps);
        }
    }

    void veryLargeLogitsGiveFiniteLosses() {
        for (const std::string& name : lossTerms())
            for (const double size : {1e3, -1e3}) {
                auto logits = torch::full({1, 1, 2, 2}, size).requires_grad_(true);
                const auto loss = (*lossNamed(name))(logits, torch::tensor({0, 1, 1, 0}, torch::kUInt8).view({1, 1, 2, 2}));
                loss.backward();
                QVERIFY2(std::isfinite(loss.item<double>()) && logits.grad().isfinite().all().item<bool>(), name.c_str());
            }
    }

    void aLossThatCannotBeReadSaysWhy_data() {
        QTest::addColumn<QString>("reason");
        QTest::newRow("jaccard") << "there are bce, dice, focal, lovasz, lovasz-hinge";
        QTest::newRow("bce+") << "\"\"";
        QTest::newRow("bce++dice") << "\"\"";
        QTest::newRow("0*bce") << "positive number";
        QTest::newRow("-1*bce") << "positive number";
        QTest::newRow("x*bce") << "positive number";
        QTest::newRow("nan*bce") << "positive number";
        QTest::newRow("0.5bce") << "\"0.5bce\"";
    }

    void aLossThatCannotBeReadSaysWhy() {
        QFETCH(QString, reason);
        const auto loss = lossNamed(QTest::currentDataTag());
        QVERIFY(!loss.ok());
        QVERIFY2(loss.error().message().find(reason.toStdString()) != std::string::npos, loss.error().message().c_str());
    }
};

QTEST_GUILESS_MAIN(ModelsLossesTest)
#include "models_losses_test.moc"
