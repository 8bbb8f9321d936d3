#include "core/slide/phantom/phantom_section.h"

#include <algorithm>
#include <cmath>

#include "core/slide/phantom/phantom_epithelium.h"
#include "core/slide/phantom/phantom_glomerulus.h"
#include "core/slide/phantom/phantom_noise.h"
#include "core/slide/phantom/phantom_stroma.h"

namespace bowman::phantom {
namespace {

constexpr float kBlockUm = 8;
constexpr float kIntactUm = 12;  // around a glomerulus
constexpr float kReachUm = 36;   // how far glomeruli and vessels push tubules away
constexpr float kAroundUm = kReachUm + kBlockUm;

float pixelUm(const Layout& layout) { return static_cast<float>(layout.request().umPerPx); }

Fields mixed(const Fields& a, const Fields& b, float t) {
    return {lerp(a.warpX, b.warpX, t),
            lerp(a.warpY, b.warpY, t),
            lerp(a.tissue, b.tissue, t),
            lerp(a.u, b.u, t),
            lerp(a.v, b.v, t),
            lerp(a.straight, b.straight, t),
            lerp(a.gap, b.gap, t),
            lerp(a.oedema, b.oedema, t),
            lerp(a.inflammation, b.inflammation, t),
            lerp(a.fibrosis, b.fibrosis, t),
            lerp(a.thickness, b.thickness, t),
            lerp(a.openness, b.openness, t),
            lerp(a.hue, b.hue, t),
            a.cytoplasm,
            lerp(a.tear, b.tear, t)};
}

}  // namespace

Section::Section(const Layout& layout, const PixelRect& rect, float marginUm)
    : Section(layout, Extent{static_cast<float>(rect.x) * pixelUm(layout) - marginUm,
                             static_cast<float>(rect.y) * pixelUm(layout) - marginUm,
                             static_cast<float>(rect.x + rect.width) * pixelUm(layout) + marginUm,
                             static_cast<float>(rect.y + rect.height) * pixelUm(layout) + marginUm}) {}

Section::Section(const Layout& layout, const Extent& e)
    : m_layout(layout),
      m_px(pixelUm(layout)),
      m_blockUm(kBlockUm),
      m_glomeruli(layout.glomeruliIn(e.left - kAroundUm, e.top - kAroundUm, e.right + kAroundUm, e.bottom + kAroundUm)),
      m_vessels(layout.vesselsIn(e.left - kAroundUm, e.top - kAroundUm, e.right + kAroundUm, e.bottom + kAroundUm)),
      m_tubules(layout, e.left, e.top, e.right, e.bottom) {
    m_firstX = floorOf(e.left / m_blockUm) - 1;
    m_firstY = floorOf(e.top / m_blockUm) - 1;
    const int lastX = floorOf(e.right / m_blockUm) + 2, lastY = floorOf(e.bottom / m_blockUm) + 2;
    m_columns = lastX - m_firstX + 1;
    m_corners.reserve(static_cast<std::size_t>(m_columns) * (lastY - m_firstY + 1));
    for (int j = m_firstY; j <= lastY; ++j)
        for (int i = m_firstX; i <= lastX; ++i)
            m_corners.push_back(
                layout.anatomy().at(static_cast<float>(i) * m_blockUm, static_cast<float>(j) * m_blockUm));
}

const Fields& Section::corner(int blockX, int blockY) const {
    return m_corners[static_cast<std::size_t>(blockY - m_firstY) * m_columns + (blockX - m_firstX)];
}

Fields Section::fieldsAt(float x, float y) const {
    const float fx = x / m_blockUm - static_cast<float>(m_blockX), fy = y / m_blockUm - static_cast<float>(m_blockY);
    return mixed(mixed(corner(m_blockX, m_blockY), corner(m_blockX + 1, m_blockY), fx),
                 mixed(corner(m_blockX, m_blockY + 1), corner(m_blockX + 1, m_blockY + 1), fx), fy);
}

void Section::enter(int blockX, int blockY) {
    m_blockX = blockX;
    m_blockY = blockY;
    float most = -1e9F;
    for (int i = 0; i < 4; ++i) most = std::max(most, corner(blockX + i % 2, blockY + i / 2).tissue);
    m_isGlass = most < -14;
    if (m_isGlass) return;
    const float x = (static_cast<float>(blockX) + 0.5F) * m_blockUm,
                y = (static_cast<float>(blockY) + 0.5F) * m_blockUm;
    const float reach = 0.71F * m_blockUm;
    m_tubules.focus(fieldsAt(x, y), x, y, reach);
    m_nearGlomeruli.clear();
    for (const int i : m_glomeruli)
        if (m_layout.glomeruli()[i].outside(x, y) < reach + kReachUm) m_nearGlomeruli.push_back(i);
    m_nearVessels.clear();
    for (const int i : m_vessels)
        if (m_layout.vessels()[i].outside(x, y) < reach + kReachUm) m_nearVessels.push_back(i);
}

Matter Section::at(float x, float y, float& cover) const {
    const Fields f = fieldsAt(x, y);
    Matter m = structureAt(f, x, y, cover);
    m.haematoxylin *= f.thickness * (1 - f.hue);
    m.pas *= f.thickness * (1 + f.hue);
    return m;
}

Matter Section::structureAt(const Fields& f, float x, float y, float& cover) const {
    const std::uint32_t salt = m_layout.anatomy().salt();
    float nearest = 1e6F;  // glomerulus
    const Glomerulus* within = nullptr;
    float room = 1e6F;  // to the next glomerulus or vessel
    for (const int i : m_nearGlomeruli) {
        const Glomerulus& g = m_layout.glomeruli()[i];
        const float outside = g.outside(x, y);
        if (outside < nearest) nearest = outside;
        if (outside < 0) within = &g;
        room = smoothMin(room, outside - 1.2F, 4);
    }
    // Cracks go around glomeruli: the truth knows only the edge of the tissue.
    const float crack = std::min(f.tear, nearest - kIntactUm);
    const float rough = 2.6F * noise(x / 8, y / 8, salt + 80) + 0.9F * noise(x / 2.5F, y / 2.5F, salt + 81);
    cover = clamp01((std::min(f.tissue, -crack) + rough) / m_px + 0.5F);
    if (cover <= 0) return {};
    if (within) return glomerulusMatter(*within, -nearest, x, y);

    for (const int i : m_nearVessels) {
        const Vessel& v = m_layout.vessels()[i];
        const float outside = v.outside(x, y);
        if (outside < 0) return vesselMatter(v, -outside, x, y);
        room = smoothMin(room, outside - std::min(0.18F * v.radius, 7.0F), 4);
    }
    const TubulePlace place = m_tubules.at(f, x, y);
    const float depth = smoothMin(place.depth - f.gap, room, 5);
    if (depth < -0.6F) return interstitiumMatter(-depth, f, x, y, salt);
    return tubuleMatter(place, depth, f, x, y, salt);
}

}  // namespace bowman::phantom
