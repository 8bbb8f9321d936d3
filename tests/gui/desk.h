// A canvas with a slide, annotations and what the window does around a tool: for tests of tools with real events.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "core/annotation/polygon_ops.h"
#include "tests/gui/canvas_fixture.h"

namespace bowman::test {

inline SlidePtr blankSlide() {
    return paintedSlide(1000, 1000, [](int, int) { return Rgb{235, 225, 230}; });
}

struct Desk {
    explicit Desk(SlidePtr slide = blankSlide(), QSize size = {600, 600}) : picture(std::move(slide)) {
        view.resize(size);
        ui::LayerSettings layers;
        layers.navigator = layers.scaleBar = false;
        view.setLayers(layers);
        view.setSlide(picture, 0.5);
        bench.view = &view;
        view.setAnnotations(&bench.set);
    }
    ~Desk() { view.setTool(nullptr); }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    void show() {
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }
    ui::ToolContext context() {
        ui::ToolContext context = bench.context();
        context.slide = [this] { return picture; };
        return context;
    }
    void add(Annotation a) {
        const SlideRect dirty = boundsOf(a.shape);
        put(bench.set, std::move(a));
        view.annotationsChanged(dirty);
    }
    void select(AnnotationId id) {
        bench.selected = id;
        view.setSelected(id);
    }
    MultiPolygon shape(AnnotationId id) const { return bench.set.find(id) ? bench.set.find(id)->shape : MultiPolygon{}; }

    void press(SlidePoint p, Qt::KeyboardModifiers modifiers = {}) { QTest::mousePress(&view, Qt::LeftButton, modifiers, at(view, p)); }
    void drag(SlidePoint p) { moveMouse(view, at(view, p), Qt::LeftButton); }
    void release(SlidePoint p) { QTest::mouseRelease(&view, Qt::LeftButton, {}, at(view, p)); }
    void click(SlidePoint p, Qt::KeyboardModifiers modifiers = {}) { QTest::mouseClick(&view, Qt::LeftButton, modifiers, at(view, p)); }
    void key(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, static_cast<Qt::Key>(key), modifiers); }
    void stroke(const std::vector<SlidePoint>& path, Qt::KeyboardModifiers modifiers = {}) {
        std::vector<QPoint> points;
        for (const SlidePoint& p : path) points.push_back(at(view, p));
        test::stroke(view, points, modifiers);
    }

    SlidePtr picture;
    Bench bench;
    ui::SlideView view;
};

/// With one tool in the hand and the whole slide in sight.
template <typename T>
struct ToolDesk : Desk {
    explicit ToolDesk(SlidePtr slide = blankSlide()) : Desk(std::move(slide)), tool(std::make_unique<T>(context())) {
        tool->onAppearanceChanged = [this] { view.toolChanged(); };
        view.setTool(tool.get());
        show();
        view.zoomToFit();
        QObject::connect(&view, &ui::SlideView::selectionRequested, &view, [this](qint64 id) { select(id); });
    }
    ~ToolDesk() { view.setTool(nullptr); }
    MultiPolygon live() const { return tool->liveShape() ? tool->liveShape()->second : MultiPolygon{}; }

    std::unique_ptr<T> tool;
};

}  // namespace bowman::test
