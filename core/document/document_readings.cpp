// Several readings of a slide: who reads what, blinding, consensus.
#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "core/annotation/polygon_ops.h"
#include "core/document/document_state.h"
#include "core/document/detected_fields.h"

namespace bowman {
namespace {

using nlohmann::json;

constexpr const char* kReader = "reader";

std::string openNameOf(const std::string& person) { return "open reading of " + person; }

Error noReading(ReadingId id) { return {"the project has no reading " + std::to_string(id), "", ""}; }

const ReadingState* blindedOf(const OpenSlideState& slide, const std::string& person) {
    for (const auto& [id, reading] : slide.readings)
        if (reading.record.kind == ReadingKind::Blinded && reading.record.person == person) return &reading;
    return nullptr;
}

bool isOriginal(const OpenSlideState& slide, ReadingId id) {
    return std::any_of(slide.readings.begin(), slide.readings.end(), [id](const auto& r) { return r.second.record.first == id || r.second.record.second == id; });
}

/// Of a first reading, which several people may have had a hand in: who decided most.
ReadingRecord described(const ReadingState& reading) {
    ReadingRecord record = reading.record;
    if (record.kind != ReadingKind::First) return record;
    std::map<std::string, int> steps;
    for (const UndoStack::Step& step : reading.steps.done()) steps[step.person] += !step.isBatch;
    int most = 0;
    for (const auto& [person, count] : steps)
        if (count > most) {
            most = count;
            record.person = person;
        }
    return record;
}

AnnotationPtr asProposed(const Annotation& predicted, AnnotationId id) {
    Annotation a;
    a.id = id;
    a.uuid = newUuid();
    a.className = predicted.className;
    a.shape = a.prediction = predicted.prediction.empty() ? predicted.shape : predicted.prediction;
    a.score = predicted.score;
    a.uncertainty = predicted.uncertainty;
    for (const auto& field : predicted.extras)
        if (isDetectedField(field.first)) a.extras.insert(field);   // the network's, as the outline
    a.provenance.source = predicted.provenance.source;
    a.provenance.model = predicted.provenance.model;
    a.provenance.modelSha256 = predicted.provenance.modelSha256;
    a.provenance.threshold = predicted.provenance.threshold;
    a.provenance.createdBy = predicted.provenance.createdBy;
    a.provenance.createdAt = predicted.provenance.createdAt;
    return std::make_shared<const Annotation>(std::move(a));
}

bool liesOnAnother(const Annotation& a, const AnnotationSet& others) {
    const auto near = others.intersecting(boundsOf(a.shape));
    return std::any_of(near.begin(), near.end(), [&](const AnnotationPtr& other) {
        const auto shared = overlapArea(a.shape, other->shape);
        return !shared || *shared > 0;
    });
}

}  // namespace

std::string_view toText(ReadingKind kind) {
    switch (kind) {
        case ReadingKind::First: return "first";
        case ReadingKind::Blinded: return "blinded";
        case ReadingKind::Consensus: return "consensus";
    }
    return "";
}

std::optional<ReadingKind> readingKindFromText(std::string_view text) {
    for (const ReadingKind kind : {ReadingKind::First, ReadingKind::Blinded, ReadingKind::Consensus})
        if (text == toText(kind)) return kind;
    return std::nullopt;
}

ReadingState* Document::State::find(ReadingId id) {
    for (auto& [slide, state] : slides)
        if (const auto found = state.readings.find(id); found != state.readings.end()) return &found->second;
    return nullptr;
}

const ReadingState* Document::State::openReadingOf(SlideId slide) const {
    const auto found = slides.find(slide);
    return found == slides.end() ? nullptr : &found->second.now();
}

Result<void> Document::State::permitEdit(const OpenSlideState& slide) const {
    constexpr const char* kRefused = "the edit is refused";
    const ReadingRecord& reading = slide.now().record;
    if (isOriginal(slide, reading.id)) return Error{kRefused, "", "a consensus was made of this reading: it stays as it was"};
    if (reading.kind != ReadingKind::Consensus && !reading.finished.empty()) return Error{kRefused, "", "this reading is finished; take that back first"};
    if (reading.kind != ReadingKind::First && reading.person != person) return Error{kRefused, "", "this is the reading of " + reading.person};
    if (reading.kind == ReadingKind::First && blindedOf(slide, person)) return Error{kRefused, "", person + " has a reading of their own of this slide"};
    return {};
}

Result<void> Document::State::permitOpening(const OpenSlideState& slide, ReadingId reading) const {
    const ReadingState* own = blindedOf(slide, person);
    if (!own || !isBlind(own->record) || own->record.id == reading) return {};
    return Error{"the reading cannot be opened", "", person + " reads this slide blinded until that reading is finished"};
}

Result<void> Document::State::become(const std::string& name) {
    if (name.find_first_not_of(" \t") == std::string::npos) return Error{"nobody can read", "", "the name is empty"};
    // Events carry the person who is set when they are written.
    if (auto written = writer->flush(); !written) return written;
    if (auto known = file->setPerson(name); !known) return known;
    person = name;
    return file->setSetting(0, kReader, json(name).dump());
}

std::vector<std::string> Document::people() const {
    auto names = m_state->file->people();
    return names ? *std::move(names) : std::vector<std::string>{m_state->person};
}

Result<void> Document::readAs(const std::string& person) {
    if (auto become = m_state->become(person); !become) return become;
    for (auto& [id, slide] : m_state->slides) {
        ReadingId wanted = slide.readings.begin()->first;
        for (const auto& [readingId, reading] : slide.readings)
            if (reading.record.kind != ReadingKind::First && reading.record.person == person) wanted = readingId;
        const auto stored = m_state->file->setting(id, openNameOf(person));
        if (!stored) return stored.error();
        if (const json last = json::parse(*stored, nullptr, false); last.is_number_integer() && slide.readings.contains(last.get<ReadingId>())) wanted = last.get<ReadingId>();
        if (const ReadingState* own = blindedOf(slide, person); own && isBlind(own->record)) wanted = own->record.id;
        slide.open = wanted;
    }
    return {};
}

Result<void> Document::resumeReader() {
    const auto stored = m_state->file->setting(0, kReader);
    if (!stored) return stored.error();
    const json name = json::parse(*stored, nullptr, false);
    return name.is_string() ? readAs(name.get<std::string>()) : Result<void>();
}

std::vector<ReadingRecord> Document::readings(SlideId slide) const {
    std::vector<ReadingRecord> records;
    if (const auto found = m_state->slides.find(slide); found != m_state->slides.end())
        for (const auto& [id, reading] : found->second.readings) records.push_back(described(reading));
    return records;
}

ReadingRecord Document::reading(SlideId slide) const {
    const ReadingState* reading = m_state->openReadingOf(slide);
    return reading ? described(*reading) : ReadingRecord();
}

Result<void> Document::openReading(ReadingId id) {
    const ReadingState* reading = m_state->find(id);
    if (!reading) return noReading(id);
    OpenSlideState& slide = m_state->slides.at(reading->record.slide);
    if (auto permitted = m_state->permitOpening(slide, id); !permitted) return permitted;
    slide.open = id;
    return m_state->file->setSetting(slide.record.id, openNameOf(m_state->person), json(id).dump());
}

Result<std::vector<AnnotationPtr>> Document::State::untouchedPredictions(const ReadingState& reading) const {
    std::map<AnnotationId, AnnotationPtr> found;
    bool hasDecided = false;
    for (const UndoStack::Step& step : reading.steps.done()) {
        hasDecided = hasDecided || !step.isBatch;
        if (!step.isBatch) continue;
        // A later run leaves alone what the reader has decided, and nothing is proposed there: the gaps would tell of it.
        if (hasDecided)
            return Error{"the second reading cannot begin with the network's proposals", "",
                         "the network or its threshold was used again after the first reader had begun, so that its proposals show what was decided; begin with nothing"};
        const auto changes = step.changes ? Result<std::vector<Change>>(*step.changes) : file->changesOf(step.event);
        if (!changes) return changes.error();
        for (const Change& change : *changes) {
            if (!change.after) found.erase(change.before->id);
            else if (!change.before && change.after->kind == AnnotationKind::Glomerulus && change.after->provenance.source == "model") {
                const auto className = classNow(change.after->className, step.event);
                if (!className) return className.error();
                auto predicted = std::make_shared<Annotation>(*change.after);
                predicted->className = *className;
                found[change.after->id] = predicted;
            }
        }
    }
    std::vector<AnnotationPtr> predictions;
    for (auto& [id, annotation] : found) predictions.push_back(std::move(annotation));
    return predictions;
}

Result<ReadingId> Document::startBlinded(SlideId slideId, const BlindedStart& how) {
    constexpr const char* kWhat = "the second reading cannot begin";
    const auto place = m_state->slides.find(slideId);
    if (place == m_state->slides.end()) return noSlide(slideId);
    OpenSlideState& slide = place->second;
    if (const auto written = flush(); !written) return written.error();
    // One whose proposals never reached the file, because the program was cut off, begins again.
    const ReadingState* unbegun = blindedOf(slide, how.person);
    if (unbegun && !(unbegun->record.fromPredictions && unbegun->lastEvent == 0 && isBlind(unbegun->record))) return Error{kWhat, "", how.person + " reads this slide already"};
    const ReadingState& first = slide.readings.begin()->second;
    const auto hasDecided = m_state->file->hasDecided(first.record.id, how.person);
    if (!hasDecided) return hasDecided.error();
    if (*hasDecided) return Error{kWhat, "", how.person + " has worked on the first reading, and knows it"};
    auto predictions = how.fromPredictions ? m_state->untouchedPredictions(first) : Result<std::vector<AnnotationPtr>>(std::vector<AnnotationPtr>());
    if (!predictions) return predictions.error();
    auto candidates = how.fromPredictions ? m_state->file->candidates(first.record.id) : Result<std::vector<AnnotationPtr>>(std::vector<AnnotationPtr>());
    if (!candidates) return candidates.error();
    if (const auto become = m_state->become(how.person); !become) return become.error();

    auto made = unbegun ? Result<ReadingRecord>(unbegun->record)
                        : m_state->file->insertReading({.slide = slideId, .kind = ReadingKind::Blinded, .fromPredictions = how.fromPredictions});
    if (!made) return made.error();
    const ReadingId id = made->id;
    slide.readings[id].record = *std::move(made);
    if (const auto opened = openReading(id); !opened) return opened.error();
    Edit edit{"begin the reading with what the network proposed", {}};
    AnnotationSet kept;
    for (const AnnotationPtr& predicted : *predictions) {
        // Two runs of a network may have proposed the same place, the later one around what the first reader had drawn by then.
        const AnnotationPtr proposed = asProposed(*predicted, newAnnotationId(slideId));
        if (liesOnAnother(*proposed, kept)) continue;
        kept.put(proposed);
        edit.changes.push_back({nullptr, proposed});
    }
    if (const auto applied = applyBatch(slideId, std::move(edit), R"({"kind":"blinded reading","begins_with":"predictions"})"); !applied) return applied.error();
    if (!candidates->empty())
        if (const auto put = m_state->file->setCandidates(id, *candidates); !put) return put.error();
    return id;
}

Result<ReadingId> Document::startConsensus(ReadingId first, ReadingId second) {
    constexpr const char* kWhat = "the consensus cannot begin";
    const ReadingState* a = m_state->find(first);
    const ReadingState* b = m_state->find(second);
    if (!a || !b) return noReading(a ? second : first);
    if (first == second || a->record.slide != b->record.slide || a->record.kind == ReadingKind::Consensus || b->record.kind == ReadingKind::Consensus)
        return Error{kWhat, "", "it is made of two readings of one slide"};
    OpenSlideState& slide = m_state->slides.at(a->record.slide);
    for (const auto& [id, reading] : slide.readings) {
        if (reading.record.first != first || reading.record.second != second) continue;
        if (const auto opened = openReading(id); !opened) return opened.error();
        return id;
    }
    if (const auto permitted = m_state->permitOpening(slide, 0); !permitted) return permitted.error();
    if (const auto written = flush(); !written) return written.error();
    auto made = m_state->file->insertReading({.slide = slide.record.id, .kind = ReadingKind::Consensus, .first = first, .second = second});
    if (!made) return made.error();
    const ReadingId id = made->id;
    slide.readings[id].record = *std::move(made);
    if (const auto opened = openReading(id); !opened) return opened.error();
    return id;
}

Result<void> Document::setFinished(ReadingId id, bool finished) {
    ReadingState* reading = m_state->find(id);
    if (!reading) return noReading(id);
    ReadingRecord changed = reading->record;
    if (finished != changed.finished.empty()) return {};
    const OpenSlideState& slide = m_state->slides.at(changed.slide);
    if (changed.kind == ReadingKind::First && blindedOf(slide, m_state->person)) return Error{"this is not the reading of " + m_state->person, "", ""};
    if (changed.kind != ReadingKind::First && changed.person != m_state->person) return Error{"this is the reading of " + changed.person, "", ""};
    if (!finished && isOriginal(slide, id)) return Error{"the reading cannot go on", "", "a consensus was made of it"};
    changed.finished = finished ? nowIso8601() : std::string();
    // Whoever goes on after having been free to look at the other reading is blinded no more.
    if (!finished && changed.kind == ReadingKind::Blinded && changed.unblinded.empty()) changed.unblinded = nowIso8601();
    if (auto written = m_state->file->updateReading(changed); !written) return written;
    reading->record = std::move(changed);
    return {};
}

Result<void> Document::unblind(ReadingId id) {
    ReadingState* reading = m_state->find(id);
    if (!reading) return noReading(id);
    if (!isBlind(reading->record)) return {};
    ReadingRecord changed = reading->record;
    changed.unblinded = nowIso8601();
    if (auto written = m_state->file->updateReading(changed); !written) return written;
    reading->record = std::move(changed);
    return {};
}

Snapshot Document::snapshotOf(ReadingId id) const {
    const ReadingState* reading = m_state->find(id);
    if (!reading) return {};
    Snapshot snapshot{m_state->slides.at(reading->record.slide).record, reading->set.all(), m_state->revision, {}, described(*reading)};
    if (const auto signedOff = m_state->file->signOff(id); signedOff && *signedOff && reading->lastEvent <= (*signedOff)->lastEvent) snapshot.signOff = *signedOff;
    return snapshot;
}

Snapshot Document::outcome(SlideId slide) const {
    ReadingRecord wanted = reading(slide);
    if (isBlind(wanted)) return snapshotOf(wanted.id);
    for (const ReadingRecord& record : readings(slide))
        if (record.kind == ReadingKind::Consensus && !record.finished.empty()) wanted = record;
    return snapshotOf(wanted.id);
}

}  // namespace bowman
