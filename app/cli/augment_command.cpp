// bowman-cli augment: a sheet that shows what the augmentation of training does to labelled images.
#include <cstdio>
#include <memory>

#include "app/cli/commands.h"
#include "core/slide/image_file.h"
#include "models/training/augment_preview.h"

namespace bowman::cli {
namespace {

struct AugmentOptions {
    LabelledImagesRequest images;
    std::vector<std::string> ignoreRects;
    AugmentPreview preview{.sampler = {.tileSize = 192}};
    std::filesystem::path output;
};

int augment(AugmentOptions options) {
    if (const auto known = augmentationPolicy(options.preview.sampler.policy); !known) return fail(known.error());
    for (const std::string& text : options.ignoreRects) {
        const auto rect = parseIgnoreRect(text);
        if (!rect) return fail(rect.error());
        options.images.ignore.push_back(*rect);
    }
    options.images.finestUmPerPx = options.preview.sampler.umPerPx / options.preview.sampler.largestScale;
    const auto images = loadLabelledImages(options.images);
    if (!images) return fail(images.error());
    const auto sheet = previewAugmentation(*images, options.preview);
    if (!sheet) return fail(sheet.error());
    if (const auto written = writePng(options.output, *sheet); !written) return fail(written.error());
    std::printf("%s: %d tiles of %zu images, policy %s\n", options.output.c_str(), options.preview.rows, images->size(), options.preview.sampler.policy.c_str());
    return 0;
}

}  // namespace

void addAugment(CLI::App& app, int& exitCode) {
    const auto options = std::make_shared<AugmentOptions>();
    AugmentOptions& o = *options;
    CLI::App* command = app.add_subcommand("augment", "Shows what the augmentation of training does, one transform at a time");
    command->add_option("--index", o.images.data, "index.csv of labelled images, or a training-set folder (may be repeated)")->required();
    command->add_option("--preview", o.output, "PNG to write: a row per tile, a column per transform")->required();
    command->add_option("--policy", o.preview.sampler.policy, "basic, thesis, strong or stains: shown in the last columns")->capture_default_str();
    command->add_option("--rows", o.preview.rows, "Tiles to show")->capture_default_str()->check(CLI::Range(1, 100));
    command->add_option("--tile", o.preview.sampler.tileSize, "Edge of a tile in pixels")->capture_default_str()->check(CLI::Range(64, 1024));
    command->add_option("--um-per-px", o.preview.sampler.umPerPx, "Scale of the tiles")->capture_default_str()->check(CLI::Range(0.05, 20.0));
    command->add_option("--part", o.images.part, "Rows of the index")->capture_default_str();
    command->add_option("--ignore-rect", o.ignoreRects, "dataset:x,y,w,h as fractions of each image: not tissue");
    command->add_option("--seed", o.preview.sampler.seed, "Everything random follows from it")->capture_default_str();
    command->callback([options, &exitCode] { exitCode = augment(*options); });
}

}  // namespace bowman::cli
