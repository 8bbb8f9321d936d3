// Asks how large a pixel of the slide is. GUI thread.
#pragma once

#include <optional>

#include <QDialog>
#include <QDoubleSpinBox>

#include "core/slide/slide.h"

namespace bowman::ui {

class ScaleDialog : public QDialog {
    Q_OBJECT
public:
    explicit ScaleDialog(const MicronsPerPixel& known, QWidget* parent = nullptr);
    double umPerPx() const { return m_value->value(); }

private:
    QDoubleSpinBox* m_value;
};

}  // namespace bowman::ui
