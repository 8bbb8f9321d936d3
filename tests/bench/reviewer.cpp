#include "tests/bench/reviewer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>

#include <QApplication>
#include <QTemporaryDir>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/redraw_border.h"
#include "core/detect/network_library.h"
#include "core/formats/label_reader.h"
#include "tests/bench/reviewer_lines.h"
#include "tests/bench/window_bench.h"
#include "ui/canvas/view_transform.h"
#include "ui/main_window/main_window.h"

namespace bowman::bench {
namespace {

namespace fs = std::filesystem;

constexpr double kGoodEnough = 0.9;       // IoU
constexpr double kHandNoise = 1.5;        // screen pixels, standard deviation across the way of a freehand line
constexpr double kAimedAt = 0.93;         // IoU that a line is drawn for: nobody stops at the bare least
constexpr double kLooksRight = 2.0;       // screen pixels: nobody redraws what is off by less
constexpr int kMostTries = 5;

ui::Networks shippedNetworks() {
    ui::Networks networks;
    networks.models = [] {
        const auto usual = findModel("");
        return usual ? std::vector<fs::path>{*usual} : std::vector<fs::path>();
    };
    networks.readCard = [](const fs::path& model) -> Result<ModelCard> {
        const auto library = loadNetworkLibrary();
        return library ? (*library)->readCard(model) : Result<ModelCard>(library.error());
    };
    networks.createPredictor = [](const fs::path& model, const std::string& device) -> Result<std::unique_ptr<Predictor>> {
        const auto library = loadNetworkLibrary();
        if (!library) return library.error();
        return (*library)->createPredictor(model, device, 0);
    };
    return networks;
}

double overlapOf(const MultiPolygon& a, const MultiPolygon& b) {
    const auto shared = overlapArea(a, b);
    return shared ? *shared : 0;
}

/// What one glomerulus of the truth took.
struct Cost {
    int keys = 0;
    int gestures = 0;        ///< press to release
    int lines = 0;           ///< of them: freehand lines along the border
    int around = 0;          ///< of them: all around
    double share = 0;        ///< of the border, of the longest one
    double before = 0;       ///< IoU of the proposal
    double after = 0;
    bool wasMissed = false;
    bool isReached = false;
    int all() const { return keys + gestures; }
};

class Reviewer {
public:
    Reviewer(ui::MainWindow& window, std::vector<MultiPolygon> truths, bool redraws)
        : m_window(window), m_view(window.canvas().view()), m_truths(std::move(truths)), m_costs(m_truths.size()), m_redraws(redraws) {}

    nlohmann::json run();

private:
    const AnnotationSet& set() const { return *m_window.project().annotations(); }
    int truthOf(const MultiPolygon& shape) const;
    void key(Qt::Key which, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { pressKey(m_view, which, modifiers); }
    void drag(const Ring& line, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    Ring byHand(const Ring& line);
    void show(const MultiPolygon& shape, Cost& cost);
    void correct(AnnotationId id, std::size_t truth, Cost& cost);
    bool redraw(const MultiPolygon& now, const MultiPolygon& truth, Cost& cost);
    bool lasso(const MultiPolygon& now, const MultiPolygon& truth, Cost& cost);
    void goThroughQueue();
    void drawMissed();
    nlohmann::json figures() const;

    ui::MainWindow& m_window;
    ui::SlideView& m_view;
    std::vector<MultiPolygon> m_truths;
    std::vector<Cost> m_costs;
    bool m_redraws;
    std::mt19937 m_random{5};
    int m_sessionKeys = 0;          ///< F5, and the tool taken into the hand
    int m_rejected = 0;             ///< objects that are no glomerulus of the truth: one key each
    int m_duplicates = 0;           ///< of them: on one that was done
};

int Reviewer::truthOf(const MultiPolygon& shape) const {
    int best = -1;
    double most = 0.1 * areaOf(shape);      // less is beside it
    for (std::size_t i = 0; i < m_truths.size(); ++i) {
        if (!boundsOf(m_truths[i]).intersects(boundsOf(shape))) continue;
        if (const double shared = overlapOf(shape, m_truths[i]); shared > most) {
            most = shared;
            best = static_cast<int>(i);
        }
    }
    return best;
}

/// A hand wavers slowly, not at each point.
Ring Reviewer::byHand(const Ring& line) {
    std::normal_distribution<double> noise(0, 1);
    const double amount = kHandNoise * m_view.viewport().downsample;
    constexpr double kKeep = 0.8;            // of the offset from one point (4 px) to the next
    const double fresh = std::sqrt(1 - kKeep * kKeep);
    Ring drawn;
    double dx = noise(m_random), dy = noise(m_random);
    for (const SlidePoint& p : line) {
        drawn.push_back({p.x + amount * dx, p.y + amount * dy});
        dx = kKeep * dx + fresh * noise(m_random);
        dy = kKeep * dy + fresh * noise(m_random);
    }
    return drawn;
}

void Reviewer::drag(const Ring& line, Qt::KeyboardModifiers modifiers) {
    const auto at = [&](SlidePoint p) { return ui::toScreen(m_view.viewport(), p); };
    sendMouse(m_view, QEvent::MouseButtonPress, at(line.front()), modifiers);
    for (std::size_t i = 1; i < line.size(); ++i) sendMouse(m_view, QEvent::MouseMove, at(line[i]), modifiers);
    sendMouse(m_view, QEvent::MouseButtonRelease, at(line.back()), modifiers);
    QCoreApplication::processEvents();
}

/// Further away until all of it is on the screen: a key each.
void Reviewer::show(const MultiPolygon& shape, Cost& cost) {
    for (int i = 0; i < 4; ++i) {
        const QRectF place = ui::toScreen(m_view.viewport(), boundsOf(shape));
        if (QRectF(m_view.rect()).adjusted(10, 10, -10, -10).contains(place)) return;
        key(Qt::Key_Minus);
        ++cost.keys;
        QCoreApplication::processEvents();
    }
}

/// As a person does it: the shortest line along the true border that sets right what is wrong to the eye.
bool Reviewer::redraw(const MultiPolygon& now, const MultiPolygon& truth, Cost& cost) {
    const double pixel = m_view.viewport().downsample;
    const Ring border = evenly(largestRing(truth), 4 * pixel);
    if (border.size() < 8) return false;
    Ring line;
    for (const double forgiven : {24.0, 16.0, 12.0, 8.0, 6.0, 4.0, kLooksRight}) {
        line = lineAlong(border, largestRing(now), forgiven * pixel);
        if (line.size() < 3) continue;
        const auto expected = withRedrawnBorder(now, line, 14 * pixel);
        if (expected && intersectionOverUnion(*expected, truth) >= kAimedAt) break;
    }
    if (line.size() < 3) return false;
    const double share = static_cast<double>(line.size()) / static_cast<double>(border.size());
    const bool isAround = line.front() == line.back();
    line = byHand(line);
    if (isAround) line.back() = line.front();
    drag(line);
    ++cost.gestures;
    ++cost.lines;
    cost.around += isAround;
    cost.share = std::max(cost.share, share);
    return true;
}

/// The largest piece that lacks is added, or the largest that is too much is cut out, by a freehand loop around it.
bool Reviewer::lasso(const MultiPolygon& now, const MultiPolygon& truth, Cost& cost) {
    const double pixel = m_view.viewport().downsample;
    const auto lacking = subtract(truth, now), tooMuch = subtract(now, truth);
    if (!lacking || !tooMuch) return false;
    const auto largest = [](const MultiPolygon& parts) {
        MultiPolygon best;
        for (const Polygon& part : parts)
            if (best.empty() || areaOf({part}) > areaOf(best)) best = {Polygon{part.outer, {}}};
        return best;
    };
    const MultiPolygon add = largest(*lacking), cut = largest(*tooMuch);
    const bool adds = areaOf(add) >= areaOf(cut);
    const MultiPolygon& piece = adds ? add : cut;
    if (piece.empty()) return false;
    // Into the object where it is added, out of it where it is cut: nobody draws twice along a line that is there.
    auto wide = adds ? buffered(piece, 4 * pixel) : buffered(piece, 4 * pixel);
    if (!wide) return false;
    wide = adds ? subtract(*wide, *subtract(*buffered(piece, 8 * pixel), *unite(now, truth))) : subtract(*wide, truth);
    if (!wide || wide->empty()) return false;
    Ring loop = evenly(largestRing(*wide), 4 * pixel);
    if (loop.size() < 4) return false;
    if (adds) {
        const auto inside = std::find_if(loop.begin(), loop.end(), [&](SlidePoint p) { return contains(now, p); });
        if (inside != loop.end()) std::rotate(loop.begin(), inside, loop.end());
    }
    Ring line = byHand(loop);
    if (adds) line.front() = loop.front();
    line.push_back(line.front());
    drag(line, adds ? Qt::NoModifier : Qt::ShiftModifier);
    ++cost.gestures;
    ++cost.lines;
    return true;
}

void Reviewer::correct(AnnotationId id, std::size_t truth, Cost& cost) {
    const MultiPolygon& wanted = m_truths[truth];
    for (int i = 0; i < kMostTries; ++i) {
        const AnnotationPtr now = set().find(id);
        if (!now || intersectionOverUnion(now->shape, wanted) >= kGoodEnough) break;
        const auto both = unite(now->shape, wanted);
        if (both) show(*both, cost);
        if (!(m_redraws ? redraw(now->shape, wanted, cost) : lasso(now->shape, wanted, cost))) break;
        m_window.canvas().message().dismiss();
        if (m_window.review().selected() == id || !m_window.review().isReviewing()) continue;
        // The window went on to the next object: back, where that was too early.
        if (const AnnotationPtr after = set().find(id); after && intersectionOverUnion(after->shape, wanted) < kGoodEnough) {
            key(Qt::Key_P);
            ++cost.keys;
            QCoreApplication::processEvents();
            if (m_window.review().selected() != id) break;
        } else {
            break;
        }
    }
    const AnnotationPtr now = set().find(id);
    cost.after = now ? intersectionOverUnion(now->shape, wanted) : 0;
    cost.isReached = cost.after >= kGoodEnough;
}

void Reviewer::goThroughQueue() {
    key(Qt::Key_F5);
    ++m_sessionKeys;
    key(m_redraws ? Qt::Key_D : Qt::Key_G);
    ++m_sessionKeys;
    for (std::size_t steps = 0; m_window.review().isReviewing() && steps < 2 * set().size() + 10; ++steps) {
        QCoreApplication::processEvents();
        const AnnotationPtr object = m_window.review().selectedAnnotation();
        if (!object) break;
        const int truth = truthOf(object->shape);
        const bool isDone = truth >= 0 && (m_costs[static_cast<std::size_t>(truth)].isReached || m_costs[static_cast<std::size_t>(truth)].all() > 0);
        if (truth < 0 || isDone) {
            ++m_rejected;
            m_duplicates += isDone;
            key(Qt::Key_R);
            continue;
        }
        Cost& cost = m_costs[static_cast<std::size_t>(truth)];
        cost.before = intersectionOverUnion(object->shape, m_truths[static_cast<std::size_t>(truth)]);
        correct(object->id, static_cast<std::size_t>(truth), cost);
        if (m_window.review().selected() != object->id) continue;      // the line was the decision
        key(Qt::Key_A);
        ++cost.keys;
    }
}

/// Where no object was: the view is put there (counted as one gesture, a click on the navigator), and a line drawn all around.
void Reviewer::drawMissed() {
    for (std::size_t i = 0; i < m_truths.size(); ++i) {
        Cost& cost = m_costs[i];
        if (cost.all() > 0) continue;
        cost.wasMissed = true;
        m_window.review().select(0);
        const SlideRect bounds = boundsOf(m_truths[i]);
        m_view.travelTo(bounds.grown(std::max(bounds.width, bounds.height)), false);
        ++cost.gestures;
        Ring line = byHand(evenly(largestRing(m_truths[i]), 4 * m_view.viewport().downsample));
        line.push_back(line.front());
        drag(line);
        ++cost.gestures;
        ++cost.lines;
        ++cost.around;
        if (const AnnotationPtr added = m_window.review().selectedAnnotation()) correct(added->id, i, cost);
    }
}

nlohmann::json Reviewer::figures() const {
    std::map<int, int> spread;
    Samples shares;
    int reached = 0, unreached = 0, good = 0, missed = 0, all = 0, lines = 0, around = 0, keys = 0, gestures = 0;
    Samples before, after;
    nlohmann::json failures = nlohmann::json::array();
    for (std::size_t i = 0; i < m_costs.size(); ++i) {
        const Cost& cost = m_costs[i];
        missed += cost.wasMissed;
        if (!cost.wasMissed) before.add(cost.before);
        after.add(cost.after);
        good += cost.before >= kGoodEnough;
        lines += cost.lines > 0;
        around += cost.around > 0;
        if (cost.share > 0) shares.add(cost.share);
        if (!cost.isReached) {
            ++unreached;
            const SlidePoint at = boundsOf(m_truths[i]).centre();
            failures.push_back({{"x", std::lround(at.x)}, {"y", std::lround(at.y)}, {"iou", cost.after}, {"keys_and_gestures", cost.all()}});
            continue;
        }
        ++reached;
        ++spread[cost.all()];
        all += cost.all();
        keys += cost.keys;
        gestures += cost.gestures;
    }
    nlohmann::json distribution;
    for (const auto& [count, objects] : spread) distribution[std::to_string(count)] = objects;
    const double n = std::max(1, reached);
    return {{"glomeruli", m_truths.size()}, {"reached", reached}, {"not_reached", unreached}, {"proposal_good_enough", good}, {"missed_by_the_network", missed},
            {"mean_keys_and_gestures", all / n}, {"mean_keys", keys / n}, {"mean_gestures", gestures / n},
            {"mean_with_false_ones_and_session_keys", (all + m_rejected + m_sessionKeys) / n}, {"distribution", distribution},
            {"needed_a_freehand_line", lines}, {"needed_a_line_all_around", around}, {"median_share_of_the_border_in_a_line", shares.median()}, {"false_ones_rejected", m_rejected}, {"of_them_duplicates", m_duplicates},
            {"session_keys", m_sessionKeys}, {"median_iou_before", before.median()}, {"median_iou_after", after.median()}, {"failures", failures}};
}

nlohmann::json Reviewer::run() {
    m_window.action(ui::Command::SmoothTravel)->setChecked(false);
    goThroughQueue();
    drawMissed();
    return figures();
}

fs::path dataFolder() {
    const char* named = std::getenv("BOWMAN_TEST_DATA");
    return named && *named ? fs::path(named) : fs::path(BOWMAN_SOURCE_DIR) / ".." / "shared" / "data";
}

}  // namespace

nlohmann::json reviewerFigures(const ReviewerOptions& o) {
    const fs::path slide = o.slide.empty() ? dataFolder() / "slides" / "validation_mosaic.tif" : o.slide;
    const fs::path mask = o.truth.empty() ? slide.parent_path() / (slide.stem().string() + "_mask.tif") : o.truth;
    if (!fs::exists(slide) || !fs::exists(mask)) return {{"left_out", "the data folder has no " + slide.filename().string()}};
    const auto labels = readLabels(mask);
    if (!labels) return {{"error", labels.error().message()}};
    std::vector<MultiPolygon> truths;
    for (const Annotation& a : labels->annotations) truths.push_back(a.shape);

    QTemporaryDir folder;
    qputenv("BOWMAN_SETTINGS", folder.filePath("settings.ini").toUtf8());
    ui::MainWindow window(shippedNetworks());
    window.resize(1920, 1080);
    window.show();
    window.openFiles({QString::fromStdString(slide.string())}, folder.filePath("review.bowman"));
    if (!waitUntil(30, [&] { return window.project().slide() != nullptr; })) return {{"error", "the slide did not open"}};
    if (!window.project().umPerPx())
        if (const auto scaled = window.project().setUmPerPx(1); !scaled) return {{"error", scaled.error().message()}};
    window.action(ui::Command::FindGlomeruli)->trigger();
    if (!waitUntil(30, [&] { return window.detection().isRunning(); })) return {{"error", "the detection did not begin"}};
    if (!waitUntil(1200, [&] { return !window.detection().isRunning() && window.project().annotations()->size() > 0; })) return {{"error", "the detection did not end"}};
    const std::size_t proposed = window.project().annotations()->size();
    nlohmann::json figures = Reviewer(window, std::move(truths), o.tools != "lasso").run();
    figures["proposed"] = proposed;
    figures["slide"] = slide.filename().string();
    figures["um_per_px"] = *window.project().umPerPx();
    figures["tools"] = o.tools;
    return figures;
}

}  // namespace bowman::bench
