#include "core/measure/slide_figures.h"

#include <algorithm>
#include <cctype>

#include "core/annotation/polygon_ops.h"
#include "core/detect/tissue_correction.h"
#include "core/measure/object_measures.h"

namespace bowman {
namespace {

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Regions of this name as one shape; empty where there are none.
Result<MultiPolygon> regionsNamed(const std::vector<AnnotationPtr>& objects, const std::string& name) {
    MultiPolygon all;
    for (const AnnotationPtr& a : objects) {
        if (a->kind != AnnotationKind::Structure || a->state == ReviewState::Rejected || lowered(a->className) != name) continue;
        if (all.empty()) {
            all = a->shape;
            continue;
        }
        auto united = unite(all, a->shape);
        if (!united) return united.error();
        all = *std::move(united);
    }
    return all;
}

std::size_t countOn(const std::vector<AnnotationPtr>& objects, const MultiPolygon& shape, const Palette& palette) {
    const SlideRect bounds = boundsOf(shape);
    return static_cast<std::size_t>(std::count_if(objects.begin(), objects.end(), [&](const AnnotationPtr& a) {
        if (!isCounted(*a, palette)) return false;
        const SlidePoint anchor = anchorOf(a->shape);
        return bounds.contains(anchor) && contains(shape, anchor);
    }));
}

/// In what people took from the tissue.
std::size_t countRemoved(const std::vector<AnnotationPtr>& objects, const TissueCorrection& correction, const Palette& palette) {
    if (correction.removed.empty()) return 0;
    return static_cast<std::size_t>(std::count_if(objects.begin(), objects.end(), [&](const AnnotationPtr& a) { return isCounted(*a, palette) && correction.removes(a->shape); }));
}

void add(std::optional<CountedArea>& sum, const std::optional<CountedArea>& one, bool isFirst) {
    if (isFirst) sum = one;
    else if (sum && one) sum = CountedArea{sum->mm2 + one->mm2, sum->glomeruli + one->glomeruli};
    else sum.reset();
}

}  // namespace

bool isSegmentallySclerosed(const std::string& className) {
    const std::string text = lowered(className);
    return text.find("segment") != std::string::npos && text.find("scler") != std::string::npos && !isNegated(className);
}

std::size_t SlideFigures::inState(ReviewState state) const {
    std::size_t n = 0;
    for (const auto& [name, states] : byClass)
        if (const auto found = states.find(state); found != states.end()) n += found->second;
    return n;
}

Result<SlideFigures> figuresOf(const std::vector<AnnotationPtr>& objects, const FigureFrame& frame) {
    SlideFigures f;
    for (const AnnotationPtr& a : objects)
        if (a->kind == AnnotationKind::Glomerulus) ++f.byClass[a->className][a->state];
    for (const auto& [name, states] : f.byClass) {
        const PaletteClass c = frame.palette.at(name);
        if (!c.isGlomerulus) f.notCounted.insert(name);
        for (const auto& [state, n] : states) {
            if (state == ReviewState::Rejected) f.rejected += n;
            if (state == ReviewState::Rejected || !c.isGlomerulus) continue;
            f.counted += n;
            if (state == ReviewState::Proposed) f.unreviewed += n;
            if (state == ReviewState::Unsure) f.unsure += n;
            if (c.isGloballySclerosed) f.globallySclerosed += n;
            if (isSegmentallySclerosed(name)) f.segmentallySclerosed += n;
        }
    }
    if (!frame.umPerPx || !(*frame.umPerPx > 0)) return f;
    const double mm2PerPx = *frame.umPerPx * *frame.umPerPx / 1e6;
    const auto cortex = regionsNamed(objects, "cortex");
    if (!cortex) return cortex.error();
    if (!cortex->empty()) f.cortex = CountedArea{areaOf(*cortex) * mm2PerPx, countOn(objects, *cortex, frame.palette)};
    const auto tissue = regionsNamed(objects, "tissue");
    if (!tissue) return tissue.error();
    const bool isFound = frame.foundTissueMm2 && *frame.foundTissueMm2 > 0;
    f.isTissueOutlined = !isFound && !tissue->empty();
    if (f.isTissueOutlined) f.tissue = CountedArea{areaOf(*tissue) * mm2PerPx, countOn(objects, *tissue, frame.palette)};
    if (!isFound) return f;
    const TissueCorrection correction = tissueCorrectionOf(objects);
    f.isTissueCorrected = !correction.isEmpty();
    f.tissue = CountedArea{*frame.foundTissueMm2, f.counted - countRemoved(objects, correction, frame.palette)};
    return f;
}

SlideFigures sumOf(const std::vector<SlideFigures>& slides) {
    SlideFigures sum;
    bool isFirst = true;
    for (const SlideFigures& s : slides) {
        for (const auto& [name, states] : s.byClass)
            for (const auto& [state, n] : states) sum.byClass[name][state] += n;
        sum.notCounted.insert(s.notCounted.begin(), s.notCounted.end());
        sum.counted += s.counted;
        sum.unreviewed += s.unreviewed;
        sum.unsure += s.unsure;
        sum.rejected += s.rejected;
        sum.globallySclerosed += s.globallySclerosed;
        sum.segmentallySclerosed += s.segmentallySclerosed;
        add(sum.tissue, s.tissue, isFirst);
        add(sum.cortex, s.cortex, isFirst);
        sum.isTissueCorrected = sum.isTissueCorrected || s.isTissueCorrected;
        sum.isTissueOutlined = isFirst ? s.isTissueOutlined : sum.isTissueOutlined && s.isTissueOutlined;
        isFirst = false;
    }
    return sum;
}

}  // namespace bowman
