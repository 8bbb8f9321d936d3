#include "core/interactive/polar_outline.h"

#include <algorithm>

namespace bowman {
namespace {

constexpr int kLargestStep = 3;
constexpr int kRounds = 3;

}  // namespace

std::vector<int> bestOutline(const PolarScores& scores, float stiffness) {
    const int steps = kRounds * scores.angles, radii = scores.radii;
    if (steps == 0 || radii == 0) return {};
    std::vector<float> best(static_cast<std::size_t>(radii)), next(best.size());
    std::vector<signed char> from(static_cast<std::size_t>(steps) * best.size());
    for (int r = 0; r < radii; ++r) best[static_cast<std::size_t>(r)] = scores.at(0, r);
    for (int step = 1; step < steps; ++step) {
        for (int r = 0; r < radii; ++r) {
            float top = -1e30F;
            signed char move = 0;
            for (int d = std::max(-kLargestStep, -r); d <= std::min(kLargestStep, radii - 1 - r); ++d) {
                const float value = best[static_cast<std::size_t>(r + d)] - stiffness * static_cast<float>(d * d);
                if (value > top) {
                    top = value;
                    move = static_cast<signed char>(d);
                }
            }
            next[static_cast<std::size_t>(r)] = top + scores.at(step % scores.angles, r);
            from[static_cast<std::size_t>(step) * best.size() + static_cast<std::size_t>(r)] = move;
        }
        std::swap(best, next);
    }
    // Back from the end; the round in the middle is far from both ends.
    std::vector<int> outline(static_cast<std::size_t>(scores.angles));
    int r = static_cast<int>(std::max_element(best.begin(), best.end()) - best.begin());
    for (int step = steps - 1; step >= scores.angles; --step) {
        if (step < 2 * scores.angles) outline[static_cast<std::size_t>(step - scores.angles)] = r;
        r += from[static_cast<std::size_t>(step) * best.size() + static_cast<std::size_t>(r)];
    }
    return outline;
}

}  // namespace bowman
