// How far drawn tissue is from real tissue: by the colours of its pixels and by what the network sees in it. No time is
// measured. Beside each figure stands what two halves of the same real set, and another real set, are apart.
//  colour   Hellinger distance of RGB histograms of 16³ bins, glass left out: 0 equal … 1 nothing in common
//  features energy distance of the encoder's averaged features over its largest value (Székely & Rizzo 2013, "H"): 0 … 1;
//           and how often the nearest neighbour is of the same set (Lopez-Paz & Oquab 2017): 0.5 = not to be told apart
#include <algorithm>
#include <cmath>
#include <random>

#include "core/annotation/polygon.h"
#include "core/detect/network_library.h"
#include "core/measure/labelled_index.h"
#include "core/slide/memory_slide.h"
#include "core/slide/phantom/phantom.h"
#include "core/slide/scaled_read.h"
#include "tests/bench/bench.h"

namespace bowman::bench {
namespace {

constexpr double kUmPerPx = 2;    // the shipped model's
constexpr int kCrop = 256;        // 512 µm: one or two glomeruli and what is around them
constexpr int kBinsPerChannel = 16;
constexpr int kGlass = 235;       // darkest channel of what is not tissue
constexpr int kHalvings = 20;

struct Options {
    std::string index, real = "antillia-glom/PAS", other = "rpark-he/PAS", model;
    int crops = 24;
    std::uint32_t firstSeed = 31;
};

struct Sample {
    std::vector<double> histogram;
    std::vector<float> features;
};
using Set = std::vector<const Sample*>;

std::vector<double> histogramOf(const Image& rgb) {
    std::vector<double> bins(std::size_t(kBinsPerChannel) * kBinsPerChannel * kBinsPerChannel);
    for (int y = 0; y < rgb.height(); ++y)
        for (int x = 0; x < rgb.width(); ++x) {
            const std::uint8_t* p = rgb.pixel(x, y);
            if (std::min({p[0], p[1], p[2]}) > kGlass) continue;
            bins[(std::size_t(p[0] / 16) * kBinsPerChannel + p[1] / 16) * kBinsPerChannel + p[2] / 16] += 1;
        }
    return bins;
}

double hellinger(const Set& a, const Set& b) {
    const auto sumOf = [](const Set& set) {
        std::vector<double> sum(set.front()->histogram.size());
        double total = 0;
        for (const Sample* s : set)
            for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += s->histogram[i], total += s->histogram[i];
        for (double& v : sum) v /= total;
        return sum;
    };
    const auto p = sumOf(a), q = sumOf(b);
    double shared = 0;
    for (std::size_t i = 0; i < p.size(); ++i) shared += std::sqrt(p[i] * q[i]);
    return std::sqrt(std::max(0.0, 1 - shared));
}

double distance(const Sample& a, const Sample& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.features.size(); ++i) sum += std::pow(double(a.features[i]) - double(b.features[i]), 2);
    return std::sqrt(sum);
}

/// Means over pairs of different pictures: unbiased for small sets, so halves of one set give about 0.
double energy(const Set& a, const Set& b) {
    const auto within = [](const Set& set) {
        double sum = 0;
        for (std::size_t i = 0; i < set.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) sum += distance(*set[i], *set[j]);
        return sum / (double(set.size()) * double(set.size() - 1) / 2);
    };
    double between = 0;
    for (const Sample* x : a)
        for (const Sample* y : b) between += distance(*x, *y);
    between /= double(a.size()) * double(b.size());
    return std::max(0.0, 2 * between - within(a) - within(b)) / (2 * between);
}

/// Leave-one-out; sets of the same size.
double toldApart(const Set& a, const Set& b) {
    int own = 0;
    const auto nearest = [](const Sample* x, const Set& set) {
        double least = HUGE_VAL;
        for (const Sample* y : set)
            if (x != y) least = std::min(least, distance(*x, *y));
        return least;
    };
    for (const Sample* x : a) own += nearest(x, a) < nearest(x, b);
    for (const Sample* x : b) own += nearest(x, b) < nearest(x, a);
    return own / double(a.size() + b.size());
}

nlohmann::json compare(Set a, Set b) {
    const auto size = std::min(a.size(), b.size());
    a.resize(size);
    b.resize(size);
    return {{"pictures_each", size}, {"colour_hellinger", hellinger(a, b)}, {"feature_energy", energy(a, b)}, {"nearest_neighbour_told_apart", toldApart(a, b)}};
}

/// Medians over random halves.
nlohmann::json compareHalves(Set set) {
    std::mt19937 random(1);
    Samples colour, features, apart;
    const auto half = static_cast<std::ptrdiff_t>(set.size() / 2);
    for (int i = 0; i < kHalvings; ++i) {
        std::shuffle(set.begin(), set.end(), random);
        const auto one = compare({set.begin(), set.begin() + half}, {set.begin() + half, set.end()});
        colour.add(one["colour_hellinger"]);
        features.add(one["feature_energy"]);
        apart.add(one["nearest_neighbour_told_apart"]);
    }
    return {{"pictures_each", half}, {"colour_hellinger", colour.median()}, {"feature_energy", features.median()}, {"nearest_neighbour_told_apart", apart.median()}};
}

Result<Sample> sampleOf(const Slide& slide, SlidePoint centre, double umPerPx, FeatureExtractor& extractor) {
    const double downsample = kUmPerPx / umPerPx, half = kCrop * downsample / 2;
    const auto picture = readScaled(slide, {{centre.x - half, centre.y - half}, downsample, kCrop, kCrop});
    if (!picture) return picture.error();
    auto features = extractor.features(*picture);
    if (!features) return features.error();
    return Sample{histogramOf(*picture), std::move(*features)};
}

/// Crops side by side over each labelled image, those with a glomerulus in them.
Result<std::vector<Sample>> realSamples(const Options& o, const std::string& group, FeatureExtractor& extractor) {
    const auto rows = readLabelledIndex(o.index);
    if (!rows) return rows.error();
    std::vector<Sample> samples;
    for (const LabelledRow& row : *rows) {
        if (row.dataset + "/" + row.stain != group) continue;
        auto pair = readLabelledPair(o.index, row);
        if (!pair) return pair.error();
        const Image mask = pair->mask;
        const double edge = kCrop * kUmPerPx / row.umPerPx;
        const double width = pair->rgb.width(), height = pair->rgb.height();
        const auto slide = makeMemorySlide(std::move(pair->rgb), row.umPerPx, row.image.string());
        for (double y = 0; y + edge <= height + 16; y += edge)
            for (double x = 0; x + edge <= width + 16; x += edge) {
                bool hasGlomerulus = false;
                for (int v = int(y); v < int(std::min(height, y + edge)); ++v)
                    for (int u = int(x); u < int(std::min(width, x + edge)); ++u) hasGlomerulus = hasGlomerulus || *mask.pixel(u, v) == 1;
                if (!hasGlomerulus) continue;
                auto sample = sampleOf(*slide, {x + edge / 2, y + edge / 2}, row.umPerPx, extractor);
                if (!sample) return sample.error();
                samples.push_back(std::move(*sample));
            }
    }
    if (samples.size() < 4) return Error{"too few pictures", o.index, "there are " + std::to_string(samples.size()) + " crops of " + group};
    return samples;
}

/// Two crops a seed, each around a glomerulus that lies off the middle.
Result<std::vector<Sample>> phantomSamples(const Options& o, FeatureExtractor& extractor) {
    std::vector<Sample> samples;
    for (int i = 0; i < o.crops; ++i) {
        const PhantomRequest request{8000, 6000, 0.5, o.firstSeed + static_cast<std::uint32_t>(i / 2)};
        const auto slide = makePhantomSlide(request);
        if (!slide) return slide.error();
        const auto truth = phantomTruth(request);
        if (truth.empty()) continue;
        const auto& glomerulus = truth[truth.size() * (i % 2 == 0 ? 1 : 2) / 3];
        const SlidePoint centre = boundsOf({Polygon{glomerulus.outline, {}}}).centre();
        auto sample = sampleOf(**slide, {centre.x + (i % 3 - 1) * 200, centre.y + (i % 5 - 2) * 100}, request.umPerPx, extractor);
        if (!sample) return sample.error();
        samples.push_back(std::move(*sample));
    }
    return samples;
}

Set setOf(const std::vector<Sample>& samples, std::size_t atMost) {
    Set set;
    const std::size_t count = std::min(samples.size(), atMost);
    for (std::size_t i = 0; i < count; ++i) set.push_back(&samples[i * samples.size() / count]);
    return set;
}

Result<nlohmann::json> run(const Options& o) {
    const auto model = findModel(o.model);
    if (!model) return model.error();
    const auto library = loadNetworkLibrary();
    if (!library) return library.error();
    const auto extractor = (*library)->createFeatureExtractor(*model, "cpu");
    if (!extractor) return extractor.error();
    const auto real = realSamples(o, o.real, **extractor);
    if (!real) return real.error();
    const auto other = realSamples(o, o.other, **extractor);
    if (!other) return other.error();
    const auto drawn = phantomSamples(o, **extractor);
    if (!drawn) return drawn.error();
    const auto count = static_cast<std::size_t>(o.crops);
    return nlohmann::json{{"real", o.real},
                          {"other", o.other},
                          {"um_per_px", kUmPerPx},
                          {"crop_px", kCrop},
                          {"phantom_and_real", compare(setOf(*drawn, count), setOf(*real, count))},
                          {"phantom_and_other", compare(setOf(*drawn, count), setOf(*other, count))},
                          {"real_and_other", compare(setOf(*real, count), setOf(*other, count))},
                          {"halves_of_real", compareHalves(setOf(*real, count))}};
}

}  // namespace

void addPhantom(CLI::App& app, nlohmann::json& result) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("phantom", "How far the phantom is from real tissue: colours and network features");
    command->add_option("--index", options->index, "index.csv of labelled images")->required()->check(CLI::ExistingFile);
    command->add_option("--real", options->real, "dataset/stain it should look like")->capture_default_str();
    command->add_option("--other", options->other, "dataset/stain to compare with")->capture_default_str();
    command->add_option("--model", options->model, "Whose encoder looks; default: the shipped one");
    command->add_option("--crops", options->crops, "Pictures of each set")->check(CLI::Range(4, 1000))->capture_default_str();
    command->add_option("--seed", options->firstSeed, "First seed of the phantoms")->capture_default_str();
    command->callback([options, &result] {
        const auto figures = run(*options);
        result["phantom"] = figures ? *figures : nlohmann::json{};
        if (!figures) result["error"] = figures.error().message();
    });
}

}  // namespace bowman::bench
