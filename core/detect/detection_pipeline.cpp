#include "core/detect/detection_pipeline.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "core/concurrency/bounded_queue.h"
#include "core/slide/scaled_read.h"

namespace bowman {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Large buffers that go round instead of being allocated for each patch. Any thread.
template <typename T>
class BufferPool {
public:
    std::vector<T> take(std::size_t size) {
        std::vector<T> buffer;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_free.empty()) {
                buffer = std::move(m_free.back());
                m_free.pop_back();
            }
        }
        buffer.resize(size);
        return buffer;
    }
    void giveBack(std::vector<T> buffer) {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(buffer));
    }

private:
    std::mutex m_mutex;  // guards m_free
    std::vector<std::vector<T>> m_free;
};

struct ReadPatch {
    std::size_t index = 0;
    Image rgb;
    std::string failure;    ///< why there are no pixels; empty when there are
};

struct Answer {
    std::size_t index = 0;
    std::vector<float> probabilities;   ///< empty when the patch could not be read
    std::string failure;
};

class Pipeline {
public:
    Pipeline(const PipelineRequest& request, Predictor& predictor, PatchBlender& blender, const PatchDone& onPatch, std::stop_token stop)
        : m_request(request), m_predictor(predictor), m_blender(blender), m_onPatch(onPatch), m_stop(std::move(stop)),
          m_batch(std::clamp(predictor.preferredBatch(), 1, 64)), m_read(static_cast<std::size_t>(2 * m_batch)),
          m_answered(static_cast<std::size_t>(2 * m_batch)) {}

    Result<PipelineReport> run() {
        const int readers = std::max(1, m_request.readers);
        m_readersLeft = readers;
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < readers; ++i) threads.emplace_back([this] { guarded([this] { readPatches(); }, "reading"); });
            std::jthread blending([this] { guarded([this] { blendAnswers(); }, "blending"); });
            const std::stop_callback wake(m_stop, [this] { m_read.close(); });
            guarded([this] { predictPatches(); }, "the network");
            m_read.close();      // readers that wait with a patch that nobody wants any more
            m_answered.close();
        }
        if (m_error) return *m_error;
        m_report.cancelled = m_stop.stop_requested() && m_report.patchesDone < static_cast<int>(m_request.plan.patches.size());
        m_report.secondsReading = static_cast<double>(m_nanosecondsReading) * 1e-9;
        return m_report;
    }

private:
    template <typename Work>
    void guarded(Work work, const char* what) {
        try {
            work();
        } catch (const std::exception& e) {
            fail({std::string("detection failed while ") + what + " ran", "", e.what()});
        }
    }
    void fail(Error error) {
        {
            const std::lock_guard lock(m_errorMutex);
            if (!m_error) m_error = std::move(error);
        }
        m_read.close();
        m_answered.close();
    }

    void readPatches() {
        const std::vector<MapRect>& patches = m_request.plan.patches;
        for (std::size_t i = m_next++; i < patches.size() && !m_stop.stop_requested(); i = m_next++) {
            const auto start = Clock::now();
            const MapRect& patch = patches[i];
            const SlideRect place = m_request.grid.toSlide(patch.x, patch.y, patch.width, patch.height);
            Result<Image> rgb = readScaled(m_request.slide, {{place.x, place.y}, m_request.grid.downsample, patch.width, patch.height});
            m_nanosecondsReading += std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count();
            ReadPatch item{i, {}, {}};
            if (rgb)
                item.rgb = std::move(*rgb);
            else
                item.failure = rgb.error().message();
            if (!m_read.push(std::move(item))) break;
        }
        if (--m_readersLeft == 0) m_read.close();
    }

    void predictPatches() {
        const int size = m_request.plan.geometry.size;
        const std::size_t patchBytes = static_cast<std::size_t>(size) * size * 3, patchPixels = static_cast<std::size_t>(size) * size;
        const std::size_t classes = m_predictor.card().classes.size();
        std::vector<std::uint8_t> rgb(patchBytes * m_batch);
        std::vector<float> probabilities(patchPixels * classes * m_batch);
        std::vector<std::size_t> indices;
        const auto flush = [&]() -> bool {
            if (indices.empty()) return true;
            const auto start = Clock::now();
            const int count = static_cast<int>(indices.size());
            const std::size_t values = patchPixels * classes * indices.size();
            const Result<void> done = m_predictor.predict({count, size, {rgb.data(), patchBytes * indices.size()}}, {probabilities.data(), values});
            m_report.secondsNetwork += secondsSince(start);
            if (!done) {
                fail(done.error());
                return false;
            }
            for (std::size_t k = 0; k < indices.size(); ++k) {
                std::vector<float> own = m_answers.take(patchPixels);  // the first class
                std::copy_n(probabilities.data() + k * classes * patchPixels, patchPixels, own.data());
                if (!m_answered.push({indices[k], std::move(own), {}})) return false;
            }
            indices.clear();
            return true;
        };
        while (std::optional<ReadPatch> patch = m_read.pop()) {
            if (m_stop.stop_requested()) return;
            if (!patch->failure.empty()) {
                if (!m_answered.push({patch->index, {}, std::move(patch->failure)})) return;
                continue;
            }
            std::copy_n(patch->rgb.data(), patchBytes, rgb.data() + patchBytes * indices.size());
            indices.push_back(patch->index);
            if (static_cast<int>(indices.size()) == m_batch && !flush()) return;
        }
        if (!m_stop.stop_requested()) flush();
    }

    void blendAnswers() {
        constexpr std::size_t kListedFailures = 100;
        while (std::optional<Answer> answer = m_answered.pop()) {
            const MapRect& patch = m_request.plan.patches[answer->index];
            MapRect changed;
            if (answer->probabilities.empty()) {
                ++m_report.patchesFailed;
                if (m_report.failures.size() < kListedFailures) m_report.failures.push_back(std::move(answer->failure));
                m_blender.skip(patch);
            } else {
                const auto start = Clock::now();
                changed = m_blender.add(patch, answer->probabilities);
                m_answers.giveBack(std::move(answer->probabilities));
                m_report.secondsBlending += secondsSince(start);
            }
            ++m_report.patchesDone;
            if (m_onPatch) m_onPatch(m_report.patchesDone, changed);
        }
    }

    const PipelineRequest& m_request;
    Predictor& m_predictor;
    PatchBlender& m_blender;
    const PatchDone& m_onPatch;
    const std::stop_token m_stop;
    const int m_batch;
    BoundedQueue<ReadPatch> m_read;
    BoundedQueue<Answer> m_answered;
    BufferPool<float> m_answers;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<int> m_readersLeft = 0;
    std::atomic<std::int64_t> m_nanosecondsReading = 0;
    PipelineReport m_report;    // secondsNetwork by the calling thread, the rest by the blending thread until it is joined
    std::mutex m_errorMutex;    // guards m_error
    std::optional<Error> m_error;
};

}  // namespace

Result<PipelineReport> runPipeline(const PipelineRequest& request, Predictor& predictor, PatchBlender& blender,
                                   const PatchDone& onPatch, std::stop_token stop) {
    return Pipeline(request, predictor, blender, onPatch, std::move(stop)).run();
}

}  // namespace bowman
