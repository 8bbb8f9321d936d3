// Change the key of any command: search it, press the new key. A key that another command has changes hands, and says so. What is changed acts
// at once and is remembered. GUI thread.
#pragma once

#include <optional>

#include <QDialog>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

#include "ui/main_window/actions.h"

namespace bowman::ui {

class KeysDialog : public QDialog {
    Q_OBJECT
public:
    explicit KeysDialog(Actions& actions, QWidget* parent = nullptr);

Q_SIGNALS:
    void changed();

private:
    void fill();
    void showRow(QTreeWidgetItem* row);
    void filter(const QString& text);
    void choose();
    void explain();
    void set(const QList<QKeySequence>& keys);
    std::optional<Command> current() const;
    QKeySequence pressed() const;

    Actions& m_actions;
    QLineEdit* m_search;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_key;
    QPushButton* m_set;
    QPushButton* m_none;
    QPushButton* m_standard;
    QPushButton* m_allStandard;
    QLabel* m_note;
};

}  // namespace bowman::ui
