// Begins a blinded reading of a slide: by whom, and with what on it. GUI thread.
#pragma once

#include <string>
#include <vector>

#include <QComboBox>
#include <QDialog>
#include <QRadioButton>

#include "core/document/reading.h"

namespace bowman::ui {

class SecondReadingDialog : public QDialog {
    Q_OBJECT
public:
    /// `people`: to choose from, without the first reader.
    SecondReadingDialog(const std::string& firstReader, const std::vector<std::string>& people, QWidget* parent = nullptr);
    BlindedStart start() const { return {m_person->currentText().trimmed().toStdString(), m_predictions->isChecked()}; }

private:
    QComboBox* m_person;
    QRadioButton* m_predictions;
};

}  // namespace bowman::ui
