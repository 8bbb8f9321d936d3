// How far the edge of a patch reaches into what a network says: the same pixels with their true surroundings and at the edge of a patch, where layers see
// zeros, by the distance from that edge. Also what a pixel costs strip by strip against whole patches, by width.
#include <algorithm>
#include <cmath>
#include <thread>
#include <vector>

#include "core/base/platform/platform.h"
#include "core/detect/network_library.h"
#include "core/slide/scaled_read.h"
#include "tests/bench/bench.h"

namespace bowman::bench {
namespace {

struct Options {
    std::vector<std::string> slides;
    std::string model;
    double umPerPx = 0;
    std::vector<int> widths = {512, 1024, 2048, 3072};
    int strips = 40;
};

constexpr int kLarge = 1536, kSmall = 512, kBin = 16, kBins = kSmall / 2 / kBin;

std::vector<std::uint8_t> cut(const Image& image, int x, int y, int edge) {
    std::vector<std::uint8_t> rgb;
    for (int row = 0; row < edge; ++row) rgb.insert(rgb.end(), image.pixel(x, y + row), image.pixel(x, y + row) + std::ptrdiff_t{3} * edge);
    return rgb;
}

double logit(float p) {
    const double q = std::clamp(double(p), 1e-6, 1 - 1e-6);
    return std::log(q / (1 - q));
}

/// Differences of the middle of one large patch from small ones cut out of it.
struct Differences {
    std::vector<std::vector<float>> probability = std::vector<std::vector<float>>(kBins), logits = std::vector<std::vector<float>>(kBins);

    void compare(Predictor& network, const Image& image) {
        std::vector<float> large(std::size_t{kLarge} * kLarge), small(std::size_t{kSmall} * kSmall);
        const std::vector<std::uint8_t> all = cut(image, 0, 0, kLarge);
        if (!network.predict({1, kLarge, all}, large)) return;
        // Half a patch of true surroundings around each; on the network's own grid of 32 pixels.
        for (int y = kSmall; y + 2 * kSmall <= kLarge + kSmall / 2; y += kSmall / 2)
            for (int x = kSmall; x + 2 * kSmall <= kLarge + kSmall / 2; x += kSmall / 2) {
                const std::vector<std::uint8_t> part = cut(image, x - kSmall / 4, y - kSmall / 4, kSmall);
                if (!network.predict({1, kSmall, part}, small)) return;
                for (int v = 0; v < kSmall; ++v)
                    for (int u = 0; u < kSmall; ++u) {
                        const int distance = std::min({u, v, kSmall - 1 - u, kSmall - 1 - v});
                        const float a = small[static_cast<std::size_t>(v) * kSmall + u];
                        const float b = large[static_cast<std::size_t>(y - kSmall / 4 + v) * kLarge + static_cast<std::size_t>(x - kSmall / 4 + u)];
                        probability[static_cast<std::size_t>(distance / kBin)].push_back(std::abs(a - b));
                        logits[static_cast<std::size_t>(distance / kBin)].push_back(static_cast<float>(std::abs(logit(a) - logit(b))));
                    }
            }
    }

    nlohmann::json asJson() {
        nlohmann::json rows = nlohmann::json::array();
        const auto at = [](std::vector<float>& values, double share) {
            const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * double(values.size() - 1));
            std::nth_element(values.begin(), place, values.end());
            return double(*place);
        };
        for (int bin = 0; bin < kBins; ++bin) {
            auto &p = probability[static_cast<std::size_t>(bin)], &l = logits[static_cast<std::size_t>(bin)];
            if (p.empty()) continue;
            rows.push_back({{"from_px", bin * kBin}, {"pixels", p.size()}, {"probability_p99_9_of_255", 255 * at(p, 0.999)}, {"probability_max_of_255", 255 * at(p, 1)},
                            {"above_1_of_255", double(std::count_if(p.begin(), p.end(), [](float d) { return d > 1 / 255.0F; })) / double(p.size())},
                            {"logit_p99_9", at(l, 0.999)}, {"logit_max", at(l, 1)}});
        }
        return rows;
    }
};

/// Nanoseconds of a core for each pixel: strips of this width, and whole patches of the card's size beside them, in turn.
nlohmann::json costOf(Predictor& network, int width, int strips) {
    auto made = network.createStrips(width);
    if (!made) return {{"width", width}, {"error", made.error().message()}};
    StripPredictor& lane = **made;
    std::vector<std::uint8_t> rgb(static_cast<std::size_t>(lane.rows()) * width * 3);
    std::uint32_t state = 7;
    for (auto& value : rgb) value = static_cast<std::uint8_t>((state = state * 1664525u + 1013904223u) >> 24);
    const int tile = network.card().tileSize;
    const std::vector<std::uint8_t> one(static_cast<std::size_t>(tile) * tile * 3, 180);
    std::vector<float> out(static_cast<std::size_t>(tile) * tile * network.card().classes.size());
    lane.begin(1 << 20, 1 << 19);
    Samples strip, patch;
    for (int i = 0; i < strips; ++i) {
        double start = platform::threadCpuSeconds();
        if (!lane.push(rgb, 1 << 20)) return {{"width", width}, {"error", "push"}};
        if (i >= strips / 2) strip.add((platform::threadCpuSeconds() - start) / (double(lane.rows()) * width));
        start = platform::threadCpuSeconds();
        if (!network.predict({1, tile, one}, out)) return {{"width", width}, {"error", "predict"}};
        if (i >= strips / 2) patch.add((platform::threadCpuSeconds() - start) / (double(tile) * tile));
    }
    return {{"width", width}, {"strip_ns_per_px", 1e9 * strip.median()}, {"tile_ns_per_px", 1e9 * patch.median()}, {"strip_over_tile", strip.median() / patch.median()}};
}

nlohmann::json run(const Options& o) {
    auto file = findModel(o.model);
    if (!file) return {{"error", file.error().message()}};
    auto library = loadNetworkLibrary();
    if (!library) return {{"error", library.error().message()}};
    auto predictor = (*library)->createPredictor(*file, "auto", 0);
    if (!predictor) return {{"error", predictor.error().message()}};
    Predictor& network = **predictor;
    nlohmann::json result = {{"model", network.card().name}, {"encoder", network.card().encoder}, {"device", network.deviceName()}};
    for (const int width : o.widths) result["strips"].push_back(costOf(network, width, o.strips));
    for (const std::string& path : o.slides) {
        auto slide = openSlide(path);
        if (!slide) return {{"error", slide.error().message()}};
        const double downsample = network.card().umPerPx / (o.umPerPx > 0 ? o.umPerPx : (*slide)->info().umPerPx.value.value_or(1));
        const SlideRect rect = (*slide)->info().rect();
        Differences differences;
        int places = 0;
        for (double y = 0; y + kLarge * downsample <= rect.height && places < 12; y += kLarge * downsample)
            for (double x = 0; x + kLarge * downsample <= rect.width && places < 12; x += kLarge * downsample, ++places)
                if (auto image = readScaled(**slide, {{x, y}, downsample, kLarge, kLarge})) differences.compare(network, *image);
        result["receptive"][(*slide)->info().path.filename().string()] = differences.asJson();
    }
    return result;
}

}  // namespace

void addReceptive(CLI::App& app, nlohmann::json& result) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("receptive", "How far a patch's edge reaches into the answer; what a pixel costs strip by strip");
    command->add_option("slides", options->slides, "To compare on; none: costs only");
    command->add_option("--model", options->model, "Model name or file");
    command->add_option("--um-per-px", options->umPerPx, "µm per level-0 pixel where a slide does not say");
    command->add_option("--widths", options->widths, "Of strips, multiples of 32");
    command->add_option("--strips", options->strips, "Measured of each width")->capture_default_str()->check(CLI::Range(4, 10000));
    command->callback([options, &result] { result = run(*options); });
}

}  // namespace bowman::bench
