// What is inside of a document: for the files that make it. The document's thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/document/document.h"
#include "core/document/event_writer.h"
#include "core/document/project_file.h"
#include "core/document/reading.h"
#include "core/document/undo_stack.h"

namespace bowman {

struct ReadingState {
    ReadingRecord record;
    AnnotationSet set;
    UndoStack steps;
    std::int64_t lastEvent = 0;     // of this reading
};

struct OpenSlideState {
    SlideRecord record;
    std::map<ReadingId, ReadingState> readings;
    ReadingId open = 0;             // what annotations, undo and history speak of
    ReadingState& now() { return readings.at(open); }
    const ReadingState& now() const { return readings.at(open); }
};

Error noSlide(SlideId id);

struct Document::State {
    std::filesystem::path path;
    std::string person;
    std::map<SlideId, OpenSlideState> slides;
    std::map<AnnotationId, AnnotationId> lastIds;   // that were given in each range of ids (reading.h), by idsBefore()
    std::int64_t revision = 0;
    std::unique_ptr<ProjectFile> file;
    std::unique_ptr<EventWriter> writer;  // after the file: it is gone before the file is closed
    // Shared with the tokens, which may live longer than the document.
    std::shared_ptr<std::map<std::int64_t, Listener>> listeners = std::make_shared<std::map<std::int64_t, Listener>>();
    std::int64_t lastListener = 0;

    void take(StoredProject stored);
    ReadingState* find(ReadingId id);
    /// Null where there is no such slide.
    const ReadingState* openReadingOf(SlideId slide) const;
    /// Why the person may not change the open reading of the slide.
    Result<void> permitEdit(const OpenSlideState& slide) const;
    /// For as long as the person reads the slide blinded, only that reading is theirs to see.
    Result<void> permitOpening(const OpenSlideState& slide, ReadingId reading) const;
    Result<void> become(const std::string& name);
    /// What the network proposed in a reading, as it was before anybody touched it.
    Result<std::vector<AnnotationPtr>> untouchedPredictions(const ReadingState& reading) const;
    Result<void> applyEdit(SlideId slide, Edit edit, Event event);
    /// Undoes or redoes in the set; the event is still to be numbered or recorded.
    Result<Event> step(SlideId slide, EventKind kind);
    bool isHeldElsewhere(ReadingId reading, const std::vector<Change>& changes) const;
    EventPtr number(Event event);
    /// Numbers it and tells listeners.
    void record(Event event);
    /// What a class is called by now that was called `name` when an event happened.
    Result<std::string> classNow(const std::string& name, std::int64_t event) const;
    struct BesideHistory {
        std::map<std::string, std::string> settings;
        std::map<ReadingId, std::vector<AnnotationPtr>> candidates;
    };
    /// What is kept beside the history, as it is to be when classes are renamed.
    Result<BesideHistory> renamedBeside(const std::map<std::string, std::string>& renamed, const std::map<std::string, std::string>& settings) const;
    void keepIds(const std::vector<Change>& changes);
    void tell(const DocumentChange& change);
};

}  // namespace bowman
