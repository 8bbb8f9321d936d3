#include "core/document/undo_stack.h"

namespace bowman {
namespace {

constexpr std::size_t kKeptInMemory = 200;

bool move(std::vector<UndoStack::Step>& from, std::vector<UndoStack::Step>& to, std::int64_t event) {
    if (from.empty() || from.back().event != event) return false;
    to.push_back(std::move(from.back()));
    from.pop_back();
    return true;
}

void forgetOne(std::vector<UndoStack::Step>& steps, std::int64_t acknowledged) {
    if (steps.size() <= kKeptInMemory) return;
    UndoStack::Step& old = steps[steps.size() - 1 - kKeptInMemory];
    if (old.event <= acknowledged) old.changes.reset();
}

}  // namespace

void UndoStack::applied(Step step) {
    m_undone.clear();
    m_done.push_back(std::move(step));
}

bool UndoStack::undone(std::int64_t event) { return move(m_done, m_undone, event); }
bool UndoStack::redone(std::int64_t event) { return move(m_undone, m_done, event); }

void UndoStack::forgetOld(std::int64_t acknowledged) {
    // Called after every step, so one a time is enough.
    forgetOne(m_done, acknowledged);
    forgetOne(m_undone, acknowledged);
}

}  // namespace bowman
