// IEEE 754 binary16 in portable code: model files may be read on machines without F16C.
#include <bit>

#include "models/weights/safetensors.h"

namespace bowman {

float halfToFloat(std::uint16_t half) {
    const std::uint32_t sign = std::uint32_t(half & 0x8000u) << 16;
    const std::uint32_t exponent = (half >> 10) & 31u, mantissa = half & 1023u;
    if (exponent == 31) return std::bit_cast<float>(sign | 0x7f800000u | (mantissa << 13));
    if (exponent != 0) return std::bit_cast<float>(sign | ((exponent + 112) << 23) | (mantissa << 13));
    const float tiny = float(mantissa) * 0x1p-24f;  // subnormal or zero
    return sign ? -tiny : tiny;
}

std::uint16_t floatToHalf(float value) {
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
    const std::uint16_t sign = static_cast<std::uint16_t>((bits >> 16) & 0x8000u);
    const std::uint32_t magnitude = bits & 0x7fffffffu;
    if (magnitude > 0x7f800000u) return sign | 0x7e00u;   // NaN
    if (magnitude >= 0x477ff000u) return sign | 0x7c00u;  // rounds to more than 65504
    if (magnitude < 0x33000001u) return sign;             // rounds to zero
    const std::uint32_t exponent = magnitude >> 23;
    const std::uint32_t shift = exponent >= 113 ? 13 : 126 - exponent;
    const std::uint32_t mantissa = (magnitude & 0x7fffffu) | 0x800000u;
    const std::uint32_t kept = mantissa >> shift, rest = mantissa & ((1u << shift) - 1), middle = 1u << (shift - 1);
    // A normal half has its exponent added to the mantissa whose hidden bit counts one; carries go where they should.
    std::uint32_t half = exponent >= 113 ? ((exponent - 113) << 10) + kept : kept;
    if (rest > middle || (rest == middle && (half & 1u))) ++half;
    return static_cast<std::uint16_t>(sign | half);
}

}  // namespace bowman
