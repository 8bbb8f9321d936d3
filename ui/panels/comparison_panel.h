// How well two readers agree, and every place where they don't: figures above, a table of places, and the buttons of whoever decides. GUI thread.
#pragma once

#include <array>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QWidget>

#include "core/measure/adjudication.h"
#include "ui/panels/comparison_model.h"

namespace bowman::ui {

class ComparisonPanel : public QWidget {
    Q_OBJECT
public:
    explicit ComparisonPanel(QWidget* parent = nullptr);

    /// Names are those of the readers.
    void show(ReadingComparison comparison, const QString& first, const QString& second);
    /// The adjudicator's buttons and decisions; empty name: nobody adjudicates.
    void setAdjudicator(const QString& person, std::vector<AnnotationPtr> rulings);
    /// Says something instead of figures: being compared, nothing to compare.
    void say(const QString& text);

    /// Of the comparison; −1: none.
    int current() const;
    /// Selects it, and shows its row where it is listed; says nothing.
    void setCurrent(int object);
    /// Below this, outlines differ.
    double outlineIou() const { return m_outlineIou->value(); }
    const ComparisonModel& model() const { return m_model; }
    QTableView& table() { return *m_table; }
    QString summary() const { return m_summary->text(); }

Q_SIGNALS:
    void objectChosen(int object);
    void ruled(bowman::Ruling ruling);
    void adjudicationRequested();
    void outlineIouChanged();
    void csvRequested();
    void closeRequested();

private:
    QWidget* makeBar();
    QWidget* makeRulings();
    void refreshSummary();

    ComparisonModel m_model;
    QString m_first, m_second;
    bool m_quiet = false;
    int m_current = -1;
    QLabel* m_summary;
    QTableView* m_table;
    QComboBox* m_shown;
    QDoubleSpinBox* m_outlineIou;
    QPushButton* m_adjudicate;
    QWidget* m_rulings;
    QLabel* m_progress;
    std::array<QPushButton*, 4> m_ruling{};
};

}  // namespace bowman::ui
