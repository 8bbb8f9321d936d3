// From optical density to colour: Beer–Lambert with stain vectors that vary by seed. Immutable; any thread.
// Vectors measured on PAS sections of kidney (AIDPATH, 20×): medians of nuclei and of basement membranes.
#pragma once

#include <array>
#include <cstdint>

namespace bowman::phantom {

struct Colour {
    float r = 0, g = 0, b = 0;  ///< 0…255
};

class Stain {
public:
    explicit Stain(std::uint32_t seed);

    Colour colour(float haematoxylin, float pas, float blood) const;
    Colour glass() const { return {m_glass[0], m_glass[1], m_glass[2]}; }
    Colour ink(float density) const;
    /// Sigma in µm of the blur of optics and section.
    float blurUm() const { return m_blurUm; }

private:
    float transmitted(float density) const;

    std::array<float, 3> m_haematoxylin{}, m_pas{}, m_ink{}, m_glass{};
    float m_blurUm = 0.3F;
    std::array<float, 2049> m_table{};  // exp(-x) for x in [0,4]
};

}  // namespace bowman::phantom
