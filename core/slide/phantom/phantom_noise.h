// Randomness as a function of place: hashes and noises that need no state, so that tiles can be drawn in any order.
// Pure; any thread.
#pragma once

#include <cmath>
#include <cstdint>

namespace bowman::phantom {

/// Full avalanche on 32 bits (C. Wellons, "lowbias32").
inline std::uint32_t mixBits(std::uint32_t h) {
    h ^= h >> 16;
    h *= 0x7feb352dU;
    h ^= h >> 15;
    h *= 0x846ca68bU;
    return h ^ (h >> 16);
}

inline std::uint32_t hashOf(std::int32_t x, std::int32_t y, std::uint32_t salt) {
    return mixBits(static_cast<std::uint32_t>(x) * 0x8da6b343U ^
                   mixBits(static_cast<std::uint32_t>(y) * 0xd8163841U ^ salt * 0x9e3779b9U));
}

/// In [0,1).
inline float unitOf(std::uint32_t h) { return static_cast<float>(h >> 8) * (1.0F / 16777216.0F); }

/// Independent numbers from one hash.
inline float unitOf(std::uint32_t h, std::uint32_t which) { return unitOf(mixBits(h + which * 0x9e3779b9U)); }

inline int floorOf(float x) {
    const int i = static_cast<int>(x);
    return i - (x < static_cast<float>(i));
}

inline float clamp01(float x) { return x < 0 ? 0 : x > 1 ? 1 : x; }
inline float lerp(float a, float b, float t) { return a + (b - a) * t; }
inline float smoothStep(float from, float to, float x) {
    const float t = clamp01((x - from) / (to - from));
    return t * t * (3 - 2 * t);
}

/// Minimum without a crease: `k` is the width of the blend, the result is at most k/4 below the true one.
inline float smoothMin(float a, float b, float k) {
    const float h = k - std::fabs(a - b);
    return (a < b ? a : b) - (h > 0 ? h * h / (4 * k) : 0);
}

/// Gradient noise of one octave (Perlin 1985), about [-1,1]; features of about one unit.
inline float noise(float x, float y, std::uint32_t salt) {
    static constexpr float kDirections[32] = {
        1.0000F,  0.0000F,  0.9239F, 0.3827F,  0.7071F, 0.7071F,  0.3827F, 0.9239F,  0.0000F,  1.0000F,  -0.3827F,
        0.9239F,  -0.7071F, 0.7071F, -0.9239F, 0.3827F, -1.0000F, 0.0000F, -0.9239F, -0.3827F, -0.7071F, -0.7071F,
        -0.3827F, -0.9239F, 0.0000F, -1.0000F, 0.3827F, -0.9239F, 0.7071F, -0.7071F, 0.9239F,  -0.3827F};
    const int ix = floorOf(x), iy = floorOf(y);
    const float fx = x - static_cast<float>(ix), fy = y - static_cast<float>(iy);
    const std::uint32_t rows[2] = {mixBits(static_cast<std::uint32_t>(iy) * 0xd8163841U ^ salt * 0x9e3779b9U),
                                   mixBits(static_cast<std::uint32_t>(iy + 1) * 0xd8163841U ^ salt * 0x9e3779b9U)};
    const auto corner = [&](int i, int j) {
        // One multiplication is enough to pick one of 16 directions.
        const std::uint32_t h = (static_cast<std::uint32_t>(ix + i) * 0x8da6b343U ^ rows[j]) * 0x846ca68bU;
        const float* direction = kDirections + 2 * (h >> 28);
        return direction[0] * (fx - static_cast<float>(i)) + direction[1] * (fy - static_cast<float>(j));
    };
    const float sx = fx * fx * (3 - 2 * fx), sy = fy * fy * (3 - 2 * fy);
    return 1.5F * lerp(lerp(corner(0, 0), corner(1, 0), sx), lerp(corner(0, 1), corner(1, 1), sx), sy);
}

/// Several octaves, each half as large and half as strong; about [-1,1].
inline float fractalNoise(float x, float y, std::uint32_t salt, int octaves) {
    float sum = 0, strength = 0.5F;
    for (int i = 0; i < octaves; ++i, x = 2.03F * x + 17.3F, y = 2.03F * y - 9.1F, strength /= 2)
        sum += strength * noise(x, y, salt + static_cast<std::uint32_t>(i) * 101U);
    return sum / (1 - 2 * strength * 0.5F);
}

/// A sequence of numbers for layouts, the same on every platform (SplitMix64).
class Sequence {
public:
    explicit Sequence(std::uint64_t seed) : m_state(seed * 0x9e3779b97f4a7c15ULL + 0x632be59bd9b4e019ULL) {}
    std::uint32_t bits() {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return static_cast<std::uint32_t>((z ^ (z >> 31)) >> 32);
    }
    float unit() { return unitOf(bits()); }
    float between(float low, float high) { return low + (high - low) * unit(); }
    /// Sum of four uniforms: near enough to a normal, and bounded at ±3.46 standard deviations.
    float normal(float mean, float deviation) {
        return mean + deviation * 1.7320508F * (unit() + unit() + unit() + unit() - 2);
    }

private:
    std::uint64_t m_state;
};

}  // namespace bowman::phantom
