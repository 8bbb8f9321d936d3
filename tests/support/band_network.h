// ViolettPredictor strip by strip: the same answers as of one patch that is as large as the picture.
#pragma once

#include <atomic>

#include "tests/support/disc_network.h"

namespace bowman::test {

/// Keeps the rows it was given since it began; what it says of a row it computes from those around.
class ViolettStrips : public StripPredictor {
public:
    static constexpr int kRows = 64, kRadius = 4, kLag = 8;
    ViolettStrips(int width, std::atomic<int>& strips, const std::function<void()>& before, std::atomic<int>& failAt)
        : m_width(width), m_strips(strips), m_before(before), m_failAt(failAt) {}

    int rows() const override { return kRows; }
    int begin(int height, int firstWanted) override {
        m_height = height;
        m_next = firstWanted;
        m_first = std::max(0, firstWanted - kRadius) / kRows * kRows;
        m_green.clear();
        return m_first;
    }
    Result<FinishedRows> push(std::span<const std::uint8_t> rgb, int end) override {
        if (m_before) m_before();
        if (++m_strips == m_failAt) return Error{"the network failed", "", "NaN"};
        for (std::size_t i = 1; i < rgb.size(); i += 3) m_green.push_back(rgb[i]);
        const int there = m_first + static_cast<int>(m_green.size() / static_cast<std::size_t>(m_width));
        const int last = std::max(m_next, std::min({there >= m_height ? m_height : there - kLag, end, m_height}));
        m_result.clear();
        std::vector<int> columns(static_cast<std::size_t>(m_width));
        for (int y = m_next; y < last; ++y) {
            std::fill(columns.begin(), columns.end(), 0);
            for (int v = std::max(0, y - kRadius); v <= std::min(m_height - 1, y + kRadius); ++v) {
                const std::uint8_t* row = m_green.data() + static_cast<std::size_t>(v - m_first) * static_cast<std::size_t>(m_width);
                for (int x = 0; x < m_width; ++x) columns[static_cast<std::size_t>(x)] += 255 - row[x];
            }
            int sum = 0;   // of the columns from x − kRadius to x + kRadius
            for (int x = 0; x < std::min(kRadius, m_width); ++x) sum += columns[static_cast<std::size_t>(x)];
            for (int x = 0; x < m_width; ++x) {
                if (x + kRadius < m_width) sum += columns[static_cast<std::size_t>(x + kRadius)];
                if (x > kRadius) sum -= columns[static_cast<std::size_t>(x - kRadius - 1)];
                m_result.push_back(static_cast<float>(sum / 255.0 / 81));
            }
        }
        const FinishedRows finished{m_next, last, m_result};
        m_next = last;
        return finished;
    }

private:
    const int m_width;
    std::atomic<int>& m_strips;
    const std::function<void()>& m_before;
    std::atomic<int>& m_failAt;
    int m_height = 0, m_first = 0, m_next = 0;
    std::vector<std::uint8_t> m_green;
    std::vector<float> m_result;
};

class BandPredictor : public ViolettPredictor {
public:
    explicit BandPredictor(int lanes = 2) : m_lanes(lanes) {}
    int stripRows() const override { return ViolettStrips::kRows; }
    int stripLanes() const override { return m_lanes; }
    Result<std::unique_ptr<StripPredictor>> createStrips(int width) override {
        if (++created > mostStrips) return Error{kOutOfMemory, "", ""};
        widths.push_back(width);
        return std::unique_ptr<StripPredictor>(std::make_unique<ViolettStrips>(width, strips, beforeStrip, failAtStrip));
    }

    std::atomic<int> strips = 0, failAtStrip = 0;
    std::vector<int> widths;
    int created = 0, mostStrips = 1 << 20;
    std::function<void()> beforeStrip;

private:
    int m_lanes;
};

/// As requestFor(), but in bands where the network can.
inline DetectionRequest bandRequestFor(SlidePtr slide) {
    DetectionRequest request = requestFor(std::move(slide));
    request.patchSize = 0;
    return request;
}

}  // namespace bowman::test
