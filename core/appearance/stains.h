// The colours of dyes, as light they take away, and how to tell two of them apart in one pixel. Values; any thread.
#pragma once

#include <array>

namespace bowman {

/// Optical densities of R, G and B of a dye, as a vector of length 1: what it takes from white light, by base 10.
using StainVector = std::array<double, 3>;

StainVector normalised(const StainVector& v);
double angleDegrees(const StainVector& a, const StainVector& b);

/// What a section was stained with.
enum class StainPair { HematoxylinEosin, HematoxylinPas, HematoxylinDab };

/// Hematoxylin and what it was combined with.
struct StainVectors {
    StainVector hematoxylin{};
    StainVector counterstain{};
    friend bool operator==(const StainVectors&, const StainVectors&) = default;
};

/// Hematoxylin, eosin, DAB: Ruifrok & Johnston, Anal Quant Cytol Histol 23:291–299, 2001. They give none for PAS: that pair is
/// the one measured by the same method in G. Landini's Colour Deconvolution for ImageJ.
StainVectors standardVectors(StainPair pair);

/// At right angles to both: what neither of the two explains.
StainVector restOf(const StainVectors& vectors);

/// How much of hematoxylin, counterstain and rest is in optical densities d: row · d, one row each. The vectors must not be
/// parallel (angleDegrees > 1).
using Unmixing = std::array<std::array<double, 3>, 3>;
Unmixing unmixing(const StainVectors& vectors);

}  // namespace bowman
