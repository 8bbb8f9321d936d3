// The review: card of the selected object, how far one is, the list of all objects. GUI thread.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QProgressBar>
#include <QWidget>

#include "ui/controllers/review.h"
#include "ui/panels/object_table.h"
#include "ui/panels/review_card.h"

namespace bowman::ui {

class ReviewPanel : public QWidget {
    Q_OBJECT
public:
    explicit ReviewPanel(const CardActions& actions, QWidget* parent = nullptr);
    ReviewCard& card() { return *m_card; }
    ObjectTable& table() { return *m_table; }
    void setCount(const ReviewCount& count);

private:
    ReviewCard* m_card;
    QLabel* m_count;
    QProgressBar* m_bar;
    QComboBox* m_filter;
    ObjectTable* m_table;
};

}  // namespace bowman::ui
