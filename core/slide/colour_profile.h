// What a scanner says of its colours: the ICC profile in a slide file, made ready to show the pixels on an sRGB screen. Only
// what is seen goes through it; detection, measuring and export see the pixels as stored. Frozen; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace bowman {

struct SlideInfo;

/// Colours of a grid over R, G, B of the file, as sRGB.
struct ColourGrid {
    static constexpr int kNodes = 33;         ///< along each side
    static constexpr int kScale = 128;        ///< steps of a grey level
    using Node = std::array<std::int16_t, 4>; ///< R, G, B in steps; the fourth is 0
    std::vector<Node> nodes;                  ///< (r × kNodes + g) × kNodes + b
};

struct ColourProfile {
    std::string name;      ///< as it calls itself, else "unnamed"
    ColourGrid toSrgb;
    bool isSrgb = false;   ///< it changes no colour by more than a grey level: there is nothing to do
};

using ColourProfilePtr = std::shared_ptr<const ColourProfile>;

/// From the bytes of an ICC profile. Error: damaged, or not of an RGB scanner, camera or screen.
/// Method: LittleCMS, relative colorimetric with black point compensation.
Result<ColourProfilePtr> readColourProfile(const std::string& bytes);

/// Sets `info.profile` and the property "bowman.profile", which says in words what becomes of it; no bytes: nothing.
void addColourProfile(SlideInfo& info, const std::string& bytes);

/// The ICC profile in a PNG (iCCP) or JPEG (APP2); empty where it has none or that is damaged. Blocks.
std::string profileInPicture(const std::filesystem::path& path);

}  // namespace bowman
