// In a corner of the canvas while the slide is not shown as it is stained: nobody is to judge a changed picture without knowing.
// A click goes back. GUI thread.
#pragma once

#include <QPushButton>

#include "core/appearance/appearance.h"

namespace bowman::ui {

class AppearanceChip : public QPushButton {
    Q_OBJECT
public:
    /// Floats at the lower right of `parent`.
    explicit AppearanceChip(QWidget* parent);
    void show(const Appearance& appearance);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
};

}  // namespace bowman::ui
