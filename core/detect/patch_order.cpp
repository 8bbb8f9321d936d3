#include "core/detect/patch_order.h"

#include <algorithm>
#include <cmath>

namespace bowman {

PatchOrder::PatchOrder(const PatchPlan& plan, const MapGrid& grid, std::shared_ptr<const VisibleRegion> visible)
    : m_plan(plan), m_grid(grid), m_visible(std::move(visible)), m_states(plan.patches.size(), State::Waiting) {
    for (std::size_t i = 0; i < plan.patches.size(); ++i) m_columns[plan.patches[i].x][plan.patches[i].y] = i;
}

std::optional<std::size_t> PatchOrder::taken(std::optional<std::size_t> patch) {
    if (patch) m_states[*patch] = State::Taken;
    return patch;
}

std::optional<std::size_t> PatchOrder::visibleWaiting() {
    if (!m_visible) return std::nullopt;
    if (const std::uint64_t version = m_visible->version(); version != m_version) {
        m_version = version;
        m_onScreen.clear();
        const std::optional<SlideRect> rect = m_visible->rect();
        const auto cellOf = [&](std::size_t i) {
            const MapRect cell = m_plan.cell(m_plan.patches[i]);
            return m_grid.toSlide(cell.x, cell.y, cell.width, cell.height);
        };
        for (std::size_t i = 0; rect && i < m_states.size(); ++i)
            if (m_states[i] == State::Waiting && cellOf(i).intersects(*rect)) m_onScreen.push_back(i);
        const auto distance = [&](std::size_t i) {
            const SlidePoint a = cellOf(i).centre(), b = rect->centre();
            return std::hypot(a.x - b.x, a.y - b.y);
        };
        std::stable_sort(m_onScreen.begin(), m_onScreen.end(), [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
    }
    for (const std::size_t i : m_onScreen)
        if (m_states[i] == State::Waiting) return i;
    return std::nullopt;
}

std::optional<std::size_t> PatchOrder::takeNext() {
    const std::lock_guard lock(m_mutex);
    if (const auto seen = visibleWaiting()) return taken(seen);
    while (m_first < m_states.size() && m_states[m_first] != State::Waiting) ++m_first;
    return taken(m_first < m_states.size() ? std::optional(m_first) : std::nullopt);
}

std::optional<std::size_t> PatchOrder::below(std::size_t patch) const {
    const MapRect& at = m_plan.patches[patch];
    const auto& column = m_columns.at(at.x);
    const auto next = column.find(at.y + at.height);
    return next == column.end() || m_states[next->second] != State::Waiting ? std::nullopt : std::optional(next->second);
}

std::optional<std::size_t> PatchOrder::takeBelow(std::size_t patch) {
    const std::lock_guard lock(m_mutex);
    const auto next = below(patch);
    if (!next) return std::nullopt;
    const auto seen = visibleWaiting();
    if (seen && std::find(m_onScreen.begin(), m_onScreen.end(), *next) == m_onScreen.end()) return std::nullopt;
    return taken(next);
}

std::optional<std::size_t> PatchOrder::takeBand(int worthIt) {
    const std::lock_guard lock(m_mutex);
    if (const auto seen = visibleWaiting()) return taken(seen);
    std::optional<std::size_t> best;
    std::size_t most = 0;
    for (const auto& [x, column] : m_columns) {
        std::vector<std::size_t> run;
        bool isWorked = false;     // from above
        int expected = 0;
        const auto close = [&] {
            const std::size_t mine = isWorked ? run.size() / 2 : run.size();
            if (mine > most && (!isWorked || run.size() >= static_cast<std::size_t>(worthIt))) {
                most = mine;
                best = run[run.size() - mine];
            }
            run.clear();
        };
        State above = State::Finished;
        for (const auto& [y, i] : column) {
            const bool follows = y == expected;
            if (!run.empty() && !follows) close();
            if (m_states[i] == State::Waiting) {
                if (run.empty()) isWorked = follows && above == State::Taken;
                run.push_back(i);
            } else if (!run.empty()) {
                close();
            }
            above = m_states[i];
            expected = y + m_plan.patches[i].height;
        }
        if (!run.empty()) close();
    }
    return taken(best);
}

bool PatchOrder::take(std::size_t patch) {
    const std::lock_guard lock(m_mutex);
    if (m_states[patch] != State::Waiting) return false;
    m_states[patch] = State::Taken;
    return true;
}

void PatchOrder::giveBack(std::size_t patch) {
    const std::lock_guard lock(m_mutex);
    m_states[patch] = State::Waiting;
    m_first = std::min(m_first, patch);
    m_version = 0;     // may be on the screen
}

void PatchOrder::finish(std::size_t patch) {
    const std::lock_guard lock(m_mutex);
    m_states[patch] = State::Finished;
}

}  // namespace bowman
