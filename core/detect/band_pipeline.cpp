#include "core/detect/band_pipeline.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstring>
#include <deque>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

#include "core/concurrency/bounded_queue.h"
#include "core/detect/patch_order.h"
#include "core/detect/patch_store.h"
#include "core/slide/scaled_read.h"

namespace bowman {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kGrid = 32;           ///< the network's coarsest pixels
constexpr int kWidths = 256;        ///< columns that are narrower than others are by a multiple of this
constexpr int kReadAhead = 2;       ///< pieces of a column that wait for a lane
constexpr int kReach = 1024;        ///< rows further than this from a place do not reach it, in any network that there is
/// Bands left to two lanes from which on it pays that the second begins in the middle, where it has to compute what reaches into its first row.
constexpr int kWorthSharing = 6;

std::int64_t nanosecondsSince(Clock::time_point start) { return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count(); }

int roundedUp(int v) { return (v + kGrid - 1) / kGrid * kGrid; }

/// The part of a column that is computed: no more than the slide has. In map pixels from the slide's corner.
struct Column {
    int x = 0, width = 0;
    friend bool operator==(const Column&, const Column&) = default;
};

/// Rows of a column: as many as a band has, from a multiple of that on.
struct Piece {
    Column column;
    int row = 0;
    Image rgb;
    std::string failure;
};

/// Reads what it is asked for, in order, on a thread of its own.
class PieceReader {
public:
    PieceReader(const PipelineRequest& request, std::atomic<std::int64_t>& nanoseconds)
        : m_request(request), m_nanoseconds(nanoseconds), m_thread([this] { read(); }) {}
    ~PieceReader() {
        m_asked.close();
        m_read.close();
    }
    PieceReader(const PieceReader&) = delete;
    PieceReader& operator=(const PieceReader&) = delete;

    void ask(const Column& column, int row) {
        if (m_asked.push({column, row, {}, {}})) ++m_open;
    }
    bool hasRoom() const { return m_open < kReadAhead; }
    std::size_t waiting() const { return m_read.size(); }
    /// The answer to the earliest question. Empty when the reader has ended.
    std::optional<Piece> take() {
        --m_open;
        return m_read.pop();
    }
    void forget() {
        while (m_open > 0) take();
    }

private:
    void read() {
        while (std::optional<Piece> piece = m_asked.pop()) {
            const auto start = Clock::now();
            const double downsample = m_request.grid.downsample;
            const int height = m_request.plan.geometry.height;
            try {
                auto rgb = readScaled(m_request.slide, {{piece->column.x * downsample, piece->row * downsample}, downsample, piece->column.width, height});
                if (rgb) piece->rgb = std::move(*rgb);
                else piece->failure = rgb.error().message();
            } catch (const std::exception& e) {
                piece->failure = e.what();
            }
            if (!piece->failure.empty()) {
                piece->rgb = Image(piece->column.width, height, PixelFormat::Rgb8);
                std::fill_n(piece->rgb.data(), piece->rgb.sizeBytes(), std::uint8_t{255});
            }
            m_nanoseconds += nanosecondsSince(start);
            if (!m_read.push(std::move(*piece))) return;
        }
    }

    const PipelineRequest& m_request;
    std::atomic<std::int64_t>& m_nanoseconds;
    BoundedQueue<Piece> m_asked{kReadAhead}, m_read{kReadAhead};
    int m_open = 0;   // asked and not taken; the lane's
    std::jthread m_thread;
};

struct Answer {
    std::size_t index = 0;
    std::vector<float> probabilities;
    std::string failure;
    bool isRestored = false;
    bool isForKeeping = true;
};

class BandPipeline {
public:
    BandPipeline(const PipelineRequest& request, Predictor& predictor, PatchBlender& blender, const PatchDone& onPatch, std::stop_token stop)
        : m_request(request), m_predictor(predictor), m_blender(blender), m_onPatch(onPatch), m_stop(std::move(stop)), m_plan(request.plan),
          m_order(request.plan, request.grid, request.visible), m_lanes(std::max(1, predictor.stripLanes())), m_answered(static_cast<std::size_t>(4 * m_lanes)),
          m_waiting(static_cast<std::size_t>(m_lanes)) {}

    Result<PipelineReport> run() {
        m_lanesLeft = m_lanes;
        {
            std::jthread blending([this] { guarded([this] { blendAnswers(); }, "blending"); });
            {
                std::vector<std::jthread> lanes;
                for (int i = 1; i < m_lanes; ++i) lanes.emplace_back([this, i] { guarded([&] { runLane(i); }, "the network"); });
                guarded([this] { runLane(0); }, "the network");
            }
            m_answered.close();
        }
        if (m_error) return *m_error;
        m_report.cancelled = m_stop.stop_requested() && m_report.patchesDone < static_cast<int>(m_plan.patches.size());
        if (!m_report.cancelled && m_report.patchesDone < static_cast<int>(m_plan.patches.size()))     // the last lane that had memory had ended by then
            return Error{kOutOfMemory, "", "the last parts of the slide were not searched; what was finished is kept, and the next run goes on there"};
        m_report.secondsReading = static_cast<double>(m_nanosecondsReading) * 1e-9;
        m_report.secondsNetwork = secondsNetwork();
        m_report.batch = m_lanes;
        m_report.queueCapacity = kReadAhead * m_lanes;
        m_report.meanQueue = m_asked > 0 ? static_cast<double>(m_found) / static_cast<double>(m_asked) * m_lanes : 0;
        m_report.starved = m_starved;
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
        m_failed = true;
        m_answered.close();
    }
    bool isOver() const { return m_failed || m_stop.stop_requested(); }
    double secondsNetwork() const { return static_cast<double>(m_nanosecondsNetwork) * 1e-9 / m_lanes; }
    PatchPlace placeOf(std::size_t i) const { return bowman::placeOf(m_plan.patches[i], m_plan, m_request.grid); }

    int slidePixels(double edge) const { return static_cast<int>(std::ceil(edge / m_request.grid.downsample - 1e-6)); }
    Column columnOf(std::size_t i) const {
        const int x = placeOf(i).x, width = slidePixels(m_request.slide.info().rect().width);
        int left = std::max(0, x), right = std::min(x + m_plan.geometry.size, width);
        if (const auto extent = m_plan.extents.find(m_plan.patches[i].x); extent != m_plan.extents.end()) {
            // Few widths, since each takes a moment to prepare.
            left = std::max(left, extent->second.first + m_request.grid.latticeX());
            left -= (left - x) % kWidths;
            left = std::max(0, left);
            right = std::min({x + m_plan.geometry.size, roundedUp(width), left + (extent->second.second + m_request.grid.latticeX() - left + kWidths - 1) / kWidths * kWidths});
        }
        return {left, roundedUp(right - left)};
    }
    int pictureHeight() const { return roundedUp(slidePixels(m_request.slide.info().rect().height) - m_request.top); }

    struct Lane {
        int number = 0;
        PieceReader reader;
        std::unique_ptr<StripPredictor> strips;
        int width = 0;
    };

    void runLane(int number) {
        restore();
        Lane lane{number, PieceReader(m_request, m_nanosecondsReading), nullptr, 0};
        while (!isOver()) {
            const auto band = m_order.takeBand(kWorthSharing);
            if (!band) break;
            std::deque<std::size_t> mine{*band};
            const Result<void> done = goDown(lane, mine);
            for (const std::size_t i : mine) m_order.giveBack(i);
            if (done) continue;
            if (done.error().what != kOutOfMemory || m_lanesLeft.fetch_sub(1) == 1) return fail(done.error());
            const std::lock_guard lock(m_errorMutex);
            m_report.notes.push_back("out of memory with " + std::to_string(m_lanes) + " columns at a time: went on with fewer");
            break;
        }
        m_waiting[static_cast<std::size_t>(number)] = 0;
    }

    /// What an earlier run finished; all lanes share it out.
    void restore() {
        if (!m_request.kept) return;
        for (std::size_t i = m_nextKept++; i < m_plan.patches.size() && !isOver(); i = m_nextKept++) {
            if (!m_request.kept->has(placeOf(i)) || !m_order.take(i)) continue;
            std::vector<float> values = m_request.kept->load(placeOf(i));
            if (values.empty()) m_order.giveBack(i);
            else if (answer({i, std::move(values), {}, true})) m_order.finish(i);
        }
    }

    bool answer(Answer item) { return m_answered.push(std::move(item)); }

    Result<void> prepare(Lane& lane, int width) {
        if (lane.width == width) return {};
        lane.strips.reset();
        lane.width = 0;
        const std::lock_guard lock(m_createMutex);
        try {
            auto strips = m_predictor.createStrips(width);
            if (!strips) return strips.error();
            lane.strips = std::move(*strips);
        } catch (const std::bad_alloc&) {
            return Error{kOutOfMemory, "", "the network needs more than there is"};
        }
        lane.width = width;
        return {};
    }

    /// Computes the bands of `mine` (one at first) and those below as long as they are free, and takes out what is finished.
    Result<void> goDown(Lane& lane, std::deque<std::size_t>& mine) {
        const int height = m_plan.geometry.height, top = m_request.top;
        const Column column = columnOf(mine.front());
        if (const auto ready = prepare(lane, column.width); !ready) return ready;
        const int strip = lane.strips->rows();
        int first = placeOf(mine.front()).y - top, end = first + height;   // rows of the picture that are being computed
        int row = lane.strips->begin(pictureHeight(), first);
        int asked = row / height * height;
        Piece piece;
        std::map<int, std::string> failures;      // by first row
        std::vector<float> band;
        bool mayGoOn = true;
        for (; !mine.empty(); row += strip) {
            if (isOver()) break;
            for (; lane.reader.hasRoom(); asked += height) lane.reader.ask(column, asked + top);
            if (piece.rgb.width() == 0 || row >= piece.row - top + height) {
                m_waiting[static_cast<std::size_t>(lane.number)] = static_cast<int>(lane.reader.waiting());
                ++m_asked;
                m_found += static_cast<std::int64_t>(lane.reader.waiting());
                if (lane.reader.waiting() == 0 && piece.rgb.width() > 0) ++m_starved;
                auto next = lane.reader.take();
                if (!next) break;
                piece = std::move(*next);
                if (!piece.failure.empty()) failures[piece.row - top] = piece.failure;
            }
            // Before the network's first layer passes the end: from then on it leaves out what nobody wants.
            if (mayGoOn && row + strip > end) {
                const auto next = m_order.takeBelow(mine.back());
                mayGoOn = next.has_value();
                if (next) mine.push_back(*next), end += height;
            }
            const auto start = Clock::now();
            const std::size_t rowBytes = static_cast<std::size_t>(column.width) * 3;
            const auto finished = lane.strips->push({piece.rgb.row(row + top - piece.row), rowBytes * static_cast<std::size_t>(strip)}, end);
            m_nanosecondsNetwork += nanosecondsSince(start);
            if (!finished) {
                lane.reader.forget();
                return finished.error();
            }
            deliver(*finished, column, first, mine, band, failures);
            if (end >= pictureHeight() && finished->end >= pictureHeight()) finishLast(first, mine, band, failures);
        }
        lane.reader.forget();
        return {};
    }

    /// Puts finished rows into the band that they belong to; whole bands go to the blending. `first`: of the band of mine.front().
    void deliver(const FinishedRows& rows, const Column& column, int& first, std::deque<std::size_t>& mine, std::vector<float>& band,
                 const std::map<int, std::string>& failures) {
        const int height = m_plan.geometry.height;
        for (int y = rows.first; y < rows.end && !mine.empty(); ++y) {
            if (band.empty()) band.assign(m_plan.geometry.pixels(), 0.0F);
            const int left = column.x - placeOf(mine.front()).x;
            std::memcpy(band.data() + static_cast<std::size_t>(y - first) * static_cast<std::size_t>(m_plan.geometry.size) + left,
                        rows.probabilities.data() + static_cast<std::size_t>(y - rows.first) * static_cast<std::size_t>(column.width),
                        static_cast<std::size_t>(std::min(column.width, m_plan.geometry.size - left)) * sizeof(float));
            if (y == first + height - 1) finishLast(first, mine, band, failures);
        }
    }

    void finishLast(int& first, std::deque<std::size_t>& mine, std::vector<float>& band, const std::map<int, std::string>& failures) {
        if (mine.empty() || band.empty()) return;
        const int height = m_plan.geometry.height;
        const auto failure = failures.find(first);
        const bool isNearFailure = std::any_of(failures.begin(), failures.end(), [&](const auto& f) { return f.first < first + height + kReach && f.first + height > first - kReach; });
        const std::size_t index = mine.front();
        mine.pop_front();
        first += height;
        Answer item{index, std::move(band), {}, false, !isNearFailure};
        if (failure != failures.end()) item.probabilities.clear(), item.failure = failure->second;
        band = {};
        if (answer(std::move(item))) m_order.finish(index);
    }

    void blendAnswers() {
        constexpr std::size_t kListedFailures = 100;
        while (std::optional<Answer> answer = m_answered.pop()) {
            const MapRect& patch = m_plan.patches[answer->index];
            MapRect changed;
            if (answer->probabilities.empty()) {
                ++m_report.patchesFailed;
                if (m_report.failures.size() < kListedFailures) m_report.failures.push_back(std::move(answer->failure));
                m_blender.skip(patch);
            } else {
                const auto start = Clock::now();
                changed = m_blender.add(patch, answer->probabilities);
                if (answer->isRestored) ++m_report.patchesRestored;
                else if (m_request.kept && answer->isForKeeping) m_request.kept->store(placeOf(answer->index), answer->probabilities);
                m_report.secondsBlending += static_cast<double>(nanosecondsSince(start)) * 1e-9;
            }
            ++m_report.patchesDone;
            int waiting = 0;
            for (const auto& count : m_waiting) waiting += count;
            if (m_onPatch) m_onPatch({m_report.patchesDone, m_report.patchesRestored, waiting, kReadAhead * m_lanes, secondsNetwork()}, changed);
        }
    }

    const PipelineRequest& m_request;
    Predictor& m_predictor;
    PatchBlender& m_blender;
    const PatchDone& m_onPatch;
    const std::stop_token m_stop;
    const PatchPlan& m_plan;
    PatchOrder m_order;
    const int m_lanes;
    BoundedQueue<Answer> m_answered;
    std::vector<std::atomic<int>> m_waiting;           // pieces that were read, of each lane
    std::atomic<int> m_lanesLeft = 0, m_starved = 0;
    std::atomic<std::size_t> m_nextKept = 0;
    std::atomic<std::int64_t> m_nanosecondsReading = 0, m_nanosecondsNetwork = 0, m_asked = 0, m_found = 0;
    std::atomic<bool> m_failed = false;
    PipelineReport m_report;                           // notes guarded by m_errorMutex, the rest by the blending thread until it is joined
    std::mutex m_createMutex;                          // one createStrips() at a time
    std::mutex m_errorMutex;                           // guards m_error and the notes
    std::optional<Error> m_error;
};

}  // namespace

Result<PipelineReport> runBands(const PipelineRequest& request, Predictor& predictor, PatchBlender& blender, const PatchDone& onPatch, std::stop_token stop) {
    return BandPipeline(request, predictor, blender, onPatch, std::move(stop)).run();
}

}  // namespace bowman
