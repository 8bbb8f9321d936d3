// Glomeruli of the slide by class, and how many are globally sclerosed: live. GUI thread.
#pragma once

#include <QLabel>

#include "ui/controllers/class_tally.h"

namespace bowman::ui {

class ClassCounter : public QLabel {
    Q_OBJECT
public:
    explicit ClassCounter(QWidget* parent = nullptr);
    void setTally(const ClassTally& tally);

private:
    ClassTally m_tally;
};

}  // namespace bowman::ui
