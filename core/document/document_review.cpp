// The parts of a document that the review is made of: history, settings, candidates, sign-offs.
#include <algorithm>
#include <set>

#include "core/document/document_state.h"
#include "core/document/edit_rules.h"

namespace bowman {
namespace {

bool holds(const std::vector<UndoStack::Step>& steps, std::int64_t event) {
    return std::any_of(steps.begin(), steps.end(), [event](const UndoStack::Step& step) { return step.event == event; });
}

}  // namespace

const UndoStack* Document::history(SlideId slide) const {
    const auto found = m_state->slides.find(slide);
    return found == m_state->slides.end() ? nullptr : &found->second.steps;
}

std::int64_t Document::lastEvent(SlideId slide) const {
    const auto found = m_state->slides.find(slide);
    return found == m_state->slides.end() ? 0 : found->second.lastEvent;
}

Result<void> Document::travelTo(SlideId slide, std::int64_t event) {
    const auto place = m_state->slides.find(slide);
    if (place == m_state->slides.end()) return noSlide(slide);
    const UndoStack& steps = place->second.steps;
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

Result<std::string> Document::setting(SlideId slide, const std::string& name) const { return m_state->file->setting(slide, name); }

Result<void> Document::setSetting(SlideId slide, const std::string& name, const std::string& json) {
    if (slide != 0 && !m_state->slides.contains(slide)) return noSlide(slide);
    return m_state->file->setSetting(slide, name, json);
}

Result<std::vector<AnnotationPtr>> Document::candidates(SlideId slide) const { return m_state->file->candidates(slide); }

Result<void> Document::setCandidates(SlideId slide, const std::vector<AnnotationPtr>& candidates) {
    if (!m_state->slides.contains(slide)) return noSlide(slide);
    return m_state->file->setCandidates(slide, candidates);
}

Result<SignOffState> Document::signOff(SlideId slide) const {
    auto stored = m_state->file->signOff(slide);
    if (!stored) return stored.error();
    SignOffState state{*std::move(stored), false};
    state.editedSince = state.signOff && lastEvent(slide) > state.signOff->lastEvent;
    return state;
}

Result<void> Document::putSignOff(SlideId slide, const std::string& exception) {
    if (!m_state->slides.contains(slide)) return noSlide(slide);
    // What it speaks of has to be in the file before it.
    if (auto written = m_state->writer->flush(); !written) return written;
    const auto put = m_state->file->putSignOff({slide, {}, {}, exception, lastEvent(slide)});
    return put ? Result<void>() : Result<void>(put.error());
}

Result<void> Document::removeSignOff(SlideId slide) { return m_state->file->removeSignOff(slide); }

}  // namespace bowman
