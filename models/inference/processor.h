// How a loop is compiled for several processors and chosen when the program runs: BOWMAN_WIDE and BOWMAN_MIDDLE on two functions that
// call the same BOWMAN_INLINE body, isWide() and isMiddle() to choose. Private to .cpp files. Any thread.
#pragma once

#include <bit>
#include <cstdint>

namespace bowman::kernels {

#if defined(__x86_64__) && defined(__GNUC__)
#define BOWMAN_WIDE __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,fma")))
#define BOWMAN_MIDDLE __attribute__((target("avx2,fma")))
inline bool isWide() {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}
inline bool isMiddle() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
#else
#define BOWMAN_WIDE
#define BOWMAN_MIDDLE
inline bool isWide() { return false; }
inline bool isMiddle() { return false; }
#endif
#define BOWMAN_INLINE inline __attribute__((always_inline))

BOWMAN_INLINE float toFloat(float x) { return x; }
BOWMAN_INLINE float toFloat(std::uint16_t x) { return std::bit_cast<float>(std::uint32_t{x} << 16); }

}  // namespace bowman::kernels
