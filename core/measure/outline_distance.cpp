#include "core/measure/outline_distance.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "core/base/image.h"

namespace bowman {
namespace {

struct Pixel {
    double x = 0;
    double y = 0;
};

/// Ordered by row.
std::vector<Pixel> outlineOf(const std::vector<PixelRun>& runs) {
    std::int64_t left = std::numeric_limits<std::int64_t>::max(), right = std::numeric_limits<std::int64_t>::min();
    for (const PixelRun& run : runs) {
        left = std::min(left, run.begin);
        right = std::max(right, run.end);
    }
    const std::int64_t top = runs.front().line, bottom = runs.back().line + 1;
    Image inside(static_cast<int>(right - left) + 2, static_cast<int>(bottom - top) + 2, PixelFormat::Gray8);  // an empty edge around
    for (const PixelRun& run : runs)
        std::fill_n(inside.pixel(static_cast<int>(run.begin - left) + 1, static_cast<int>(run.line - top) + 1), run.end - run.begin, std::uint8_t{1});
    std::vector<Pixel> outline;
    for (int y = 1; y + 1 < inside.height(); ++y)
        for (int x = 1; x + 1 < inside.width(); ++x)
            if (*inside.pixel(x, y) && !(*inside.pixel(x - 1, y) && *inside.pixel(x + 1, y) && *inside.pixel(x, y - 1) && *inside.pixel(x, y + 1)))
                outline.push_back({static_cast<double>(left + x - 1), static_cast<double>(top + y - 1)});
    return outline;
}

double distance95(const std::vector<Pixel>& from, const std::vector<Pixel>& to) {
    std::vector<double> squares;
    squares.reserve(from.size());
    for (const Pixel& p : from) {
        double nearest = std::numeric_limits<double>::max();
        for (const Pixel& q : to) nearest = std::min(nearest, (p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y));
        squares.push_back(nearest);
    }
    const auto at = squares.begin() + static_cast<std::ptrdiff_t>(std::ceil(0.95 * static_cast<double>(squares.size()))) - 1;
    std::nth_element(squares.begin(), at, squares.end());
    return std::sqrt(*at);
}

}  // namespace

double outlineDistance95(const std::vector<PixelRun>& a, const std::vector<PixelRun>& b) {
    const std::vector<Pixel> first = outlineOf(a), second = outlineOf(b);
    return std::max(distance95(first, second), distance95(second, first));
}

}  // namespace bowman
