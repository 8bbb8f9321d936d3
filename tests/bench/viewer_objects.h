// Outlines by the thousand, for the canvas to draw. Any thread.
#pragma once

#include <cmath>
#include <random>

#include "core/annotation/annotation_set.h"

namespace bowman::bench {

constexpr int kOutlinePoints = 300;

/// `count` wobbly discs of 300 points all over the slide, in four review states; the largest are glomeruli of 110 pixels radius.
inline AnnotationSet manyObjects(const SlideRect& slide, int count) {
    std::mt19937 random(17);
    std::uniform_real_distribution<double> unit(0, 1);
    const double radius = std::min(110.0, 0.4 * std::sqrt(slide.width * slide.height / std::max(count, 1)));
    constexpr ReviewState kStates[] = {ReviewState::Proposed, ReviewState::Accepted, ReviewState::Corrected, ReviewState::Unsure};
    AnnotationSet set;
    for (int i = 1; i <= count; ++i) {
        const SlidePoint centre{slide.width * (0.02 + 0.96 * unit(random)), slide.height * (0.02 + 0.96 * unit(random))};
        const double size = radius * (0.6 + 0.4 * unit(random)), phase = 6 * unit(random);
        Ring ring;
        ring.reserve(kOutlinePoints);
        for (int k = 0; k < kOutlinePoints; ++k) {
            const double angle = 2 * 3.14159265358979323846 * k / kOutlinePoints, r = size * (1 + 0.08 * std::sin(5 * angle + phase));
            ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
        }
        auto annotation = std::make_shared<Annotation>();
        annotation->id = i;
        annotation->uuid = std::to_string(i);
        annotation->state = kStates[i % 4];
        annotation->shape = {Polygon{std::move(ring), {}}};
        set.put(std::move(annotation));
    }
    return set;
}

}  // namespace bowman::bench
