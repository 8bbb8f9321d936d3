// Which patch of a plan comes next, while it runs: what is on the screen first, also after the view has moved. What comes out does not depend on it.
// Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "core/base/geometry.h"
#include "core/detect/patch_plan.h"

namespace bowman {

/// The part of the slide that somebody looks at. Any thread.
class VisibleRegion {
public:
    explicit VisibleRegion(std::optional<SlideRect> rect = {}) : m_rect(rect) {}
    void set(std::optional<SlideRect> rect) {
        const std::lock_guard lock(m_mutex);
        m_rect = rect;
        ++m_version;
    }
    std::optional<SlideRect> rect() const {
        const std::lock_guard lock(m_mutex);
        return m_rect;
    }
    /// Another one after each set().
    std::uint64_t version() const {
        const std::lock_guard lock(m_mutex);
        return m_version;
    }

private:
    mutable std::mutex m_mutex;  // guards both
    std::optional<SlideRect> m_rect;
    std::uint64_t m_version = 1;
};

/// Patches are numbered as in the plan. Each is waiting, then taken, then finished.
class PatchOrder {
public:
    /// Both outlive it; `visible` may be null.
    PatchOrder(const PatchPlan& plan, const MapGrid& grid, std::shared_ptr<const VisibleRegion> visible);

    /// Takes one: of those on the screen the nearest to its middle, else the first of the plan.
    std::optional<std::size_t> takeNext();

    /// Takes a band to begin at: on the screen; else the top of the longest piece of a column, or the middle of one that somebody else works down
    /// from above, if at least `worthIt` bands are left for both.
    std::optional<std::size_t> takeBand(int worthIt);
    /// Takes the band below, unless what is on the screen waits elsewhere.
    std::optional<std::size_t> takeBelow(std::size_t patch);

    /// False when somebody has it.
    bool take(std::size_t patch);
    void giveBack(std::size_t patch);
    void finish(std::size_t patch);

private:
    enum class State : std::uint8_t { Waiting, Taken, Finished };
    std::optional<std::size_t> taken(std::optional<std::size_t> patch);
    std::optional<std::size_t> visibleWaiting();
    std::optional<std::size_t> below(std::size_t patch) const;

    const PatchPlan& m_plan;
    const MapGrid& m_grid;
    const std::shared_ptr<const VisibleRegion> m_visible;
    std::mutex m_mutex;  // guards what follows
    std::vector<State> m_states;
    std::size_t m_first = 0;                       ///< none before it waits
    std::uint64_t m_version = 0;                   ///< of the view that m_onScreen is for
    std::vector<std::size_t> m_onScreen;           ///< nearest to the middle first
    std::map<int, std::map<int, std::size_t>> m_columns;   ///< x → y → patch
};

}  // namespace bowman
