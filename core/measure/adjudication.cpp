#include "core/measure/adjudication.h"

#include <set>
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
    std::set<Place> ruled;
    for (const AnnotationPtr& a : consensus.all())
        if (a->kind == AnnotationKind::Glomerulus && !rulingOf(*a).empty()) ruled.insert(placeOf(*a));
    std::size_t count = 0;
    for (const ComparedObject& object : comparison.objects) count += !object.agrees() && ruled.contains(placeOf(object));
    return count;
}

}  // namespace bowman
