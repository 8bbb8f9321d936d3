// One line of a project's history, as the document hands it to the writer. A value that is never changed; any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/document/undo_stack.h"

namespace bowman {

enum class EventKind { Apply, Batch, Undo, Redo };

struct Event {
    std::int64_t id = 0;          ///< the revision it makes
    EventKind kind = EventKind::Apply;
    std::int64_t slide = 0;
    std::int64_t reading = 0;     ///< of the slide
    std::string time;             ///< ISO 8601, UTC
    std::string label;
    std::int64_t refersTo = 0;    ///< Undo, Redo: the event whose changes are reverted, or made again
    ChangesPtr changes;           ///< as they were made: those of an undo are reverted already
    std::string run;              ///< Batch: how the objects were made (JSON)
};
using EventPtr = std::shared_ptr<const Event>;

}  // namespace bowman
