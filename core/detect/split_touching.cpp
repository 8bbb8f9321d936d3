#include "core/detect/split_touching.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace bowman {
namespace {

/// Distance of each inner pixel to the outside, in pixels; holes are filled before. One pixel of edge all around.
cv::Mat distanceInside(const Image& mask) {
    cv::Mat padded(mask.height() + 2, mask.width() + 2, CV_8U, cv::Scalar(0));
    for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x) padded.at<std::uint8_t>(y + 1, x + 1) = mask.pixel(x, y)[0] ? 255 : 0;
    cv::Mat outside = padded.clone();
    cv::floodFill(outside, {0, 0}, 128, nullptr, {}, {}, 4);
    cv::Mat filled = outside != 128;
    cv::Mat distance;
    cv::distanceTransform(filled, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    return distance;
}

/// Floods from the deepest pixel outwards; basins meet in union-find.
class Flooding {
public:
    Flooding(const cv::Mat& distance, const SplitOptions& options)
        : m_distance(distance), m_options(options), m_basin(distance.total(), kNone) {}

    void run() {
        for (const int pixel : deepestFirst()) add(pixel);
    }

    /// Final basin of a pixel, or −1.
    int basinOf(int pixel) { return m_basin[pixel] == kNone ? kNone : root(m_basin[pixel]); }

private:
    static constexpr int kNone = -1;

    float at(int pixel) const { return m_distance.ptr<float>()[pixel]; }

    /// Pixels inside by their depth, those of one depth row by row. A precise distance is the root of a whole number (exactly
    /// so up to some 1,600 pixels; beyond, neighbouring depths may count as one), so they are counted, not compared.
    /// Not the outermost ones, which have not all their neighbours: whatever the distances say of a mask that fills a slide.
    std::vector<int> deepestFirst() const {
        const auto forEach = [this](auto what) {
            for (int y = 1; y + 1 < m_distance.rows; ++y)
                for (int i = y * m_distance.cols + 1; i < (y + 1) * m_distance.cols - 1; ++i)
                    if (at(i) > 0) what(i, static_cast<std::size_t>(std::lround(at(i) * at(i))));
        };
        std::vector<int> begins;   // first how many have this square, then where they begin
        forEach([&](int, std::size_t square) {
            if (square >= begins.size()) begins.resize(square + 1);
            ++begins[square];
        });
        int before = 0;
        for (auto count = begins.rbegin(); count != begins.rend(); ++count) before += std::exchange(*count, before);
        std::vector<int> order(static_cast<std::size_t>(before));
        forEach([&](int pixel, std::size_t square) { order[static_cast<std::size_t>(begins[square]++)] = pixel; });
        return order;
    }

    int root(int basin) {
        while (m_parent[basin] != basin) basin = m_parent[basin] = m_parent[m_parent[basin]];
        return basin;
    }

    /// A pixel belongs to the basin of its deepest neighbour; without one it begins a basin.
    void add(int pixel) {
        const int w = m_distance.cols;
        const std::array<int, 8> around = {-w - 1, -w, -w + 1, -1, 1, w - 1, w, w + 1};
        int only = kNone;          // the basin around, as long as there is one
        bool isOne = true;
        for (const int offset : around) {
            const int basin = m_basin[pixel + offset];
            if (basin == kNone || basin == only) continue;
            isOne = only == kNone;
            only = basin;
            if (!isOne) break;
        }
        if (!isOne) return addWhereBasinsMeet(pixel, around);
        if (only != kNone) {
            m_basin[pixel] = root(only);
            return;
        }
        m_basin[pixel] = static_cast<int>(m_parent.size());
        m_parent.push_back(m_basin[pixel]);
        m_peak.push_back(at(pixel));
    }

    void addWhereBasinsMeet(int pixel, const std::array<int, 8>& around) {
        int deepest = kNone;
        for (const int offset : around) {
            const int neighbour = pixel + offset;
            if (m_basin[neighbour] == kNone) continue;
            if (deepest != kNone) meet(basinOf(deepest), basinOf(neighbour), at(pixel));
            if (deepest == kNone || at(neighbour) > at(deepest)) deepest = neighbour;
        }
        m_basin[pixel] = basinOf(deepest);
    }

    /// Two basins meet at a depth: one from now on, unless this is a neck.
    void meet(int a, int b, float depth) {
        if (a == b) return;
        if (m_peak[a] < m_peak[b]) std::swap(a, b);
        const bool isNeck = m_peak[b] >= m_options.smallestRadius && depth < m_options.neck * m_peak[b];
        if (!isNeck) m_parent[b] = a;
    }

    const cv::Mat& m_distance;
    const SplitOptions m_options;
    std::vector<int> m_basin;    // by pixel
    std::vector<int> m_parent;   // by basin
    std::vector<float> m_peak;   // by basin: radius of its largest inner circle
};

}  // namespace

SplitResult splitTouching(const Image& mask, const SplitOptions& options) {
    const cv::Mat distance = distanceInside(mask);
    Flooding flooding(distance, options);
    flooding.run();
    SplitResult result{0, Image(mask.width(), mask.height(), PixelFormat::Gray8)};
    std::vector<int> basins;
    for (int y = 0; y < mask.height(); ++y)
        for (int x = 0; x < mask.width(); ++x) {
            if (!mask.pixel(x, y)[0]) continue;
            const int basin = flooding.basinOf((y + 1) * distance.cols + x + 1);
            auto found = std::find(basins.begin(), basins.end(), basin);
            if (found == basins.end() && basins.size() < 255) found = basins.insert(basins.end(), basin);
            const auto index = std::min<std::ptrdiff_t>(found - basins.begin(), 254);
            result.labels.pixel(x, y)[0] = static_cast<std::uint8_t>(index + 1);
        }
    result.parts = static_cast<int>(basins.size());
    return result;
}

}  // namespace bowman
