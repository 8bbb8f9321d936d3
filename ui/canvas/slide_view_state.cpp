#include "ui/canvas/slide_view_state.h"

#include <algorithm>
#include <cmath>

#include "core/slide/scaled_read.h"
#include "ui/canvas/hit_test.h"
#include "ui/canvas/image_bridge.h"
#include "ui/canvas/paint_threads.h"
#include "ui/canvas/view_transform.h"
#include "ui/tools/tool.h"

namespace bowman::ui {

namespace {

constexpr int kNavigatorMargin = 12;
constexpr int kCalmMs = 50;
constexpr int kStepsBack = 3;                             // of the workers: the hand comes first
constexpr double kRepaintMargin = 14;                     // logical pixels: halo and pens reach out of a shape
constexpr int kThumbnailEdge = 400;
constexpr std::int64_t kMostThumbnailPixels = 64'000'000; // of the coarsest level: about a second of decoding

int poolSize() { return std::clamp(static_cast<int>(std::thread::hardware_concurrency()) / 2, 1, 4); }

}  // namespace

SlideView::State::State(SlideView* owner)
    : view(owner), navigator(new Navigator(owner)), travel(new QVariantAnimation(owner)), pool(std::make_unique<WorkerPool>(poolSize(), kStepsBack)),
      tiles(*pool), overlay(*pool), flat(*pool) {
    stepPaintThreadsBack(kStepsBack);
    tiles.onChanged = [this](const SlideRect& rect) {
        updateSlideRect(rect);
        checkSharpness();
    };
    tiles.onFailed = [this](const QString& message) { Q_EMIT view->tileFailed(message); };
    overlay.onChanged = [this](const SlideRect& rect) {
        updateSlideRect(rect);
        checkSharpness();
    };
    calm.setSingleShot(true);
    calm.setInterval(kCalmMs);
    QObject::connect(&calm, &QTimer::timeout, view, [this] {
        tiles.settle();
        overlay.settle();
        checkSharpness();
    });
    QObject::connect(navigator, &Navigator::centreRequested, view, [this](SlidePoint centre) {
        stopTravel();
        Viewport moved = viewport;
        moved.centre = centre;
        applyViewport(moved, false);
    });
}

SlideView::State::~State() {
    pool.reset();
    thumbnailPool.reset();
}

void SlideView::State::slideClosed() {
    stopTravel();
    if (tool) toolDid(tool->cancel());
    drag = Drag::None;
    held = {};
    flat.clear();
    wasSharp = false;
    fits = true;
    ++slideSerial;
}

void SlideView::State::hold() {
    if (!tiles.isSharp() && !held.isNull()) return;     // what is held already is better than half a picture
    QImage picture(painted.width, painted.height, QImage::Format_RGB32);
    picture.fill(kCanvasBackground);
    QPainter painter(&picture);
    tiles.paint(painter, picture.rect());
    held = picture;
}

void SlideView::State::applyViewport(const Viewport& wanted, bool keepsFit) {
    Viewport next = wanted;
    if (slide && !isUnbound) next = next.clamped(slide->info().rect());
    fits = keepsFit;
    if (next == viewport) return;
    viewport = next;
    held = {};
    const bool isZoom = next.downsample != painted.downsample || next.orientation != painted.orientation;
    painted = snapped(next);
    // Several changes of scale in a row are one gesture: what is shown is stretched until the hand rests.
    const ViewChange change = isZoom && calm.isActive() ? ViewChange::Zooming : ViewChange::Final;
    if (isZoom) calm.start();
    tiles.setView(painted, change);
    overlay.setView(painted, dpr, change);
    navigator->setView(viewport);
    wasSharp = false;
    view->update();
    if (cursor && slide) Q_EMIT view->cursorMoved(slidePoint(*cursor));
    Q_EMIT view->viewportChanged();
    checkSharpness();
}

SlideRect SlideView::State::wholeSlide() const { return slide->info().bounds.isEmpty() ? slide->info().rect() : slide->info().bounds; }

void SlideView::State::fit() {
    if (!slide) return;
    applyViewport(viewport.fitted(wholeSlide()), true);
    // The same numbers for another slide of the same size are still news to the layers.
    painted = snapped(viewport);
    tiles.setView(painted);
    overlay.setView(painted, dpr);
    navigator->setView(viewport);
}

void SlideView::State::resized() {
    dpr = view->devicePixelRatioF();
    Viewport sized = viewport;
    sized.width = static_cast<int>(std::lround(view->width() * dpr));
    sized.height = static_cast<int>(std::lround(view->height() * dpr));
    placeNavigator();
    if (fits && slide) {
        viewport = sized;
        return fit();
    }
    applyViewport(sized, fits);
}

void SlideView::State::placeNavigator() { navigator->move(view->width() - navigator->width() - kNavigatorMargin, kNavigatorMargin); }

void SlideView::State::stopTravel() { travel->stop(); }

void SlideView::State::checkSharpness() {
    const bool sharp = view->isSharp();
    if (sharp && !wasSharp) {
        wasSharp = true;
        if (!held.isNull()) {
            held = {};
            view->update();
        }
        makeThumbnail();
        Q_EMIT view->becameSharp();
    } else if (!sharp) {
        wasSharp = false;
    }
}

/// Once the first view is sharp: the slide's first picture is not made to wait for it.
void SlideView::State::makeThumbnail() {
    if (thumbnailSerial == slideSerial || !slide) return;
    thumbnailSerial = slideSerial;
    if (const QImage seen = tiles.wholePicture(); !seen.isNull())
        return navigator->setThumbnail(seen.scaled(kThumbnailEdge, kThumbnailEdge, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    const PixelSize coarsest = slide->info().levels.back().size;
    if (coarsest.width * coarsest.height > kMostThumbnailPixels) return;
    if (!thumbnailPool) thumbnailPool = std::make_unique<WorkerPool>(1);
    thumbnailPool->submit([this, source = slide, serial = slideSerial] {
        auto thumbnail = readThumbnail(*source, kThumbnailEdge);
        if (!thumbnail.ok()) return;   // the tile there is hatched and has told why
        const auto image = std::make_shared<const Image>(std::move(thumbnail).value());
        QMetaObject::invokeMethod(view, [this, image, serial] {
            if (serial == slideSerial) navigator->setThumbnail(toQImage(image));
        }, Qt::QueuedConnection);
    });
}

void SlideView::State::updateSlideRect(const SlideRect& rect) {
    if (rect.isEmpty()) return;
    const QRectF device = toScreen(painted, rect);
    const double m = kRepaintMargin;
    view->update(QRectF(device.topLeft() / dpr, device.bottomRight() / dpr).adjusted(-m, -m, m, m).toAlignedRect() & view->rect());
}

void SlideView::State::toolDid(const SlideRect& dirty) {
    live = tool ? tool->liveShape() : std::nullopt;
    leaveOutLive();
    updateSlideRect(dirty);
}

// What is drawn over the tiles is not in them; the selected object so without its fill: what is judged is seen in its own colours.
void SlideView::State::leaveOutLive() { overlay.setLive(live ? live->first : selected); }

void SlideView::State::toolMoved(Qt::KeyboardModifiers modifiers) {
    if (!tool || !cursor || !slide) return;
    toolDid(tool->move({slidePoint(*cursor), Qt::NoButton, modifiers, logicalDownsample(), viewport.orientation}));
}

void SlideView::State::updateCursor() {
    if (drag == Drag::Panning) view->setCursor(Qt::ClosedHandCursor);
    else if (!slide) view->setCursor(Qt::ArrowCursor);
    else if (bare) view->setCursor(Qt::OpenHandCursor);
    else view->setCursor(tool ? tool->cursor() : QCursor(Qt::ArrowCursor));
}

void SlideView::State::pan(QPointF by) {
    stopTravel();
    applyViewport(viewport.panned(by.x() * dpr, by.y() * dpr), false);
}

void SlideView::State::clicked(QPointF at, Qt::KeyboardModifiers modifiers) {
    const ToolEvent event{slidePoint(at), Qt::LeftButton, modifiers, logicalDownsample(), viewport.orientation};
    if (tool) {
        toolDid(tool->press(event));
        toolDid(tool->release(event));
    }
    if (annotations) Q_EMIT view->selectionRequested(hitAt(*annotations, {event.point, logicalDownsample(), layers.rejected}));
}

void SlideView::State::rememberRegions(const SlideRect& dirty) {
    std::erase_if(regions, [&](const AnnotationPtr& a) { return boundsOf(a->shape).intersects(dirty); });
    if (!annotations) return;
    for (const AnnotationPtr& a : annotations->intersecting(dirty))
        if (a->kind == AnnotationKind::CompleteRegion) regions.push_back(a);
}

}  // namespace bowman::ui
