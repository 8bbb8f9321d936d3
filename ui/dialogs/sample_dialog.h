// Asks for a random sample of the objects of a slide. GUI thread.
#pragma once

#include <QDialog>
#include <QRadioButton>
#include <QSpinBox>

#include "ui/controllers/review_order.h"

namespace bowman::ui {

class SampleDialog : public QDialog {
    Q_OBJECT
public:
    /// `now`: the one that the slide has; `objects`: that there are to draw from.
    SampleDialog(const ReviewSample& now, int objects, QWidget* parent = nullptr);
    /// The one that was drawn before goes on.
    bool keepsSample() const { return m_keep && m_keep->isChecked(); }
    int wanted() const { return m_wanted->value(); }
    std::uint32_t seed() const { return static_cast<std::uint32_t>(m_seed->value()); }

private:
    QRadioButton* m_keep = nullptr;
    QSpinBox* m_wanted;
    QSpinBox* m_seed;
};

}  // namespace bowman::ui
