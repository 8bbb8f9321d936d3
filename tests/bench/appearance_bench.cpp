// What another appearance costs a tile of 512 × 512.
#include <algorithm>
#include <random>

#include <lcms2.h>

#include "core/appearance/appearance_filter.h"
#include "tests/bench/bench.h"

namespace bowman::bench {
namespace {

/// Of a camera: other primaries and gamma than a screen's.
ColourProfilePtr cameraProfile() {
    constexpr cmsCIExyY kWhite{0.3127, 0.3290, 1};
    constexpr cmsCIExyYTRIPLE kPrimaries{{0.66, 0.32, 1}, {0.24, 0.68, 1}, {0.15, 0.05, 1}};
    cmsToneCurve* curve = cmsBuildGamma(nullptr, 1.8);
    cmsToneCurve* curves[3] = {curve, curve, curve};
    cmsHPROFILE made = cmsCreateRGBProfile(&kWhite, &kPrimaries, curves);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(made, nullptr, &size);
    std::string bytes(size, '\0');
    cmsSaveProfileToMem(made, bytes.data(), &size);
    cmsCloseProfile(made);
    cmsFreeToneCurve(curve);
    return *readColourProfile(bytes);
}

/// Colours of tissue: every pixel near its neighbours.
void fillLikeTissue(Image& tile) {
    std::mt19937 random(1);
    int colour[4] = {180, 130, 190, 255};
    for (std::size_t i = 0; i < tile.sizeBytes(); ++i) {
        int& c = colour[i % 4];
        if (i % 4 != 3) c = std::clamp(c + static_cast<int>(random() % 13) - 6, 40, 245);
        tile.data()[i] = static_cast<std::uint8_t>(c);
    }
}

}  // namespace


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
        Appearance profile;
        profile.profile = cameraProfile();
        measure("profile_of_noise", profile);
        fillLikeTissue(tile);
        measure("profile_of_tissue", profile);
        Appearance stain;
        stain.view = StainView::Hematoxylin;
        measure("stain", stain);
    });
}

}  // namespace bowman::bench
