// The review: card of the selected object, how far one is, the list of all objects. GUI thread.
#pragma once

#include <functional>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QWidget>

#include "ui/controllers/review.h"
#include "ui/panels/class_counter.h"
#include "ui/panels/maybe_list.h"
#include "ui/panels/object_gallery.h"
#include "ui/panels/object_table.h"
#include "ui/panels/review_card.h"

namespace bowman::ui {

class ReviewPanel : public QWidget {
    Q_OBJECT
public:
    /// The checkable ones have their buttons beside the order.
    struct ListActions {
        QAction* asGallery = nullptr;
        QAction* asMaybe = nullptr;
    };
    ReviewPanel(const CardActions& actions, const ListActions& list, QWidget* parent = nullptr);
    ReviewCard& card() { return *m_card; }
    ObjectTable& table() { return *m_table; }
    ObjectGallery& gallery() { return *m_gallery; }
    /// The selected one, in both.
    void setSelected(AnnotationId id);
    /// More than one, chosen in the gallery while it has the focus; else empty.
    std::vector<AnnotationId> chosen() const;
    /// Another list in which several may be chosen while it has the focus: asked before the gallery.
    void setChosenElsewhere(std::function<std::vector<AnnotationId>()> chosen) { m_chosenElsewhere = std::move(chosen); }
    bool showsGallery() const { return m_views->currentWidget() == m_gallery; }
    /// `secondsLeft`: at this person's pace so far; empty where it is not known.
    void setCount(const ReviewCount& count, std::optional<double> secondsLeft = std::nullopt);
    ClassCounter& counter() { return *m_counter; }
    MaybeList& maybe() { return *m_maybe; }
    QLineEdit& search() { return *m_search; }
    /// How the list is ordered; the combobox follows.
    void showOrder(ReviewOrder order, const std::vector<AnnotationPtr>& queue);

Q_SIGNALS:
    /// By the person's hand. Choosing the sample again asks for a new one.
    void orderChosen(bowman::ui::ReviewOrder order);

private:
    void showList();
    void tellChosen();
    ReviewCard* m_card;
    QLabel* m_count;
    QProgressBar* m_bar;
    QComboBox* m_filter;
    QComboBox* m_order;
    QStackedWidget* m_views;
    ObjectTable* m_table;
    ObjectGallery* m_gallery;
    ClassCounter* m_counter;
    MaybeList* m_maybe;
    std::function<std::vector<AnnotationId>()> m_chosenElsewhere;
    QLineEdit* m_search;
    QLabel* m_chosenLine;
    ListActions m_actions;
};

}  // namespace bowman::ui
