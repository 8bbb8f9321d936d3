#include "core/formats/training_mask.h"

#include <algorithm>
#include <cmath>

namespace bowman {
namespace {

constexpr double kUsualTile = 1024;   ///< level-0 pixels; only how fast objects are found depends on it

SlideRect rectOf(PixelSize size) { return {0, 0, static_cast<double>(size.width), static_cast<double>(size.height)}; }

SlideRect rectOf(const RasterGrid& grid) {
    return {grid.origin.x, grid.origin.y, static_cast<double>(grid.width) * grid.scale, static_cast<double>(grid.height) * grid.scale};
}

void ignoreOutside(PixelSize slide, const RasterGrid& grid, Image& mask) {
    const SlideRect whole = rectOf(slide);
    for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x)
            if (!whole.contains({grid.origin.x + (x + 0.5) * grid.scale, grid.origin.y + (y + 0.5) * grid.scale}))
                *mask.pixel(x, y) = kTrainIgnore;
}

}  // namespace

TrainingMasks::TrainingMasks(const TrainingLabels& labels, PixelSize slide, TrainingMaskOptions options)
    : m_slide(slide), m_options(std::move(options)), m_places({}, slide, kUsualTile) {
    const auto add = [&](const std::vector<AnnotationPtr>& list, std::uint8_t value, Rule rule) {
        for (const AnnotationPtr& a : list) m_objects.push_back({a.get(), value, rule});
    };
    add(labels.regions, kTrainBackground, Rule::Below);
    add(labels.rejected, kTrainBackground, Rule::Below);
    add(labels.ignored, kTrainIgnore, Rule::Below);
    std::vector<Object> positives;
    for (const AnnotationPtr& a : labels.positives) {
        const auto number = m_options.classNumbers.find(a->className);
        positives.push_back({a.get(), number == m_options.classNumbers.end() ? kTrainGlomerulus : static_cast<std::uint8_t>(number->second), Rule::Positive});
    }
    std::stable_sort(positives.begin(), positives.end(), [](const Object& a, const Object& b) { return a.value < b.value; });
    m_objects.insert(m_objects.end(), positives.begin(), positives.end());
    add(labels.excluded, kTrainIgnore, Rule::Above);
    m_places = ObjectGrid(boundsOfAll(m_objects), slide, kUsualTile);
}

std::vector<SlideRect> TrainingMasks::boundsOfAll(const std::vector<Object>& objects) {
    std::vector<SlideRect> bounds;
    for (const Object& object : objects) bounds.push_back(boundsOf(object.annotation->shape));
    return bounds;
}

Image TrainingMasks::draw(const RasterGrid& grid) const {
    Image mask(static_cast<int>(grid.width), static_cast<int>(grid.height), PixelFormat::Gray8);
    std::fill(mask.data(), mask.data() + mask.sizeBytes(), kTrainIgnore);
    std::vector<const Object*> below, whole, above;
    for (const std::uint32_t i : m_places.touching(rectOf(grid))) {
        const Object& object = m_objects[i];
        (object.rule == Rule::Below ? below : object.rule == Rule::Positive ? whole : above).push_back(&object);
    }
    const auto cut = std::stable_partition(whole.begin(), whole.end(), [&](const Object* object) {
        return m_options.smallestPart <= 0 || visibleShare(object->annotation->shape, grid, m_slide) >= m_options.smallestPart;
    });
    const auto fill = [&](const Object* object, std::uint8_t value) { fillShape(object->annotation->shape, grid, value, mask); };
    for (const Object* object : below) fill(object, object->value);
    std::for_each(cut, whole.end(), [&](const Object* object) { fill(object, kTrainIgnore); });
    std::for_each(whole.begin(), cut, [&](const Object* object) { fill(object, object->value); });
    for (const Object* object : above) fill(object, object->value);
    ignoreOutside(m_slide, grid, mask);
    return mask;
}

double visibleShare(const MultiPolygon& shape, const RasterGrid& grid, PixelSize slide) {
    const SlideRect bounds = boundsOf(shape).intersected(rectOf(slide));
    const auto first = [&](double at, double origin) { return static_cast<std::int64_t>(std::floor((at - origin) / grid.scale)); };
    const auto last = [&](double at, double origin) { return static_cast<std::int64_t>(std::ceil((at - origin) / grid.scale)); };
    const std::int64_t left = first(bounds.x, grid.origin.x), right = last(bounds.right(), grid.origin.x);
    const std::int64_t top = first(bounds.y, grid.origin.y), bottom = last(bounds.bottom(), grid.origin.y);
    if (left >= 0 && top >= 0 && right <= grid.width && bottom <= grid.height) return 1;
    const RasterGrid around{{grid.origin.x + static_cast<double>(left) * grid.scale, grid.origin.y + static_cast<double>(top) * grid.scale},
                            grid.scale, right - left, bottom - top};
    std::int64_t all = 0, visible = 0;
    for (const PixelRun& run : pixelRuns(shape, around)) {
        all += run.end - run.begin;
        const std::int64_t row = run.line + top;
        if (row < 0 || row >= grid.height) continue;
        visible += std::max<std::int64_t>(0, std::min(run.end + left, grid.width) - std::max<std::int64_t>(run.begin + left, 0));
    }
    return all > 0 ? static_cast<double>(visible) / static_cast<double>(all) : 1;
}

}  // namespace bowman
