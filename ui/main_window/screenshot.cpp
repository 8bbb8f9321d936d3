#include "ui/main_window/screenshot.h"

#include <chrono>

namespace bowman::ui {
namespace {

using namespace std::chrono_literals;
constexpr auto kCalm = 700ms;
constexpr auto kAtMost = 120s;     // without a detection, which takes what it takes

}  // namespace

Screenshot::Screenshot(MainWindow& window, ScreenshotRequest request, std::function<void(const QString&)> done)
    : m_window(window), m_request(std::move(request)), m_done(std::move(done)) {
    m_calm.setSingleShot(true);
    m_calm.setInterval(kCalm);
    connect(&m_calm, &QTimer::timeout, this, &Screenshot::take);
    connect(&window.canvas().view(), &SlideView::becameSharp, this, &Screenshot::look);
    connect(&window.canvas().view(), &SlideView::viewportChanged, this, &Screenshot::look);
    connect(&window.project(), &Project::busyChanged, this, &Screenshot::look);
    connect(&window.project(), &Project::slideChanged, this, &Screenshot::look);
    connect(&window.project(), &Project::thumbnailChanged, this, &Screenshot::look);
    connect(&window.project(), &Project::failed, this, &Screenshot::look);
    connect(&window.project(), &Project::slideMissing, this, &Screenshot::look);
    connect(&window.project(), &Project::annotationsChanged, this, &Screenshot::look);
    connect(&window.detection(), &DetectionSession::ended, this, &Screenshot::look);
    connect(&window.detection(), &DetectionSession::failed, this, &Screenshot::look);
    if (!m_request.detectFirst) QTimer::singleShot(kAtMost, this, &Screenshot::take);
    look();
}

void Screenshot::look() {
    if (!m_window.isSettled()) return m_calm.stop();
    m_calm.start();
}

void Screenshot::take() {
    if (m_finished) return;
    const bool failed = !m_window.canvas().banner().headline().isEmpty();
    if (m_request.detectFirst && !failed && m_window.project().slide()) {
        m_request.detectFirst = false;
        return m_window.detection().start();
    }
    if (m_request.select && !failed) {
        m_request.select = false;
        m_window.review().setReviewing(true);
        return look();
    }
    m_finished = true;
    QString error = m_window.canvas().banner().headline();
    if (!error.isEmpty()) error += ": " + m_window.canvas().banner().reason();
    if (m_request.file.isEmpty()) return m_done(error);
    m_writer.run([picture = m_window.grab().toImage(), file = m_request.file] { return picture.save(file); },
                 [this, error](bool saved) { m_done(saved ? error : tr("cannot write %1").arg(m_request.file)); });
}

}  // namespace bowman::ui
