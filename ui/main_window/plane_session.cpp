#include "ui/main_window/plane_session.h"

namespace bowman::ui {
namespace {

constexpr int kSoonMs = 40;

}  // namespace

PlaneSession::PlaneSession(QWidget& view, Project& project, QObject* parent) : QObject(parent), m_project(project), m_bar(new PlaneBar(&view)) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &PlaneSession::open);
    connect(m_bar, &PlaneBar::planeChosen, this, &PlaneSession::choose);
    connect(&project, &Project::slideChanged, this, &PlaneSession::showSlide);
    connect(&project, &Project::projectChanged, this, [this] { m_chosen.clear(); });
    showSlide();
}

void PlaneSession::showSlide() {
    const SlidePtr& slide = m_project.slide();
    if (!slide) return m_bar->hide();
    SlideInfo info = slide->info();
    if (const auto chosen = m_chosen.find(m_project.currentSlide()); chosen != m_chosen.end() && !(chosen->second == info.view)) {
        info.view = chosen->second;
        m_soon.start();
    }
    m_bar->show(info);
}

void PlaneSession::choose(const SlidePlane& plane) {
    m_chosen[m_project.currentSlide()] = plane;
    m_soon.start();
}

void PlaneSession::open() {
    const SlideId id = m_project.currentSlide();
    const SlidePtr before = m_project.slide();
    const auto chosen = m_chosen.find(id);
    if (m_opening || !before || chosen == m_chosen.end() || chosen->second == before->info().view) return;
    m_opening = true;
    m_runner.run([path = before->info().path, plane = chosen->second] { return openSlide(path, plane); },
                 [this, id, before, plane = chosen->second](const Result<SlidePtr>& opened) {
                     m_opening = false;
                     if (opened) {
                         // As the reader says it: the same choice can be written in several ways.
                         if (const auto now = m_chosen.find(id); now != m_chosen.end() && now->second == plane) now->second = (*opened)->info().view;
                         m_project.replaceReading(id, before, *opened);
                         return open();       // what was chosen meanwhile
                     }
                     m_chosen.erase(id);
                     showSlide();
                     Q_EMIT failed(problemFrom(tr("This plane cannot be shown"), opened.error()));
                 });
}

}  // namespace bowman::ui
