#include "ui/main_window/pyramid_session.h"

#include "core/slide/pyramid_cache.h"

namespace bowman::ui {
namespace {

constexpr int kSoonMs = 700;

}  // namespace

PyramidSession::PyramidSession(Project& project, QObject* parent) : QObject(parent), m_project(project) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &PyramidSession::look);
    const auto wait = [this] { m_soon.start(); };
    connect(&project, &Project::slideChanged, this, wait);
    connect(&project, &Project::slideReread, this, wait);
    connect(&project, &Project::projectChanged, this, [this] {
        m_stop.request_stop();
        m_given.clear();
        ++m_serial;
    });
}

PyramidSession::~PyramidSession() { m_stop.request_stop(); }

QString PyramidSession::jobText() const { return m_building ? tr("Preparing %1").arg(m_name) : QString(); }

void PyramidSession::cancel() { m_stop.request_stop(); }

void PyramidSession::look() {
    const SlidePtr slide = m_project.slide();
    if (m_building || !slide || m_given.contains(m_project.currentSlide()) || !needsPyramid(slide->info())) return;
    m_building = slide;
    m_fraction = 0;
    m_stop = {};
    m_name = quotedFileName(QString::fromStdString(slide->info().path.string()));
    Q_EMIT changed();
    const auto progress = [this, last = -1](double fraction) mutable {
        if (const int percent = static_cast<int>(100 * fraction); percent != last) {
            last = percent;
            QMetaObject::invokeMethod(this, [this, fraction] {
                m_fraction = fraction;
                Q_EMIT changed();
            }, Qt::QueuedConnection);
        }
    };
    m_runner.run(
        [slide, progress, stop = m_stop.get_token()]() -> Result<SlidePtr> {
            const auto made = buildPyramid(*slide, {progress, stop});
            if (!made) return made.error();
            return withPyramid(slide, *made);
        },
        [this, slide, id = m_project.currentSlide(), stop = m_stop.get_token(), serial = m_serial](const Result<SlidePtr>& better) {
            m_building = nullptr;
            Q_EMIT changed();
            if (serial == m_serial) take(id, slide, better, stop.stop_requested());
            m_soon.start();
        });
}

void PyramidSession::take(SlideId id, const SlidePtr& slide, const Result<SlidePtr>& better, bool cancelled) {
    if (better) m_project.replaceReading(id, slide, *better);
    else m_given.insert(id);
    if (!better && cancelled) Q_EMIT said(tr("%1 stays as it is: slower to show from afar").arg(m_name));
    else if (!better) Q_EMIT said(tr("%1 cannot be prepared (%2); it can be used, but is slow to show from afar").arg(m_name, QString::fromStdString(better.error().why)));
}

}  // namespace bowman::ui
