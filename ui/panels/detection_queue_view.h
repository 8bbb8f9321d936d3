// The slides that wait for a detection, in their order: to be moved, or taken out. Hidden while there are none. GUI thread.
#pragma once

#include <vector>

#include <QListWidget>
#include <QPushButton>
#include <QWidget>

#include "ui/controllers/detection_queue.h"

namespace bowman::ui {

class DetectionQueueView : public QWidget {
    Q_OBJECT
public:
    explicit DetectionQueueView(QWidget* parent = nullptr);
    /// Keeps the selected row.
    void setSlides(const std::vector<QueuedSlide>& slides);
    const std::vector<QueuedSlide>& slides() const { return m_slides; }

Q_SIGNALS:
    void moveRequested(qint64 slide, int by);
    void removeRequested(qint64 slide);
    void clearRequested();     ///< stop, and forget the list

private:
    void refreshButtons();
    qint64 selected() const;

    std::vector<QueuedSlide> m_slides;
    QListWidget* m_list;
    QPushButton* m_up;
    QPushButton* m_down;
    QPushButton* m_remove;
    QPushButton* m_clear;
};

}  // namespace bowman::ui
