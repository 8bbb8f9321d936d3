#include "models/inference/arena_plan.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace bowman {
namespace {

constexpr std::size_t kAlignment = 64;

std::size_t roundedUp(std::size_t bytes) { return (bytes + kAlignment - 1) / kAlignment * kAlignment; }

}  // namespace

ArenaPlan planArena(std::span<const Lifetime> buffers) {
    std::vector<std::size_t> order(buffers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return buffers[a].bytes > buffers[b].bytes; });
    ArenaPlan plan{std::vector<std::size_t>(buffers.size(), 0), 0};
    std::vector<std::size_t> placed;  // by offset
    for (const std::size_t i : order) {
        const std::size_t bytes = roundedUp(buffers[i].bytes);
        std::size_t end = 0, best = 0, smallest = std::numeric_limits<std::size_t>::max();
        for (const std::size_t other : placed) {
            if (buffers[other].last < buffers[i].first || buffers[other].first > buffers[i].last) continue;
            if (plan.offsets[other] >= end + bytes && plan.offsets[other] - end < smallest) {
                smallest = plan.offsets[other] - end;
                best = end;
            }
            end = std::max(end, plan.offsets[other] + roundedUp(buffers[other].bytes));
        }
        plan.offsets[i] = smallest == std::numeric_limits<std::size_t>::max() ? end : best;
        plan.bytes = std::max(plan.bytes, plan.offsets[i] + bytes);
        placed.insert(std::upper_bound(placed.begin(), placed.end(), i, [&](std::size_t a, std::size_t b) { return plan.offsets[a] < plan.offsets[b]; }), i);
    }
    return plan;
}

}  // namespace bowman
