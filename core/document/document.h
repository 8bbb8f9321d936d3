// The project that is open: slides, annotations, undo. Lives on one thread (the GUI's, or the command line's); a writer
// thread of its own puts every edit into the project file (SQLite) in one transaction each. An edit that was
// acknowledged survives kill -9; undo goes on after a restart, because undo is itself an event.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/document/bookmark.h"
#include "core/document/edit.h"
#include "core/document/palette.h"
#include "core/document/reading.h"
#include "core/document/seen_map.h"
#include "core/document/sign_off.h"
#include "core/document/slide_alignment.h"
#include "core/document/slide_record.h"
#include "core/document/undo_stack.h"

namespace bowman {

/// Annotations of one slide at one moment, for other threads (export, training).
struct Snapshot {
    SlideRecord slide;
    std::vector<AnnotationPtr> annotations;
    std::int64_t revision = 0;
    std::optional<SignOff> signOff = {};    ///< where it still counts
    ReadingRecord reading = {};             ///< whose these are
};

/// What happened, after it happened.
struct DocumentChange {
    SlideId slide = 0;
    std::vector<AnnotationId> changed;      ///< added, replaced or removed
    std::string label;
    SlideRect dirty;                        ///< everything that looks different now
};

class Document {
public:
    /// Opens a project, or makes a new one where there is no file. The error says what is wrong with the file; a damaged
    /// or newer one is left untouched.
    static Result<std::unique_ptr<Document>> open(const std::filesystem::path& project, const std::string& person);
    ~Document();                            ///< waits for the writer, checkpoints the WAL
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    const std::filesystem::path& path() const;
    const std::string& person() const;

    std::vector<SlideRecord> slides() const;
    Result<SlideRecord> slide(SlideId id) const;
    /// The record of the slide with this identity: the one that is there, found again at its new place, or a new one.
    Result<SlideId> addSlide(const SlideInfo& info, const SlideIdentity& identity);
    /// Path, µm/px, alias, case, patient, stain, block.
    Result<void> updateSlide(const SlideRecord& record);
    /// All or none, at once; aliases may change places.
    Result<void> updateSlides(const std::vector<SlideRecord>& records);

    // Several readings of a slide (document_readings.cpp). One of them is open: annotations, edits, undo, history, bookmarks, settings,
    // candidates and sign-off of the slide are those of that reading. Nothing here tells listeners.
    std::vector<std::string> people() const;
    /// From now on everything is done on behalf of this person, who is remembered; each slide shows what that person had open last, else
    /// the newest reading of theirs, else the first one. A slide that a person reads blinded shows that reading.
    Result<void> readAs(const std::string& person);
    /// As the person who was remembered, if any.
    Result<void> resumeReader();
    /// In the order in which they were begun; the first one first.
    std::vector<ReadingRecord> readings(SlideId slide) const;
    /// The one that is open; id 0 where there is no such slide.
    ReadingRecord reading(SlideId slide) const;
    /// Refused while the person of now reads the slide blinded.
    Result<void> openReading(ReadingId reading);
    /// Becomes the person, begins a reading of their own that holds nothing of another person's, and opens it. Refused where the person
    /// has decided something in the first reading, or reads the slide already.
    Result<ReadingId> startBlinded(SlideId slide, const BlindedStart& how);
    /// A third reading by the person of now, with references to both originals, which can't be changed any more. Opened where there is one.
    Result<ReadingId> startConsensus(ReadingId first, ReadingId second);
    /// A finished reading is not edited until that is taken back.
    Result<void> setFinished(ReadingId reading, bool finished);
    /// Its reader is about to be shown another reading; recorded unless it was finished before.
    Result<void> unblind(ReadingId reading);
    /// With its sign-off; empty where there is no such reading.
    Snapshot snapshotOf(ReadingId reading) const;
    /// What leaves the program: of the finished consensus where there is one (the newest), else of the reading that is open.
    Snapshot outcome(SlideId slide) const;

    const AnnotationSet& annotations(SlideId slide) const;
    Snapshot snapshot(SlideId slide) const;

    /// A fresh id for an annotation to be added to the open reading of the slide (0: to a first reading).
    AnnotationId newAnnotationId(SlideId slide = 0);

    /// Applies the edit in memory, queues it for the file, tells listeners. An edit whose `before` is not what the document
    /// holds, whose shape is invalid or which overlaps a neighbour of its class is refused and changes nothing.
    Result<void> apply(SlideId slide, Edit edit);
    /// Bulk results (a detection, an import): one event that refers to a batch of objects. `run` describes how they were made (JSON).
    Result<void> applyBatch(SlideId slide, Edit edit, const std::string& run);
    /// Classes get other names (old name → new one) in all readings of all slides, finished ones, too, and in what may be objects: names are the
    /// project's. A step of undo in each reading; all, with the settings that name them, or nothing, where objects would overlap another one of
    /// their class or the disk refuses.
    Result<void> renameClasses(const std::map<std::string, std::string>& renamed, const std::map<std::string, std::string>& settings = {});

    /// Label of the step that undo or redo would take; empty when there is none.
    std::optional<std::string> undoLabel(SlideId slide) const;
    std::optional<std::string> redoLabel(SlideId slide) const;
    Result<void> undo(SlideId slide);
    Result<void> redo(SlideId slide);

    /// All steps that can be undone and redone, with who and when; null where there is no such slide. Valid until the next edit.
    const UndoStack* history(SlideId slide) const;
    /// Undoes or redoes until `event`, a step of history(), is the last that is done; 0: back to the start. Each step is an event of its
    /// own, so that it survives a restart; listeners are told once, of everything.
    Result<void> travelTo(SlideId slide, std::int64_t event);
    /// How the newest detection that is not undone was made, as applyBatch() was told (describeRun()); empty where there is none.
    Result<std::string> lastDetection(SlideId slide) const;
    /// Of the last event of the slide, 0 before the first.
    std::int64_t lastEvent(SlideId slide) const;

    // Beside the history: no undo, written at once (a few ms), errors are those of the disk.
    Result<std::vector<Bookmark>> bookmarks(SlideId slide) const;   ///< in the order in which they were set
    /// New where its id is 0: the project gives the id, and person and time where they are empty.
    Result<Bookmark> putBookmark(const Bookmark& bookmark);
    Result<void> removeBookmark(std::int64_t id);
    /// What the person who has the project open has seen of the slide.
    Result<SeenMap> seenMap(SlideId slide) const;
    Result<void> storeSeenMap(SlideId slide, const SeenMap& seen);
    /// How `slide` lies over `other`, whichever of them was named first when it was set; empty when nobody has, or it can't be read.
    std::optional<SlideAlignment> alignment(SlideId slide, SlideId other) const;
    Result<void> setAlignment(const SlideAlignment& alignment);
    /// What a project keeps by name, as JSON (palette.h and others give the text); slide 0: of the whole project. Empty where nothing was set.
    Result<std::string> setting(SlideId slide, const std::string& name) const;
    Result<void> setSetting(SlideId slide, const std::string& name, const std::string& json);
    /// The project's classes: the usual ones where nobody has set others. Error: what is kept is damaged.
    Result<Palette> palette() const;
    /// What may be glomeruli and was too faint to be proposed by the last detection: with uuid, without id. Those that became objects, and
    /// those on whose place there is an object now, are among them: openCandidates() knows better.
    Result<std::vector<AnnotationPtr>> candidates(SlideId slide) const;
    Result<void> setCandidates(SlideId slide, const std::vector<AnnotationPtr>& candidates);
    Result<SignOffState> signOff(SlideId slide) const;
    /// On behalf of the person, now. The rules are in sign_off.h; this writes it down.
    Result<void> putSignOff(SlideId slide, const std::string& exception);
    Result<void> removeSignOff(SlideId slide);

    /// Number of events applied, and of those that are on disk.
    std::int64_t revision() const;
    std::int64_t acknowledgedRevision() const;
    /// Blocks until everything is on disk; the error of the writer when it failed.
    Result<void> flush();
    /// A consistent copy of the project, at any time.
    Result<void> saveCopy(const std::filesystem::path& target);

    /// Called on the document's thread after each change; the returned token unsubscribes when destroyed.
    using Listener = std::function<void(const DocumentChange&)>;
    std::shared_ptr<void> listen(Listener listener);
    /// Called on the writer thread when the acknowledged revision moves or writing fails (text of the error).
    void onWritten(std::function<void(std::int64_t revision, const std::string& error)> callback);

private:
    Document();
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace bowman
