#include "core/document/document.h"

#include <algorithm>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/document/document_state.h"
#include "core/document/edit_rules.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

}  // namespace

Error noSlide(SlideId id) { return {"the project has no slide " + std::to_string(id), "", ""}; }

Document::Document() : m_state(std::make_unique<State>()) {}
Document::~Document() = default;

Result<std::unique_ptr<Document>> Document::open(const fs::path& project, const std::string& person) {
    std::error_code status;
    if (!fs::exists(project, status))
        if (const auto made = ProjectFile::create(project); !made) return made.error();
    auto file = ProjectFile::open(project);
    if (!file) return file.error();
    std::unique_ptr<Document> document(new Document);
    State& state = *document->m_state;
    state.path = project;
    state.person = person.empty() ? "unknown" : person;
    state.file = *std::move(file);
    if (const auto known = state.file->setPerson(state.person); !known) return known.error();
    state.take(state.file->takeContent());
    state.writer = std::make_unique<EventWriter>(*state.file, state.revision);
    return document;
}

void Document::State::take(StoredProject stored) {
    for (SlideRecord& slide : stored.slides) slides[slide.id].record = std::move(slide);
    for (ReadingRecord& reading : stored.readings) {
        OpenSlideState& slide = slides.at(reading.slide);
        if (reading.kind == ReadingKind::First) slide.open = reading.id;
        slide.readings[reading.id].record = std::move(reading);
    }
    std::map<ReadingId, std::vector<AnnotationPtr>> ofReading;
    for (auto& [reading, annotation] : stored.annotations) ofReading[reading].push_back(std::move(annotation));
    for (const auto& [reading, annotations] : ofReading) find(reading)->set.fill(annotations);
    for (auto& [reading, steps] : stored.steps) find(reading)->steps = std::move(steps);
    for (const auto& [reading, event] : stored.lastEvents) find(reading)->lastEvent = event;
    lastIds = std::move(stored.lastIds);
    revision = stored.revision;
}

const fs::path& Document::path() const { return m_state->path; }
const std::string& Document::person() const { return m_state->person; }

std::vector<SlideRecord> Document::slides() const {
    std::vector<SlideRecord> records;
    for (const auto& [id, slide] : m_state->slides) records.push_back(slide.record);
    return records;
}

Result<SlideRecord> Document::slide(SlideId id) const {
    const auto slide = m_state->slides.find(id);
    if (slide == m_state->slides.end()) return noSlide(id);
    return slide->second.record;
}

Result<SlideId> Document::addSlide(const SlideInfo& info, const SlideIdentity& identity) {
    const fs::path place = fs::absolute(identity.absolutePath.empty() ? info.path : fs::path(identity.absolutePath)).lexically_normal();
    for (auto& [id, slide] : m_state->slides) {
        if (!matches(slide.record.identity, identity)) continue;
        if (slide.record.path == place) return id;
        SlideRecord moved = slide.record;
        moved.path = place;
        if (const auto updated = updateSlide(moved); !updated) return updated.error();
        return id;
    }
    SlideRecord record;
    record.path = place;
    record.identity = identity;
    record.identity.absolutePath = place.string();
    record.size = info.size();
    record.umPerPx = info.umPerPx;
    auto stored = m_state->file->insertSlide(std::move(record));
    if (!stored) return stored.error();
    const SlideId id = stored->first.id;
    OpenSlideState& slide = m_state->slides[id];
    slide.record = std::move(stored->first);
    slide.open = stored->second.id;
    slide.readings[slide.open].record = std::move(stored->second);
    return id;
}

Result<void> Document::updateSlide(const SlideRecord& record) { return updateSlides({record}); }

Result<void> Document::updateSlides(const std::vector<SlideRecord>& records) {
    constexpr const char* kWhat = "cannot change the slide";
    std::map<SlideId, SlideRecord> after;
    for (const auto& [id, slide] : m_state->slides) after[id] = slide.record;
    std::vector<SlideRecord> changed;
    for (const SlideRecord& record : records) {
        const auto slide = after.find(record.id);
        if (slide == after.end()) return noSlide(record.id);
        if (record.alias.empty()) return Error{kWhat, "", "its alias is empty"};
        SlideRecord next = record;
        next.identity = slide->second.identity;
        next.size = slide->second.size;
        next.path = fs::absolute(record.path).lexically_normal();
        next.identity.absolutePath = next.path.string();
        slide->second = next;
        changed.push_back(std::move(next));
    }
    std::set<std::string> aliases;
    for (const auto& [id, record] : after)
        if (!aliases.insert(record.alias).second) return Error{kWhat, "", "another slide has the alias " + record.alias};
    if (const auto written = m_state->file->updateSlides(changed); !written) return written;
    for (SlideRecord& record : changed) m_state->slides[record.id].record = std::move(record);
    return {};
}

const AnnotationSet& Document::annotations(SlideId slide) const {
    static const AnnotationSet kNone;
    const auto found = m_state->slides.find(slide);
    return found == m_state->slides.end() ? kNone : found->second.now().set;
}

Snapshot Document::snapshot(SlideId slide) const {
    const auto found = m_state->slides.find(slide);
    if (found == m_state->slides.end()) return {};
    return snapshotOf(found->second.open);
}

AnnotationId Document::newAnnotationId(SlideId slide) {
    const ReadingState* reading = m_state->openReadingOf(slide);
    const AnnotationId before = reading ? idsBefore(reading->record) : 0;
    AnnotationId& last = m_state->lastIds[before];
    last = std::max(last, before) + 1;
    return last;
}

Result<void> Document::apply(SlideId slide, Edit edit) { return m_state->applyEdit(slide, std::move(edit), {}); }

Result<void> Document::applyBatch(SlideId slide, Edit edit, const std::string& run) {
    if (!nlohmann::json::accept(run)) return Error{"the edit is refused", "", "the description of the run is not JSON"};
    Event event;
    event.kind = EventKind::Batch;
    event.run = run;
    return m_state->applyEdit(slide, std::move(edit), std::move(event));
}

Result<void> Document::State::applyEdit(SlideId slide, Edit edit, Event event) {
    const auto place = slides.find(slide);
    if (place == slides.end()) return noSlide(slide);
    if (auto permitted = permitEdit(place->second); !permitted) return permitted;
    ReadingState& target = place->second.now();
    auto checked = checkedEdit(target.set, std::move(edit));
    if (!checked) return checked.error();
    if (checked->changes.empty()) return {};  // a stroke beside everything is no step of undo
    if (isHeldElsewhere(target.record.id, checked->changes)) return Error{"the edit is refused", "", "an annotation belongs to another slide or reading"};
    if (const auto applied = applyWithoutOverlap(target.set, checked->changes, checked->proof.get()); !applied) return applied;

    keepIds(checked->changes);
    event.slide = slide;
    event.label = checked->label;
    event.changes = std::make_shared<const std::vector<Change>>(std::move(checked->changes));
    record(std::move(event));
    return {};
}

void Document::State::keepIds(const std::vector<Change>& changes) {
    for (const Change& change : changes) {
        if (!change.after) continue;
        AnnotationId& last = lastIds[rangeOf(change.after->id)];
        last = std::max(last, change.after->id);
    }
}

bool Document::State::isHeldElsewhere(ReadingId reading, const std::vector<Change>& changes) const {
    const auto holds = [&](const OpenSlideState& slide, AnnotationId id) {
        return std::any_of(slide.readings.begin(), slide.readings.end(), [&](const auto& other) { return other.first != reading && other.second.set.find(id); });
    };
    return std::any_of(changes.begin(), changes.end(), [&](const Change& change) {
        return !change.before && std::any_of(slides.begin(), slides.end(), [&](const auto& slide) { return holds(slide.second, change.after->id); });
    });
}

/// The event has happened in memory: numbers it, queues it for the file.
EventPtr Document::State::number(Event event) {
    event.id = ++revision;
    event.time = nowIso8601();
    ReadingState& slide = slides.at(event.slide).now();
    event.reading = slide.record.id;
    if (event.kind == EventKind::Undo) slide.steps.undone(event.refersTo);
    else if (event.kind == EventKind::Redo) slide.steps.redone(event.refersTo);
    else slide.steps.applied({event.id, event.label, event.changes, person, event.time, event.kind == EventKind::Batch});
    slide.lastEvent = event.id;
    auto shared = std::make_shared<const Event>(std::move(event));
    writer->push(shared);
    slide.steps.forgetOld(writer->acknowledged());
    return shared;
}

void Document::State::record(Event event) {
    const EventPtr happened = number(std::move(event));
    DocumentChange change{happened->slide, {}, happened->label, dirtyRect(*happened->changes)};
    for (const Change& c : *happened->changes) change.changed.push_back(c.after ? c.after->id : c.before->id);
    tell(change);
}

void Document::State::tell(const DocumentChange& change) {
    // A listener may subscribe, unsubscribe, or edit.
    const auto registry = listeners;
    std::vector<std::int64_t> keys;
    for (const auto& [key, listener] : *registry) keys.push_back(key);
    for (const std::int64_t key : keys)
        if (const auto found = registry->find(key); found != registry->end()) {
            const Listener listener = found->second;
            listener(change);
        }
}

std::optional<std::string> Document::undoLabel(SlideId slide) const {
    const auto found = m_state->slides.find(slide);
    const UndoStack::Step* step = found == m_state->slides.end() ? nullptr : found->second.now().steps.undoable();
    return step ? std::optional(step->label) : std::nullopt;
}

std::optional<std::string> Document::redoLabel(SlideId slide) const {
    const auto found = m_state->slides.find(slide);
    const UndoStack::Step* step = found == m_state->slides.end() ? nullptr : found->second.now().steps.redoable();
    return step ? std::optional(step->label) : std::nullopt;
}

Result<void> Document::undo(SlideId slide) {
    auto event = m_state->step(slide, EventKind::Undo);
    if (!event) return event.error();
    m_state->record(*std::move(event));
    return {};
}

Result<void> Document::redo(SlideId slide) {
    auto event = m_state->step(slide, EventKind::Redo);
    if (!event) return event.error();
    m_state->record(*std::move(event));
    return {};
}

Result<Event> Document::State::step(SlideId slide, EventKind kind) {
    const auto place = slides.find(slide);
    if (place == slides.end()) return noSlide(slide);
    if (const auto permitted = permitEdit(place->second); !permitted) return permitted.error();
    ReadingState& target = place->second.now();
    const bool isUndo = kind == EventKind::Undo;
    const UndoStack::Step* step = isUndo ? target.steps.undoable() : target.steps.redoable();
    if (!step) return Error{isUndo ? "there is nothing to undo" : "there is nothing to redo", "", ""};

    std::vector<Change> changes;
    if (step->changes) {
        changes = *step->changes;
    } else {
        auto read = file->changesOf(step->event);
        if (!read) return read.error();
        changes = *std::move(read);
    }
    if (isUndo) changes = reverted(changes);
    if (!holdsBefore(target.set, changes))
        return Error{isUndo ? "cannot undo" : "cannot redo", path.string(), "the history does not fit the annotations: the file is damaged"};
    applyChanges(target.set, changes);

    Event event;
    event.kind = kind;
    event.slide = slide;
    event.label = step->label;
    event.refersTo = step->event;
    event.changes = std::make_shared<const std::vector<Change>>(std::move(changes));
    return event;
}

Result<std::vector<Bookmark>> Document::bookmarks(SlideId slide) const {
    const ReadingState* reading = m_state->openReadingOf(slide);
    if (!reading) return noSlide(slide);
    return m_state->file->bookmarks(reading->record.id);
}

Result<Bookmark> Document::putBookmark(const Bookmark& bookmark) {
    const ReadingState* reading = m_state->openReadingOf(bookmark.slide);
    if (!reading) return noSlide(bookmark.slide);
    return m_state->file->putBookmark(bookmark, reading->record.id);
}

Result<void> Document::removeBookmark(std::int64_t id) { return m_state->file->removeBookmark(id); }

Result<SeenMap> Document::seenMap(SlideId slide) const {
    const auto found = m_state->slides.find(slide);
    if (found == m_state->slides.end()) return noSlide(slide);
    return m_state->file->seenMap(slide, found->second.record.size);
}

Result<void> Document::storeSeenMap(SlideId slide, const SeenMap& seen) { return m_state->file->storeSeenMap(slide, seen); }

std::optional<SlideAlignment> Document::alignment(SlideId slide, SlideId other) const {
    const auto stored = m_state->file->alignment(slide, other);
    return stored ? *stored : std::nullopt;
}

Result<void> Document::setAlignment(const SlideAlignment& alignment) { return m_state->file->setAlignment(alignment); }

std::int64_t Document::revision() const { return m_state->revision; }
std::int64_t Document::acknowledgedRevision() const { return m_state->writer->acknowledged(); }
Result<void> Document::flush() { return m_state->writer->flush(); }

Result<void> Document::saveCopy(const fs::path& target) {
    std::error_code status;
    if (fs::equivalent(target, m_state->path, status)) return Error{"cannot save a copy", target.string(), "it is the project itself"};
    // Events that the disk has refused so far are put into the copy, which may lie on a better one.
    const std::vector<EventPtr> pending = m_state->writer->pending();
    return replaceAtomically(target, [&](const fs::path& temporary) -> Result<void> {
        if (const auto copied = m_state->file->copyTo(temporary); !copied) return Error{"cannot save a copy", target.string(), copied.error().why};
        if (pending.empty()) return {};
        auto copy = ProjectFile::open(temporary);
        if (!copy) return copy.error();
        if (const auto known = (*copy)->setPerson(m_state->person); !known) return known;
        const auto last = (*copy)->lastEvent();
        if (!last) return last.error();
        for (const EventPtr& event : pending)
            if (event->id > *last)
                if (const auto written = (*copy)->append(*event, Durability::Synced); !written) return written;
        return {};
    });
}

std::shared_ptr<void> Document::listen(Listener listener) {
    const std::int64_t key = ++m_state->lastListener;
    m_state->listeners->emplace(key, std::move(listener));
    const std::weak_ptr registry = m_state->listeners;
    return {static_cast<void*>(m_state->listeners.get()), [registry, key](void*) {
        if (const auto open = registry.lock()) open->erase(key);
    }};
}

void Document::onWritten(std::function<void(std::int64_t, const std::string&)> callback) { m_state->writer->onWritten(std::move(callback)); }

}  // namespace bowman
