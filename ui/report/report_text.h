// The words and numbers of a report, the same in PDF and HTML and beside the table of measurements. Pure; any thread.
#pragma once

#include <vector>

#include <QString>
#include <QStringList>

#include "ui/report/report.h"

namespace bowman::ui {

/// "Accepted".
QString reviewStateName(ReviewState state);

/// One large figure: "9.4 / mm²", "of tissue", "112 on 11.9 mm²".
struct KeyFigure {
    QString value;
    QString label;
    QString note;
};
std::vector<KeyFigure> keyFigures(const SlideFigures& figures);

/// The first column has names, the others numbers.
struct ReportTable {
    QStringList header;
    std::vector<QStringList> rows;
};
/// Class by state, with what counts.
ReportTable countsTable(const SlideFigures& figures);
/// Mean, spread, quartiles of the sizes and forms; no rows for no glomeruli.
ReportTable sizesTable(const std::vector<MeasuredObject>& glomeruli, bool isScaleKnown);
/// One line for each slide, and the sum.
ReportTable slidesTable(const Report& report);

struct Fact {
    QString name;
    QString text;
};
/// Scale, models, who drew and who reviewed, how many nobody has seen, how the areas were found.
std::vector<Fact> howItWasMade(const ReportSlide& slide);
/// The program, the person, the time.
std::vector<Fact> howItWasMade(const Report& report);
/// What the figures mean.
QStringList definitions();
/// "For research only. …"
QString researchOnly();

/// "№ 17 · 182 µm", "Accepted · Glomerulus".
QStringList captionOf(const MeasuredObject& object, bool isScaleKnown);
/// Under a grid that does not hold all; empty otherwise.
QString leftOutText(const ReportSlide& slide);
/// "1,234.5" with `digits` after the point.
QString numberText(double value, int digits = 0);
QString percentText(double share);

}  // namespace bowman::ui
