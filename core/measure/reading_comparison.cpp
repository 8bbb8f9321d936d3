#include "core/measure/reading_comparison.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/annotation/polygon_ops.h"

namespace bowman {
namespace {

using Objects = std::vector<AnnotationPtr>;

std::vector<SlideRect> boundsOfAll(const Objects& objects) {
    std::vector<SlideRect> bounds;
    for (const AnnotationPtr& a : objects) bounds.push_back(boundsOf(a->shape));
    return bounds;
}

/// Takes what is paired out of both lists.
void pairUp(Objects& first, Objects& second, double smallestIou, std::vector<ComparedObject>& pairs) {
    const auto matches = matchObjects(boundsOfAll(first), boundsOfAll(second),
                                      [&](std::size_t a, std::size_t b) { return intersectionOverUnion(first[a]->shape, second[b]->shape); }, smallestIou);
    for (const ObjectMatch& match : matches)
        pairs.push_back({std::exchange(first[match.truth], nullptr), std::exchange(second[match.predicted], nullptr), match.iou, 2 * match.iou / (1 + match.iou), {}});
    std::erase(first, nullptr);
    std::erase(second, nullptr);
}

Objects taken(Objects& from, Verdict verdict) {
    Objects out;
    for (AnnotationPtr& a : from)
        if (verdictOn(*a) == verdict) out.push_back(std::exchange(a, nullptr));
    std::erase(from, nullptr);
    return out;
}

Objects glomeruliOf(const std::vector<AnnotationPtr>& all) {
    Objects glomeruli;
    for (const AnnotationPtr& a : all)
        if (a->kind == AnnotationKind::Glomerulus) glomeruli.push_back(a);
    return glomeruli;
}

void append(Objects& to, const Objects& more) { to.insert(to.end(), more.begin(), more.end()); }

std::vector<Disagreement> differencesOf(const ComparedObject& object, const ComparisonRule& rule) {
    if (!object.second) return {verdictOn(*object.first) == Verdict::Open ? Disagreement::Undecided : Disagreement::OnlyFirst};
    if (!object.first) return {verdictOn(*object.second) == Verdict::Open ? Disagreement::Undecided : Disagreement::OnlySecond};
    const Verdict a = verdictOn(*object.first), b = verdictOn(*object.second);
    if (a == Verdict::Open || b == Verdict::Open) return {Disagreement::Undecided};
    if (a != b) return {Disagreement::Verdict};
    std::vector<Disagreement> differences;
    if (a == Verdict::Rejected) return differences;
    if (object.iou < rule.outlineIou) differences.push_back(Disagreement::Outline);
    if (object.first->className != object.second->className) differences.push_back(Disagreement::Class);
    return differences;
}

/// Rows as high as a typical object, so that neighbours come one after the other.
void sortAsText(std::vector<ComparedObject>& objects) {
    std::vector<double> heights;
    for (const ComparedObject& object : objects) heights.push_back(boundsOf(object.any().shape).height);
    if (heights.empty()) return;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    const double row = std::max(1.0, 2 * *middle);
    const auto place = [row](const ComparedObject& object) {
        const SlidePoint centre = boundsOf(object.any().shape).centre();
        return std::pair(std::floor(centre.y / row), centre.x);
    };
    std::stable_sort(objects.begin(), objects.end(), [&](const ComparedObject& a, const ComparedObject& b) { return place(a) < place(b); });
}

void summarise(ReadingComparison& comparison) {
    std::set<std::string> names;
    double iou = 0, dice = 0;
    for (const ComparedObject& object : comparison.objects) {
        comparison.detection.truth += object.first && verdictOn(*object.first) == Verdict::Present;
        comparison.detection.predicted += object.second && verdictOn(*object.second) == Verdict::Present;
        if (!object.isMatched()) continue;
        ++comparison.detection.matched;
        iou += object.iou;
        dice += object.dice;
        names.insert(object.first->className);
        names.insert(object.second->className);
    }
    comparison.classes.assign(names.begin(), names.end());
    comparison.classTable.assign(names.size(), std::vector<std::int64_t>(names.size(), 0));
    const auto rank = [&](const std::string& name) { return static_cast<std::size_t>(std::distance(names.begin(), names.find(name))); };
    for (const ComparedObject& object : comparison.objects)
        if (object.isMatched()) ++comparison.classTable[rank(object.first->className)][rank(object.second->className)];
    comparison.kappa = cohensKappa(comparison.classTable);
    if (comparison.detection.matched == 0) return;
    comparison.meanIou = iou / static_cast<double>(comparison.detection.matched);
    comparison.meanDice = dice / static_cast<double>(comparison.detection.matched);
}

}  // namespace

Verdict verdictOn(const Annotation& annotation) {
    if (isReviewedPositive(annotation.state)) return Verdict::Present;
    return annotation.state == ReviewState::Rejected ? Verdict::Rejected : Verdict::Open;
}

const char* describe(Disagreement kind) {
    switch (kind) {
        case Disagreement::OnlyFirst: return "only reader 1";
        case Disagreement::OnlySecond: return "only reader 2";
        case Disagreement::Verdict: return "accepted or rejected";
        case Disagreement::Undecided: return "not decided";
        case Disagreement::Outline: return "outline differs";
        case Disagreement::Class: return "class differs";
    }
    return "";
}

bool ComparedObject::isMatched() const { return first && second && verdictOn(*first) == Verdict::Present && verdictOn(*second) == Verdict::Present; }

std::size_t ReadingComparison::disagreements() const {
    return static_cast<std::size_t>(std::count_if(objects.begin(), objects.end(), [](const ComparedObject& o) { return !o.agrees(); }));
}

std::size_t ReadingComparison::count(Disagreement kind) const {
    return static_cast<std::size_t>(std::count_if(objects.begin(), objects.end(), [kind](const ComparedObject& o) {
        return std::find(o.differences.begin(), o.differences.end(), kind) != o.differences.end();
    }));
}

ReadingComparison compareReadings(const std::vector<AnnotationPtr>& first, const std::vector<AnnotationPtr>& second, const ComparisonRule& rule) {
    ReadingComparison comparison;
    comparison.rule = rule;
    Objects restOfFirst = glomeruliOf(first), restOfSecond = glomeruliOf(second);
    Objects presentInFirst = taken(restOfFirst, Verdict::Present), presentInSecond = taken(restOfSecond, Verdict::Present);
    pairUp(presentInFirst, presentInSecond, rule.matchingIou, comparison.objects);
    // Who has drawn anew what he had rejected as proposed has both at one place: the drawing went first.
    append(restOfFirst, presentInFirst);
    append(restOfSecond, presentInSecond);
    pairUp(restOfFirst, restOfSecond, rule.matchingIou, comparison.objects);
    for (AnnotationPtr& a : restOfFirst)
        if (verdictOn(*a) != Verdict::Rejected) comparison.objects.push_back({std::move(a), nullptr, 0, 0, {}});
    for (AnnotationPtr& a : restOfSecond)
        if (verdictOn(*a) != Verdict::Rejected) comparison.objects.push_back({nullptr, std::move(a), 0, 0, {}});
    for (ComparedObject& object : comparison.objects) object.differences = differencesOf(object, rule);
    sortAsText(comparison.objects);
    summarise(comparison);
    return comparison;
}

}  // namespace bowman
