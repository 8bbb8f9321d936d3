// An appearance made ready for pixels: everything is in tables, so that a pixel costs a few look-ups. Frozen once made; any
// thread may use it, several at once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/appearance/appearance.h"
#include "core/appearance/colour_table.h"
#include "core/base/image.h"

namespace bowman {

class AppearanceFilter {
public:
    /// The stains' vectors must not be parallel.
    explicit AppearanceFilter(const Appearance& appearance);

    const Appearance& appearance() const { return m_appearance; }

    /// In place. Rgb8, or Bgra8Premultiplied without transparency; a gray image gets the tones only. An appearance as stained
    /// changes nothing, not by a bit.
    void apply(Image& image) const;
    /// The same for pixels of 4 bytes B, G, R, A (QImage::Format_RGB32); A stays.
    void applyToBgra(std::uint8_t* pixels, std::size_t count) const;

private:
    /// Amounts of a stain from 0 to kMostStain in so many steps: below one grey level each where it is thin.
    static constexpr int kSteps = 4096;
    static constexpr double kMostStain = 4;
    static constexpr int kFractionBits = 12;
    struct Colour {
        std::uint8_t r, g, b, unused;
    };

    void prepareStain();
    const Colour& stainColour(std::uint8_t r, std::uint8_t g, std::uint8_t b) const;

    /// Profile and tones; `order`: of R, G, B in a pixel of `bytes`.
    void changeTones(std::uint8_t* pixels, std::size_t count, int bytes, std::array<int, 3> order) const;

    const Appearance m_appearance;
    std::optional<ColourTable> m_profile;
    std::array<std::uint8_t, 256> m_tone{};
    std::array<std::array<std::int32_t, 256>, 3> m_amount{};   ///< of the stain, per channel and value, in steps
    std::vector<Colour> m_colour;                               ///< per step
};

}  // namespace bowman
