// A canvas that shows a slide, and what is to be seen on it.
#pragma once

#include <QTest>

#include "canvas_fixture.h"

namespace bowman::test {

inline constexpr QRgb kBackground = 0xFFB4B4B4;

inline QImage grabbed(ui::SlideView& view) { return view.grab().toImage().convertToFormat(QImage::Format_RGB32); }

/// In device pixels of the grabbed picture.
inline QRgb pixelAt(ui::SlideView& view, const QImage& image, SlidePoint p) {
    const DevicePoint d = view.viewport().toDevice(p);
    return image.pixel(static_cast<int>(d.x), static_cast<int>(d.y));
}

inline bool isNear(QRgb a, QRgb b, int tolerance = 3) {
    return std::abs(qRed(a) - qRed(b)) <= tolerance && std::abs(qGreen(a) - qGreen(b)) <= tolerance && std::abs(qBlue(a) - qBlue(b)) <= tolerance;
}

struct Shown {
    explicit Shown(SlidePtr slide, QSize size = {600, 450}) {
        view.resize(size);
        ui::LayerSettings layers = view.layers();
        layers.scaleBar = layers.navigator = false;
        view.setLayers(layers);
        view.setSlide(std::move(slide), 0.5);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }
    ui::SlideView view;
};

}  // namespace bowman::test
