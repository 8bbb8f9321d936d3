// With what glomeruli are looked for: model, device, scale; what becomes an object; how far it is and what waits. GUI thread.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>
#include <QWidget>

#include "core/detect/model_card.h"
#include "ui/panels/detection_queue_view.h"

namespace bowman::ui {

/// What makes objects of probabilities.
struct ObjectSettings {
    double threshold = 0.5;
    double smallestAreaUm2 = 2000;
    double smoothingUm = 0;
    double smallestConfidence = 0;
    friend bool operator==(const ObjectSettings&, const ObjectSettings&) = default;
};

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
    /// Whether what is found is told apart: globally sclerotic or not.
    bool tellsSclerosis() const { return m_sclerosis->isChecked(); }
    void setTellsSclerosis(bool tells) { m_sclerosis->setChecked(tells); }
    /// Test-time augmentation (core/detect/flips.h).
    bool asksMirrorImages() const { return m_flips->isChecked(); }
    /// What the chosen model says of itself; sets threshold and smallest area to its own.
    void setCard(const ModelCard& card);
    void setScale(std::optional<double> umPerPx, const QString& source);
    ObjectSettings objectSettings() const;
    /// Without a signal.
    void setObjectSettings(const ObjectSettings& settings);
    /// A kept probability map lets them act on what was found.
    void setActsOnResult(bool acts);
    DetectionQueueView& queue() { return *m_queue; }
    /// Fraction < 0: idle.
    void setProgress(double fraction, const QString& text);

Q_SIGNALS:
    void modelChosen();
    void deviceChosen();
    void scaleRequested();
    /// While a slider moves, and when it has come to rest.
    void objectSettingsMoved(const bowman::ui::ObjectSettings& settings);
    void objectSettingsReleased(const bowman::ui::ObjectSettings& settings);

private:
    struct Row {
        QSlider* slider;
        QDoubleSpinBox* box;
        double step;        ///< of the box, for one of the slider
    };
    struct Range {
        double smallest, largest, step;
    };
    Row makeRow(const QString& name, const QString& tip, const Range& range);
    void moved();
    void released();

    QComboBox* m_model;
    QComboBox* m_device;
    QLabel* m_cardText;
    QLabel* m_scale;
    QPushButton* m_setScale;
    Row m_threshold;
    Row m_smallest;
    Row m_smoothing;
    Row m_confidence;
    QCheckBox* m_sclerosis;
    QCheckBox* m_flips;
    QLabel* m_hint;
    DetectionQueueView* m_queue;
    QProgressBar* m_bar;
    QLabel* m_progress;
};

}  // namespace bowman::ui
