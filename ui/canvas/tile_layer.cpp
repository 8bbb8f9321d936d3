#include "ui/canvas/tile_layer.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/image_bridge.h"
#include "ui/canvas/view_transform.h"

namespace bowman::ui {

namespace {

const QColor kGlass(243, 242, 240);     // under tiles that have not arrived: the slide's place, not a hole

QRect screenRect(const Viewport& view, const SlideRect& rect) {
    const QRectF r = toScreen(view, rect);
    const QPoint a(static_cast<int>(std::lround(r.left())), static_cast<int>(std::lround(r.top())));
    const QPoint b(static_cast<int>(std::lround(r.right())), static_cast<int>(std::lround(r.bottom())));
    return {a, b - QPoint(1, 1)};
}

/// The view grown to whole view tiles and to what their interpolation looks at: a tile that is half in view is rendered
/// whole, so what lies under its other half is to be loaded too.
Viewport alignedView(const SlideInfo& info, const Viewport& view, const QRect& visible) {
    const double levelPixel = info.levels[levelToShow(info, view.downsample)].downsample / view.downsample;
    const int margin = static_cast<int>(std::ceil(3 * levelPixel)) + 1;
    const auto down = [](int value) { return static_cast<int>(std::floor(value / double(kViewTileEdge))) * kViewTileEdge; };
    const QRect tiles(QPoint(down(visible.left()), down(visible.top())),
                      QPoint(down(visible.right()) + kViewTileEdge - 1, down(visible.bottom()) + kViewTileEdge - 1));
    const QRect grown = tiles.adjusted(-margin, -margin, margin, margin);
    return {{(grown.x() + grown.width() / 2.0) * view.downsample, (grown.y() + grown.height() / 2.0) * view.downsample},
            view.downsample, grown.width(), grown.height()};
}

}  // namespace

TileLayer::TileLayer(WorkerPool& pool, QObject* parent)
    : QObject(parent), m_pool(pool), m_generation(std::make_shared<std::atomic<int>>(0)) {
    m_rendered = std::make_shared<Deliveries>([this] { QMetaObject::invokeMethod(this, [this] { takeRendered(); }, Qt::QueuedConnection); });
}

TileLayer::~TileLayer() { m_generation->store(-1); }

void TileLayer::setSlide(SlidePtr slide) {
    m_loader.reset();
    m_slide = std::move(slide);
    m_cache.clear();
    m_failed.clear();
    m_firstError.clear();
    m_sheet.clear();
    m_plan = {};
    if (!m_slide) return;
    m_cache.pinLevel(static_cast<int>(m_slide->info().levels.size()) - 1);
    m_loader = std::make_unique<TileLoader>(
        m_slide, 0, [this] { QMetaObject::invokeMethod(this, [this] { takeLoaded(); }, Qt::QueuedConnection); });
}

void TileLayer::setView(const Viewport& view) {
    m_view = view;
    refresh();
}

QRect TileLayer::visiblePixels() const {
    const QPoint corner = toScreen(m_view, SlidePoint{}).toPoint();
    return QRect(0, 0, m_view.width, m_view.height).translated(-corner);
}

void TileLayer::refresh() {
    if (!m_slide || m_view.width <= 0 || m_view.height <= 0) return;
    const SlideInfo& info = m_slide->info();
    m_sheet.setGrid(ViewGrid::of(info.size(), m_view.downsample));
    m_generation->store(m_sheet.generation());
    const QRect visible = visiblePixels();
    m_plan = planTiles(info, alignedView(info, m_view, visible), [this](const TileKey& key) { return m_cache.contains(key); });
    m_loader->setWanted(m_plan.wanted);
    renderWhatCanBe(visible);
    // What a small move would uncover, after what is seen.
    renderWhatCanBe(visible.adjusted(-kViewTileEdge, -kViewTileEdge, kViewTileEdge, kViewTileEdge));
    m_sheet.trim(visible);
}

void TileLayer::renderWhatCanBe(const QRect& pixels) {
    std::vector<ViewTileIndex> indices = m_sheet.grid().touching(pixels);
    const QPoint centre = pixels.center();
    const auto distance = [&](ViewTileIndex i) { return (m_sheet.grid().pixelsOf(i).center() - centre).manhattanLength(); };
    std::sort(indices.begin(), indices.end(), [&](ViewTileIndex a, ViewTileIndex b) { return distance(a) < distance(b); });
    for (const ViewTileIndex& index : indices)
        if (!m_sheet.isCurrent(index)) request(index);
}

/// False when something that the tile needs is not there yet.
bool TileLayer::request(ViewTileIndex index) {
    const SlideInfo& info = m_slide->info();
    ViewTileRequest job{m_sheet.grid(), index, info.levels[m_plan.level], {}};
    const LevelRegion need = sourceOf(job.grid, index, job.level);
    std::vector<TileKey> keys;
    for (std::int64_t row = need.y / kTileEdge; row <= (need.y + need.height - 1) / kTileEdge; ++row)
        for (std::int64_t col = need.x / kTileEdge; col <= (need.x + need.width - 1) / kTileEdge; ++col)
            keys.push_back({m_plan.level, static_cast<int>(col), static_cast<int>(row)});
    if (!std::all_of(keys.begin(), keys.end(), [&](const TileKey& key) { return isRead(key); })) return false;
    const std::optional<int> revision = m_sheet.claim(index);
    if (!revision) return true;
    for (const TileKey& key : keys) job.sources.push_back({m_cache.get(key), tileRegion(info, key)});
    m_pool.submit([job = std::move(job), revision = *revision, generation = m_sheet.generation(), current = m_generation, mailbox = m_rendered] {
        if (current->load() != generation) return;
        mailbox->post({generation, job.index, revision, renderViewTile(job)});
    });
    return true;
}

void TileLayer::takeLoaded() {
    if (!m_loader) return;
    SlideRect dirty;
    for (LoadedTile& tile : m_loader->take()) {
        dirty = dirty.united(tileRect(m_slide->info(), tile.key));
        if (tile.image.ok()) {
            m_cache.insert(tile.key, opaqueForScreen(std::move(tile.image).value()));
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
    for (Rendered& tile : m_rendered->take())
        if (tile.generation == m_sheet.generation() && m_sheet.deliver(tile.index, tile.revision, std::move(tile.image)))
            dirty = dirty.united(m_sheet.grid().rectOf(tile.index));
    if (onChanged && !dirty.isEmpty()) onChanged(dirty);
}

bool TileLayer::isSharp() const {
    if (!m_slide) return false;
    const std::vector<ViewTileIndex> indices = m_sheet.grid().touching(visiblePixels());
    return std::all_of(indices.begin(), indices.end(), [&](ViewTileIndex i) { return m_sheet.isCurrent(i); });
}

QImage TileLayer::wholePicture() const {
    const ViewGrid& grid = m_sheet.grid();
    constexpr int kMost = 4096;
    const bool isSmall = grid.width > 0 && grid.height > 0 && grid.width <= kMost && grid.height <= kMost;
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
    refresh();
}

void TileLayer::paint(QPainter& painter, const QRect& clip) const {
    if (!m_slide) return;
    const QPoint corner = toScreen(m_view, SlidePoint{}).toPoint();
    const QRect slide = QRect(corner, QSize(m_sheet.grid().width, m_sheet.grid().height));
    const QRect area = clip & slide;
    if (area.isEmpty()) return;
    const std::vector<ViewTileIndex> indices = m_sheet.grid().touching(area.translated(-corner));
    const bool complete = std::all_of(indices.begin(), indices.end(), [&](ViewTileIndex i) { return m_sheet.hasPicture(i); });
    if (!complete) {
        painter.fillRect(area, kGlass);
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        for (const TileDraw& draw : m_plan.draw) {
            const QRect target = screenRect(m_view, draw.target);
            if (!target.intersects(area)) continue;
            if (const ImagePtr image = m_cache.get(draw.key))
                painter.drawImage(target, toOpaqueQImage(image), QRect(draw.source.x, draw.source.y, draw.source.width, draw.source.height));
        }
    }
    for (const ViewTileIndex& index : indices) m_sheet.paint(painter, m_view, index);
}

}  // namespace bowman::ui
