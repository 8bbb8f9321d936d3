// Which tile a training sees next, and its pixels. Pure decision (recipeFor), thin effect (renderTile). Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/image.h"
#include "core/base/result.h"
#include "models/training/augment/copy_paste.h"
#include "models/training/augment/policy.h"
#include "models/training/augment/restaining.h"
#include "models/training/labelled_images.h"

namespace bowman {

/// How a tile is cut and coloured: a value that depends on the seed and its number alone.
struct TileRecipe {
    std::size_t image = 0;
    SlidePoint centre;              ///< pixels of LabelledImage::rgb
    double umPerPx = 2;             ///< of the tile, jitter included
    double angle = 0;               ///< radians
    bool mirrored = false;
    bool reflectsOutside = false;   ///< what lies outside the image looks like its mirror image, else white
    bool grey = false;
    double hueShift = 0;            ///< degrees
    double saturation = 1;
    double brightness = 0;          ///< added, of 255
    double contrast = 1;
    std::array<double, 3> stainGain = {1, 1, 1};  ///< of haematoxylin, eosin and residual density
    std::array<double, 3> stainShift = {0, 0, 0};
    std::optional<DensityMatrix> restaining = {};  ///< before the gains and shifts
    double blur = 0;                ///< Gaussian sigma in pixels
    double noise = 0;               ///< standard deviation of 255
    std::uint64_t noiseSeed = 0;
    ChosenTransforms transforms = {};   ///< of the policy: none in "basic"
    std::optional<PastedObject> pasted = {};
};

struct Tile {
    Image rgb;
    Image mask;  ///< 0, 1, 255
};

struct SamplerOptions {
    int tileSize = 256;
    double umPerPx = 2.0;
    double smallestScale = 0.64;        ///< of the physical scale jitter
    double largestScale = 1.57;
    double objectShare = 0.6;           ///< tiles centred near a glomerulus
    double hardShare = 0;               ///< tiles with a place where a network was wrong, of the groups that have one
    std::vector<double> sourceWeights = {};  ///< one per entry of data; empty = equal
    /// "dataset=share" of the tiles of its source; what is left goes equally to the other dataset and stain pairs.
    std::vector<std::string> datasetShares = {};
    std::uint64_t seed = 1;
    std::string policy = "basic";       ///< see augment/policy.h
    /// Patients or slides of a stain are as likely as each other, however many images they have; else images are.
    bool groupsAlike = false;
};

class TileSampler {
public:
    /// `images` must outlive the sampler.
    static Result<TileSampler> create(const std::vector<LabelledImage>& images, const SamplerOptions& options);

    /// The same for the same number, whoever asks and whenever.
    TileRecipe recipeFor(std::uint64_t number) const;
    Tile render(const TileRecipe& recipe) const;
    int tileSize() const { return m_options.tileSize; }

    /// An object of another image of the same dataset and stain, with places for it; none where there is none. Only of policies that paste.
    std::optional<PastedObject> choosePasted(const TileRecipe& recipe, RandomNumbers& random) const;
    /// Between its own stain and that of another image; none where either has only one colour. Only of policies that restain.
    std::optional<DensityMatrix> chooseRestaining(const TileRecipe& recipe, RandomNumbers& random) const;

private:
    struct Place { std::size_t image = 0; SlidePoint at; };
    struct Group {  // of one source, dataset and stain
        double weight = 0;
        std::vector<std::size_t> images;
        std::vector<std::vector<std::size_t>> patients;     // the same images by LabelledImage::group
        std::vector<Place> hardPlaces;
    };
    struct WholeObject { std::size_t image = 0, object = 0; };
    void chooseTransformsOf(TileRecipe& recipe, std::uint64_t number) const;

    const std::vector<LabelledImage>* m_images = nullptr;
    SamplerOptions m_options;
    AugmentationPolicy m_policy;
    std::vector<Group> m_groups;
    std::vector<std::optional<StainLook>> m_looks;          // of the images; of policies that restain
    std::map<std::pair<std::string, std::string>, std::vector<WholeObject>> m_wholeObjects;  // by dataset and stain: what may be pasted
};

/// Changes colour, sharpness and noise of a tile in place.
void augmentColour(Image& rgb, const TileRecipe& recipe);

/// Tiles side by side with the outline of the mask (green) and ignored parts (darkened): for people to look at.
Image contactSheet(const std::vector<Tile>& tiles, int columns);

}  // namespace bowman
