// How a slide is shown: the scanner's colour profile, brightness, contrast, gamma, one stain alone. It changes what is seen, never what is measured or
// detected. A value; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "core/appearance/stains.h"
#include "core/slide/slide.h"

namespace bowman {

enum class StainView {
    AsStained,
    Hematoxylin,     ///< alone, in its own colour
    Counterstain,    ///< alone, in its own colour
    Rest,            ///< what the two do not explain, in grey: pigment, ink, dust, or vectors that do not fit
};

struct Appearance {
    double brightness = 0;                                   ///< −1 … 1: added
    double contrast = 0;                                     ///< −1 … 1: flat grey … black and white
    double gamma = 1;                                        ///< above 1 brightens what is between black and white
    StainView view = StainView::AsStained;
    StainPair stains = StainPair::HematoxylinPas;            ///< what the vectors are called
    StainVectors vectors = standardVectors(StainPair::HematoxylinPas);

    /// Null: colours as stored. Comes first, before the tones; a stain alone is found in what is stored.
    ColourProfilePtr profile = nullptr;

    /// Shows pixels as they are stored; names and vectors of stains don't matter then.
    bool isAsStained() const { return isUnchanged() && !profile; }
    /// The slide as it is, as far as the person is concerned: with or without the profile of its scanner.
    bool isUnchanged() const { return view == StainView::AsStained && !changesTones(); }
    bool changesTones() const { return brightness != 0 || contrast != 0 || gamma != 1; }
    friend bool operator==(const Appearance&, const Appearance&) = default;
};

/// How a slide begins to be shown: as stained, in the colours of its scanner's profile where that changes any.
Appearance firstAppearance(const SlideInfo& slide);

constexpr double kLeastGamma = 0.2;
constexpr double kMostGamma = 5;

/// Of one channel, 0…255, after the stain: gamma, contrast about the middle, brightness. Rises with `value` (never falls), and
/// is `value` itself where nothing is changed.
std::uint8_t toneOf(const Appearance& appearance, double value);

/// Of the dye that hematoxylin is combined with: "Eosin", "PAS", "DAB".
std::string counterstainName(StainPair pair);

/// What is different from the slide as stained, for people: "PAS, contrast +20 %, gamma 1.50". Empty when nothing is.
std::string describe(const Appearance& appearance);

}  // namespace bowman
