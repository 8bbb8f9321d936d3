// The columns of the table of measurements: the same names, units and numbers on the screen, in the clipboard and in files. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/measure/object_measures.h"

namespace bowman {

enum class MeasureColumn {
    Number, State, Class, Area, Diameter, Feret, SmallestFeret, Perimeter, Circularity, Solidity, Probability, Uncertainty, EdgeDistance, Touches,
    ReviewedBy, Model, Note, Count
};

inline constexpr int kMeasureColumns = static_cast<int>(MeasureColumn::Count);

/// The number that a column shows; empty for columns of text, and where there is none: a person drew the object, the tissue is unknown.
std::optional<double> numberOf(const MeasuredObject& object, MeasureColumn column);
/// The text of a column of text, as files have it ("accepted", "no"); empty for columns of numbers.
std::string textOf(const MeasuredObject& object, MeasureColumn column);
bool isNumeric(MeasureColumn column);

/// "area_um2", "area_px2" …: as the columns of the export "csv" are called.
std::string nameOf(MeasureColumn column, bool isScaleKnown);

/// Lines of the objects in the order given, the names first. Numbers as short as they can be and still be the same, with a point, whatever the
/// machine's language; what a spreadsheet would run as a formula is text. `separator` ',' or '\t'.
std::string measureTable(const std::vector<MeasuredObject>& objects, bool isScaleKnown, char separator);

}  // namespace bowman
