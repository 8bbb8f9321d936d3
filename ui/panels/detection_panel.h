// With what glomeruli are looked for: model, device, scale, threshold; and how far it is. GUI thread.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>
#include <QWidget>

#include "core/detect/model_card.h"

namespace bowman::ui {

class DetectionPanel : public QWidget {
    Q_OBJECT
public:
    explicit DetectionPanel(QWidget* parent = nullptr);

    void setModels(const std::vector<std::filesystem::path>& models);
    std::filesystem::path model() const;
    QString modelName() const;
    /// "auto", "cpu" or "cuda".
    QString device() const;
    void chooseDevice(const QString& device);
    /// What the chosen model says of itself; sets the threshold to its own.
    void setCard(const ModelCard& card);
    void setScale(std::optional<double> umPerPx, const QString& source);
    double threshold() const { return m_threshold->value(); }
    /// A kept probability map lets the threshold act on what was found.
    void setThresholdActsOnResult(bool acts);
    /// Fraction < 0: idle.
    void setProgress(double fraction, const QString& text);

Q_SIGNALS:
    void modelChosen();
    void deviceChosen();
    void scaleRequested();
    void thresholdReleased(double threshold);

private:
    QComboBox* m_model;
    QComboBox* m_device;
    QLabel* m_cardText;
    QLabel* m_scale;
    QPushButton* m_setScale;
    QSlider* m_slider;
    QDoubleSpinBox* m_threshold;
    QLabel* m_thresholdHint;
    QProgressBar* m_bar;
    QLabel* m_progress;
};

}  // namespace bowman::ui
