#include "core/slide/phantom/phantom_layout.h"

#include <algorithm>
#include <cmath>

#include "core/slide/phantom/phantom_noise.h"

namespace bowman::phantom {
namespace {

constexpr float kTwoPi = 6.2831853F;
constexpr float kGlomeruliPerMm2 = 3.0F;  // of cortex outside of the rays

float distanceToSegment(float px, float py, float ax, float ay, float bx, float by) {
    const float dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
    const float t = length > 0 ? clamp01(((px - ax) * dx + (py - ay) * dy) / length) : 0;
    const float ex = px - ax - t * dx, ey = py - ay - t * dy;
    return std::sqrt(ex * ex + ey * ey);
}

}  // namespace

float Glomerulus::radiusAt(float angle) const {
    float turn = angle / kTwoPi;
    turn = (turn - std::floor(turn)) * kSteps;
    const int i = std::min(static_cast<int>(turn), kSteps - 1);
    return lerp(radius[i], radius[i + 1], turn - static_cast<float>(i));
}

float Glomerulus::outside(float px, float py) const {
    const float dx = px - x, dy = py - y, distance = std::sqrt(dx * dx + dy * dy);
    return distance > reach + 60 ? distance - reach : distance - radiusAt(std::atan2(dy, dx));
}

float Vessel::outside(float px, float py) const {
    // Long ones bend and are not equally wide.
    const float length = std::fabs(ax - bx) + std::fabs(ay - by), sway = std::min(0.22F * length, 0.9F * radius);
    px += sway * noise(px / (3 * radius), py / (3 * radius), salt + 8);
    py += sway * noise(px / (3 * radius), py / (3 * radius), salt + 9);
    const float wobble = 0.94F + 0.16F * noise(px / (1.5F * radius), py / (1.5F * radius), salt) +
                         0.04F * noise(px / (0.4F * radius), py / (0.4F * radius), salt + 1);
    return distanceToSegment(px, py, ax, ay, bx, by) - radius * wobble;
}

float Band::inside(float px, float py) const {
    const float wave = 5 * width;
    const float qx = px + 0.8F * width * noise(px / wave, py / wave, salt);
    const float qy = py + 0.8F * width * noise(px / wave, py / wave, salt + 1);
    return width / 2 * (1 + 0.35F * noise(px / (2 * width), py / (2 * width), salt + 2)) -
           distanceToSegment(qx, qy, ax, ay, bx, by);
}

Layout::Layout(const PhantomRequest& request) : m_request(request), m_anatomy(request) {
    placeGlomeruli();
    placeVessels();
    placeMarks();
}

Glomerulus Layout::newGlomerulus(float x, float y, std::uint32_t salt) const {
    Sequence random(salt);
    Glomerulus g;
    g.x = x;
    g.y = y;
    g.salt = mixBits(salt);
    const float fate = random.unit();
    g.sclerosis = fate < 0.10F ? Sclerosis::Global : fate < 0.18F ? Sclerosis::Segmental : Sclerosis::None;
    // A section meets most of them beside their equator.
    float diameter = random.normal(205, 34) * (1 - 0.35F * random.unit() * random.unit());
    if (g.sclerosis == Sclerosis::Global) diameter *= random.between(0.55F, 0.75F);
    diameter = std::clamp(diameter, 100.0F, 345.0F);
    const float stretch = random.between(0, 0.13F), stretchAngle = random.between(0, kTwoPi);
    constexpr int kWaves = 12;
    float amplitude[kWaves], phase[kWaves];
    const float crumpled = g.sclerosis == Sclerosis::Global ? 1.8F : 1;
    for (int k = 0; k < kWaves; ++k) {
        amplitude[k] = random.between(0.2F, 1) * crumpled * 0.034F / (1 + 0.7F * static_cast<float>(k));
        phase[k] = random.between(0, kTwoPi);
    }
    for (int i = 0; i < Glomerulus::kSteps; ++i) {
        const float angle = kTwoPi * static_cast<float>(i) / Glomerulus::kSteps;
        float r = 1 + stretch * std::cos(2 * (angle - stretchAngle));
        for (int k = 0; k < kWaves; ++k) r += amplitude[k] * std::cos(static_cast<float>(k + 3) * angle + phase[k]);
        g.radius[i] = diameter / 2 * r;
        g.reach = std::max(g.reach, g.radius[i]);
    }
    g.radius[Glomerulus::kSteps] = g.radius[0];
    g.poleAngle = random.between(0, kTwoPi);
    const float openness = random.unit();
    g.space = 3 + 22 * openness * openness * diameter / 200 + (openness > 0.4F ? 4 : 0);
    g.sclerosisAngle = random.between(0, kTwoPi);
    return g;
}

bool Layout::isFree(const Glomerulus& glomerulus, float clearance) const {
    return std::all_of(m_glomeruli.begin(), m_glomeruli.end(), [&](const Glomerulus& other) {
        const float distance = std::hypot(glomerulus.x - other.x, glomerulus.y - other.y);
        if (distance > glomerulus.reach + other.reach + clearance) return true;
        for (int i = 0; i < Glomerulus::kSteps; i += 2) {
            const float angle = kTwoPi * static_cast<float>(i) / Glomerulus::kSteps;
            if (other.outside(glomerulus.x + glomerulus.radius[i] * std::cos(angle),
                              glomerulus.y + glomerulus.radius[i] * std::sin(angle)) < clearance ||
                glomerulus.outside(other.x + other.radius[i] * std::cos(angle),
                                   other.y + other.radius[i] * std::sin(angle)) < clearance)
                return false;
        }
        return true;
    });
}

void Layout::placeGlomeruli() {
    Sequence random(m_request.seed * 1000003ULL + 17);
    const float width = m_anatomy.widthUm(), height = m_anatomy.heightUm();
    const auto tries = static_cast<int>(std::clamp(width * height * 1e-6F * 400, 400.0F, 4e5F));
    int hits = 0;
    for (int i = 0; i < tries; ++i) {
        const float x = random.between(0, width), y = random.between(0, height);
        hits += m_anatomy.tissue(x, y) > 0 && m_anatomy.isLabyrinth(x, y, 0);
    }
    const float areaMm2 = width * height * 1e-6F * static_cast<float>(hits) / static_cast<float>(tries);
    const auto wanted = static_cast<std::size_t>(std::max(2.0F, kGlomeruliPerMm2 * areaMm2 + 0.5F));
    for (int i = 0; i < 8 * tries && m_glomeruli.size() < wanted; ++i) {
        const float x = random.between(0, width), y = random.between(0, height);
        Glomerulus first = newGlomerulus(x, y, random.bits());
        // One in seven may be cut by the edge, through anything but its centre.
        const float edge = random.unit() < 0.15F ? 0.35F * first.reach : first.reach + 15;
        const bool hasTwin = random.unit() < 0.10F;
        const float gap = 1 + 6 * random.unit();
        const float side = random.between(0, kTwoPi);
        const std::uint32_t twinSalt = random.bits();
        if (m_anatomy.tissue(x, y) < edge || !m_anatomy.isLabyrinth(x, y, 0.7F * first.reach) || !isFree(first, 28))
            continue;
        m_glomeruli.push_back(first);
        if (!hasTwin) continue;
        // A neighbour that touches: pushed away until hardly a gap is between them.
        for (float distance = 1.1F * first.reach; distance < 4 * first.reach; distance += 2) {
            const Glomerulus twin =
                newGlomerulus(x + distance * std::cos(side), y + distance * std::sin(side), twinSalt);
            if (!isFree(twin, gap)) continue;
            if (m_anatomy.tissue(twin.x, twin.y) > twin.reach + 15 && m_anatomy.isLabyrinth(twin.x, twin.y, 20))
                m_glomeruli.push_back(twin);
            break;
        }
    }
}

void Layout::placeVessels() {
    Sequence random(m_request.seed * 7919ULL + 3);
    const auto isClear = [&](const Vessel& v, float clearance) {
        const float mx = (v.ax + v.bx) / 2, my = (v.ay + v.by) / 2;
        const float half = std::hypot(v.ax - v.bx, v.ay - v.by) / 2 + 1.15F * v.radius;
        for (const Glomerulus& g : m_glomeruli)
            if (std::hypot(g.x - mx, g.y - my) < g.reach + half + clearance) return false;
        for (const Vessel& o : m_vessels)
            if (std::hypot((o.ax + o.bx) / 2 - mx, (o.ay + o.by) / 2 - my) <
                half + std::hypot(o.ax - o.bx, o.ay - o.by) / 2 + 1.15F * o.radius + clearance)
                return false;
        return true;
    };
    const auto add = [&](float x, float y, float radius, float length, bool isArtery) {
        const float angle = random.between(0, kTwoPi);
        Vessel v;
        v.ax = x - length / 2 * std::cos(angle);
        v.ay = y - length / 2 * std::sin(angle);
        v.bx = x + length / 2 * std::cos(angle);
        v.by = y + length / 2 * std::sin(angle);
        v.radius = radius;
        v.wall = isArtery ? radius * random.between(0.32F, 0.5F) : std::min(3 + 0.03F * radius, 7.0F);
        v.isArtery = isArtery;
        v.hasBlood = random.unit() < 0.2F;
        v.salt = random.bits();
        if (isClear(v, 4)) m_vessels.push_back(v);
    };
    // The arterioles at the vascular poles.
    for (const Glomerulus& g : m_glomeruli) {
        const float radius = random.between(8, 14), at = g.radiusAt(g.poleAngle) + 1.3F * radius + 4;
        const float x = g.x + at * std::cos(g.poleAngle), y = g.y + at * std::sin(g.poleAngle);
        Vessel v;
        v.ax = v.bx = x;
        v.ay = v.by = y;
        v.radius = radius;
        v.wall = 0.62F * radius;
        v.isArtery = true;
        v.salt = random.bits();
        const bool isAlone = std::all_of(m_glomeruli.begin(), m_glomeruli.end(),
                                         [&](const Glomerulus& other) { return other.outside(x, y) > 1.25F * radius; });
        if (isAlone) m_vessels.push_back(v);
    }
    // Interlobular arteries and veins in the cortex, arcuate ones where it meets the medulla.
    const float area = m_anatomy.widthUm() * m_anatomy.heightUm() * 1e-6F;
    for (int i = 0, n = static_cast<int>(6 * area); i < n; ++i) {
        const float x = random.between(0, m_anatomy.widthUm()), y = random.between(0, m_anatomy.heightUm());
        const float size = random.unit(), length = random.unit() < 0.4F ? random.between(30, 130) : 0;
        const bool isArtery = random.unit() < 0.55F;
        if (m_anatomy.tissue(x, y) < 60 || !m_anatomy.isLabyrinth(x, y, 30)) continue;
        const float radius = (isArtery ? 14 : 10) + 48 * size * size * size;
        add(x, y, radius, length, isArtery);
    }
    const float span = std::max(m_anatomy.widthUm(), m_anatomy.heightUm());
    for (float u = -span / 2; u < span / 2; u += random.between(500, 1100)) {
        float x = 0, y = 0;
        m_anatomy.fromCapsule(u, m_anatomy.cortexDepth() + random.between(-150, 150), x, y);
        const float radius = random.between(60, 190), length = random.between(0, 250);
        const bool isArtery = random.unit() < 0.5F;
        if (m_anatomy.tissue(x, y) > 1.6F * radius) add(x, y, radius, length, isArtery);
    }
}

void Layout::placeMarks() {
    Sequence random(m_request.seed * 31ULL + 8);
    const float width = m_anatomy.widthUm(), height = m_anatomy.heightUm(), shorter = std::min(width, height);
    const float angle = random.between(0, kTwoPi), length = random.between(0.12F, 0.25F) * shorter;
    const float x = width * random.between(0.35F, 0.65F), y = height * random.between(0.35F, 0.65F);
    m_fold = {x - length * std::cos(angle),
              y - length * std::sin(angle),
              x + length * std::cos(angle),
              y + length * std::sin(angle),
              std::min(random.between(26, 48), 0.02F * shorter),
              random.bits()};
    // The pen dots a corner, where there is glass.
    const float cornerX = random.unit() < 0.5F ? 0.04F : 0.91F, cornerY = random.unit() < 0.5F ? 0.05F : 0.94F;
    const float strokeLength = 0.07F * shorter, thick = 0.014F * shorter;
    float fromX = width * cornerX, fromY = height * cornerY;
    for (int i = 0; i < 3; ++i) {
        const float turn = random.between(-0.7F, 0.7F) + (i % 2 ? 2.4F : 0.6F);
        const float toX = fromX + strokeLength * std::cos(turn), toY = fromY + strokeLength * 0.5F * std::sin(turn);
        m_pen.push_back({fromX, fromY, toX, toY, thick, random.bits()});
        fromX = toX;
        fromY = toY;
    }
}

std::vector<int> Layout::glomeruliIn(float left, float top, float right, float bottom) const {
    std::vector<int> found;
    for (std::size_t i = 0; i < m_glomeruli.size(); ++i) {
        const Glomerulus& g = m_glomeruli[i];
        if (g.x + g.reach > left && g.x - g.reach < right && g.y + g.reach > top && g.y - g.reach < bottom)
            found.push_back(static_cast<int>(i));
    }
    return found;
}

std::vector<int> Layout::vesselsIn(float left, float top, float right, float bottom) const {
    std::vector<int> found;
    for (std::size_t i = 0; i < m_vessels.size(); ++i) {
        const Vessel& v = m_vessels[i];
        const float r = 2.2F * v.radius;
        if (std::max(v.ax, v.bx) + r > left && std::min(v.ax, v.bx) - r < right && std::max(v.ay, v.by) + r > top &&
            std::min(v.ay, v.by) - r < bottom)
            found.push_back(static_cast<int>(i));
    }
    return found;
}

}  // namespace bowman::phantom
