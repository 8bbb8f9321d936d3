#include "ui/canvas/slide_view.h"

#include <algorithm>
#include <cmath>

#include <QResizeEvent>

#include "ui/canvas/slide_view_state.h"
#include "ui/canvas/view_transform.h"
#include "ui/tools/tool.h"

namespace bowman::ui {

namespace {

constexpr int kTravelMs = 200;
constexpr double kTravelMargin = 0.6;          // of the target's size, around it: what is beside matters too
constexpr double kUnknownPower = 20;           // of a slide that doesn't say

}  // namespace

SlideView::SlideView(QWidget* parent, Surface surface) : QWidget(parent), m_state(std::make_unique<State>(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAcceptDrops(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(120, 90);
    if (surface == Surface::OpenGl) m_state->gl = new GlSurface([this](QPainter& painter) { m_state->paintOnGl(painter); }, this);
}

void SlideView::update() { update(rect()); }

void SlideView::update(const QRect& part) {
    if (m_state->gl) m_state->gl->update();
    else QWidget::update(part);
}

SlideView::~SlideView() = default;

void SlideView::setSlide(SlidePtr slide, std::optional<double> umPerPx) {
    State& s = *m_state;
    s.slideClosed();
    s.slide = slide;
    s.umPerPx = umPerPx;
    const PixelSize size = slide ? slide->info().size() : PixelSize{};
    s.tiles.setSlide(slide);
    s.overlay.setSlideSize(size);
    s.navigator->setSlideSize(size);
    s.navigator->setVisible(slide && s.layers.navigator);
    s.placeNavigator();
    s.updateCursor();
    const bool turnsBack = !s.viewport.orientation.isUpright();
    s.viewport.orientation = {};
    s.fit();
    update();
    if (turnsBack) Q_EMIT viewportChanged();   // the same numbers otherwise would say nothing
}

void SlideView::rereadSlide(SlidePtr slide) {
    State& s = *m_state;
    if (!slide || !s.slide || slide->info().size() != s.slide->info().size()) return;
    s.hold();
    s.flat.clear();
    s.slide = slide;
    ++s.slideSerial;               // the navigator's picture is made anew
    s.wasSharp = false;
    s.tiles.setSlide(slide);
    s.tiles.setView(s.painted);
    update();
}

const SlidePtr& SlideView::slide() const { return m_state->slide; }

void SlideView::setUmPerPx(std::optional<double> umPerPx) {
    if (umPerPx == m_state->umPerPx) return;
    m_state->umPerPx = umPerPx;
    update();
    Q_EMIT viewportChanged();
}

void SlideView::setAnnotations(const AnnotationSet* annotations) {
    State& s = *m_state;
    if (s.tool) s.toolDid(s.tool->cancel());
    s.annotations = annotations;
    s.selected = 0;
    s.regions.clear();
    if (annotations)
        for (const AnnotationPtr& a : annotations->all())
            if (a->kind == AnnotationKind::CompleteRegion) s.regions.push_back(a);
    s.overlay.setAnnotations(annotations);
    update();
}

void SlideView::annotationsChanged(const SlideRect& dirty) {
    State& s = *m_state;
    s.rememberRegions(dirty);
    s.overlay.annotationsChanged(dirty);
    s.updateSlideRect(dirty);
    s.checkSharpness();
}

void SlideView::setSelected(AnnotationId id) {
    State& s = *m_state;
    if (id == s.selected) return;
    for (const AnnotationId changed : {s.selected, id})
        if (const AnnotationPtr a = s.annotations ? s.annotations->find(changed) : nullptr) s.updateSlideRect(boundsOf(a->shape));
    s.selected = id;
    s.leaveOutLive();
}

AnnotationId SlideView::selected() const { return m_state->selected; }

void SlideView::setTool(Tool* tool) {
    State& s = *m_state;
    if (tool == s.tool) return;
    if (s.tool) s.toolDid(s.tool->cancel());
    s.tool = tool;
    if (s.drag == State::Drag::Tool) s.drag = State::Drag::None;
    s.updateCursor();
    update();
}

void SlideView::toolChanged() {
    m_state->toolDid({});
    update();
}

Tool* SlideView::tool() const { return m_state->tool; }

const Viewport& SlideView::viewport() const { return m_state->viewport; }

void SlideView::setViewport(const Viewport& viewport) {
    m_state->stopTravel();
    Viewport own = viewport;    // the window's size is ours
    own.width = m_state->viewport.width;
    own.height = m_state->viewport.height;
    m_state->applyViewport(own, false);
}

void SlideView::setUnbound(bool unbound) { m_state->isUnbound = unbound; }

void SlideView::zoomToFit() {
    m_state->stopTravel();
    m_state->fit();
}

void SlideView::zoomBy(double factor) {
    m_state->stopTravel();
    const Viewport& v = m_state->viewport;
    m_state->applyViewport(v.zoomedAt({v.width / 2.0, v.height / 2.0}, factor), false);
}

void SlideView::setMagnification(double power) {
    if (!(power > 0) || !m_state->slide) return;
    State& s = *m_state;
    const double native = s.umPerPx ? 10 / *s.umPerPx : s.slide->info().objectivePower.value_or(kUnknownPower);
    zoomBy(s.viewport.downsample / (native / power));
}

Viewport SlideView::viewOf(const SlideRect& target) const {
    const double margin = kTravelMargin * std::max(target.width, target.height);
    return m_state->viewport.fitted(target.grown(margin)).clamped(m_state->slide->info().rect());
}

void SlideView::readAhead(const QList<SlideRect>& targets) {
    std::vector<Viewport> views;
    for (const SlideRect& target : targets)
        if (m_state->slide && !target.isEmpty()) views.push_back(viewOf(target));
    m_state->tiles.readAhead(views);
}

void SlideView::travelTo(const SlideRect& target, bool smooth) {
    State& s = *m_state;
    if (!s.slide || target.isEmpty()) return;
    s.stopTravel();
    const Viewport from = s.viewport, to = viewOf(target);
    if (!smooth) return s.applyViewport(to, false);
    s.travel->setDuration(kTravelMs);
    s.travel->setEasingCurve(QEasingCurve::OutCubic);
    s.travel->setStartValue(0.0);
    s.travel->setEndValue(1.0);
    s.travel->disconnect(this);
    connect(s.travel, &QVariantAnimation::valueChanged, this, [this, from, to](const QVariant& value) {
        const double t = value.toDouble();
        Viewport between = m_state->viewport;
        between.downsample = t < 1 ? from.downsample * std::pow(to.downsample / from.downsample, t) : to.downsample;
        between.centre = {from.centre.x + (to.centre.x - from.centre.x) * t, from.centre.y + (to.centre.y - from.centre.y) * t};
        m_state->applyViewport(between, false);
    });
    s.travel->start();
}

void SlideView::setOrientation(const Orientation& orientation) {
    State& s = *m_state;
    if (!s.slide || orientation == s.viewport.orientation) return;
    s.stopTravel();
    const Viewport& v = s.viewport;
    if (s.fits) {
        Viewport turned = v;
        turned.orientation = orientation;
        return s.applyViewport(turned.fitted(s.wholeSlide()), true);
    }
    s.applyViewport(v.turnedAt({v.width / 2.0, v.height / 2.0}, orientation), false);
}

LayerSettings SlideView::layers() const { return m_state->layers; }

void SlideView::setLayers(const LayerSettings& layers) {
    State& s = *m_state;
    if (layers == s.layers) return;
    s.layers = layers;
    s.overlay.setLayers(layers);
    s.navigator->setVisible(s.slide && layers.navigator);
    update();
}

void SlideView::setAppearance(const Appearance& appearance) {
    m_state->tiles.setAppearance(appearance);
    m_state->wasSharp = m_state->wasSharp && m_state->tiles.isSharp();
}

const Appearance& SlideView::appearance() const { return m_state->tiles.appearance(); }

void SlideView::addProbabilityTile(const ProbabilityTile& tile) { m_state->overlay.addProbability(tile); }

void SlideView::clearProbability() {
    m_state->overlay.clearProbability();
    update();
}

std::optional<double> SlideView::probabilityAt(SlidePoint p) const { return m_state->overlay.probabilityAt(p); }

void SlideView::setTissueOutline(MultiPolygon tissue) {
    m_state->overlay.setTissue(std::move(tissue));
    update();
}

void SlideView::setSeenTint(const QImage& tint) { m_state->navigator->setTint(tint); }

bool SlideView::isSharp() const { return m_state->slide && m_state->tiles.isSharp() && m_state->overlay.isCurrent(); }

bool SlideView::isCovered() const { return m_state->tiles.isCovered(); }

std::size_t SlideView::tileCacheBytes() const { return m_state->tiles.cacheBytes(); }

QString SlideView::tileError() const { return m_state->tiles.firstError(); }

void SlideView::retryFailedTiles() {
    m_state->tiles.retryFailed();
    m_state->wasSharp = false;
    update();
}

void SlideView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_state->gl) m_state->gl->resize(size());
    m_state->resized();
}

}  // namespace bowman::ui
