// The parts of a document that the review is made of: history, settings, candidates, sign-offs.
#include <algorithm>
#include <ranges>
#include <set>

#include "core/document/document_state.h"
#include "core/document/edit_rules.h"
#include "core/document/run_settings.h"

namespace bowman {
namespace {

bool holds(const std::vector<UndoStack::Step>& steps, std::int64_t event) {
    return std::any_of(steps.begin(), steps.end(), [event](const UndoStack::Step& step) { return step.event == event; });
}

/// What is kept of a slide belongs to one reading of it.
std::string settingName(const ReadingState* reading, const std::string& name) {
    const bool isPlain = !reading || reading->record.kind == ReadingKind::First;
    return isPlain ? name : "reading " + std::to_string(reading->record.id) + ": " + name;
}

}  // namespace

const UndoStack* Document::history(SlideId slide) const {
    const auto found = m_state->slides.find(slide);
    return found == m_state->slides.end() ? nullptr : &found->second.now().steps;
}

std::int64_t Document::lastEvent(SlideId slide) const {
    const auto found = m_state->slides.find(slide);
    return found == m_state->slides.end() ? 0 : found->second.now().lastEvent;
}

Result<void> Document::travelTo(SlideId slide, std::int64_t event) {
    const auto place = m_state->slides.find(slide);
    if (place == m_state->slides.end()) return noSlide(slide);
    const UndoStack& steps = place->second.now().steps;
    const bool isDone = event == 0 || holds(steps.done(), event);
    if (!isDone && !holds(steps.undone(), event)) return Error{"this step is no part of the history any more", "", ""};
    const auto isThere = [&] {
        if (!isDone) return !holds(steps.undone(), event);
        return event == 0 ? steps.done().empty() : steps.done().back().event == event;
    };
    DocumentChange change{slide, {}, isDone ? "back in the history" : "forward in the history", {}};
    std::set<AnnotationId> changed;
    Result<void> result;
    while (!isThere()) {
        auto step = m_state->step(slide, isDone ? EventKind::Undo : EventKind::Redo);
        if (!step) {
            result = step.error();
            break;   // what was done before stays done, and is told
        }
        const EventPtr happened = m_state->number(*std::move(step));
        change.dirty = change.dirty.united(dirtyRect(*happened->changes));
        for (const Change& c : *happened->changes) changed.insert(c.after ? c.after->id : c.before->id);
    }
    change.changed.assign(changed.begin(), changed.end());
    if (!changed.empty()) m_state->tell(change);
    return result;
}

Result<std::string> Document::lastDetection(SlideId slide) const {
    const UndoStack* steps = history(slide);
    if (!steps) return noSlide(slide);
    for (const UndoStack::Step& step : steps->done() | std::views::reverse) {
        if (!step.isBatch) continue;
        const auto run = m_state->file->runOf(step.event);
        if (!run || isDetection(*run)) return run;
    }
    return std::string();
}

Result<std::string> Document::setting(SlideId slide, const std::string& name) const { return m_state->file->setting(slide, settingName(m_state->openReadingOf(slide), name)); }

Result<void> Document::setSetting(SlideId slide, const std::string& name, const std::string& json) {
    if (slide != 0 && !m_state->slides.contains(slide)) return noSlide(slide);
    return m_state->file->setSetting(slide, settingName(m_state->openReadingOf(slide), name), json);
}

Result<std::vector<AnnotationPtr>> Document::candidates(SlideId slide) const {
    const ReadingState* reading = m_state->openReadingOf(slide);
    if (!reading) return noSlide(slide);
    return m_state->file->candidates(reading->record.id);
}

Result<void> Document::setCandidates(SlideId slide, const std::vector<AnnotationPtr>& candidates) {
    const ReadingState* reading = m_state->openReadingOf(slide);
    if (!reading) return noSlide(slide);
    return m_state->file->setCandidates(reading->record.id, candidates);
}

Result<SignOffState> Document::signOff(SlideId slide) const {
    const ReadingState* reading = m_state->openReadingOf(slide);
    if (!reading) return SignOffState{};
    auto stored = m_state->file->signOff(reading->record.id);
    if (!stored) return stored.error();
    SignOffState state{*std::move(stored), false};
    state.editedSince = state.signOff && reading->lastEvent > state.signOff->lastEvent;
    return state;
}

Result<void> Document::putSignOff(SlideId slide, const std::string& exception) {
    const ReadingState* reading = m_state->openReadingOf(slide);
    if (!reading) return noSlide(slide);
    if (auto permitted = m_state->permitEdit(m_state->slides.at(slide)); !permitted) return permitted;
    // What it speaks of has to be in the file before it.
    if (auto written = m_state->writer->flush(); !written) return written;
    const auto put = m_state->file->putSignOff({slide, {}, {}, exception, reading->lastEvent}, reading->record.id);
    return put ? Result<void>() : Result<void>(put.error());
}

Result<void> Document::removeSignOff(SlideId slide) {
    const ReadingState* reading = m_state->openReadingOf(slide);
    if (!reading) return noSlide(slide);
    if (auto permitted = m_state->permitEdit(m_state->slides.at(slide)); !permitted) return permitted;
    return m_state->file->removeSignOff(reading->record.id);
}

}  // namespace bowman
