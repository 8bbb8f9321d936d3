// What some formats let one choose, shown while the format is ticked: tiles and folds of a training set, object numbers of a
// mask. Remembered. GUI thread.
#pragma once

#include <vector>

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QGroupBox>
#include <QSpinBox>

#include "core/formats/format.h"

namespace bowman::ui {

class ExportOptions : public QWidget {
    Q_OBJECT
public:
    explicit ExportOptions(QWidget* parent = nullptr);

    void showFor(const std::vector<const Exporter*>& formats);
    void applyTo(ExportRequest& request) const;
    void remember() const;

Q_SIGNALS:
    void changed();

private:
    QGroupBox* m_training;
    QDoubleSpinBox* m_umPerPx;
    QSpinBox* m_tileSize;
    QSpinBox* m_folds;
    QSpinBox* m_seed;
    QSpinBox* m_overlap;        ///< percent, as the next two
    QSpinBox* m_jitter;
    QSpinBox* m_smallestPart;
    QCheckBox* m_perClass;
    QGroupBox* m_mask;
    QCheckBox* m_instances;
};

}  // namespace bowman::ui
