#include "ui/controllers/class_tally.h"

#include <algorithm>
#include <map>

namespace bowman::ui {

ClassTally tallyOf(const AnnotationSet& annotations, const Palette& palette) {
    ClassTally tally;
    std::map<std::string, int> counts;
    std::map<std::string, int> undecided;
    for (const AnnotationPtr& a : annotations.all()) {
        if (a->kind != AnnotationKind::Glomerulus || a->state == ReviewState::Rejected) continue;
        ++counts[a->className];
        undecided[a->className] += a->state == ReviewState::Proposed || a->state == ReviewState::Unsure;
    }
    const auto take = [&](const PaletteClass& c) {
        const auto found = counts.find(c.name);
        if (found == counts.end()) return;
        tally.entries.push_back({c, found->second});
        if (c.isGlomerulus) {
            tally.glomeruli += found->second;
            tally.undecided += undecided[c.name];
        }
        if (c.isGloballySclerosed) tally.globallySclerosed += found->second;
        counts.erase(found);
    };
    for (const PaletteClass& c : palette.classes()) take(c);
    while (!counts.empty()) take(palette.at(counts.begin()->first));
    return tally;
}

std::optional<double> medianSecondsOf(const AnnotationSet& annotations, const std::string& person) {
    constexpr std::size_t kFewest = 3;
    std::vector<double> seconds;
    for (const AnnotationPtr& a : annotations.all())
        if (a->kind == AnnotationKind::Glomerulus && a->provenance.reviewedBy == person && a->provenance.secondsSpent > 0)
            seconds.push_back(a->provenance.secondsSpent);
    if (seconds.size() < kFewest) return std::nullopt;
    const auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
    std::nth_element(seconds.begin(), middle, seconds.end());
    return *middle;
}

}  // namespace bowman::ui
