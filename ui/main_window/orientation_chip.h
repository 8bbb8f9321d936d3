// In a corner of a canvas while its slide is turned or mirrored: nobody is to take left for right without knowing. A click goes back.
// It follows its view by itself. GUI thread.
#pragma once

#include <QPushButton>

#include "ui/canvas/slide_view.h"

namespace bowman::ui {

/// "30° to the right, mirrored"; empty for an upright view.
QString orientationText(const Orientation& orientation);

class OrientationChip : public QPushButton {
    Q_OBJECT
public:
    /// Floats at the upper left of `view`.
    explicit OrientationChip(SlideView* view);

private:
    void refresh();
    SlideView* m_view;
    Orientation m_shown;
};

}  // namespace bowman::ui
