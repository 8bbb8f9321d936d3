// A slide with violet discs in memory, and a network without weights that finds them: for the tests of detection.
#pragma once

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <new>
#include <vector>

#include "core/detect/detection_job.h"
#include "core/slide/memory_slide.h"

namespace bowman::test {

/// Sees violet (the discs of the slide below) with a small receptive field: the mean over 9×9 pixels. Outside of the patch
/// it sees white, as a real network sees its padding, so that its answers near a patch's edge are wrong.
class ViolettPredictor : public Predictor {
public:
    explicit ViolettPredictor(int batch = 2) : m_batch(batch) {
        m_card.umPerPx = 2;
        m_card.margin = 32;
        m_card.smallestAreaUm2 = 2000;
    }
    const ModelCard& card() const override { return m_card; }
    std::string deviceName() const override { return "test"; }
    std::string arithmetic() const override { return numbers; }
    int preferredBatch() const override { return m_batch; }
    Result<void> predict(const PatchBatch& batch, std::span<float> probabilities) override {
        ++calls;
        if (mostPatches > 0 && batch.count > mostPatches) {
            if (throwsWithoutMemory) throw std::bad_alloc();
            return Error{kOutOfMemory, "", ""};
        }
        patches += batch.count;
        if (failAtCall > 0 && calls == failAtCall) return Error{"the network failed", "", "NaN"};
        if (beforeAnswer) beforeAnswer();
        const int n = batch.size, plane = n * n;
        for (int k = 0; k < batch.count; ++k) {
            // Box sums by a summed-area table.
            std::vector<double> sums(static_cast<std::size_t>(n + 1) * (n + 1));
            for (int y = 0; y < n; ++y)
                for (int x = 0; x < n; ++x) {
                    const std::uint8_t* p = batch.rgb.data() + (static_cast<std::size_t>(k) * plane + y * n + x) * 3;
                    const auto at = [&](int v, int u) -> double& { return sums[static_cast<std::size_t>(v) * (n + 1) + u]; };
                    at(y + 1, x + 1) = at(y, x + 1) + at(y + 1, x) - at(y, x) + (255 - p[1]) / 255.0;
                }
            for (int y = 0; y < n; ++y)
                for (int x = 0; x < n; ++x) {
                    const int l = std::max(0, x - 4), r = std::min(n, x + 5), t = std::max(0, y - 4), b = std::min(n, y + 5);
                    const auto at = [&](int v, int u) { return sums[static_cast<std::size_t>(v) * (n + 1) + u]; };
                    probabilities[static_cast<std::size_t>(k) * plane + y * n + x] =
                        static_cast<float>((at(b, r) - at(t, r) - at(b, l) + at(t, l)) / 81.0);
                }
        }
        return {};
    }

    int calls = 0;
    int patches = 0;                    ///< that were answered
    int mostPatches = 0;                ///< memory for more there is not; 0 = for any number
    bool throwsWithoutMemory = false;
    std::string numbers = "test";
    int failAtCall = 0;
    std::function<void()> beforeAnswer;

private:
    ModelCard m_card;
    int m_batch;
};

struct Disc {
    double x, y, r;
};

inline const std::vector<Disc> kDiscs = {{300, 300, 100}, {1500, 350, 120}, {900, 800, 150}, {1536, 1000, 90}, {330, 1300, 60}, {1990, 1490, 100}};

inline Image discs(int width = 2000, int height = 1500) {
    Image image(width, height, PixelFormat::Rgb8);
    std::fill_n(image.data(), image.sizeBytes(), std::uint8_t{255});
    for (const Disc& d : kDiscs)
        for (int y = std::max(0, int(d.y - d.r)); y < std::min<int>(height, int(d.y + d.r + 1)); ++y)
            for (int x = std::max(0, int(d.x - d.r)); x < std::min<int>(width, int(d.x + d.r + 1)); ++x)
                if (std::hypot(x + 0.5 - d.x, y + 0.5 - d.y) < d.r) image.pixel(x, y)[1] = 0;
    return image;
}

inline DetectionRequest requestFor(SlidePtr slide) {
    DetectionRequest request;
    request.slide = std::move(slide);
    request.umPerPx = 1;
    request.tissueOnly = false;
    request.patchSize = 256;
    return request;
}

inline DetectionResult detect(const DetectionRequest& request, Predictor& predictor, const DetectionCallbacks& callbacks = {}) {
    auto result = detectGlomeruli(request, predictor, callbacks, {});
    if (!result) qFatal("%s", result.error().message().c_str());
    return std::move(*result);
}

inline bool sameMap(const ProbabilityMap& a, const ProbabilityMap& b) {
    const int w = static_cast<int>(a.grid().size.width), h = static_cast<int>(a.grid().size.height);
    const Image x = a.read(0, 0, w, h), y = b.read(0, 0, w, h);
    return std::equal(x.data(), x.data() + x.sizeBytes(), y.data());
}

}  // namespace bowman::test
