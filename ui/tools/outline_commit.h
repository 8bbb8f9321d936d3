// What a closed outline does, whichever tool drew it: adds a glomerulus, adds to the selected one, or is cut out of it. GUI thread.
#pragma once

#include "ui/tools/stroke_edit.h"
#include "ui/tools/tool.h"

namespace bowman::ui {

struct DrawnOutline {
    MultiPolygon shape;              ///< valid
    SlidePoint first;                ///< where the hand began: inside of the selected glomerulus, the outline is added to that one
    StrokeMode mode = StrokeMode::Add;
    Gesture gesture;
};

/// One edit, or a sentence that says why there is none; false then.
bool commitOutline(const ToolContext& context, DrawnOutline outline);

}  // namespace bowman::ui
