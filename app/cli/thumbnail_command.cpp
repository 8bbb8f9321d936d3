// bowman-cli thumbnail SLIDE OUT.png: a small picture of the whole slide, with the tissue outlined where asked.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/cli/commands.h"
#include "core/slide/image_file.h"
#include "core/slide/scaled_read.h"
#include "core/tissue/tissue_mask.h"

namespace bowman::cli {
namespace {

struct Options {
    std::string slide;
    std::string out;
    int size = 1024;
    bool tissue = false;
};

/// Green where tissue meets what is not tissue, two pixels wide.
void outlineTissue(Image& picture, double downsample, const TissueMask& tissue) {
    const auto isTissue = [&](int x, int y) {
        const int mx = static_cast<int>((x + 0.5) * downsample / tissue.downsample);
        const int my = static_cast<int>((y + 0.5) * downsample / tissue.downsample);
        return x >= 0 && y >= 0 && x < picture.width() && y < picture.height() && mx < tissue.mask.width() &&
               my < tissue.mask.height() && *tissue.mask.pixel(mx, my) != 0;
    };
    constexpr std::uint8_t kGreen[3] = {0, 158, 115};  // Okabe–Ito
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            if (isTissue(x, y) && !(isTissue(x - 2, y) && isTissue(x + 2, y) && isTissue(x, y - 2) && isTissue(x, y + 2)))
                std::copy(kGreen, kGreen + 3, picture.pixel(x, y));
}

int run(const Options& options) {
    const auto slide = openSlide(options.slide);
    if (!slide) return fail(slide.error());
    auto picture = readThumbnail(**slide, options.size);
    if (!picture) return fail(picture.error());
    const SlideInfo& info = (*slide)->info();
    if (options.tissue) {
        const auto tissue = findTissue(**slide, info.umPerPx.value);
        if (!tissue) return fail(tissue.error());
        const auto longest = static_cast<double>(std::max(info.size().width, info.size().height));
        outlineTissue(*picture, std::max(1.0, longest / options.size), *tissue);
        std::printf("tissue: %.1f %% of the slide", 100 * tissue->coverage(info.rect()));
        if (info.umPerPx.value) std::printf(", %.2f mm²", tissue->areaMm2(*info.umPerPx.value));
        std::printf(", %zu pieces\n", piecesOf(*tissue).size());
    }
    if (auto written = writePng(options.out, *picture); !written) return fail(written.error());
    return 0;
}

}  // namespace

void addThumbnail(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("thumbnail", "Write a small picture of a slide as PNG");
    command->add_option("slide", options->slide, "Slide file")->required();
    command->add_option("out", options->out, "PNG to write")->required();
    command->add_option("--size", options->size, "Longest edge in pixels")->check(CLI::Range(1, 16384))->capture_default_str();
    command->add_flag("--tissue", options->tissue, "Outline the tissue that detection would look at");
    command->callback([options, &exitCode] { exitCode = run(*options); });
}

}  // namespace bowman::cli
