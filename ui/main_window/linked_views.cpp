#include "ui/main_window/linked_views.h"

#include <cmath>
#include <numbers>

namespace bowman::ui {
namespace {

struct Micron {
    double x = 0;
    double y = 0;
};

/// Clockwise as seen, y downwards.
Micron turned(Micron p, double degrees) {
    const double angle = degrees * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
    return {c * p.x - s * p.y, s * p.x + c * p.y};
}

SlideAlignment withOffset(SlidePoint on, SlidePoint other, double degrees, const LinkScale& scale) {
    const Micron here = turned({on.x * scale.slide, on.y * scale.slide}, degrees);
    SlideAlignment alignment;
    alignment.dxUm = other.x * scale.other - here.x;
    alignment.dyUm = other.y * scale.other - here.y;
    alignment.degrees = degrees;
    return alignment;
}

}  // namespace

LinkScale LinkScale::of(std::optional<double> slide, std::optional<double> other) {
    return slide && other ? LinkScale{*slide, *other} : LinkScale{};
}

SlidePoint pointOnOther(SlidePoint point, const SlideAlignment& alignment, const LinkScale& scale) {
    const Micron p = turned({point.x * scale.slide, point.y * scale.slide}, alignment.degrees);
    return {(p.x + alignment.dxUm) / scale.other, (p.y + alignment.dyUm) / scale.other};
}

Viewport followed(const Viewport& view, const SlideAlignment& alignment, const LinkScale& scale, const Viewport& own) {
    Viewport to = own;
    to.centre = pointOnOther(view.centre, alignment, scale);
    to.downsample = view.downsample * scale.slide / scale.other;
    // What turns the section on the slide, the view takes back; in a mirror the other way round.
    const double back = view.orientation.isMirrored() ? alignment.degrees : -alignment.degrees;
    to.orientation = {view.orientation.degrees() + back, view.orientation.isMirrored()};
    return to;
}

SlideAlignment alignmentOf(const Viewport& view, const Viewport& other, const LinkScale& scale) {
    const double difference = view.orientation.degrees() - other.orientation.degrees();
    return withOffset(view.centre, other.centre, std::remainder(view.orientation.isMirrored() ? -difference : difference, 360), scale);
}

SlideAlignment centred(const SlideRect& slide, const SlideRect& other, const LinkScale& scale) {
    return withOffset(slide.centre(), other.centre(), 0, scale);
}

}  // namespace bowman::ui
