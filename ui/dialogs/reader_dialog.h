// Asks who reads: one of the people of the project, or somebody new. GUI thread.
#pragma once

#include <string>
#include <vector>

#include <QComboBox>
#include <QDialog>
#include <QPushButton>

namespace bowman::ui {

/// A field with the names, to which others can be typed.
QComboBox* peopleField(const std::vector<std::string>& people, const std::string& chosen);

class ReaderDialog : public QDialog {
    Q_OBJECT
public:
    /// `question`: above the field; `people`: to choose from.
    ReaderDialog(const QString& title, const QString& question, const std::vector<std::string>& people, const std::string& now, QWidget* parent = nullptr);
    QString person() const { return m_person->currentText().trimmed(); }

private:
    QComboBox* m_person;
};

}  // namespace bowman::ui
