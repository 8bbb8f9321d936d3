// Evaluations as Markdown, as tests/bench/results/segmentation.md shows them: so that nobody copies figures by hand. Pure; any thread.
#pragma once

#include <string>

#include "core/measure/index_evaluation.h"

namespace bowman {

/// A row for each group and one for all, the interval of the pooled Dice where there is one, and lines on threshold, calibration and uncertainty.
std::string evaluationTable(const IndexEvaluation& evaluation);

/// One row: labels against labels on one slide.
std::string agreementTable(const Agreement& agreement);

}  // namespace bowman
