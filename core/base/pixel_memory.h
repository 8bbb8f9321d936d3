// Where pictures keep their pixels. Tiles of one size come and go a thousand times a minute: given back to the system each time, every
// page of the next one is mapped and zeroed again (3 % of the time to read a tile). Any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace bowman {

/// Memory of that size, perhaps used before, with whatever is in it. Throws std::bad_alloc.
void* takePixelMemory(std::size_t bytes);
/// Keeps it for the next that asks for as much, up to 32 MiB in all; the rest goes back to the system.
void givePixelMemory(void* memory, std::size_t bytes) noexcept;

/// For std::vector: pixels that no value is given to stay as they are in memory.
template <typename T>
struct PixelAllocator {
    using value_type = T;
    PixelAllocator() = default;
    template <typename U>
    PixelAllocator(const PixelAllocator<U>&) noexcept {}
    T* allocate(std::size_t count) { return static_cast<T*>(takePixelMemory(count * sizeof(T))); }
    void deallocate(T* memory, std::size_t count) noexcept { givePixelMemory(memory, count * sizeof(T)); }
    template <typename U>
    void construct(U* place) noexcept(std::is_nothrow_default_constructible_v<U>) { ::new (static_cast<void*>(place)) U; }
    template <typename U, typename... Arguments>
    void construct(U* place, Arguments&&... arguments) { ::new (static_cast<void*>(place)) U(std::forward<Arguments>(arguments)...); }
    friend bool operator==(const PixelAllocator&, const PixelAllocator&) { return true; }
};

}  // namespace bowman
