#include "core/document/slide_alignment.h"

#include <cmath>
#include <numbers>

namespace bowman {

SlideAlignment inverse(const SlideAlignment& a) {
    const double turn = a.degrees * std::numbers::pi / 180;
    const double c = std::cos(turn), s = std::sin(turn);
    // p = R⁻¹ (q − d)
    return {a.other, a.slide, -(c * a.dxUm + s * a.dyUm), -(-s * a.dxUm + c * a.dyUm), -a.degrees, a.isInPixels};
}

}  // namespace bowman
