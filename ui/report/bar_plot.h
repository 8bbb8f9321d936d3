// A plot of bars: a histogram along an axis of numbers, or one bar for each name. Laid out from the size of the letters, so that it looks the same on
// a screen, in SVG and on paper. Values and painting; any thread that owns the painter.
#pragma once

#include <optional>
#include <vector>

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QString>

#include "core/measure/distribution.h"

namespace bowman::ui {

struct BarPart {
    double value = 0;
    QColor colour;               ///< invalid: the accent of the look
};

struct PlotBar {
    QString label;               ///< under, or before, the bar; of a histogram only said, not drawn
    std::vector<BarPart> parts;  ///< from the axis on
    double total() const;
};

struct LegendEntry {
    QString text;
    QColor colour;
};

/// Numbers along the axis, upright bars that touch; or names, lying bars.
struct BarPlot {
    QString title;
    QString axis;                ///< with its unit: "Equivalent diameter (µm)"
    QString countAxis;           ///< "Glomeruli"
    std::optional<Bins> bins;    ///< of a histogram: one bar each
    std::vector<PlotBar> bars;
    std::vector<LegendEntry> legend;
    std::optional<double> mark;  ///< a dotted line at this number of the axis
    QString markText;
    QString whenEmpty;           ///< said instead of bars
    bool isEmpty() const;
};

struct PlotLook {
    QFont font;
    QColor text;
    QColor faint;                ///< axes, numbers
    QColor grid;
    QColor accent;
    static PlotLook onPaper(const QFont& font);
    static PlotLook onDark(const QFont& font);
};

/// What of the plot stands out.
struct PlotFocus {
    int hovered = -1;
    int chosen = -1;             ///< the others are dimmed
};

struct PlotLayout {
    QRectF area;                 ///< within the axes
    std::vector<QRectF> places;  ///< where each bar may be hit: the whole height, or width, of the area
    std::vector<QRectF> bars;    ///< as long as their value
    double step = 1;             ///< between two lines of the grid
    double top = 1;              ///< value at the end of the axis of counts
};

PlotLayout layoutOf(const BarPlot& plot, const QRectF& rect, const QFontMetricsF& metrics);
/// −1 where there is none.
int barAt(const PlotLayout& layout, const QPointF& p);

/// Sets the font of the painter.
void paintPlot(QPainter& painter, const BarPlot& plot, const QRectF& rect, const PlotLook& look, const PlotFocus& focus = {});

/// "0.25", "140": as few digits as the step between two of them needs.
QString axisNumber(double value, double step);

}  // namespace bowman::ui
