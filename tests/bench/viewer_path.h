// A path that a reading hand takes over a slide: looks around, sweeps, flicks, zooms in and out. A function of time alone, so that it is
// the same in every run. Any thread.
#pragma once

#include <array>
#include <cmath>

#include "core/tiles/viewport.h"

namespace bowman::bench {

constexpr double kCycleSeconds = 12;   ///< after that the same gestures follow at another place

/// `fitted` shows the whole slide. Every cycle: zoom to 20× at the wheel's pace, sweep rows like a reader, flick across, zoom out to 5× and sweep,
/// zoom in to 40×, pan slowly, back out to the whole slide.
inline Viewport viewAt(double seconds, const Viewport& fitted, const SlideRect& slide) {
    static constexpr std::array<SlidePoint, 5> kPlaces = {{{0.45, 0.4}, {0.6, 0.62}, {0.3, 0.55}, {0.55, 0.3}, {0.42, 0.7}}};
    const auto cycle = static_cast<std::size_t>(seconds / kCycleSeconds);
    const double t = std::fmod(seconds, kCycleSeconds);
    const SlidePoint start{kPlaces[cycle % kPlaces.size()].x * slide.width, kPlaces[cycle % kPlaces.size()].y * slide.height};
    // Key moments: time, downsample, and where the centre is, in pixels of the screen at that scale from the start.
    struct Key {
        double t, downsample, x, y;
    };
    const double whole = fitted.downsample;
    const std::array<Key, 13> keys = {{{0, whole, 0, 0}, {1.5, 1, 0, 0}, {3, 1, 1400, 100}, {3.4, 1, 1400, 700}, {5, 1, -900, 900}, {5.4, 1, 2500, 1500},
                                       {6.2, 4, 600, 350}, {7.6, 4, 1500, 900}, {8.2, 4, -400, 900}, {9.2, 0.5, -3200, 7200}, {10.4, 0.5, -2600, 7000},
                                       {11.7, whole, 0, 0}, {12, whole, 0, 0}}};
    std::size_t i = 0;
    while (i + 2 < keys.size() && t >= keys[i + 1].t) ++i;
    const Key &a = keys[i], &b = keys[i + 1];
    const double part = std::clamp((t - a.t) / (b.t - a.t), 0.0, 1.0);
    Viewport view = fitted;
    view.downsample = a.downsample * std::pow(b.downsample / a.downsample, part);
    const double x = a.x * a.downsample * (1 - part) + b.x * b.downsample * part, y = a.y * a.downsample * (1 - part) + b.y * b.downsample * part;
    const auto towards = [&](double p, double middle) { return a.downsample == whole || b.downsample == whole ? middle + (p - middle) * (1 - (std::log(view.downsample) / std::log(whole))) : p; };
    view.centre = {towards(start.x + x, slide.width / 2), towards(start.y + y, slide.height / 2)};
    return view;
}

}  // namespace bowman::bench
