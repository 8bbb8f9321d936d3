// The best closed outline around a point: dynamic programming over angle and radius. Pure; any thread.
#pragma once

#include <vector>

namespace bowman {

/// Scores of outlines around a centre: `angles` rows of `radii` columns; more is better.
struct PolarScores {
    int angles = 0;
    int radii = 0;
    std::vector<float> score;

    float& at(int angle, int radius) { return score[static_cast<std::size_t>(angle) * static_cast<std::size_t>(radii) + static_cast<std::size_t>(radius)]; }
    float at(int angle, int radius) const { return score[static_cast<std::size_t>(angle) * static_cast<std::size_t>(radii) + static_cast<std::size_t>(radius)]; }
};

/// One column per angle: the largest sum of scores less `stiffness` × (step to the next angle)², steps of three columns at most. Closed by going round three times and
/// keeping the second one, which knows nothing of both ends.
std::vector<int> bestOutline(const PolarScores& scores, float stiffness);

}  // namespace bowman
