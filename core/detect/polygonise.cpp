// Probability map → objects.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <iterator>
#include <mutex>
#include <thread>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/shape_ops.h"
#include "core/base/log.h"
#include "core/detect/components.h"
#include "core/detect/contour.h"
#include "core/detect/detection_job.h"
#include "core/detect/split_touching.h"
#include "core/detect/uncertainty.h"

namespace bowman {
namespace {

/// 8-bit values are above the threshold from `first` on; the outline runs at `level`, strictly between two values.
struct Level {
    int first;
    double level;
    explicit Level(double threshold)
        : first(std::clamp(static_cast<int>(std::ceil(threshold * 255)), 1, 255)),
          level(std::clamp(threshold * 255, first - 0.95, first - 0.05)) {}
};

/// A loop that compilers make many bytes at a time of, unlike std::max_element.
std::uint8_t largestOf(const Image& block) {
    std::uint8_t largest = 0;
    for (std::size_t i = 0; i < block.sizeBytes(); ++i) largest = std::max(largest, block.data()[i]);
    return largest;
}

std::vector<Component> componentsOf(const ProbabilityMap& map, int first) {
    std::vector<std::pair<int, int>> blocks = map.blocks();
    std::vector<Image> strip;   // the blocks of the current row of blocks
    std::vector<int> stripX;
    int stripRow = -1;
    return connectedComponents(static_cast<int>(map.grid().size.height), [&](int y, std::vector<PixelRun>& runs) {
        if (const int row = y / ProbabilityMap::kBlock; row != stripRow) {
            stripRow = row;
            strip.clear();
            stripX.clear();
            for (const auto& [x, top] : blocks) {
                if (top / ProbabilityMap::kBlock != row) continue;
                Image block = map.read(x, top, ProbabilityMap::kBlock, ProbabilityMap::kBlock);
                if (largestOf(block) < first) continue;   // most of them, whatever the slide
                strip.push_back(std::move(block));
                stripX.push_back(x);
            }
        }
        for (std::size_t i = 0; i < strip.size(); ++i)
            appendRuns(strip[i].row(y % ProbabilityMap::kBlock), stripX[i], stripX[i] + ProbabilityMap::kBlock, y,
                       [first](std::uint8_t v) { return v >= first; }, runs);
    });
}

/// The component alone: its surroundings below the level as they are, other components gone, two pixels of edge around.
/// What lies outside of the map repeats its last pixels, so that an object that is cut by the slide's edge reaches it.
struct Cutout {
    int x = 0;              ///< of the first pixel, in the map
    int y = 0;
    Image probability;
    Image mask;
};

Cutout cutOut(const ProbabilityMap& map, const Component& component, int first) {
    constexpr int kEdge = 2;
    const int width = component.right - component.left + 2 * kEdge, height = component.bottom - component.top + 2 * kEdge;
    Cutout cut{component.left - kEdge, component.top - kEdge, {}, Image(width, height, PixelFormat::Gray8)};
    cut.probability = map.read(cut.x, cut.y, width, height);
    for (const PixelRun& run : component.runs)
        std::fill_n(cut.mask.pixel(static_cast<int>(run.begin) - cut.x, static_cast<int>(run.line) - cut.y), run.end - run.begin, std::uint8_t{1});
    for (std::size_t i = 0; i < cut.mask.sizeBytes(); ++i)
        if (cut.probability.data()[i] >= first && !cut.mask.data()[i]) cut.probability.data()[i] = 0;
    const int lastX = static_cast<int>(map.grid().size.width) - 1, lastY = static_cast<int>(map.grid().size.height) - 1;
    for (int y = 1; y + 1 < height; ++y)
        for (int x = 1; x + 1 < width; ++x)
            cut.probability.pixel(x, y)[0] =
                cut.probability.pixel(std::clamp(x + cut.x, 0, lastX) - cut.x, std::clamp(y + cut.y, 0, lastY) - cut.y)[0];
    return cut;
}

/// Outer ring first. In map pixels.
std::vector<Ring> outlinesOf(const Cutout& cut, double level, double smallestHole) {
    std::vector<Ring> rings = contoursAbove(cut.probability, level);
    std::erase_if(rings, [&](const Ring& ring) {
        const double area = signedArea(ring);
        return area < 0 && -area < smallestHole;
    });
    std::stable_partition(rings.begin(), rings.end(), [](const Ring& ring) { return signedArea(ring) > 0; });
    for (Ring& ring : rings)
        for (SlidePoint& p : ring) p = {p.x + cut.x, p.y + cut.y};
    return rings;
}

/// Valid, in level-0 pixels, inside the map (and the clip); empty when nothing is left.
MultiPolygon shapeOf(std::vector<Ring> rings, const MapGrid& grid, const PolygoniseOptions& options) {
    SlideRect limits = grid.toSlide(0, 0, static_cast<double>(grid.size.width), static_cast<double>(grid.size.height));
    if (options.clip) limits = limits.intersected(*options.clip);
    const auto build = [&](double tolerance) {
        MultiPolygon shape;
        for (const Ring& ring : rings) {
            Ring few = simplifiedRing(ring, tolerance);
            for (SlidePoint& p : few)
                p = {std::clamp(grid.origin.x + p.x * grid.downsample, limits.x, limits.right()),
                     std::clamp(grid.origin.y + p.y * grid.downsample, limits.y, limits.bottom())};
            if (signedArea(ring) > 0)
                shape.push_back({std::move(few), {}});
            else if (!shape.empty())
                shape.front().holes.push_back(std::move(few));
        }
        return shape;
    };
    Result<MultiPolygon> shape = MultiPolygon();
    for (const double tolerance : {options.simplifyPx, 0.0}) {
        const MultiPolygon raw = build(tolerance);
        if (options.smoothingUm > 0)
            if (auto smooth = smoothed(raw, options.smoothingUm / options.umPerPx / 2); smooth && !smooth->empty()) return *smooth;
        shape = makeValid(raw);
        if (shape) break;
    }
    if (shape) return *shape;
    logWarning("an outline was dropped: " + shape.error().message());
    return {};
}

/// Half of the smallest diameter that a glomerulus has in section, about (METHODS: 100–350 µm; less where it is cut off-centre).
constexpr double kSmallestRadiusUm = 25;

/// The cutout as it is, or one for each of the objects in it that touch.
std::vector<Cutout> partsOf(Cutout cut, double mapPixelUm) {
    const SplitResult split = splitTouching(cut.mask, {.smallestRadius = kSmallestRadiusUm / mapPixelUm});
    std::vector<Cutout> parts;
    for (int part = 1; part <= split.parts && split.parts > 1; ++part) {
        parts.push_back(cut);
        for (std::size_t i = 0; i < cut.mask.sizeBytes(); ++i) {
            const int label = split.labels.data()[i];
            if (label == part || label == 0) continue;
            parts.back().mask.data()[i] = 0;
            parts.back().probability.data()[i] = 0;
        }
    }
    if (parts.empty()) parts.push_back(std::move(cut));
    return parts;
}

double meanProbability(const Cutout& cut) {
    double sum = 0;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < cut.mask.sizeBytes(); ++i) {
        if (!cut.mask.data()[i]) continue;
        sum += cut.probability.data()[i];
        ++count;
    }
    return count > 0 ? sum / (255.0 * static_cast<double>(count)) : 0;
}

/// Thinning an outline moves it a little: parts of one component must not overlap all the same. One by one: a noisy map has
/// hundreds of parts, and all of them together are no valid shape.
MultiPolygon besideSiblings(MultiPolygon shape, std::vector<MultiPolygon>& siblings) {
    const SlideRect bounds = boundsOf(shape);
    for (const MultiPolygon& sibling : siblings)
        if (boundsOf(sibling).intersects(bounds))
            if (auto free = subtract(shape, sibling)) shape = std::move(*free);
    if (!shape.empty()) siblings.push_back(shape);
    return shape;
}

/// Of one component, which may be several that touch.
std::vector<DetectedObject> objectsOf(const ProbabilityMap& map, const Component& component, const Level& level, const PolygoniseOptions& options) {
    const double um2PerPx2 = options.umPerPx * options.umPerPx;
    const double mapPixelUm2 = um2PerPx2 * map.grid().downsample * map.grid().downsample;
    std::vector<DetectedObject> objects;
    // Filling holes at most reaches the bounding box; the exact area is judged below.
    const double box = static_cast<double>(component.right - component.left) * (component.bottom - component.top);
    if (box * mapPixelUm2 < options.smallestAreaUm2 / 2) return objects;
    Cutout whole = cutOut(map, component, level.first);
    std::vector<Cutout> parts;
    if (options.splitTouching) parts = partsOf(std::move(whole), std::sqrt(mapPixelUm2));
    else parts.push_back(std::move(whole));
    std::vector<MultiPolygon> siblings;
    for (const Cutout& cut : parts) {
        const double score = meanProbability(cut);
        const bool isUnsure = options.smallestConfidence > 0 && confidenceOf(score, options.threshold) < options.smallestConfidence;
        if (isUnsure && parts.size() == 1) continue;    // one of several still takes its place from its siblings
        MultiPolygon shape = shapeOf(outlinesOf(cut, level.level, options.smallestHoleUm2 / mapPixelUm2), map.grid(), options);
        if (parts.size() > 1) shape = besideSiblings(std::move(shape), siblings);
        if (shape.empty() || areaOf(shape) * um2PerPx2 < options.smallestAreaUm2) continue;
        if (isUnsure) continue;
        objects.push_back({std::move(shape), score, meanEntropy(cut.probability, cut.mask)});
        if (const ProbabilityMap* seams = map.seams())
            objects.back().seamDisagreement = meanSeamDisagreement(seams->read(cut.x, cut.y, cut.mask.width(), cut.mask.height()), cut.mask);
    }
    return objects;
}

/// `work(i)` for each i on all cores: a slider waits. The first exception comes out of it.
template <typename Work>
void onAllCores(std::size_t count, Work work) {
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;   // guards failure
    std::exception_ptr failure;
    const auto some = [&] {
        try {
            for (std::size_t i = next++; i < count; i = next++) work(i);
        } catch (...) {   // thrown again below
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        const std::size_t threads = std::min<std::size_t>({count / 2, std::thread::hardware_concurrency(), 8});
        for (std::size_t i = 1; i < threads; ++i) others.emplace_back(some);
        some();
    }
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

std::vector<DetectedObject> polygonise(const ProbabilityMap& map, const PolygoniseOptions& options) {
    const Level level(options.threshold);
    const std::vector<Component> components = componentsOf(map, level.first);
    std::vector<std::vector<DetectedObject>> found(components.size());
    onAllCores(components.size(), [&](std::size_t i) { found[i] = objectsOf(map, components[i], level, options); });
    std::vector<DetectedObject> objects;
    for (auto& some : found) std::move(some.begin(), some.end(), std::back_inserter(objects));
    if (!options.tissue.removed.empty()) std::erase_if(objects, [&](const DetectedObject& object) { return options.tissue.removes(object.shape); });
    std::stable_sort(objects.begin(), objects.end(), [](const DetectedObject& a, const DetectedObject& b) {
        const SlideRect r = boundsOf(a.shape), s = boundsOf(b.shape);
        return r.y != s.y ? r.y < s.y : r.x < s.x;
    });
    return objects;
}

}  // namespace bowman
