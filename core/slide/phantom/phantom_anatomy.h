// Where the tissue is and what kind of kidney is at a place: smooth fields in microns. Immutable; any thread.
#pragma once

#include "core/slide/phantom/phantom.h"

namespace bowman::phantom {

/// What changes slowly over the slide. Lengths in µm.
struct Fields {
    float warpX = 0, warpY = 0;  ///< how tubules are bent away from their lattice
    float tissue = 0;            ///< distance to the edge of the tissue, positive inside (roughly)
    float u = 0, v = 0;          ///< along the capsule, depth below it
    float straight = 0;          ///< positive in medulla and medullary rays, where tubules run straight
    float gap = 0;               ///< half of the space between neighbouring tubules
    float oedema = 0;            ///< 0…1: how empty that space is
    float inflammation = 0;      ///< 0…1: how many small round cells are in it
    float fibrosis = 0;          ///< 0…1: thick basement membranes
    float thickness = 1;         ///< of the section, and so of all stain
    float openness = 1;          ///< of lumina
    float hue = 0;               ///< more PAS and less haematoxylin, or the other way round
    float cytoplasm = 1;         ///< how strongly it stains on this slide
    float tear = 0;              ///< positive where the section has cracked open
};

class Anatomy {
public:
    explicit Anatomy(const PhantomRequest& request);

    Fields at(float x, float y) const;
    /// Only the field `tissue`, with all its roughness.
    float tissue(float x, float y) const;
    /// Cortex between the rays, and not at its very rim: where glomeruli are.
    bool isLabyrinth(float x, float y, float margin) const;

    float widthUm() const { return m_width; }
    float heightUm() const { return m_height; }
    float cortexDepth() const { return m_cortexDepth; }
    std::uint32_t salt() const { return m_salt; }
    /// Place at (u,v).
    void fromCapsule(float u, float v, float& x, float& y) const;

private:
    void capsuleFrame(float x, float y, float& u, float& v) const;
    float straightness(float x, float y, float u, float v) const;

    std::uint32_t m_salt = 0;
    float m_width = 0, m_height = 0, m_short = 0;
    float m_radius = 0;                  // of the capsule's arc
    float m_centreX = 0, m_centreY = 0;  // of that arc
    float m_inX = 0, m_inY = 1;          // from capsule to medulla at the middle of the slide
    float m_cortexDepth = 0;
    float m_cytoplasm = 1;
};

}  // namespace bowman::phantom
