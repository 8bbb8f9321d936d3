#include "ui/canvas/overlay_layer.h"

#include <algorithm>
#include <utility>

#include <QElapsedTimer>

#include "ui/canvas/outline_painter.h"
#include "ui/canvas/view_transform.h"

namespace bowman::ui {

namespace {

constexpr std::size_t kSmallTile = 6000;   // points: painted in about a millisecond
constexpr qint64 kBudgetMs = 2;            // what is selected is painted on top anyway
constexpr std::size_t kFewObjects = 1000;  // indexed in about a millisecond

std::size_t pointsIn(const OverlayTileRequest& request) {
    std::size_t count = request.tissue ? vertexCount(*request.tissue) : 0;
    for (const AnnotationPtr& a : objectsOf(request)) count += vertexCount(a->shape) + vertexCount(a->prediction);
    return count;
}

}  // namespace

OverlayLayer::OverlayLayer(WorkerPool& pool, QObject* parent)
    : QObject(parent), m_pool(pool), m_queue(pool), m_generation(std::make_shared<std::atomic<int>>(0)) {
    m_indexed = std::make_shared<Mailbox<Indexed>>([this] { QMetaObject::invokeMethod(this, [this] { takeIndexed(); }, Qt::QueuedConnection); });
    m_rendered = std::make_shared<Deliveries>([this] { QMetaObject::invokeMethod(this, [this] { takeRendered(); }, Qt::QueuedConnection); });
}

OverlayLayer::~OverlayLayer() { m_generation->store(-1); }

void OverlayLayer::setSlideSize(PixelSize size) {
    m_size = size;
    m_live = 0;
    m_tissue.reset();
    m_heat.clear();
    m_sheet.clear();
    m_objects.reset();
    indexObjects();
}

void OverlayLayer::setAnnotations(const AnnotationSet* annotations) {
    m_annotations = annotations;
    m_objects.reset();
    indexObjects();
    invalidateAll();
}

void OverlayLayer::indexObjects() {
    ++m_indexSerial;
    m_isIndexing = false;
    if (!m_annotations || m_annotations->size() == 0 || m_size.width <= 0) return m_objects.reset();
    if (m_annotations->size() <= kFewObjects) {
        m_objects = OverlayIndex::of(m_size, m_annotations->all());
        return;
    }
    m_isIndexing = true;
    m_pool.submit([objects = m_annotations->all(), size = m_size, serial = m_indexSerial, mailbox = m_indexed] {
        mailbox->post({serial, OverlayIndex::of(size, objects)});
    });
}

void OverlayLayer::takeIndexed() {
    for (Indexed& answer : m_indexed->take()) {
        if (answer.serial != m_indexSerial) continue;
        m_objects = std::move(answer.objects);
        m_isIndexing = false;
        invalidateAll();
    }
}

void OverlayLayer::setLayers(const LayerSettings& layers) {
    if (layers == m_layers) return;
    m_layers = layers;
    invalidateAll();
}

void OverlayLayer::setTissue(MultiPolygon tissue) {
    m_tissue = tissue.empty() ? nullptr : std::make_shared<const MultiPolygon>(std::move(tissue));
    if (m_layers.tissue) invalidateAll();
}

void OverlayLayer::setLive(AnnotationId id) {
    if (id == m_live) return;
    const AnnotationId before = std::exchange(m_live, id);
    // By workers: it is drawn over the tiles anyway, and the view may be about to leave them.
    for (const AnnotationId changed : {before, id})
        if (const AnnotationPtr a = m_annotations ? m_annotations->find(changed) : nullptr)
            m_sheet.invalidate(boundsOf(a->shape).united(boundsOf(a->prediction)).grown(kMarkReach * m_dpr * m_view.downsample));
    refresh();
}

void OverlayLayer::setView(const Viewport& view, double dpr, ViewChange change) {
    m_isZooming = change == ViewChange::Zooming && !m_sheet.isEmpty();
    if (dpr != m_dpr) m_sheet.clear();
    m_view = view;
    m_dpr = dpr;
    refresh();
}

void OverlayLayer::annotationsChanged(const SlideRect& dirty) {
    if (dirty.isEmpty()) return;
    std::shared_ptr<const OverlayIndex> next;
    if (m_annotations && m_objects && !m_isIndexing) next = m_objects->updated(*m_annotations, dirty);
    if (next) m_objects = std::move(next);
    else indexObjects();
    show(dirty);
}

void OverlayLayer::show(const SlideRect& dirty) {
    if (dirty.isEmpty()) return;
    const SlideRect reached = dirty.grown(kMarkReach * m_dpr * m_view.downsample);
    m_sheet.invalidate(reached);
    renderNow(reached);
    refresh();
    if (onChanged) onChanged(reached);
}

void OverlayLayer::addProbability(const ProbabilityTile& tile) {
    m_heat.add(tile);
    if (!m_layers.heatMap) return;
    m_sheet.invalidate(tile.rect);
    refresh();
}

void OverlayLayer::clearProbability() {
    m_heat.clear();
    if (m_layers.heatMap) invalidateAll();
}

void OverlayLayer::invalidateAll() {
    m_sheet.invalidate();
    refresh();
}

QRect OverlayLayer::visiblePixels() const {
    return QRect(0, 0, m_view.width, m_view.height).translated(-m_sheet.grid().cornerIn(m_view));
}

OverlayTileRequest OverlayLayer::requestFor(ViewTileIndex index) const {
    OverlayTileRequest request{m_sheet.grid(), index, m_dpr, m_layers, {}, nullptr, nullptr, m_live};
    const SlideRect rect = m_sheet.grid().rectOf(index);
    if (m_layers.heatMap) request.heat = m_heat.patch(rect);
    if (m_layers.tissue) request.tissue = m_tissue;
    const bool mayShow = m_objects && (m_layers.outlines || m_layers.fill) && m_objects->mayHave(rect.grown(kMarkReach * m_dpr * m_view.downsample));
    if (mayShow) request.objects = m_objects;
    return request;
}

/// Paints the tiles in view that a small change has touched, while the frame's budget lasts; workers do the rest.
void OverlayLayer::renderNow(const SlideRect& rect) {
    if (m_size.width <= 0 || m_view.width <= 0) return;
    QElapsedTimer clock;
    clock.start();
    for (const ViewTileIndex& index : m_sheet.grid().touching(visiblePixels())) {
        if (!m_sheet.hasPicture(index) || m_sheet.isCurrent(index) || !m_sheet.grid().rectOf(index).intersects(rect)) continue;
        if (clock.elapsed() >= kBudgetMs) return;
        const OverlayTileRequest request = requestFor(index);
        if (!request.heat.isEmpty() || pointsIn(request) > kSmallTile) continue;
        if (const auto revision = m_sheet.claim(index)) m_sheet.deliver(index, *revision, renderOverlayTile(request));
    }
}

void OverlayLayer::settle() {
    if (!std::exchange(m_isZooming, false)) return;
    refresh();
}

void OverlayLayer::refresh() {
    if (m_size.width <= 0 || m_view.width <= 0 || m_view.height <= 0) return;
    m_sheet.setGrid(ViewGrid::of(m_size, m_view.downsample, m_view.orientation));
    m_generation->store(m_sheet.generation());
    const QRect visible = visiblePixels();
    for (const auto& [generation, index] : m_queue.takeBack())
        if (generation == m_sheet.generation()) m_sheet.giveBack(index);
    if (m_isZooming) return;
    for (const ViewTileIndex& index : m_sheet.grid().touching(visible)) claimAndRender(index);
    // What a small move would uncover, after what is seen.
    for (const ViewTileIndex& index : m_sheet.grid().touching(visible.adjusted(-kViewTileEdge, -kViewTileEdge, kViewTileEdge, kViewTileEdge))) claimAndRender(index);
    m_sheet.trim(visible);
}

void OverlayLayer::claimAndRender(ViewTileIndex index) {
    const auto revision = m_sheet.claim(index);
    if (!revision) return;
    OverlayTileRequest request = requestFor(index);
    if (request.heat.isEmpty() && !request.tissue && !request.objects) {
        m_sheet.deliver(index, *revision, {});
        return;
    }
    m_queue.submit({m_sheet.generation(), index}, [request = std::move(request), revision = *revision, generation = m_sheet.generation(), current = m_generation, mailbox = m_rendered] {
        if (current->load() != generation) return;
        mailbox->post({generation, request.index, revision, renderOverlayTile(request)});
    });
}

void OverlayLayer::takeRendered() {
    SlideRect dirty;
    for (Rendered& tile : m_rendered->take())
        if (tile.generation == m_sheet.generation() && m_sheet.deliver(tile.index, tile.revision, std::move(tile.image)))
            dirty = dirty.united(m_sheet.grid().rectOf(tile.index));
    if (onChanged && !dirty.isEmpty()) onChanged(dirty);
}

bool OverlayLayer::isCurrent() const {
    if (m_isIndexing) return false;
    const std::vector<ViewTileIndex> indices = m_sheet.grid().touching(visiblePixels());
    return std::all_of(indices.begin(), indices.end(), [&](ViewTileIndex i) { return m_sheet.isCurrent(i); });
}

void OverlayLayer::paint(QPainter& painter, const QRect& clip) const {
    if (m_size.width <= 0) return;
    const QPoint corner = m_sheet.grid().cornerIn(m_view);
    paint(painter, m_sheet.grid().touching(clip.translated(-corner)));
}

void OverlayLayer::paint(QPainter& painter, const std::vector<ViewTileIndex>& indices) const {
    for (const ViewTileIndex& index : indices) m_sheet.paint(painter, m_view, index);
}

}  // namespace bowman::ui
