#include "ui/main_window/slide_tabs.h"

#include <QMouseEvent>
#include <QSignalBlocker>

namespace bowman::ui {

SlideTabs::SlideTabs(const SlideTabsParts& parts, QWidget* parent) : QTabBar(parent), m_parts(parts) {
    setObjectName("slideTabs");
    setAccessibleName(tr("Open slides"));
    setDocumentMode(true);
    setExpanding(false);
    setMovable(true);
    setTabsClosable(true);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideMiddle);
    setFocusPolicy(Qt::NoFocus);
    hide();
    connect(this, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0 && slideAt(index) != m_parts.project.currentSlide()) m_parts.project.showSlide(slideAt(index));
    });
    connect(this, &QTabBar::tabCloseRequested, this, &SlideTabs::closeTab);
    connect(&parts.project, &Project::slideChanged, this, &SlideTabs::showSlide);
    connect(&parts.project, &Project::slidesChanged, this, &SlideTabs::refreshTitles);
    connect(&parts.project, &Project::projectChanged, this, &SlideTabs::clear);
    connect(&parts.view, &SlideView::viewportChanged, this, [this] {
        if (isFollowing()) m_places[m_shown].viewport = m_parts.view.viewport();
    });
    connect(&parts.review, &ReviewController::selectionChanged, this, [this](qint64 id) {
        if (isFollowing()) m_places[m_shown].selected = id;
    });
}

void SlideTabs::clear() {
    const QSignalBlocker quiet(this);
    while (count() > 0) removeTab(0);
    m_places.clear();
    m_shown = 0;
    hide();
    showSlide();
}

int SlideTabs::tabOf(SlideId slide) const {
    for (int i = 0; i < count(); ++i)
        if (slideAt(i) == slide) return i;
    return -1;
}

// The view has been given the slide by now, and shows the whole of it.
void SlideTabs::showSlide() {
    const SlideId slide = m_parts.project.currentSlide();
    const bool isReread = slide == m_shown && m_parts.project.slide();   // the same one again, from its file
    m_shown = 0;
    const QSignalBlocker quiet(this);
    if (!slide) return;
    if (tabOf(slide) < 0) {
        const int at = insertTab(currentIndex() + 1, QString());
        setTabData(at, qint64(slide));
    }
    setCurrentIndex(tabOf(slide));
    refreshTitles();
    setVisible(count() > 1);
    if (!m_parts.project.slide() || isReread) {
        if (isReread) m_shown = slide;
        return;
    }
    const Place place = m_places[slide];
    if (place.viewport) m_parts.view.setViewport(*place.viewport);
    if (place.selected && m_parts.project.annotations()->find(place.selected)) m_parts.review.select(place.selected);
    m_shown = slide;
    m_places[slide] = {place.viewport, m_parts.review.selected()};
}

void SlideTabs::refreshTitles() {
    for (int i = 0; i < count(); ++i) {
        const auto record = m_parts.project.document() ? m_parts.project.document()->slide(slideAt(i)) : Result<SlideRecord>(Error{});
        if (!record) continue;
        const QString title = Project::titleOf(*record).replace('&', "&&");
        if (tabText(i) != title) setTabText(i, title);
        setTabToolTip(i, QString::fromStdString(record->path.string()));
    }
}

void SlideTabs::step(int by) {
    if (count() > 1) setCurrentIndex((currentIndex() + by + count()) % count());
}

void SlideTabs::closeTab(int index) {
    if (index < 0) return;
    const SlideId slide = slideAt(index);
    if (count() == 1) return Q_EMIT lastClosed();
    if (index == currentIndex()) {
        // The neighbour first: a tab that is gone remembers nothing.
        setCurrentIndex(index + 1 < count() ? index + 1 : index - 1);
        index = tabOf(slide);
    }
    {
        const QSignalBlocker quiet(this);
        removeTab(index);
    }
    m_places.erase(slide);
    setVisible(count() > 1);
}

void SlideTabs::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton) m_pressed = tabAt(event->position().toPoint());
    else QTabBar::mousePressEvent(event);
}

void SlideTabs::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::MiddleButton) return QTabBar::mouseReleaseEvent(event);
    if (m_pressed >= 0 && tabAt(event->position().toPoint()) == m_pressed) closeTab(m_pressed);
    m_pressed = -1;
}

}  // namespace bowman::ui
