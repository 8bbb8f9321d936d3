// The review: card of the selected object, how far one is, the list of all objects. GUI thread.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QWidget>

#include "ui/controllers/review.h"
#include "ui/panels/object_gallery.h"
#include "ui/panels/object_table.h"
#include "ui/panels/review_card.h"

namespace bowman::ui {

class ReviewPanel : public QWidget {
    Q_OBJECT
public:
    /// `asGallery` is checkable: its button stands beside the order.
    ReviewPanel(const CardActions& actions, QAction* asGallery, QWidget* parent = nullptr);
    ReviewCard& card() { return *m_card; }
    ObjectTable& table() { return *m_table; }
    ObjectGallery& gallery() { return *m_gallery; }
    /// The selected one, in both.
    void setSelected(AnnotationId id);
    /// More than one, chosen in the gallery while it has the focus; else empty.
    std::vector<AnnotationId> chosen() const;
    bool showsGallery() const { return m_views->currentWidget() == m_gallery; }
    void setCount(const ReviewCount& count);

private:
    ReviewCard* m_card;
    QLabel* m_count;
    QProgressBar* m_bar;
    QComboBox* m_filter;
    QComboBox* m_order;
    QStackedWidget* m_views;
    ObjectTable* m_table;
    ObjectGallery* m_gallery;
};

}  // namespace bowman::ui
