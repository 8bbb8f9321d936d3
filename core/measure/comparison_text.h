// The comparison of two readings as JSON and as a table: what the window and the command line write. Pure; any thread.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "core/document/document.h"
#include "core/measure/reading_comparison.h"

namespace bowman {

/// What was compared, and the consensus of both, where there is one (id 0 else).
struct ComparedReadings {
    Snapshot first;
    Snapshot second;
    Snapshot consensus;
};

/// Readers, rule, figures, class table, every object. Numbers that do not exist are null.
nlohmann::json comparisonJson(const ComparedReadings& readings, const ReadingComparison& comparison);

/// One line for each object; RFC 4180, with a header line.
std::string comparisonCsvHeader();
std::string comparisonCsv(const ComparedReadings& readings, const ReadingComparison& comparison);

/// "0.68 (95 % 0.51 to 0.85, 100 objects)", or why there is none.
std::string describe(const Kappa& kappa);

}  // namespace bowman
