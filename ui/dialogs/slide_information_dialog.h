// What a table would change of the slides, before it does. GUI thread.
#pragma once

#include <QDialog>

#include "core/formats/slide_information.h"

namespace bowman::ui {

class SlideInformationDialog : public QDialog {
    Q_OBJECT
public:
    SlideInformationDialog(const QString& file, SlideInformationPlan plan, QWidget* parent = nullptr);
    /// The slides as they shall be; only those that change.
    std::vector<SlideRecord> changes() const;

private:
    QWidget* makeTable();
    QString summary() const;
    SlideInformationPlan m_plan;
};

}  // namespace bowman::ui
