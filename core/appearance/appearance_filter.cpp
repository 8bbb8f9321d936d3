#include "core/appearance/appearance_filter.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace bowman {
namespace {

/// Optical density of a value of a channel; black counts as 1, which has one.
double densityOf(int value) { return -std::log10(std::max(value, 1) / 255.0); }

}  // namespace

AppearanceFilter::AppearanceFilter(const Appearance& appearance) : m_appearance(appearance) {
    for (int v = 0; v < 256; ++v) m_tone[static_cast<std::size_t>(v)] = toneOf(appearance, v);
    if (appearance.view != StainView::AsStained) prepareStain();
    else if (appearance.profile) m_profile.emplace(appearance.profile);
}

void AppearanceFilter::prepareStain() {
    const Unmixing rows = unmixing(m_appearance.vectors);
    const auto stain = static_cast<std::size_t>(m_appearance.view) - static_cast<std::size_t>(StainView::Hematoxylin);
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (int v = 0; v < 256; ++v) {
            const double steps = rows[stain][channel] * densityOf(v) * (kSteps - 1) / kMostStain;
            m_amount[channel][static_cast<std::size_t>(v)] = static_cast<std::int32_t>(std::lround(steps * (1 << kFractionBits)));
        }
    constexpr StainVector kGrey{1, 1, 1};
    const StainVector colour = m_appearance.view == StainView::Hematoxylin  ? m_appearance.vectors.hematoxylin
                               : m_appearance.view == StainView::Counterstain ? m_appearance.vectors.counterstain
                                                                              : kGrey;
    m_colour.resize(kSteps);
    for (int step = 0; step < kSteps; ++step) {
        const double amount = step * kMostStain / (kSteps - 1);
        const auto shade = [&](std::size_t channel) { return toneOf(m_appearance, 255 * std::pow(10, -amount * colour[channel])); };
        m_colour[static_cast<std::size_t>(step)] = {shade(0), shade(1), shade(2), 0};
    }
}

inline const AppearanceFilter::Colour& AppearanceFilter::stainColour(std::uint8_t r, std::uint8_t g, std::uint8_t b) const {
    std::int32_t amount = m_amount[0][r] + m_amount[1][g] + m_amount[2][b];
    // Of the rest both signs count: too much of one colour or too little.
    if (m_appearance.view == StainView::Rest) amount = std::abs(amount);
    const std::int32_t step = (amount + (1 << (kFractionBits - 1))) >> kFractionBits;
    return m_colour[static_cast<std::size_t>(std::clamp(step, 0, kSteps - 1))];
}

void AppearanceFilter::changeTones(std::uint8_t* p, std::size_t count, int bytes, std::array<int, 3> order) const {
    if (m_profile) m_profile->apply(p, count, bytes, order);
    if (!m_appearance.changesTones()) return;
    for (const std::uint8_t* end = p + count * static_cast<std::size_t>(bytes); p != end; p += bytes)
        for (int channel = 0; channel < 3; ++channel) p[channel] = m_tone[p[channel]];
}

void AppearanceFilter::apply(Image& image) const {
    if (m_appearance.isAsStained() || image.isNull()) return;
    const std::size_t bytes = image.sizeBytes();
    std::uint8_t* p = image.data();
    if (image.format() == PixelFormat::Bgra8Premultiplied) return applyToBgra(p, bytes / 4);
    if (image.format() == PixelFormat::Gray8) {
        for (std::size_t i = 0; i < bytes; ++i) p[i] = m_tone[p[i]];
        return;
    }
    if (m_appearance.view == StainView::AsStained) return changeTones(p, bytes / 3, 3, {0, 1, 2});
    for (const std::uint8_t* end = p + bytes; p != end; p += 3) {
        const Colour& c = stainColour(p[0], p[1], p[2]);
        p[0] = c.r;
        p[1] = c.g;
        p[2] = c.b;
    }
}

void AppearanceFilter::applyToBgra(std::uint8_t* p, std::size_t count) const {
    if (m_appearance.isAsStained()) return;
    if (m_appearance.view == StainView::AsStained) return changeTones(p, count, 4, {2, 1, 0});
    const std::uint8_t* end = p + 4 * count;
    for (; p != end; p += 4) {
        const Colour& c = stainColour(p[2], p[1], p[0]);
        p[0] = c.b;
        p[1] = c.g;
        p[2] = c.r;
    }
}

}  // namespace bowman
