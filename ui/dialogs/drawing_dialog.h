// On what the canvas is painted and how much memory its tiles may take. Written to the settings at once when accepted. GUI thread.
#pragma once

#include <QComboBox>
#include <QDialog>
#include <QSpinBox>

namespace bowman::ui {

class DrawingDialog : public QDialog {
    Q_OBJECT
public:
    explicit DrawingDialog(QWidget* parent = nullptr);
    void accept() override;

private:
    QComboBox* m_surface;
    QSpinBox* m_megabytes;
};

}  // namespace bowman::ui
