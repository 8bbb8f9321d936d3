#include "core/measure/adjudication.h"

#include <map>
#include <utility>

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

Edit rulingEdit(const ComparedObject& object, Ruling ruling, const AnnotationSet& consensus, const Adjudicator& who) {
    constexpr const char* kLabels[] = {"reader 1 is right", "reader 2 is right", "neither reader is right", "own outline"};
    const AnnotationPtr before = ruledOn(object, consensus);
    const AnnotationPtr after = shared(decidedAs(object, ruling, who));
    Edit edit{std::string(kLabels[static_cast<int>(ruling)]) + ": glomerulus " + std::to_string(after->id), {}};
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
