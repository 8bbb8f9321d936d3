#include "core/detect/detection_pipeline.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

#include "core/concurrency/bounded_queue.h"
#include "core/detect/patch_store.h"
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
    bool isRestored = false;
};

class Pipeline {
public:
    Pipeline(const PipelineRequest& request, Predictor& predictor, PatchBlender& blender, const PatchDone& onPatch, std::stop_token stop)
        : m_request(request), m_predictor(predictor), m_blender(blender), m_onPatch(onPatch), m_stop(std::move(stop)),
          m_firstBatch(std::clamp(predictor.preferredBatch(), 1, 64)), m_batch(m_firstBatch), m_read(static_cast<std::size_t>(2 * m_firstBatch)),
          m_answered(static_cast<std::size_t>(2 * m_firstBatch)), m_order(request.plan, request.grid, request.visible) {}

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
        m_report.secondsNetwork = secondsNetwork();
        m_report.batch = m_batch;
        m_report.queueCapacity = 2 * m_firstBatch;
        m_report.meanQueue = m_asked > 0 ? m_waiting / m_asked : 0;
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

    PatchPlace placeOf(const MapRect& patch) const { return bowman::placeOf(patch, m_request.plan, m_request.grid); }

    std::vector<float> restored(const MapRect& patch) const { return m_request.kept ? m_request.kept->load(placeOf(patch)) : std::vector<float>(); }

    double secondsNetwork() const { return static_cast<double>(m_nanosecondsNetwork) * 1e-9; }

    void readPatches() {
        const std::vector<MapRect>& patches = m_request.plan.patches;
        while (!m_stop.stop_requested()) {
            const std::optional<std::size_t> next = m_order.takeNext();
            if (!next) break;
            const std::size_t i = *next;
            const auto start = Clock::now();
            const MapRect& patch = patches[i];
            if (std::vector<float> kept = restored(patch); !kept.empty()) {
                if (!m_answered.push({i, std::move(kept), {}, true})) break;
                continue;
            }
            // From the slide's corner, not from the region's: the same pixels to the last bit in every region.
            const PatchPlace at = placeOf(patch);
            const double downsample = m_request.grid.downsample;
            Result<Image> rgb = readScaled(m_request.slide, {{at.x * downsample, at.y * downsample}, downsample, patch.width, patch.height});
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
        std::optional<Batch> batch;
        while (!batch) {
            try {
                batch.emplace(*this);
            } catch (const std::bad_alloc&) {
                if (m_batch == 1) throw;
                halve();
            }
        }
        predictWith(*batch);
    }

    struct Batch {
        explicit Batch(const Pipeline& p)
            : patchPixels(static_cast<std::size_t>(p.m_request.plan.geometry.size) * static_cast<std::size_t>(p.m_request.plan.geometry.size)),
              classes(p.m_predictor.card().classes.size()), rgb(patchPixels * 3 * static_cast<std::size_t>(p.m_batch)),
              probabilities(patchPixels * classes * static_cast<std::size_t>(p.m_batch)) {}
        std::size_t patchPixels, classes;
        std::vector<std::uint8_t> rgb;
        std::vector<float> probabilities;
        std::vector<std::size_t> indices;
    };

    void halve() {
        m_report.notes.push_back("out of memory with " + std::to_string(m_batch) + " patches at a time: went on with " + std::to_string(m_batch / 2));
        m_batch /= 2;
    }

    /// The network's answer to `count` patches from `first` on; out of memory as an error, also where it was thrown.
    Result<void> ask(Batch& batch, std::size_t first, std::size_t count) {
        const auto start = Clock::now();
        const std::size_t rgb = batch.patchPixels * 3, values = batch.patchPixels * batch.classes;
        Result<void> done;
        try {
            done = m_predictor.predict({static_cast<int>(count), m_request.plan.geometry.size, {batch.rgb.data() + first * rgb, count * rgb}},
                                       {batch.probabilities.data() + first * values, count * values});
        } catch (const std::bad_alloc&) {
            done = Error{kOutOfMemory, "", "the network needs more than there is"};
        }
        m_nanosecondsNetwork += std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count();
        return done;
    }

    /// False when the run is over.
    bool flush(Batch& batch) {
        for (std::size_t first = 0; first < batch.indices.size();) {
            const std::size_t count = std::min(batch.indices.size() - first, static_cast<std::size_t>(m_batch));
            if (const Result<void> done = ask(batch, first, count); !done) {
                if (done.error().what != kOutOfMemory || count == 1) {
                    fail(done.error());
                    return false;
                }
                m_batch = static_cast<int>(count);
                halve();
                continue;
            }
            for (std::size_t k = first; k < first + count; ++k) {
                std::vector<float> own = m_answers.take(batch.patchPixels);  // the first class
                std::copy_n(batch.probabilities.data() + k * batch.classes * batch.patchPixels, batch.patchPixels, own.data());
                if (!m_answered.push({batch.indices[k], std::move(own), {}})) return false;
            }
            first += count;
        }
        batch.indices.clear();
        return true;
    }

    void predictWith(Batch& batch) {
        while (std::optional<ReadPatch> patch = nextRead()) {
            if (m_stop.stop_requested()) return;
            if (!patch->failure.empty()) {
                if (!m_answered.push({patch->index, {}, std::move(patch->failure)})) return;
                continue;
            }
            const std::size_t bytes = batch.patchPixels * 3;
            std::copy_n(patch->rgb.data(), bytes, batch.rgb.data() + bytes * batch.indices.size());
            batch.indices.push_back(patch->index);
            if (static_cast<int>(batch.indices.size()) >= m_batch && !flush(batch)) return;
        }
        if (!m_stop.stop_requested()) flush(batch);
    }

    std::optional<ReadPatch> nextRead() {
        const std::size_t waiting = m_read.size();
        if (m_asked > 0 && waiting == 0 && m_readersLeft > 0) ++m_report.starved;
        m_waiting += static_cast<double>(waiting);
        ++m_asked;
        return m_read.pop();
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
                if (answer->isRestored) ++m_report.patchesRestored;
                else if (m_request.kept) m_request.kept->store(placeOf(patch), answer->probabilities);
                m_answers.giveBack(std::move(answer->probabilities));
                m_report.secondsBlending += secondsSince(start);
            }
            ++m_report.patchesDone;
            if (m_onPatch)
                m_onPatch({m_report.patchesDone, m_report.patchesRestored, static_cast<int>(m_read.size()), 2 * m_firstBatch, secondsNetwork()}, changed);
        }
    }

    const PipelineRequest& m_request;
    Predictor& m_predictor;
    PatchBlender& m_blender;
    const PatchDone& m_onPatch;
    const std::stop_token m_stop;
    const int m_firstBatch;
    int m_batch;                // as many as memory allows; the calling thread's
    double m_waiting = 0;       // sum over the questions of what waited
    double m_asked = 0;
    BoundedQueue<ReadPatch> m_read;
    BoundedQueue<Answer> m_answered;
    BufferPool<float> m_answers;
    PatchOrder m_order;
    std::atomic<int> m_readersLeft = 0;
    std::atomic<std::int64_t> m_nanosecondsReading = 0;
    std::atomic<std::int64_t> m_nanosecondsNetwork = 0;
    PipelineReport m_report;    // notes and starved by the calling thread, the rest by the blending thread until it is joined
    std::mutex m_errorMutex;    // guards m_error
    std::optional<Error> m_error;
};

}  // namespace

Result<PipelineReport> runPipeline(const PipelineRequest& request, Predictor& predictor, PatchBlender& blender,
                                   const PatchDone& onPatch, std::stop_token stop) {
    return Pipeline(request, predictor, blender, onPatch, std::move(stop)).run();
}

}  // namespace bowman
