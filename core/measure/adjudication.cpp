#include "core/measure/adjudication.h"

#include <map>
#include <utility>

#include "core/annotation/outline_edit.h"
#include "core/document/reading.h"

namespace bowman {
namespace {

std::string extraOf(const Annotation& a, const char* name) {
    const auto found = a.extras.find(name);
    const auto* text = found == a.extras.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text ? *text : std::string();
}

using Place = std::pair<std::string, std::string>;

Place placeOf(const ComparedObject& object) { return {object.first ? object.first->uuid : std::string(), object.second ? object.second->uuid : std::string()}; }
Place placeOf(const Annotation& a) { return {extraOf(a, kFirstOriginal), extraOf(a, kSecondOriginal)}; }

Annotation madeOf(const Annotation& source, const ComparedObject& object, const Adjudicator& who, const char* ruling) {
    Annotation a = source;
    a.id = who.newId();
    a.uuid = newUuid();
    a.extras[kFirstOriginal] = placeOf(object).first;
    a.extras[kSecondOriginal] = placeOf(object).second;
    a.extras[kRuling] = std::string(ruling);
    a.provenance.reviewedBy = who.person;
    a.provenance.reviewedAt = nowIso8601();
    a.provenance.secondsSpent = 0;
    return a;
}

AnnotationPtr shared(Annotation a) { return std::make_shared<const Annotation>(std::move(a)); }

Annotation decidedAs(const ComparedObject& object, Ruling ruling, const Adjudicator& who) {
    const AnnotationPtr& chosen = ruling == Ruling::Second ? object.second : object.first;
    Annotation a = madeOf(chosen ? *chosen : object.any(), object, who, toText(ruling));
    // Whoever takes the object of a reader who has not decided says that it is there.
    if (verdictOn(a) == Verdict::Open) a.state = ReviewState::Accepted;
    if (ruling == Ruling::Neither || (ruling != Ruling::Own && !chosen)) a.state = ReviewState::Rejected;
    // What begins as one's own is a glomerulus from the start; the hand says the rest.
    if (ruling == Ruling::Own) a.state = a.prediction.empty() ? ReviewState::Added : ReviewState::Corrected;
    return a;
}

/// What the decided neighbours leave of it.
Result<void> cutAtNeighbours(Annotation& a, const AnnotationPtr& instead, const AnnotationSet& consensus) {
    if (a.state == ReviewState::Rejected) return {};
    std::vector<MultiPolygon> neighbours;
    for (const AnnotationPtr& other : consensus.intersecting(boundsOf(a.shape)))
        if (other != instead && other->kind == a.kind && other->className == a.className && other->state != ReviewState::Rejected) neighbours.push_back(other->shape);
    if (neighbours.empty()) return {};
    auto rest = fitToNeighbours(a.shape, neighbours);
    if (!rest) return rest.error();
    if (rest->empty()) return Error{"nothing would be left of this outline", "", "neighbours that are decided already cover it; decide on them anew, or draw an outline of your own (E)"};
    if (*rest == a.shape) return {};
    a.shape = *std::move(rest);
    a.extras[kCutAtNeighbours] = 1.0;
    return {};
}

}  // namespace

const char* toText(Ruling ruling) {
    switch (ruling) {
        case Ruling::First: return "first";
        case Ruling::Second: return "second";
        case Ruling::Neither: return "neither";
        case Ruling::Own: return "own";
    }
    return "";
}

Edit consensusStart(const ReadingComparison& comparison, const std::vector<AnnotationPtr>& first, const Adjudicator& who) {
    Edit edit{"begin the consensus with what both readers agree on", {}};
    for (const ComparedObject& object : comparison.objects)
        if (object.agrees()) edit.changes.push_back({nullptr, shared(madeOf(*object.first, object, who, "agreed"))});
    for (const AnnotationPtr& a : first) {
        if (a->kind == AnnotationKind::Glomerulus) continue;
        Annotation copy = *a;
        copy.id = who.newId();
        copy.uuid = newUuid();
        copy.extras[kFirstOriginal] = a->uuid;
        edit.changes.push_back({nullptr, shared(std::move(copy))});
    }
    return edit;
}

std::vector<AnnotationPtr> ruledOnAll(const ReadingComparison& comparison, const std::vector<AnnotationPtr>& consensus) {
    std::map<Place, AnnotationPtr> places;
    for (const AnnotationPtr& a : consensus)
        if (a->kind == AnnotationKind::Glomerulus && !rulingOf(*a).empty()) places[placeOf(*a)] = a;
    std::vector<AnnotationPtr> ruled;
    for (const ComparedObject& object : comparison.objects) {
        const auto found = places.find(placeOf(object));
        ruled.push_back(found == places.end() ? nullptr : found->second);
    }
    return ruled;
}

AnnotationPtr ruledOn(const ComparedObject& object, const AnnotationSet& consensus) {
    const Place place = placeOf(object);
    for (const AnnotationPtr& a : consensus.all())
        if (a->kind == AnnotationKind::Glomerulus && placeOf(*a) == place) return a;
    return nullptr;
}

std::string rulingOf(const Annotation& consensusObject) { return extraOf(consensusObject, kRuling); }

bool isCutAtNeighbours(const Annotation& consensusObject) {
    return consensusObject.extras.contains(kCutAtNeighbours);
}

Result<Edit> rulingEdit(const ComparedObject& object, Ruling ruling, const AnnotationSet& consensus, const Adjudicator& who) {
    constexpr const char* kLabels[] = {"reader 1 is right", "reader 2 is right", "neither reader is right", "own outline"};
    const AnnotationPtr before = ruledOn(object, consensus);
    Annotation decided = decidedAs(object, ruling, who);
    if (const auto cut = cutAtNeighbours(decided, before, consensus); !cut) return cut.error();
    const AnnotationPtr after = shared(std::move(decided));
    Edit edit{std::string(kLabels[static_cast<int>(ruling)]) + ": glomerulus " + std::to_string(objectNumber(after->id)), {}};
    // Another object rather than a change: the two may have been proposed with different outlines.
    if (before) edit.changes.push_back({before, nullptr});
    edit.changes.push_back({nullptr, after});
    return edit;
}

std::size_t ruledCount(const ReadingComparison& comparison, const AnnotationSet& consensus) {
    const auto ruled = ruledOnAll(comparison, consensus.all());
    std::size_t count = 0;
    for (std::size_t i = 0; i < ruled.size(); ++i) count += ruled[i] && !comparison.objects[i].agrees();
    return count;
}

}  // namespace bowman
