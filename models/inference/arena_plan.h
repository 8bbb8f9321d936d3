// Where in one piece of memory each buffer lies, so that buffers that are never needed at once share space. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace bowman {

/// A buffer that is needed from step `first` to step `last`, both included.
struct Lifetime {
    std::size_t bytes = 0;
    int first = 0;
    int last = 0;
};

struct ArenaPlan {
    std::vector<std::size_t> offsets;  ///< of each buffer, multiples of 64
    std::size_t bytes = 0;             ///< of all together
};

/// The largest first, each in the smallest gap that takes it. Method: "greedy by size", Pisarchyk & Lee 2020, arXiv 2001.03288.
ArenaPlan planArena(std::span<const Lifetime> buffers);

}  // namespace bowman
