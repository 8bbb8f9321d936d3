// How review states look, on the canvas and in the panels: Okabe & Ito's colours, safe for colour-blind eyes, each with a
// second sign. Values; any thread.
#pragma once

#include <QColor>

#include "core/annotation/annotation.h"

namespace bowman::ui {

enum class LinePattern { Solid, Dashed, Dotted, DashDot };
enum class StateMark { None, Dot, Question };

struct StateStyle {
    QColor colour;
    LinePattern pattern = LinePattern::Solid;
    StateMark mark = StateMark::None;
};

StateStyle styleOf(ReviewState state);
/// Border of regions that were signed off as complete.
StateStyle completeRegionStyle();
/// Structures have the colour that their class has in files.
StateStyle styleOf(const Annotation& annotation);

}  // namespace bowman::ui
