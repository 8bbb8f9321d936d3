#include "ui/canvas/tile_layer.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "ui/canvas/image_bridge.h"
#include "ui/canvas/tile_budget.h"
#include "ui/canvas/view_transform.h"

namespace bowman::ui {

namespace {

/// Device pixels around a view tile that its interpolation looks at.
int marginOf(const ViewGrid& grid, const SlideLevel& level) {
    constexpr int kTurned = 4;
    return static_cast<int>(std::ceil(3 * level.downsample / grid.downsample)) + 1 + (grid.orientation.isUpright() ? 0 : kTurned);
}

/// The view grown to whole view tiles and to what their interpolation looks at: a tile that is half in view is rendered
/// whole, so what lies under its other half is to be loaded too.
Viewport alignedView(const SlideInfo& info, const ViewGrid& grid, const QRect& visible) {
    const int margin = marginOf(grid, info.levels[levelToShow(info, grid.downsample)]);
    const auto down = [](int value) { return static_cast<int>(std::floor(value / double(kViewTileEdge))) * kViewTileEdge; };
    const QRect tiles(QPoint(down(visible.left()), down(visible.top())),
                      QPoint(down(visible.right()) + kViewTileEdge - 1, down(visible.bottom()) + kViewTileEdge - 1));
    return grid.viewOf(tiles.adjusted(-margin, -margin, margin, margin));
}

}  // namespace

TileLayer::TileLayer(WorkerPool& pool, QObject* parent)
    : QObject(parent), m_queue(pool), m_standIns(pool), m_generation(std::make_shared<std::atomic<int>>(0)) {
    TileBudget::ofProgram().add(m_cache);
    m_standIns.onArrived = [this] {
        refresh();
        if (onChanged && m_slide) onChanged(m_slide->info().rect());
    };
    m_rendered = std::make_shared<Deliveries>([this] { QMetaObject::invokeMethod(this, [this] { takeRendered(); }, Qt::QueuedConnection); });
}

TileLayer::~TileLayer() {
    m_generation->store(-1);
    TileBudget::ofProgram().remove(m_cache);
}

void TileLayer::setSlide(SlidePtr slide) {
    m_loader.reset();
    m_slide = std::move(slide);
    m_cache.clear();
    m_wrapped.clear();
    m_failed.clear();
    m_firstError.clear();
    m_sheet.clear();
    m_changed.clear();
    m_standIns.clear();
    m_changedDraw.clear();
    ++m_change;
    m_asStainedShows = false;
    m_plan = {};
    m_ahead.clear();
    if (!m_slide) return;
    m_cache.pinLevel(static_cast<int>(m_slide->info().levels.size()) - 1);
    m_loader = std::make_unique<TileLoader>(
        m_slide, 0, [this] { QMetaObject::invokeMethod(this, [this] { takeLoaded(); }, Qt::QueuedConnection); },
        [](ImagePtr tile) { return opaqueForScreen(tile); });
}

void TileLayer::setView(const Viewport& view, ViewChange change) {
    m_isZooming = change == ViewChange::Zooming && !m_sheet.isEmpty();
    const bool isPan = view.downsample == m_view.downsample && view.orientation == m_view.orientation;
    const Offset moved{view.centre.x - m_view.centre.x, view.centre.y - m_view.centre.y};
    if (!isPan) m_travel = {};
    else if (moved != Offset{}) m_travel = moved;
    m_view = view;
    refresh();
}

QRect TileLayer::withSurroundings(const QRect& visible) const {
    constexpr int kEdge = kViewTileEdge;
    const Offset to = m_view.orientation.toScreen(m_travel);
    const double most = std::max(std::abs(to.x), std::abs(to.y)) / 3;   // a slow drift to one side is no direction
    const int left = to.x < -most ? kEdge : 0, right = to.x > most ? kEdge : 0, up = to.y < -most ? kEdge : 0, down = to.y > most ? kEdge : 0;
    return visible.adjusted(-kEdge - left, -kEdge - up, kEdge + right, kEdge + down);
}

/// What waits for a worker gives way to what is wanted now, in its order.
void TileLayer::takeBackWaiting() {
    for (const Waiting& job : m_queue.takeBack()) {
        if (job.change != 0) --m_changesDue;
        if (job.generation != m_sheet.generation()) continue;
        if (job.ofSheet) m_sheet.giveBack(job.index);
        if (job.change == m_change && job.change != 0) m_changed.giveBack(job.index);
    }
}

QRect TileLayer::visiblePixels() const {
    return QRect(0, 0, m_view.width, m_view.height).translated(-m_sheet.grid().cornerIn(m_view));
}

void TileLayer::readAhead(const std::vector<Viewport>& views) {
    m_ahead.clear();
    if (!m_slide) return;
    const SlideInfo& info = m_slide->info();
    for (const Viewport& view : views) {
        const ViewGrid grid = ViewGrid::of(info.size(), view.downsample, view.orientation);
        const QRect pixels = QRect(0, 0, view.width, view.height).translated(-grid.cornerIn(view));
        const TilePlan plan = planTiles(info, alignedView(info, grid, pixels), [](const TileKey&) { return true; });
        m_ahead.insert(m_ahead.end(), plan.visible.begin(), plan.visible.end());
    }
    refresh();
}

void TileLayer::settle() {
    if (!std::exchange(m_isZooming, false)) return;
    refresh();
}

void TileLayer::refresh() {
    if (!m_slide || m_view.width <= 0 || m_view.height <= 0) return;
    const SlideInfo& info = m_slide->info();
    m_sheet.setGrid(ViewGrid::of(info.size(), m_view.downsample, m_view.orientation));
    m_changed.setGrid(m_sheet.grid());
    m_generation->store(m_sheet.generation());
    const QRect visible = visiblePixels();
    const Viewport aligned = alignedView(info, m_sheet.grid(), visible);
    const PlanHints hints{m_travel, m_isZooming ? kHasty : kSharp};
    m_plan = planTiles(info, aligned, [this](const TileKey& key) { return m_cache.contains(key); }, hints);
    // What a view needs is never dropped while it is being made, however small the budget; and what has been made from it is not read again.
    constexpr std::size_t kTileBytes = std::size_t{4} * kTileEdge * kTileEdge;
    m_cache.setFloor((m_plan.visible.size() + 8) * kTileBytes);
    if (m_cache.bytes() + m_plan.wanted.size() * kTileBytes > m_cache.capacity() && isSharp()) m_plan.wanted.clear();
    std::vector<TileKey> wanted = m_plan.wanted;
    if (m_cache.bytes() + (wanted.size() + m_ahead.size()) * kTileBytes <= m_cache.capacity())
        std::copy_if(m_ahead.begin(), m_ahead.end(), std::back_inserter(wanted), [this](const TileKey& key) { return !isRead(key); });
    m_loader->setWanted(wanted);
    if (m_filter) {
        wantStandIns();
        m_changedDraw = planTiles(info, aligned, [this](const TileKey& key) { return m_standIns.contains(key); }, hints).draw;
    }
    constexpr std::size_t kMostWrapped = 96;     // megabytes, and they may be out of the cache
    if (m_wrapped.size() > kMostWrapped) m_wrapped.clear();
    takeBackWaiting();
    if (m_isZooming) return;
    renderWhatCanBe(visible);
    // What a small move would uncover, after what is seen.
    renderWhatCanBe(withSurroundings(visible));
    m_sheet.trim(visible);
    m_changed.trim(visible);
    // What was to be changed first may have been taken back: then nobody else would ask.
    if (m_changesDue == 0 && !isSettled()) changeAppearance();
}

void TileLayer::setAppearance(const Appearance& appearance) {
    if (appearance == m_wantedAppearance) return;
    m_wantedAppearance = appearance;
    if (m_changesDue == 0 || appearance.isAsStained()) changeAppearance();
}

void TileLayer::changeAppearance() {
    const bool hadFilter = m_filter != nullptr;
    m_filter = m_wantedAppearance.isAsStained() ? nullptr : std::make_shared<const AppearanceFilter>(m_wantedAppearance);
    m_standIns.setFilter(m_filter);
    m_changedDraw.clear();
    if (!m_filter) {
        m_changed.clear();
        m_asStainedShows = false;
    } else if (hadFilter) {
        m_changed.invalidate();
    } else {
        ++m_change;
        const std::vector<ViewTileIndex> indices = m_sheet.grid().touching(visiblePixels());
        m_asStainedShows = std::all_of(indices.begin(), indices.end(), [&](ViewTileIndex i) { return m_sheet.hasPicture(i); });
    }
    refresh();
    if (onChanged && m_slide) onChanged(m_slide->info().rect());
}

/// Coarser tiles that are about to stand in for the view's, and the coarsest, which does so wherever one turns.
void TileLayer::wantStandIns() {
    constexpr std::size_t kFewTiles = 16;
    const int coarsest = static_cast<int>(m_slide->info().levels.size()) - 1;
    const TileGrid grid = tileGrid(m_slide->info(), coarsest);
    if (static_cast<std::size_t>(grid.cols) * static_cast<std::size_t>(grid.rows) <= kFewTiles)
        for (int row = 0; row < grid.rows; ++row)
            for (int col = 0; col < grid.cols; ++col)
                if (const TileKey key{coarsest, col, row}; m_cache.contains(key)) m_standIns.want(key, m_cache.get(key));
    for (const TileDraw& draw : m_plan.draw)
        if (draw.key.level > m_plan.level) m_standIns.want(draw.key, m_cache.get(draw.key));
}

void TileLayer::renderWhatCanBe(const QRect& pixels) {
    std::vector<ViewTileIndex> indices = m_sheet.grid().touching(pixels);
    const QPoint centre = pixels.center();
    const auto distance = [&](ViewTileIndex i) { return (m_sheet.grid().pixelsOf(i).center() - centre).manhattanLength(); };
    std::sort(indices.begin(), indices.end(), [&](ViewTileIndex a, ViewTileIndex b) { return distance(a) < distance(b); });
    for (const ViewTileIndex& index : indices) {
        if (!m_sheet.isCurrent(index)) request(index);
        else if (m_filter && !m_changed.isCurrent(index)) changePicture(index);
    }
}

ViewTileRequest TileLayer::requestFor(ViewTileIndex index, std::vector<TileKey>& keys) const {
    ViewTileRequest job{m_sheet.grid(), index, m_slide->info().levels[m_plan.level], {}};
    const LevelRegion need = sourceOf(job.grid, index, job.level);
    const int margin = marginOf(job.grid, job.level);
    const Viewport around = job.grid.viewOf(job.grid.pixelsOf(index).adjusted(-margin, -margin, margin, margin));
    for (std::int64_t row = need.y / kTileEdge; row <= (need.y + need.height - 1) / kTileEdge; ++row)
        for (std::int64_t col = need.x / kTileEdge; col <= (need.x + need.width - 1) / kTileEdge; ++col) {
            const TileKey key{m_plan.level, static_cast<int>(col), static_cast<int>(row)};
            // The upright rectangle around a turned tile has corners that nobody looks at.
            if (job.grid.orientation.isRightAngle() || around.sees(tileRect(m_slide->info(), key))) keys.push_back(key);
        }
    return job;
}

std::shared_ptr<const AppearanceFilter> TileLayer::claimChange(ViewTileIndex index, Rendered& answer) {
    const std::optional<int> revision = m_filter ? m_changed.claim(index) : std::nullopt;
    if (!revision) return nullptr;
    answer.change = m_change;
    answer.changedRevision = *revision;
    ++m_changesDue;
    return m_filter;
}

/// False when something that the tile needs is not there yet.
bool TileLayer::request(ViewTileIndex index) {
    if (!m_sheet.grid().meetsSlide(index)) {
        if (const auto revision = m_sheet.claim(index)) m_sheet.deliver(index, *revision, {});
        if (const auto revision = m_filter ? m_changed.claim(index) : std::nullopt) m_changed.deliver(index, *revision, {});
        return true;
    }
    std::vector<TileKey> keys;
    ViewTileRequest job = requestFor(index, keys);
    if (!std::all_of(keys.begin(), keys.end(), [&](const TileKey& key) { return isRead(key); })) return false;
    const std::optional<int> revision = m_sheet.claim(index);
    if (!revision) return true;
    for (const TileKey& key : keys) job.sources.push_back({m_cache.get(key), tileRegion(m_slide->info(), key)});
    Rendered answer{m_sheet.generation(), index, *revision, {}, 0, 0, {}};
    auto filter = claimChange(index, answer);
    const Waiting tag{answer.generation, index, true, answer.change};
    m_queue.submit(tag, [job = std::move(job), answer = std::move(answer), filter = std::move(filter), current = m_generation, mailbox = m_rendered]() mutable {
        // Whoever waits for changes is told of those that come to nothing too.
        if (current->load() != answer.generation && !filter) return;
        if (current->load() == answer.generation) {
            answer.image = renderViewTile(job);
            if (filter) answer.changed = changedViewTile(answer.image, *filter, job);
        }
        mailbox->post(std::move(answer));
    });
    return true;
}

void TileLayer::changePicture(ViewTileIndex index) {
    Rendered answer{m_sheet.generation(), index, 0, m_sheet.picture(index), 0, 0, {}};
    auto filter = claimChange(index, answer);
    if (!filter) return;
    std::vector<TileKey> keys;
    ViewTileRequest job = requestFor(index, keys);
    for (const TileKey& key : keys)
        if (m_failed.contains(key)) job.sources.push_back({nullptr, tileRegion(m_slide->info(), key)});
    const Waiting tag{answer.generation, index, false, answer.change};
    m_queue.submit(tag, [job = std::move(job), answer = std::move(answer), filter = std::move(filter), current = m_generation, mailbox = m_rendered]() mutable {
        if (current->load() == answer.generation) answer.changed = changedViewTile(answer.image, *filter, job);
        mailbox->post(std::move(answer));
    });
}

void TileLayer::takeLoaded() {
    if (!m_loader) return;
    SlideRect dirty;
    for (LoadedTile& tile : m_loader->take()) {
        dirty = dirty.united(tileRect(m_slide->info(), tile.key));
        if (tile.image.ok()) {
            m_cache.insert(tile.key, std::move(tile.image).value());
            continue;
        }
        m_failed.emplace(tile.key, true);
        if (!m_firstError.isEmpty()) continue;
        m_firstError = QString::fromStdString(tile.image.error().message());
        if (onFailed) onFailed(m_firstError);
    }
    refresh();
    if (onChanged && !dirty.isEmpty()) onChanged(dirty);
}

void TileLayer::takeRendered() {
    SlideRect dirty;
    for (Rendered& tile : m_rendered->take()) {
        if (tile.change != 0) --m_changesDue;
        if (tile.generation != m_sheet.generation()) continue;
        bool isNews = tile.revision > 0 && m_sheet.deliver(tile.index, tile.revision, std::move(tile.image));
        if (m_filter && tile.change == m_change) isNews |= m_changed.deliver(tile.index, tile.changedRevision, std::move(tile.changed));
        if (isNews) dirty = dirty.united(m_sheet.grid().rectOf(tile.index));
    }
    if (m_changesDue == 0 && !isSettled()) changeAppearance();
    else if (m_filter && !m_isZooming)
        renderWhatCanBe(visiblePixels());   // what was under way when the filter came
    if (m_asStainedShows) {
        const std::vector<ViewTileIndex> indices = m_sheet.grid().touching(visiblePixels());
        m_asStainedShows = !std::all_of(indices.begin(), indices.end(), [&](ViewTileIndex i) { return m_changed.hasPicture(i); });
    }
    if (onChanged && !dirty.isEmpty()) onChanged(dirty);
}

bool TileLayer::isCovered(ViewTileIndex index) const {
    if (!m_filter) return m_sheet.isCovered(index);
    if (m_asStainedShows) return m_changed.hasPicture(index) || m_sheet.isCovered(index);   // as paint() chooses
    return m_changed.isCovered(index);
}

bool TileLayer::isCurrent(ViewTileIndex index) const { return m_sheet.isCurrent(index) && (!m_filter || m_changed.isCurrent(index)); }

bool TileLayer::isSettled() const { return m_filter ? m_filter->appearance() == m_wantedAppearance : m_wantedAppearance.isAsStained(); }

bool TileLayer::isSharp() const {
    if (!m_slide || !isSettled()) return false;
    const std::vector<ViewTileIndex> indices = m_sheet.grid().touching(visiblePixels());
    return std::all_of(indices.begin(), indices.end(), [&](ViewTileIndex i) { return isCurrent(i); });
}

QImage TileLayer::wholePicture() const {
    const ViewGrid& grid = m_sheet.grid();
    constexpr int kMost = 4096;
    const bool isSmall = grid.orientation.isUpright() && grid.width > 0 && grid.height > 0 && grid.width <= kMost && grid.height <= kMost;
    if (!m_slide || !m_failed.empty() || !isSmall) return {};
    const QRect all(0, 0, grid.width, grid.height);
    const std::vector<ViewTileIndex> indices = grid.touching(all);
    if (!std::all_of(indices.begin(), indices.end(), [&](ViewTileIndex i) { return m_sheet.isCurrent(i); })) return {};
    QImage picture(all.size(), QImage::Format_RGB32);
    QPainter painter(&picture);
    const Viewport unmoved{{grid.width / 2.0 * grid.downsample, grid.height / 2.0 * grid.downsample}, grid.downsample, grid.width, grid.height};
    for (const ViewTileIndex& index : indices) m_sheet.paint(painter, unmoved, index);
    return picture;
}

void TileLayer::retryFailed() {
    if (!m_loader) return;
    m_loader->retry();
    m_failed.clear();
    m_firstError.clear();
    m_sheet.invalidate();
    m_changed.invalidate();
    refresh();
}

}  // namespace bowman::ui
