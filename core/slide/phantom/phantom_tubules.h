// Tubules as a rounded, weighted Voronoi diagram of bent space, some cells joined to longer segments: twisted ones in
// the labyrinth, straight parallel ones in rays and medulla. One object per tile; one thread at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "core/slide/phantom/phantom_layout.h"

namespace bowman::phantom {

enum class TubuleKind { Proximal, Distal, Collecting, Thin };

struct TubuleSeed {
    float x = 0, y = 0, weight = 0;  ///< in the lattice's own, bent space
    std::uint32_t group = 0;         ///< segments share their look
    TubuleKind kind = TubuleKind::Proximal;
    bool isCeded = false;  ///< a place of the labyrinth's lattice that belongs to the straight tubules
};

/// One place seen by the tubules.
struct TubulePlace {
    float depth = 0;       ///< µm inside of the basement membrane, before the gap is taken away
    float roundDepth = 0;  ///< the same with all corners rounded off
    std::uint32_t group = 0;
    TubuleKind kind = TubuleKind::Proximal;
    bool isCeded = false;
};

class Tubules {
public:
    /// Seeds for a rectangle in µm.
    Tubules(const Layout& layout, float left, float top, float right, float bottom);

    /// Which seeds matter within `reach` of a place; what `at` then looks through.
    void focus(const Fields& fields, float x, float y, float reach);
    TubulePlace at(const Fields& fields, float x, float y) const;

private:
    void seedTwisted(const Layout& layout, float left, float top, float right, float bottom);
    void seedStraight(const Layout& layout, float left, float top, float right, float bottom);
    static void choose(const std::vector<TubuleSeed>& all, float x, float y, float reach,
                       std::vector<TubuleSeed>& near);
    static TubulePlace look(const std::vector<TubuleSeed>& near, float x, float y, float stretch);

    std::vector<TubuleSeed> m_twisted, m_straight;
    std::vector<TubuleSeed> m_nearTwisted, m_nearStraight;
};

}  // namespace bowman::phantom
