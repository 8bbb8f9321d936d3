// The list of what is on the slide: glomeruli, vessels, fold, pen. Made once from the seed, then only read. Lengths in
// µm.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/slide/phantom/phantom_anatomy.h"

namespace bowman::phantom {

enum class Sclerosis { None, Segmental, Global };

struct Glomerulus {
    static constexpr int kSteps = 256;
    float x = 0, y = 0;
    std::array<float, kSteps + 1> radius{};  ///< of the capsule's outer edge over the angle; the last equals the first
    float reach = 0;                         ///< the largest of them
    float poleAngle = 0;                     ///< where the arterioles enter and the tuft is attached
    float space = 0;                         ///< width of Bowman's space opposite the pole
    float sclerosisAngle = 0;
    Sclerosis sclerosis = Sclerosis::None;
    std::uint32_t salt = 0;

    float radiusAt(float angle) const;
    /// Distance outside of the capsule, negative inside.
    float outside(float px, float py) const;
};

struct Vessel {
    float ax = 0, ay = 0, bx = 0, by = 0;  ///< its axis in the plane of the section
    float radius = 0, wall = 0;
    bool isArtery = false;
    bool hasBlood = false;
    std::uint32_t salt = 0;

    float outside(float px, float py) const;
};

/// A line with a width: the fold, and the strokes of the pen.
struct Band {
    float ax = 0, ay = 0, bx = 0, by = 0, width = 0;
    std::uint32_t salt = 0;

    /// Distance inside of the band.
    float inside(float px, float py) const;
};

class Layout {
public:
    explicit Layout(const PhantomRequest& request);

    const PhantomRequest& request() const { return m_request; }
    const Anatomy& anatomy() const { return m_anatomy; }
    const std::vector<Glomerulus>& glomeruli() const { return m_glomeruli; }
    const std::vector<Vessel>& vessels() const { return m_vessels; }
    const Band& fold() const { return m_fold; }
    const std::vector<Band>& pen() const { return m_pen; }

    /// Those that reach into the rectangle, by index.
    std::vector<int> glomeruliIn(float left, float top, float right, float bottom) const;
    std::vector<int> vesselsIn(float left, float top, float right, float bottom) const;

private:
    void placeGlomeruli();
    void placeVessels();
    void placeMarks();
    Glomerulus newGlomerulus(float x, float y, std::uint32_t salt) const;
    bool isFree(const Glomerulus& glomerulus, float clearance) const;

    PhantomRequest m_request;
    Anatomy m_anatomy;
    std::vector<Glomerulus> m_glomeruli;
    std::vector<Vessel> m_vessels;
    Band m_fold;
    std::vector<Band> m_pen;
};

}  // namespace bowman::phantom
