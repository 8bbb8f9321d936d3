#include "core/slide/phantom/phantom_render.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/slide/phantom/phantom_noise.h"

namespace bowman::phantom {
namespace {

constexpr float kNucleusCellUm = 6.3F;
constexpr float kNucleusReachUm = 9;  // the largest half axis, and some

struct StainDensity {
    float haematoxylin = 0, pas = 0, blood = 0;
};

/// A rectangle with a rim for the blur, in densities first.
class Canvas {
public:
    Canvas(const PixelRect& rect, int rim)
        : m_rect{rect.x - rim, rect.y - rim, rect.width + 2 * rim, rect.height + 2 * rim},
          m_pixels(static_cast<std::size_t>(m_rect.width) * m_rect.height) {}
    const PixelRect& rect() const { return m_rect; }
    StainDensity& at(int x, int y) {
        return m_pixels[static_cast<std::size_t>(y - m_rect.y) * m_rect.width + (x - m_rect.x)];
    }

private:
    PixelRect m_rect;
    std::vector<StainDensity> m_pixels;
};

class Painter {
public:
    Painter(const Layout& layout, const Stain& stain, const PixelRect& rect)
        : m_layout(layout),
          m_stain(stain),
          m_px(static_cast<float>(layout.request().umPerPx)),
          m_sigma(stain.blurUm() / m_px),
          m_rim(std::clamp(static_cast<int>(std::ceil(2.5F * m_sigma)), 1, 6)),
          m_rect(rect),
          m_canvas(rect, m_rim),
          m_section(layout, m_canvas.rect(), 2 * kNucleusReachUm) {}

    Image paint() {
        paintMatter();
        paintNuclei();
        return develop();
    }

private:
    float um(int pixel) const { return (static_cast<float>(pixel) + 0.5F) * m_px; }

    void paintMatter() {
        const PixelRect& r = m_canvas.rect();
        const float block = m_section.blockUm();
        const int firstX = floorOf(um(r.x) / block), lastX = floorOf(um(r.x + r.width - 1) / block);
        const int firstY = floorOf(um(r.y) / block), lastY = floorOf(um(r.y + r.height - 1) / block);
        // The first pixel whose centre is not left of (above) a block's edge.
        const auto from = [&](int index) {
            return static_cast<int>(std::ceil(static_cast<float>(index) * block / m_px - 0.5F));
        };
        for (int by = firstY; by <= lastY; ++by)
            for (int bx = firstX; bx <= lastX; ++bx) {
                m_section.enter(bx, by);
                if (m_section.isGlass()) continue;
                for (int y = std::max(from(by), r.y); y < std::min(from(by + 1), r.y + r.height); ++y)
                    for (int x = std::max(from(bx), r.x); x < std::min(from(bx + 1), r.x + r.width); ++x) {
                        float cover = 0;
                        const Matter m = m_section.at(um(x), um(y), cover);
                        if (cover > 0)
                            m_canvas.at(x, y) = {cover * std::max(0.0F, m.haematoxylin), cover * std::max(0.0F, m.pas),
                                                 cover * m.blood};
                    }
            }
    }

    void paintNuclei() {
        const PixelRect& r = m_canvas.rect();
        const std::uint32_t salt = m_layout.anatomy().salt() + 90;
        const float left = um(r.x) - kNucleusReachUm, right = um(r.x + r.width) + kNucleusReachUm;
        const float top = um(r.y) - kNucleusReachUm, bottom = um(r.y + r.height) + kNucleusReachUm;
        for (int j = floorOf(top / kNucleusCellUm); j <= floorOf(bottom / kNucleusCellUm); ++j)
            for (int i = floorOf(left / kNucleusCellUm); i <= floorOf(right / kNucleusCellUm); ++i) {
                const std::uint32_t h = hashOf(i, j, salt);
                const float x =
                    kNucleusCellUm * (static_cast<float>(i) + 0.5F * static_cast<float>(j & 1) + 0.9F * unitOf(h, 1));
                const float y = kNucleusCellUm * (static_cast<float>(j) + 0.96F * unitOf(h, 2));
                m_section.enter(floorOf(x / m_section.blockUm()), floorOf(y / m_section.blockUm()));
                if (m_section.isGlass()) continue;
                float cover = 0;
                const Matter m = m_section.at(x, y, cover);
                if (cover < 0.9F || unitOf(h, 3) >= m.nuclei) continue;
                // Along the contour of what it belongs to.
                const float step = 0.8F;
                const float gx = m_section.at(x + step, y, cover).depth - m_section.at(x - step, y, cover).depth;
                const float gy = m_section.at(x, y + step, cover).depth - m_section.at(x, y - step, cover).depth;
                paintNucleus(m, x, y, std::atan2(gy, gx) + 1.5707963F + 0.5F * (2 * unitOf(h, 4) - 1), h);
            }
    }

    void paintNucleus(const Matter& m, float x, float y, float angle, std::uint32_t h) {
        const PixelRect& r = m_canvas.rect();
        const float size = m.nucleusRadius * (0.74F + 0.46F * unitOf(h, 5));
        const float aspect = 1 + (m.nucleusAspect - 1) * (0.5F + unitOf(h, 6));
        const float longHalf = std::min(size * std::sqrt(aspect), kNucleusReachUm - 1),
                    shortHalf = size / std::sqrt(aspect);
        const float c = std::cos(angle), s = std::sin(angle);
        const float tone = m.nucleusTone * (0.66F + 0.40F * unitOf(h, 7) + 0.36F * unitOf(h, 10) * unitOf(h, 11));
        const float sharpness = 0.5F + 0.5F * unitOf(h, 8);  // some lie out of focus
        const float soft = std::max(0.5F / sharpness, 0.9F * m_px);
        const bool isVesicular = unitOf(h, 9) < 0.4F;
        const float reach = longHalf * 1.15F + soft;
        const int x0 = std::max(r.x, floorOf((x - reach) / m_px)),
                  x1 = std::min(r.x + r.width - 1, floorOf((x + reach) / m_px));
        const int y0 = std::max(r.y, floorOf((y - reach) / m_px)),
                  y1 = std::min(r.y + r.height - 1, floorOf((y + reach) / m_px));
        for (int py = y0; py <= y1; ++py)
            for (int px = x0; px <= x1; ++px) {
                const float dx = um(px) - x, dy = um(py) - y;
                const float a = (dx * c + dy * s) / longHalf, b = (-dx * s + dy * c) / shortHalf;
                const float e = std::sqrt(a * a + b * b) * (1 + 0.10F * noise(um(px) / 2.6F, um(py) / 2.6F, h));
                const float alpha = clamp01((1 - e) * shortHalf / soft + 0.5F);
                if (alpha <= 0) continue;
                const float chromatin = noise(um(px) / 0.9F, um(py) / 0.9F, h + 1);
                const float rim = smoothStep(0.55F, 0.95F, e);
                const float blue =
                    tone * ((isVesicular ? 0.68F : 0.88F) + 0.28F * chromatin + (isVesicular ? 0.34F : 0.12F) * rim);
                StainDensity& d = m_canvas.at(px, py);
                d.haematoxylin =
                    lerp(d.haematoxylin, std::max(blue, d.haematoxylin * 0.8F), alpha * (0.75F + 0.25F * sharpness));
                d.pas = lerp(d.pas, 0.12F + 0.26F * tone + 0.15F * d.pas, alpha);
                d.blood *= 1 - alpha;
            }
    }

    Colour pixelColour(int x, int y) {
        StainDensity d = m_canvas.at(x, y);
        const float ux = um(x), uy = um(y);
        const std::uint32_t salt = m_layout.anatomy().salt();
        if (d.haematoxylin + d.pas > 0) {
            const float fold = m_layout.fold().inside(ux, uy);
            if (fold > 0) {
                const float extra =
                    1 + smoothStep(0, 2.5F, fold) * (0.75F + 0.25F * noise(ux / 11, uy / 11, salt + 95));
                d.haematoxylin = d.haematoxylin * extra + 0.05F;
                d.pas = d.pas * extra + 0.09F;
            }
        }
        Colour colour = m_stain.colour(d.haematoxylin, d.pas, d.blood);
        // Uneven light and mounting medium.
        const float light =
            1 + 0.006F * noise(ux / 1900, uy / 1900, salt + 96) + 0.003F * noise(ux / 300, uy / 300, salt + 97);
        float ink = 0;
        for (const Band& stroke : m_layout.pen()) ink = std::max(ink, stroke.inside(ux, uy));
        if (ink > 0) {
            const float wet = smoothStep(0, 8, ink) *
                              (0.75F + 0.2F * noise(ux / 90, uy / 90, salt + 98) + 0.35F * smoothStep(30, 4, ink));
            const Colour dye = m_stain.ink(wet);
            colour = {colour.r * dye.r, colour.g * dye.g, colour.b * dye.b};
        }
        const float dust = light * (1 - dustAt(ux, uy));
        return {colour.r * dust, colour.g * dust, colour.b * dust};
    }

    /// Specks on the cover glass: one in some cells of a coarse lattice, out of focus.
    float dustAt(float x, float y) const {
        constexpr float kCell = 420;
        const std::uint32_t salt = m_layout.anatomy().salt() + 99;
        const int i = floorOf(x / kCell), j = floorOf(y / kCell);
        const std::uint32_t h = hashOf(i, j, salt);
        if (unitOf(h) > 0.3F) return 0;
        const float radius = 2 + 9 * unitOf(h, 1) * unitOf(h, 2);
        const float dx = x - kCell * (static_cast<float>(i) + 0.1F + 0.8F * unitOf(h, 3));
        const float dy = y - kCell * (static_cast<float>(j) + 0.1F + 0.8F * unitOf(h, 4));
        const float distance = std::sqrt(dx * dx + 1.7F * dy * dy);
        if (distance > 2 * radius) return 0;
        return (0.25F + 0.5F * unitOf(h, 5)) *
               smoothStep(1.2F * radius, 0.5F * radius, distance * (1 + 0.4F * noise(x / radius, y / radius, h)));
    }

    Image develop() {
        const PixelRect& r = m_canvas.rect();
        std::vector<float> kernel(m_rim + 1);
        float sum = 0;
        for (int i = 0; i <= m_rim; ++i) {
            kernel[i] = std::exp(-0.5F * static_cast<float>(i * i) / (m_sigma * m_sigma));
            sum += i ? 2 * kernel[i] : kernel[i];
        }
        for (float& k : kernel) k /= sum;

        std::vector<Colour> colours(static_cast<std::size_t>(r.width) * r.height),
            rows(static_cast<std::size_t>(m_rect.width) * r.height);
        for (int y = 0; y < r.height; ++y)
            for (int x = 0; x < r.width; ++x)
                colours[static_cast<std::size_t>(y) * r.width + x] = pixelColour(r.x + x, r.y + y);
        const auto blend = [&](const Colour* centre, std::ptrdiff_t step) {
            Colour c{kernel[0] * centre->r, kernel[0] * centre->g, kernel[0] * centre->b};
            for (int k = 1; k <= m_rim; ++k) {
                const Colour &before = centre[-k * step], &after = centre[k * step];
                c.r += kernel[k] * (before.r + after.r);
                c.g += kernel[k] * (before.g + after.g);
                c.b += kernel[k] * (before.b + after.b);
            }
            return c;
        };
        for (int y = 0; y < r.height; ++y)
            for (int x = 0; x < m_rect.width; ++x)
                rows[static_cast<std::size_t>(y) * m_rect.width + x] =
                    blend(&colours[static_cast<std::size_t>(y) * r.width + x + m_rim], 1);
        Image image(m_rect.width, m_rect.height, PixelFormat::Rgb8);
        const std::uint32_t salt = m_layout.anatomy().salt() + 120;
        for (int y = 0; y < m_rect.height; ++y)
            for (int x = 0; x < m_rect.width; ++x) {
                const Colour c = blend(&rows[static_cast<std::size_t>(y + m_rim) * m_rect.width + x], m_rect.width);
                const std::uint32_t h = hashOf(m_rect.x + x, m_rect.y + y, salt);
                // Sensor noise, about ±2 grey levels; a part of it common to the channels.
                const auto quantised = [&](float value, int shift) {
                    const float jitter = static_cast<float>((h >> shift & 255) + (h >> 24)) / 255.0F - 1;
                    return static_cast<std::uint8_t>(std::clamp(value + 2.2F * jitter + 0.5F, 0.0F, 255.0F));
                };
                std::uint8_t* out = image.pixel(x, y);
                out[0] = quantised(c.r, 0);
                out[1] = quantised(c.g, 8);
                out[2] = quantised(c.b, 16);
            }
        return image;
    }

    const Layout& m_layout;
    const Stain& m_stain;
    const float m_px, m_sigma;
    const int m_rim;
    const PixelRect m_rect;
    Canvas m_canvas;
    Section m_section;
};

}  // namespace

Image render(const Layout& layout, const Stain& stain, const PixelRect& rect) {
    return Painter(layout, stain, rect).paint();
}

}  // namespace bowman::phantom
