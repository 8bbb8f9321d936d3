#include "core/slide/scaled_read.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>

#include "core/slide/resample.h"

namespace bowman {
namespace {

constexpr double kLargestSourceEdge = 2048;  // level pixels read at once: 16 MB, whatever the output's scale

struct Span {
    std::int64_t first = 0;
    int count = 0;
};

/// Pixels of a level that the slide covers: one more than the level has where halving dropped an odd row or column.
std::int64_t reachOf(std::int64_t slideEdge, double downsample) { return static_cast<std::int64_t>(std::ceil(static_cast<double>(slideEdge) / downsample - 1e-6)); }

/// Rows and columns of the slide that the level has lost look like those beside them: glass would be a bright rim. `inside` is
/// what was read, in pixels of `image`.
void extendTo(Image& image, const LevelRegion& inside, int reachX, int reachY) {
    const int right = static_cast<int>(inside.x) + inside.width, bottom = static_cast<int>(inside.y) + inside.height;
    for (int row = static_cast<int>(inside.y); row < bottom; ++row)
        for (int column = right; column < reachX; ++column) std::memcpy(image.pixel(column, row), image.pixel(right - 1, row), 3);
    for (int row = bottom; row < reachY; ++row) std::memcpy(image.row(row), image.row(bottom - 1), image.stride());
}

/// Without its first columns and rows.
Image cropped(const Image& image, int columns, int rows) {
    Image part(image.width() - columns, image.height() - rows, PixelFormat::Rgb8);
    for (int row = 0; row < part.height(); ++row) std::memcpy(part.row(row), image.pixel(columns, row + rows), part.stride());
    return part;
}

/// Reads one rectangle of a level as RGB; what lies outside of the slide is white and not read.
Result<Image> readLevel(const Slide& slide, int level, Span x, Span y) {
    const PixelSize size = slide.info().levels[level].size;
    const double downsample = slide.info().levels[level].downsample;
    const std::int64_t reachX = reachOf(slide.info().size().width, downsample), reachY = reachOf(slide.info().size().height, downsample);
    // Begins with what the level has lost: its neighbour is read too.
    if (x.first == size.width && x.first < reachX) {
        const auto wider = readLevel(slide, level, {x.first - 1, x.count + 1}, y);
        return wider ? cropped(*wider, 1, 0) : wider;
    }
    if (y.first == size.height && y.first < reachY) {
        const auto higher = readLevel(slide, level, x, {y.first - 1, y.count + 1});
        return higher ? cropped(*higher, 0, 1) : higher;
    }
    const std::int64_t left = std::max<std::int64_t>(x.first, 0), top = std::max<std::int64_t>(y.first, 0);
    const std::int64_t right = std::min(x.first + x.count, size.width), bottom = std::min(y.first + y.count, size.height);
    const bool isInside = left == x.first && top == y.first && right == x.first + x.count && bottom == y.first + y.count;
    Image all;
    if (!isInside) {
        all = Image(x.count, y.count, PixelFormat::Rgb8);
        std::memset(all.data(), 255, all.sizeBytes());
        if (left >= right || top >= bottom) return all;
    }
    auto read = slide.readRegion({level, left, top, static_cast<int>(right - left), static_cast<int>(bottom - top)});
    if (!read) return read.error();
    Image rgb = toRgb(**read);
    if (isInside) return rgb;
    for (int row = 0; row < rgb.height(); ++row)
        std::memcpy(all.pixel(static_cast<int>(left - x.first), static_cast<int>(top - y.first) + row), rgb.row(row), rgb.stride());
    const auto within = [](std::int64_t reach, const Span& span) { return static_cast<int>(std::min<std::int64_t>(reach - span.first, span.count)); };
    const LevelRegion inside{level, left - x.first, top - y.first, rgb.width(), rgb.height()};
    extendTo(all, inside, within(right == size.width ? reachX : 0, x),
             within(bottom == size.height ? reachY : 0, y));
    return all;
}

Span spanOf(const AxisPlan& plan, int first, int count) {
    const std::int64_t begin = plan.samples[first].first;
    const auto& last = plan.samples[first + count - 1];
    return {begin, static_cast<int>(last.first + static_cast<std::int64_t>(last.weights.size()) - begin)};
}

}  // namespace

Result<Image> readScaled(const Slide& slide, const ScaledRegion& region) {
    const Error bad{"cannot read at scale", slide.info().path.string(), ""};
    if (region.width <= 0 || region.height <= 0) return Error{bad.what, bad.file, "the region is empty"};
    if (!(region.downsample > 0) || !std::isfinite(region.downsample) || !std::isfinite(region.origin.x) ||
        !std::isfinite(region.origin.y))
        return Error{bad.what, bad.file, "origin and downsample must be finite, and the downsample positive"};
    const int level = bestLevelFor(slide.info(), region.downsample);
    const double levelDownsample = slide.info().levels[level].downsample;
    const double ratio = region.downsample / levelDownsample;
    const AxisPlan columns = planAxis(region.origin.x / levelDownsample, ratio, region.width);
    const AxisPlan rows = planAxis(region.origin.y / levelDownsample, ratio, region.height);
    const int step = std::max(1, static_cast<int>(kLargestSourceEdge / std::max(ratio, 1.0)));
    try {
        Image out(region.width, region.height, PixelFormat::Rgb8);
        for (int y = 0; y < region.height; y += step)
            for (int x = 0; x < region.width; x += step) {
                const OutputBlock block{x, y, std::min(step, region.width - x), std::min(step, region.height - y)};
                const Span sx = spanOf(columns, block.x, block.width), sy = spanOf(rows, block.y, block.height);
                auto source = readLevel(slide, level, sx, sy);
                if (!source) return source.error();
                resampleBlock({*source, sx.first, sy.first}, columns, rows, block, out);
            }
        return out;
    } catch (const std::bad_alloc&) {
        return Error{bad.what, bad.file, "not enough memory for so large a region"};
    }
}

Result<Image> readThumbnail(const Slide& slide, int longestEdge) {
    const PixelSize size = slide.info().size();
    const double downsample = std::max(1.0, static_cast<double>(std::max(size.width, size.height)) / std::max(longestEdge, 1));
    // Rounded down, so that no pixel at the right and lower edge is mixed with what lies outside.
    const auto pixels = [&](std::int64_t edge) { return std::max(1, static_cast<int>(std::floor(edge / downsample + 1e-6))); };
    return readScaled(slide, {{0, 0}, downsample, pixels(size.width), pixels(size.height)});
}

}  // namespace bowman
