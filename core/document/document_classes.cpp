// Names of classes are the project's: they change in every reading at once.
#include <utility>

#include <nlohmann/json.hpp>

#include "core/document/document_state.h"
#include "core/document/edit_rules.h"

namespace bowman {
namespace {

using Names = std::map<std::string, std::string>;
using nlohmann::json;

constexpr const char* kRenamed = "renamed classes";     // [[last event before it, {old name: new name}], …]

AnnotationPtr withName(const AnnotationPtr& annotation, const Names& renamed) {
    const auto name = renamed.find(annotation->className);
    if (annotation->kind != AnnotationKind::Glomerulus || name == renamed.end() || name->second == annotation->className) return annotation;
    auto after = std::make_shared<Annotation>(*annotation);
    after->className = name->second;
    return after;
}

Edit renaming(const AnnotationSet& annotations, const Names& renamed) {
    Edit edit;
    for (const AnnotationPtr& before : annotations.all())
        if (const AnnotationPtr after = withName(before, renamed); after != before) edit.changes.push_back({before, after});
    edit.label = "rename classes of " + std::to_string(edit.changes.size()) + (edit.changes.size() == 1 ? " glomerulus" : " glomeruli");
    return edit;
}

struct Applied {
    OpenSlideState& slide;
    ReadingState& reading;
    Edit edit;
};

}  // namespace

Result<Palette> Document::palette() const {
    const auto stored = setting(0, Palette::kSetting);
    if (!stored) return stored.error();
    return stored->empty() ? Result<Palette>(Palette()) : Palette::fromJson(*stored);
}

Result<void> Document::renameClasses(const Names& renamed, const std::map<std::string, std::string>& settings) {
    State& state = *m_state;
    if (renamed.empty()) return state.file->setTogether(settings, {});
    std::vector<Applied> applied;
    const auto rename = [&](OpenSlideState& slide, ReadingState& reading) -> Result<void> {
        auto checked = checkedEdit(reading.set, renaming(reading.set, renamed));
        if (!checked) return checked.error();
        if (checked->changes.empty()) return {};
        if (auto done = applyWithoutOverlap(reading.set, checked->changes); !done) return done;
        applied.push_back({slide, reading, *std::move(checked)});
        return {};
    };
    const auto all = [&]() -> Result<void> {
        for (auto& [id, slide] : state.slides)
            for (auto& [readingId, reading] : slide.readings)
                if (auto done = rename(slide, reading); !done) return done;
        // The disk is asked while everything can still be taken back; the events below wait for it, should it refuse later.
        auto kept = state.renamedBeside(renamed, settings);
        return kept ? state.file->setTogether(kept->settings, kept->candidates) : Result<void>(kept.error());
    };
    if (auto done = all(); !done) {
        for (const Applied& a : applied) applyChanges(a.reading.set, reverted(a.edit.changes));
        return done;
    }
    for (Applied& a : applied) {
        Event event;
        event.slide = a.slide.record.id;
        event.label = a.edit.label;
        event.changes = std::make_shared<const std::vector<Change>>(std::move(a.edit.changes));
        const ReadingId open = std::exchange(a.slide.open, a.reading.record.id);
        if (open == a.reading.record.id) state.record(std::move(event));
        else state.number(std::move(event));
        a.slide.open = open;
    }
    return {};
}

Result<Document::State::BesideHistory> Document::State::renamedBeside(const Names& renamed, const std::map<std::string, std::string>& settings) const {
    BesideHistory beside{settings, {}};
    for (const auto& [id, slide] : slides)
        for (const auto& [readingId, reading] : slide.readings) {
            auto candidates = file->candidates(readingId);
            if (!candidates) return candidates.error();
            const std::vector<AnnotationPtr> before = *candidates;
            for (AnnotationPtr& candidate : *candidates) candidate = withName(candidate, renamed);
            if (*candidates != before) beside.candidates[readingId] = *std::move(candidates);
        }
    const auto stored = file->setting(0, kRenamed);
    if (!stored) return stored.error();
    json all = json::parse(*stored, nullptr, false);
    if (!all.is_array()) all = json::array();
    all.push_back(json::array({revision, renamed}));
    beside.settings[kRenamed] = all.dump();
    return beside;
}

Result<std::string> Document::State::classNow(const std::string& name, std::int64_t event) const {
    const auto stored = file->setting(0, kRenamed);
    if (!stored) return stored.error();
    std::string now = name;
    const json all = json::parse(*stored, nullptr, false);
    if (!all.is_array()) return now;
    for (const json& one : all) {
        if (!one.is_array() || one.size() != 2 || !one[0].is_number_integer() || !one[1].is_object() || one[0].get<std::int64_t>() < event) continue;
        if (const auto next = one[1].find(now); next != one[1].end() && next->is_string()) now = next->get<std::string>();
    }
    return now;
}

}  // namespace bowman
