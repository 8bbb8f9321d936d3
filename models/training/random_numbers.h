// Random numbers that are the same on every platform (the standard library's distributions are not). One thread each.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace bowman {

/// SplitMix64 (Steele, Lea, Flood 2014): a value that a seed alone determines.
class RandomNumbers {
public:
    explicit RandomNumbers(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t bits() {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /// In [0, 1).
    double unit() { return double(bits() >> 11) * 0x1p-53; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    bool chance(double probability) { return unit() < probability; }
    /// In [0, count); count must be above 0.
    std::size_t below(std::size_t count) { return std::min(count - 1, std::size_t(unit() * double(count))); }

private:
    std::uint64_t m_state;
};

}  // namespace bowman
