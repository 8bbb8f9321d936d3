// All slides of the project in one table, to be named, sorted and searched. Not modal; changes are saved as they are made. GUI
// thread.
#pragma once

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QPushButton>
#include <QTableView>

#include "core/formats/slide_information.h"
#include "ui/dialogs/slide_table_model.h"

namespace bowman::ui {

class SlideTableDialog : public QDialog {
    Q_OBJECT
public:
    /// The project outlives it.
    explicit SlideTableDialog(Project& project, QWidget* parent = nullptr);
    /// Reads a table about slides (see core/formats/slide_information.h) and asks before anything is taken from it.
    void importTable(const QString& file);

Q_SIGNALS:
    void slideChosen(qint64 slide);
    /// Glomeruli are to be looked for in these.
    void findRequested(const std::vector<bowman::SlideId>& slides);

private:
    void chooseTable();
    std::vector<SlideId> selectedSlides() const;
    void showPlan(const QString& file, SlideInformationPlan plan);
    void say(const QString& text, bool isProblem);

    Project& m_project;
    SlideTableModel m_model;
    QSortFilterProxyModel m_shown;
    QLineEdit* m_filter;
    QTableView* m_table;
    QLabel* m_message;
    QPushButton* m_find;
    TaskRunner m_reader{1};
};

}  // namespace bowman::ui
