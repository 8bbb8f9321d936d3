// Turns the view by any angle while one looks at it. GUI thread.
#pragma once

#include <functional>

#include <QCheckBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QSlider>

#include "core/tiles/orientation.h"

namespace bowman::ui {

class TurnDialog : public QDialog {
    Q_OBJECT
public:
    /// `turn` is called with every change, and with the first orientation again when the dialog is given up.
    TurnDialog(const Orientation& now, std::function<void(const Orientation&)> turn, QWidget* parent = nullptr);

private:
    void apply();
    void show(double degrees);

    const Orientation m_before;
    const std::function<void(const Orientation&)> m_turn;
    QSlider* m_slider;
    QDoubleSpinBox* m_degrees;
    QCheckBox* m_mirror;
};

}  // namespace bowman::ui
