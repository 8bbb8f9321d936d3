// The canvas on OpenGL against the canvas on the raster engine: the same picture. Needs an X server with OpenGL, in software will do.
#include <cmath>

#include <QTest>

#include "canvas_fixture.h"
#include "ui/tools/brush_tool.h"

using namespace bowman;
using namespace bowman::ui;

namespace {

constexpr int kGreyLevels = 2;

SlidePtr slide() {
    return test::paintedSlide(1700, 1300, [](int x, int y) { return test::Rgb{(x / 3) % 256, (y / 2) % 256, (x * 7 + y * 3) / 16 % 256}; });
}

/// One canvas with everything on it.
struct Desk {
    explicit Desk(Surface surface) : view(nullptr, surface), brush(bench.context()) {
        view.resize(520, 400);
        LayerSettings layers;
        layers.heatMap = true;
        layers.navigator = false;
        view.setLayers(layers);
        bench.slide = {0, 0, 1700, 1300};
        view.setSlide(slide(), 0.5);
        for (int i = 0; i < 6; ++i) test::put(bench.set, test::annotation(i + 1, test::disc({250.0 + 240 * i, 300.0 + 120 * (i % 3)}, 90), static_cast<ReviewState>(i)));
        Annotation region = test::annotation(9, test::box(150, 700, 900, 400), ReviewState::Added);
        region.kind = AnnotationKind::CompleteRegion;
        test::put(bench.set, region);
        auto probability = std::make_shared<Image>(60, 60, PixelFormat::Gray8);
        for (int y = 0; y < 60; ++y)
            for (int x = 0; x < 60; ++x) *probability->pixel(x, y) = static_cast<std::uint8_t>(4 * x);
        view.addProbabilityTile({{800, 600, 600, 600}, 0, 0, probability});
        view.setAnnotations(&bench.set);
        bench.view = &view;
        view.setSelected(2);
        brush.setRadius(60);
        view.setTool(&brush);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }
    ~Desk() { view.setTool(nullptr); }
    QImage shown(const Viewport& viewport) {
        view.setViewport(viewport);
        [this] { VERIFY_BECOMES_SHARP(view); }();
        test::moveMouse(view, {300, 220});
        return view.grab().toImage().convertToFormat(QImage::Format_RGB32);
    }
    test::Bench bench;
    SlideView view;
    BrushTool brush;
};

int largestDifference(const QImage& a, const QImage& b) {
    int largest = a.size() == b.size() ? 0 : 255;
    for (int y = 0; largest < 255 && y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            largest = std::max({largest, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
        }
    return largest;
}

}  // namespace

class SurfaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        qputenv("BOWMAN_SURFACE", "opengl");
        if (surfaceOfProgram().surface != Surface::OpenGl) QSKIP(qPrintable("no OpenGL here: " + surfaceOfProgram().reason));
        qInfo("%s", qPrintable(describe(surfaceOfProgram())));
    }

    void bothSurfacesShowTheSamePicture() {
        Desk raster(Surface::Raster), gl(Surface::OpenGl);
        for (const Viewport& viewport : {Viewport{{800, 600}, 3.1, 0, 0}, Viewport{{700, 500}, 1.0, 0, 0}, Viewport{{1200, 700}, 0.4, 0, 0},
                                         Viewport{{800, 600}, 2.0, 0, 0, Orientation(90, true)}, Viewport{{800, 600}, 2.0, 0, 0, Orientation(27, false)}}) {
            const QImage a = raster.shown(viewport), b = gl.shown(viewport);
            if (QTest::currentTestFailed()) return;
            const int difference = largestDifference(a, b);
            if (difference > kGreyLevels) {
                a.save("surface_raster.png");
                b.save("surface_opengl.png");
            }
            QVERIFY2(difference <= kGreyLevels, qPrintable(QString("differ by %1 at downsample %2, %3°").arg(difference).arg(viewport.downsample).arg(viewport.orientation.degrees())));
        }
    }

    void aSavedPictureIsTheSameOnBoth() {
        Desk raster(Surface::Raster), gl(Surface::OpenGl);
        const Viewport viewport{{700, 500}, 1.7, 0, 0};
        raster.shown(viewport);
        gl.shown(viewport);
        QCOMPARE(gl.view.picture(), raster.view.picture());
    }

    void theHandReachesTheCanvasThroughTheDevice() {
        Desk gl(Surface::OpenGl);
        gl.shown({{700, 500}, 1.0, 0, 0});
        test::wheel(gl.view, {200, 200}, 120);
        QVERIFY(gl.view.viewport().downsample < 1);
        QCOMPARE(gl.view.childAt(200, 200), nullptr);    // events are for the canvas itself
    }
};

QTEST_MAIN(SurfaceTest)
#include "surface_test.moc"
