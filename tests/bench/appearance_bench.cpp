// What another appearance costs a tile of 512 × 512.
#include <random>

#include "core/appearance/appearance_filter.h"
#include "tests/bench/bench.h"

namespace bowman::bench {

void addAppearance(CLI::App& app, nlohmann::json& result) {
    CLI::App* command = app.add_subcommand("appearance", "Milliseconds for a tile of 512 x 512 in another appearance");
    command->callback([&result] {
        constexpr int kEdge = 512, kRounds = 200;
        std::mt19937 random(1);
        Image tile(kEdge, kEdge, PixelFormat::Bgra8Premultiplied);
        for (std::size_t i = 0; i < tile.sizeBytes(); ++i) tile.data()[i] = i % 4 == 3 ? 255 : static_cast<std::uint8_t>(random());
        const auto measure = [&](const char* name, const Appearance& appearance) {
            const AppearanceFilter filter(appearance);
            Samples times, making;
            for (int i = 0; i < kRounds; ++i) {
                Image copy = tile;
                const double start = now();
                filter.apply(copy);
                times.add(now() - start);
                const double begin = now();
                const AppearanceFilter another(appearance);
                making.add(now() - begin);
            }
            result["appearance"][name] = milliseconds(times);
            result["appearance"][name]["ns_per_pixel"] = 1e9 * times.median() / (kEdge * kEdge);
            result["appearance"][name]["tables_ms"] = 1000 * making.median();
        };
        Appearance tones;
        tones.gamma = 1.5;
        measure("tones", tones);
        Appearance stain;
        stain.view = StainView::Hematoxylin;
        measure("stain", stain);
    });
}

}  // namespace bowman::bench
