// The slides of the project: picture, name, how far the review is. GUI thread.
#pragma once

#include <QImage>
#include <QListView>
#include <QStandardItemModel>

#include "core/document/document.h"

namespace bowman::ui {

/// One row.
struct SlideEntry {
    SlideId id = 0;
    QString title;
    QString path;
    QImage picture;
    int objects = 0;
    int reviewed = 0;
    bool isMissing = false;
    QString signOff = {};        ///< who and when; empty: nobody
    bool isSignedOff = false;    ///< and no edit came later
};

class SlidesPanel : public QListView {
    Q_OBJECT
public:
    explicit SlidesPanel(QWidget* parent = nullptr);
    /// Keeps rows whose slide stays; touches only what is different.
    void setEntries(const std::vector<SlideEntry>& entries);
    void setCurrent(SlideId id);
    void setPicture(SlideId id, const QImage& picture);
    /// In their order; the one that is shown where no others are selected.
    std::vector<SlideId> selectedSlides() const;

Q_SIGNALS:
    void slideChosen(qint64 id);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QStandardItemModel m_model;
};

}  // namespace bowman::ui
