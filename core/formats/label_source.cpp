#include "core/formats/label_source.h"

#include <charconv>
#include <cmath>

namespace bowman {
namespace {

std::optional<double> numberOf(const SlideInfo& slide, const char* property) {
    const auto found = slide.properties.find(property);
    if (found == slide.properties.end()) return std::nullopt;
    double value = 0;
    const char* const end = found->second.data() + found->second.size();
    const auto [rest, problem] = std::from_chars(found->second.data(), end, value);
    if (problem != std::errc() || rest != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string sizeText(PixelSize size) { return std::to_string(size.width) + " × " + std::to_string(size.height) + " px"; }

}  // namespace

bool hasBounds(const SlideInfo& slide) { return slide.bounds.x > 0 || slide.bounds.y > 0; }

LabelReadOptions readOptionsFor(const SlideInfo& slide, const LabelSource& source) {
    LabelReadOptions options;
    options.unstated = source.unstated;
    options.slideSize = slide.size();
    options.umPerPx = slide.umPerPx.value;
    options.id = source.id;
    if (source.frame == LabelFrame::Slide) options.origin = SlidePoint{};
    if (source.frame == LabelFrame::Bounds) options.origin = SlidePoint{slide.bounds.x, slide.bounds.y};
    const auto x = numberOf(slide, "hamamatsu.XOffsetFromSlideCentre"), y = numberOf(slide, "hamamatsu.YOffsetFromSlideCentre");
    if (x && y) options.centreOffsetNm = SlidePoint{*x, *y};
    return options;
}

Result<Labels> readLabelsFor(const SlideInfo& slide, const LabelSource& source) {
    const auto reader = source.format.empty() ? readerFor(source.path) : Result<const LabelReader*>(findLabelReader(source.format));
    if (!reader) return reader.error();
    if (!*reader) return Error{"cannot read labels", source.path.string(), "no format is called " + source.format};
    auto labels = (*reader)->read(source.path, readOptionsFor(slide, source));
    if (!labels) return labels;
    labels->format = (*reader)->name();
    if (labels->slideSize.width > 0 && slide.size().width > 0 && labels->slideSize != slide.size())
        labels->warnings.push_back("the labels are of a slide of " + sizeText(labels->slideSize) + ", this one has " + sizeText(slide.size()));
    if (source.frame == LabelFrame::AsFileSays && hasBounds(slide))
        labels->warnings.push_back("the slide has bounds that begin at (" + std::to_string(std::llround(slide.bounds.x)) + ", " +
                                   std::to_string(std::llround(slide.bounds.y)) + "); labels that QuPath made need the frame of the bounds");
    return labels;
}

}  // namespace bowman
