#include "ui/panels/detection_queue_view.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace bowman::ui {

DetectionQueueView::DetectionQueueView(QWidget* parent) : QWidget(parent) {
    m_list = new QListWidget;
    m_list->setObjectName("detectionQueue");
    m_list->setAccessibleName(tr("Slides in which glomeruli are looked for"));
    m_list->setToolTip(tr("They are searched from top to bottom; each keeps its result"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setFocusPolicy(Qt::TabFocus);
    m_list->setMinimumHeight(5 * fontMetrics().height());
    m_list->setMaximumHeight(8 * fontMetrics().height());
    const auto button = [this](const char* name, const QString& text, const QString& tip) {
        auto* b = new QPushButton(text);
        b->setObjectName(name);
        b->setToolTip(tip);
        b->setAccessibleName(tip);
        b->setFocusPolicy(Qt::TabFocus);
        return b;
    };
    m_up = button("queueUp", tr("Up"), tr("Search this slide earlier"));
    m_down = button("queueDown", tr("Down"), tr("Search this slide later"));
    m_remove = button("queueRemove", tr("Remove"), tr("Do not search this slide"));
    m_clear = button("queueClear", tr("Stop All"), tr("Stop, and search none of the slides that wait"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (QPushButton* b : {m_up, m_down, m_remove, m_clear}) buttons->addWidget(b);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(new QLabel(tr("Slides to search")));
    all->addWidget(m_list);
    all->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &DetectionQueueView::refreshButtons);
    connect(m_up, &QPushButton::clicked, this, [this] { Q_EMIT moveRequested(selected(), -1); });
    connect(m_down, &QPushButton::clicked, this, [this] { Q_EMIT moveRequested(selected(), +1); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(selected()); });
    connect(m_clear, &QPushButton::clicked, this, &DetectionQueueView::clearRequested);
    hide();
}

void DetectionQueueView::setSlides(const std::vector<QueuedSlide>& slides) {
    if (slides == m_slides) return;
    const qint64 kept = selected();
    m_slides = slides;
    while (m_list->count() > static_cast<int>(slides.size())) delete m_list->takeItem(m_list->count() - 1);
    while (m_list->count() < static_cast<int>(slides.size())) m_list->addItem(QString());
    for (int row = 0; row < m_list->count(); ++row) {
        const QueuedSlide& slide = slides[static_cast<std::size_t>(row)];
        m_list->item(row)->setText(tr("%1: %2").arg(slide.title, slide.state));
        m_list->item(row)->setToolTip(slide.title + "\n" + slide.state);
        if (slide.slide == kept) m_list->setCurrentRow(row);
    }
    setVisible(!slides.empty());
    refreshButtons();
}

qint64 DetectionQueueView::selected() const {
    const int row = m_list->currentRow();
    return row >= 0 && row < static_cast<int>(m_slides.size()) ? m_slides[static_cast<std::size_t>(row)].slide : 0;
}

void DetectionQueueView::refreshButtons() {
    const auto waitsAt = [this](int row) { return row >= 0 && row < static_cast<int>(m_slides.size()) && m_slides[static_cast<std::size_t>(row)].isWaiting; };
    const int row = m_list->currentRow();
    m_up->setEnabled(waitsAt(row) && waitsAt(row - 1));
    m_down->setEnabled(waitsAt(row) && waitsAt(row + 1));
    m_remove->setEnabled(waitsAt(row));
    const bool isOver = std::none_of(m_slides.begin(), m_slides.end(), [](const QueuedSlide& s) { return s.isWaiting; });
    m_clear->setText(isOver ? tr("Clear") : tr("Stop All"));
}

}  // namespace bowman::ui
