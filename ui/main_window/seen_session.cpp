#include "ui/main_window/seen_session.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QImage>

namespace bowman::ui {
namespace {

constexpr double kSeenAtUmPerPx = 2;        // 5×: 10 µm/px divided by the power
constexpr double kSeenAtDownsample = 4;     // where the scale is unknown: 5× of a slide scanned at 20×
constexpr int kGlanceMs = 400;              // shorter is flying over
constexpr int kStoreMs = 20'000;
constexpr QRgb kSeenTint = 0x66009E73;      // Okabe–Ito bluish green

}  // namespace

SeenSession::SeenSession(const SeenParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    m_glance.setSingleShot(true);
    m_glance.setInterval(kGlanceMs);
    m_store.setInterval(kStoreMs);
    connect(&m_glance, &QTimer::timeout, this, &SeenSession::look);
    connect(&m_store, &QTimer::timeout, this, &SeenSession::store);
    connect(&parts.view, &SlideView::viewportChanged, this, [this] { m_glance.start(); });
    connect(&parts.project, &Project::slideChanged, this, &SeenSession::showSlide);
    connect(&parts.project, &Project::annotationsChanged, this, [this](const DocumentChange& change) {
        const AnnotationSet* annotations = m_parts.project.annotations();
        if (!m_found || !annotations) return;
        // All objects are gone through only where one that may say something of tissue has changed, or is no more.
        const auto mayMatter = [&](AnnotationId id) {
            const AnnotationPtr object = annotations->find(id);
            return !object || object->kind == AnnotationKind::Structure;
        };
        if (!change.changed.empty() && std::none_of(change.changed.begin(), change.changed.end(), mayMatter)) return;
        if (tissueCorrectionOf(annotations->all()) == m_correction) return;
        correctTissue();
        refresh();
    });
    connect(&parts.project, &Project::closing, this, &SeenSession::store);
    // What was seen is one person's: kept before another reads, and read again then.
    connect(&parts.project, &Project::leavingSlide, this, &SeenSession::store);
    connect(&parts.project, &Project::readingChanged, this, [this] {
        m_changed = false;
        m_slide = 0;
    });
    connect(&parts.layers, &LayersPanel::layersChanged, this, [this](const LayerSettings& layers) {
        if (layers.seen != m_isShown) refresh();
    });
    showSlide();
}

SeenSession::~SeenSession() { store(); }

void SeenSession::showSlide() {
    if (m_parts.project.currentSlide() == m_slide && m_slide != 0) return m_glance.start();
    store();
    m_changed = false;
    m_slide = m_parts.project.document() ? m_parts.project.currentSlide() : 0;
    m_seen = {};
    m_found.reset();
    m_tissue.reset();
    m_tissueOf = 0;
    m_findingTissue = false;
    m_waiting.clear();
    if (m_slide)
        if (auto stored = m_parts.project.document()->seenMap(m_slide)) m_seen = *std::move(stored);
    m_glance.start();
    refresh();
}

void SeenSession::store() {
    if (!m_changed || !m_parts.project.document()) return;
    if (const auto stored = m_parts.project.document()->storeSeenMap(m_slide, m_seen); !stored)
        return Q_EMIT failed(problemFrom(tr("What you have looked at cannot be saved"), stored.error()));   // and is tried again
    m_changed = false;
    m_store.stop();
}

bool SeenSession::isCloseEnough() const {
    const double downsample = m_parts.view.viewport().downsample;
    const auto umPerPx = m_parts.project.umPerPx();
    constexpr double kRounding = 1.001;
    return umPerPx ? downsample * *umPerPx <= kSeenAtUmPerPx * kRounding : downsample <= kSeenAtDownsample * kRounding;
}

void SeenSession::look() {
    if (!m_slide || !m_parts.project.slide() || !m_parts.view.isVisible() || !isCloseEnough()) return;
    const Viewport& view = m_parts.view.viewport();
    const bool isNew = m_seen.mark(view.visible(), [&view](SlidePoint p) {
        const DevicePoint d = view.toDevice(p);
        return d.x >= 0 && d.y >= 0 && d.x <= view.width && d.y <= view.height;
    });
    if (!isNew) return;
    m_changed = true;
    if (!m_store.isActive()) m_store.start();
    refresh();
}

SeenMap SeenSession::forget() {
    const SeenMap before = m_seen;
    SeenMap none = m_seen;
    none.clear();
    take(none);
    return before;
}

void SeenSession::take(const SeenMap& seen) {
    if (seen.columns() != m_seen.columns() || seen.rows() != m_seen.rows()) return;
    m_seen = seen;
    m_changed = true;
    store();
    refresh();
}

void SeenSession::findTissue() {
    if (m_tissueOf == m_slide || !m_parts.project.slide()) return;
    m_tissueOf = m_slide;
    m_findingTissue = true;
    m_runner.run([slide = m_parts.project.slide(), umPerPx = m_parts.project.umPerPx()] { return bowman::findTissue(*slide, umPerPx); },
                 [this, source = m_parts.project.slide()](Result<TissueMask> tissue) {
                     if (source != m_parts.project.slide()) return;
                     m_findingTissue = false;
                     if (tissue) {
                         m_found = *std::move(tissue);
                         correctTissue();
                         refresh();
                     }
                     for (const auto& then : std::exchange(m_waiting, {})) then();
                 });
}

void SeenSession::correctTissue() {
    const AnnotationSet* annotations = m_parts.project.annotations();
    m_correction = annotations ? tissueCorrectionOf(annotations->all()) : TissueCorrection{};
    m_tissue = m_found;
    m_correction.applyTo(*m_tissue);
}

void SeenSession::askForTissue(std::function<void()> then) {
    if (!m_slide) return;
    findTissue();
    if (!m_findingTissue) return then();
    m_waiting.push_back(std::move(then));
}

bool SeenSession::isTissue(SlidePoint p) const {
    const int x = static_cast<int>(p.x / m_tissue->downsample), y = static_cast<int>(p.y / m_tissue->downsample);
    return x < m_tissue->mask.width() && y < m_tissue->mask.height() && *m_tissue->mask.pixel(x, y) != 0;
}

std::optional<double> SeenSession::seenShare() const {
    if (!m_tissue) return std::nullopt;
    return m_seen.seenShare([this](SlidePoint p) { return isTissue(p); });
}

std::vector<SlidePoint> SeenSession::unseenTissue() const {
    std::vector<SlidePoint> cells;
    for (int row = 0; m_tissue && row < m_seen.rows(); ++row)
        for (int column = 0; column < m_seen.columns(); ++column)
            if (const SlidePoint p = m_seen.centre(column, row); !m_seen.isSeen(column, row) && isTissue(p)) cells.push_back(p);
    return cells;
}

/// A map that could not be read has seen nothing.
bool SeenSession::isEverythingSeen() const { return m_tissue && m_seen.columns() > 0 && unseenTissue().empty(); }

void SeenSession::goToUnseen() {
    askForTissue([this] { travelToUnseen(); });
}

void SeenSession::travelToUnseen() {
    if (!m_tissue) return Q_EMIT said(tr("Where the tissue of this slide is cannot be found"));
    const std::vector<SlidePoint> cells = unseenTissue();
    if (cells.empty()) return Q_EMIT said(tr("All tissue of this slide was seen at 5× or closer"));
    Viewport wanted = m_parts.view.viewport();
    const SlidePoint here = wanted.centre;
    const auto nearest = *std::min_element(cells.begin(), cells.end(), [&](SlidePoint a, SlidePoint b) {
        return std::hypot(a.x - here.x, a.y - here.y) < std::hypot(b.x - here.x, b.y - here.y);
    });
    const auto umPerPx = m_parts.project.umPerPx();
    wanted.downsample = umPerPx ? kSeenAtUmPerPx / *umPerPx : kSeenAtDownsample;
    // The middle of what is unseen around it, so that one view shows much of it; the nearest stays well inside.
    const double reach = 0.4 * std::min(wanted.width, wanted.height) * wanted.downsample;
    SlidePoint sum{0, 0};
    double count = 0;
    for (const SlidePoint& p : cells) {
        if (std::abs(p.x - nearest.x) > reach || std::abs(p.y - nearest.y) > reach) continue;
        sum = {sum.x + p.x, sum.y + p.y};
        ++count;
    }
    wanted.centre = {sum.x / count, sum.y / count};
    m_parts.view.setViewport(wanted);
    Q_EMIT said(tr("%1 % of the tissue seen").arg(std::floor(100 * *seenShare()), 0, 'f', 0));
}

void SeenSession::refresh() {
    m_isShown = m_parts.layers.layers().seen;
    const bool wanted = m_parts.layers.layers().seen && m_slide != 0 && m_seen.columns() > 0;
    if (!wanted) {
        m_parts.layers.setSeenText({});
        return m_parts.view.setSeenTint({});
    }
    QImage tint(m_seen.columns(), m_seen.rows(), QImage::Format_ARGB32);
    for (int row = 0; row < m_seen.rows(); ++row)
        for (int column = 0; column < m_seen.columns(); ++column) tint.setPixel(column, row, m_seen.isSeen(column, row) ? kSeenTint : 0);
    m_parts.view.setSeenTint(tint);
    findTissue();
    if (!m_tissue) return m_parts.layers.setSeenText({});
    const double share = *seenShare();
    m_parts.layers.setSeenText(tr("%1 % of the tissue").arg(100 * share, 0, 'f', share > 0 && share < 0.1 ? 1 : 0));
}

}  // namespace bowman::ui
