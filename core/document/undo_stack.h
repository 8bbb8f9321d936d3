// Which steps of a slide can be undone and redone, in which order: rebuilt from the events of the project, without a limit.
// One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/document/edit.h"

namespace bowman {

using ChangesPtr = std::shared_ptr<const std::vector<Change>>;

class UndoStack {
public:
    /// An edit that was applied once, known by its event.
    struct Step {
        std::int64_t event = 0;
        std::string label;
        ChangesPtr changes;     ///< null: to be read from the project file
        std::string person;     ///< who did it
        std::string time;       ///< ISO 8601, UTC
        bool isBatch = false;   ///< a detection or an import
    };

    /// A new edit: what was undone before can't be redone any more.
    void applied(Step step);
    /// The newest step moves to the other side. False when there is none, or it isn't the expected event (a damaged history).
    bool undone(std::int64_t event);
    bool redone(std::int64_t event);

    /// Null when there is none.
    const Step* undoable() const { return m_done.empty() ? nullptr : &m_done.back(); }
    const Step* redoable() const { return m_undone.empty() ? nullptr : &m_undone.back(); }

    /// The oldest first.
    const std::vector<Step>& done() const { return m_done; }
    /// The one that would be redone last first.
    const std::vector<Step>& undone() const { return m_undone; }

    /// Keeps in memory the changes of the newest steps only, of those that are on disk.
    void forgetOld(std::int64_t acknowledged);

private:
    std::vector<Step> m_done;
    std::vector<Step> m_undone;
};

}  // namespace bowman
