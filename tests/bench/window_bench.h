// What the benchmarks of the window share: real events sent to it, its paints counted, waiting with the event loop, the phantom slide. GUI thread.
#pragma once

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWidget>

#include "core/slide/phantom/phantom.h"
#include "tests/bench/bench.h"

namespace bowman::bench {

class PaintCounter : public QObject {
public:
    explicit PaintCounter(QObject& watched) { watched.installEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject*, QEvent* event) override {
        count += event->type() == QEvent::Paint;
        return false;
    }
};

/// Runs the event loop until `done` says so, at most `seconds`; true when it did.
template <typename Done>
bool waitUntil(double seconds, Done done) {
    const double start = now();
    while (!done() && now() - start < seconds) QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
    return done();
}

inline void sendMouse(QWidget& to, QEvent::Type type, QPointF at, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    const bool isMove = type == QEvent::MouseMove, isRelease = type == QEvent::MouseButtonRelease;
    QMouseEvent event(type, at, to.mapToGlobal(at), isMove ? Qt::NoButton : Qt::LeftButton, isRelease ? Qt::NoButton : Qt::LeftButton, modifiers);
    QCoreApplication::sendEvent(&to, &event);
}

/// Press and release of one key, as the window system would send them: shortcuts of the window get it first.
inline void pressKey(QWidget& to, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QKeyEvent down(QEvent::KeyPress, key, modifiers), up(QEvent::KeyRelease, key, modifiers);
    QCoreApplication::sendEvent(&to, &down);
    QCoreApplication::sendEvent(&to, &up);
}

/// A drawn slide of 40,000 pixels square in the folder for temporary files, made at the first use (minutes).
inline Result<std::filesystem::path> largePhantom() {
    namespace fs = std::filesystem;
    constexpr std::int64_t kEdge = 40'000;
    const fs::path path = fs::temp_directory_path() / "viewer-phantom.tif";
    if (fs::exists(path)) return path;
    std::fprintf(stderr, "drawing a phantom of %lld pixels square once: %s\n", static_cast<long long>(kEdge), path.c_str());
    const fs::path part = path.string() + ".part";
    if (auto written = writePhantom({kEdge, kEdge, 0.5, 1}, part); !written) return written.error();
    fs::rename(part, path);
    return path;
}

}  // namespace bowman::bench
