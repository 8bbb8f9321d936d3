#include "core/base/pixel_memory.h"

#include <mutex>
#include <unordered_map>
#include <vector>

namespace bowman {
namespace {

constexpr std::size_t kMostKept = std::size_t{32} << 20;
constexpr std::size_t kWorthKeeping = std::size_t{128} << 10;   // smaller pieces the C library keeps by itself

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kKeeps = false;   // what is used after it was freed is to be noticed
#else
constexpr bool kKeeps = true;
#endif

struct Kept {
    std::mutex mutex;   // guards the rest
    std::unordered_map<std::size_t, std::vector<void*>> bySize;
    std::size_t bytes = 0;
};

/// Never destroyed: pictures of other static objects may be freed after it would be.
Kept& kept() {
    static Kept* const pieces = new Kept;
    return *pieces;
}

}  // namespace

void* takePixelMemory(std::size_t bytes) {
    if (kKeeps && bytes >= kWorthKeeping) {
        Kept& k = kept();
        const std::lock_guard lock(k.mutex);
        if (const auto found = k.bySize.find(bytes); found != k.bySize.end() && !found->second.empty()) {
            void* memory = found->second.back();
            found->second.pop_back();
            k.bytes -= bytes;
            return memory;
        }
    }
    return ::operator new(bytes);
}

void givePixelMemory(void* memory, std::size_t bytes) noexcept {
    if (kKeeps && bytes >= kWorthKeeping && bytes <= kMostKept) {
        Kept& k = kept();
        const std::lock_guard lock(k.mutex);
        if (k.bytes + bytes <= kMostKept) {
            try {
                k.bySize[bytes].push_back(memory);
                k.bytes += bytes;
                return;
            } catch (const std::bad_alloc&) {   // then it is not kept
            }
        }
    }
    ::operator delete(memory);
}

}  // namespace bowman
