// Asks how large a pixel of the slide is. GUI thread.
#pragma once

#include <optional>

#include <QCheckBox>
#include <QDialog>
#include <QDoubleSpinBox>

#include "core/slide/slide.h"

namespace bowman::ui {

struct ScaleQuestion {
    MicronsPerPixel known;              ///< what the project has
    std::optional<double> inFile;       ///< what can be gone back to
    QString doubt;                      ///< why `known` cannot be right; empty where nothing speaks against it
};

class ScaleDialog : public QDialog {
    Q_OBJECT
public:
    explicit ScaleDialog(const ScaleQuestion& question, QWidget* parent = nullptr);
    double umPerPx() const { return m_value->value(); }
    /// A person's word is taken back: the file's own counts again.
    bool isAsInFile() const { return m_asInFile && m_asInFile->isChecked(); }

private:
    QDoubleSpinBox* m_value;
    QCheckBox* m_asInFile = nullptr;
};

}  // namespace bowman::ui
