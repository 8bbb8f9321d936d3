// Slides, annotations and a tool's surroundings for tests of the canvas.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <semaphore>
#include <utility>
#include <vector>

#include <QSignalSpy>
#include <QTest>

#include "core/annotation/annotation_set.h"
#include "core/slide/memory_slide.h"
#include "ui/canvas/slide_view.h"
#include "ui/tools/tool.h"

namespace bowman::test {

struct Rgb {
    int r = 0, g = 0, b = 0;
};

inline SlidePtr paintedSlide(int width, int height, const std::function<Rgb(int, int)>& colour) {
    Image image(width, height, PixelFormat::Rgb8);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const Rgb c = colour(x, y);
            std::uint8_t* p = image.pixel(x, y);
            p[0] = static_cast<std::uint8_t>(c.r);
            p[1] = static_cast<std::uint8_t>(c.g);
            p[2] = static_cast<std::uint8_t>(c.b);
        }
    return makeMemorySlide(std::move(image), 0.5, "memory");
}

inline SlidePtr quadrantSlide(int width, int height) {
    return paintedSlide(width, height, [=](int x, int y) {
        if (y < height / 2) return x < width / 2 ? Rgb{200, 40, 40} : Rgb{40, 160, 40};
        return x < width / 2 ? Rgb{40, 40, 200} : Rgb{220, 200, 40};
    });
}

/// Two levels of one colour each; reads of level 0 fail or wait as the test says.
class UnrulySlide : public Slide {
public:
    explicit UnrulySlide(int edge) {
        m_info.path = "unruly.svs";
        m_info.format = "test";
        m_info.levels = {SlideLevel{{edge, edge}, 1, 0, 0}, SlideLevel{{edge / 4, edge / 4}, 4, 0, 0}};
        m_info.bounds = m_info.rect();
        m_info.umPerPx = {std::nullopt, "none", ""};
    }
    const SlideInfo& info() const override { return m_info; }
    Result<ImagePtr> readRegion(const LevelRegion& r) const override {
        if (r.level == 0 && waits) gate.acquire();
        if (r.level == 0 && fails && r.x == 0 && r.y == 0) return Error{"cannot read level 0 at (0, 0)", "unruly.svs", "JPEG data truncated"};
        auto image = std::make_shared<Image>(r.width, r.height, PixelFormat::Rgb8);
        for (std::size_t i = 0; i < image->sizeBytes(); i += 3) {
            image->data()[i] = r.level == 0 ? 200 : 100;
            image->data()[i + 1] = 60;
            image->data()[i + 2] = 60;
        }
        return ImagePtr(image);
    }
    Result<ImagePtr> readAssociatedImage(const std::string&) const override { return Error{"none", "", ""}; }

    mutable std::counting_semaphore<4096> gate{0};
    std::atomic<bool> waits = false;
    std::atomic<bool> fails = false;

private:
    SlideInfo m_info;
};

inline MultiPolygon disc(SlidePoint centre, double radius, int points = 64) {
    Ring ring;
    for (int i = 0; i < points; ++i) {
        const double angle = 2 * 3.14159265358979323846 * i / points;
        ring.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
    return {Polygon{ring, {}}};
}

inline MultiPolygon box(double x, double y, double w, double h) {
    return {Polygon{{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, {}}};
}

inline Annotation annotation(AnnotationId id, MultiPolygon shape, ReviewState state = ReviewState::Proposed) {
    Annotation a;
    a.id = id;
    a.uuid = "00000000-0000-4000-8000-" + std::to_string(100000000000 + id);
    a.state = state;
    a.shape = std::move(shape);
    if (state != ReviewState::Added) a.prediction = a.shape;
    return a;
}

inline void put(AnnotationSet& set, Annotation a) { set.put(std::make_shared<const Annotation>(std::move(a))); }

/// What the window does around a tool, in memory.
struct Bench {
    AnnotationSet set;
    AnnotationId selected = 0;
    AnnotationId lastId = 100;
    std::vector<Edit> edits;
    QStringList said;
    SlideRect slide{0, 0, 1000, 1000};
    std::optional<double> umPerPx = 0.5;
    ui::SlideView* view = nullptr;

    ui::ToolContext context() {
        return {[this] { return &set; },
                [this] { return selected; },
                [this](AnnotationId id) {
                    selected = id;
                    if (view) view->setSelected(id);
                },
                [this] { return ++lastId; },
                [this](Edit edit) -> Result<void> {
                    SlideRect dirty;
                    for (const Change& change : edit.changes) {
                        for (const AnnotationPtr& a : {change.before, change.after})
                            if (a) dirty = dirty.united(boundsOf(a->shape));
                        if (change.after) set.put(change.after);
                        else set.remove(change.before->id);
                    }
                    edits.push_back(std::move(edit));
                    if (view) view->annotationsChanged(dirty);
                    return {};
                },
                [] { return QStringLiteral("Dr. Test"); },
                [] { return QStringLiteral("Glomerulus"); },
                [this](const QString& text) { said << text; },
                [this] { return slide; },
                [this] { return umPerPx; }};
    }
};

inline QPoint at(const ui::SlideView& view, SlidePoint p) {
    const DevicePoint d = view.viewport().toDevice(p);
    return QPointF(d.x / view.devicePixelRatioF(), d.y / view.devicePixelRatioF()).toPoint();
}

inline void moveMouse(QWidget& widget, QPoint to, Qt::MouseButtons buttons = Qt::NoButton, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QMouseEvent event(QEvent::MouseMove, QPointF(to), widget.mapToGlobal(QPointF(to)), Qt::NoButton, buttons, modifiers);
    QApplication::sendEvent(&widget, &event);
}

inline void wheel(QWidget& widget, QPoint at, int delta, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWheelEvent event(QPointF(at), widget.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, delta), Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

/// Press, moves in small steps, release: as a hand does.
inline void stroke(QWidget& widget, const std::vector<QPoint>& path, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QTest::mousePress(&widget, Qt::LeftButton, modifiers, path.front());
    for (std::size_t i = 1; i < path.size(); ++i)
        for (int step = 1; step <= 8; ++step) moveMouse(widget, path[i - 1] + (path[i] - path[i - 1]) * step / 8, Qt::LeftButton, modifiers);
    QTest::mouseRelease(&widget, Qt::LeftButton, modifiers, path.back());
}

}  // namespace bowman::test

#define VERIFY_BECOMES_SHARP(view) QTRY_VERIFY_WITH_TIMEOUT((view).isSharp(), 30000)
