// The images that a training learns from, in memory at about the scale needed. Loading: one thread; then immutable, any thread.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/image.h"
#include "core/base/result.h"

namespace bowman {

constexpr std::uint8_t kMaskIgnore = 255;

/// An image and its mask at two scales: reading a coarse tile from the half keeps it free of aliasing.
struct LabelledImage {
    std::string file;
    std::string dataset;
    std::string stain;
    std::string group;      ///< patient or slide
    int source = 0;         ///< index in TrainingRequest::data
    double umPerPx = 0;     ///< of `rgb` and `mask`
    Image rgb;
    Image mask;             ///< 0 background, 1 glomerulus, 255 ignored
    Image halfRgb;          ///< at 2 × umPerPx
    Image halfMask;
    std::vector<SlidePoint> objects;  ///< centres of the glomeruli, in pixels of `rgb`
    std::vector<SlideRect> bounds;    ///< of the same, in the same order
    std::vector<SlidePoint> hardPlaces;  ///< where a network was wrong, in pixels of `rgb`
};

/// Part of every image of a dataset, as fractions of its size, that is not tissue (burnt-in text, mini-maps).
struct IgnoreRect {
    std::string dataset;
    SlideRect fraction;
};
/// "dataset:x,y,w,h".
Result<IgnoreRect> parseIgnoreRect(const std::string& text);

struct LabelledImagesRequest {
    std::vector<std::filesystem::path> data;  ///< index.csv files or training-set folders with manifest.json
    std::string part = "training";
    std::vector<IgnoreRect> ignore;
    double finestUmPerPx = 1.0;               ///< images finer than this are reduced to it
    std::filesystem::path hardExamples = {};  ///< what a network found wrongly or missed (core/measure/judged_objects.h); empty = not known
};

/// Reads everything. Rows without a scale are left out and logged; an image that cannot be read is an error, and so are hard examples of
/// which none lies on an image.
Result<std::vector<LabelledImage>> loadLabelledImages(const LabelledImagesRequest& request);

/// One line per dataset for a model card: images, groups, source and licence where known.
std::string describeData(const std::vector<LabelledImage>& images);

}  // namespace bowman
