// The plots of the glomeruli of a slide or a project: sizes, classes, how unsure the network was. Pure; any thread.
#pragma once

#include <vector>

#include "core/measure/object_measures.h"
#include "ui/report/bar_plot.h"

namespace bowman::ui {

enum class PlotKind { Sizes, Classes, Doubt };

/// Of the glomeruli among them that were not rejected.
BarPlot plotOf(PlotKind kind, const std::vector<MeasuredObject>& objects, bool isScaleKnown);

/// Whether it was counted in this bar of the plot.
bool isInBar(PlotKind kind, const BarPlot& plot, int bar, const MeasuredObject& object);

/// "Equivalent diameter 160–180 µm", "Class Glomerulus": what a bar stands for.
QString barText(PlotKind kind, const BarPlot& plot, int bar, bool isScaleKnown);

}  // namespace bowman::ui
