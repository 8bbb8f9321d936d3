#include "core/measure/evaluation_table.h"

#include <cstdio>
#include <initializer_list>
#include <map>

namespace bowman {
namespace {

/// `value` with so many decimals.
std::string number(double value, int decimals) {
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

/// A bar would end the cell.
std::string asCell(const std::string& text) {
    std::string cell;
    for (const char c : text) {
        if (c == '|') cell += '\\';
        cell += c;
    }
    return cell;
}

std::string asRow(std::initializer_list<std::string> cells) {
    std::string text = "|";
    for (const std::string& cell : cells) text.append(" ").append(cell).append(" |");
    return text += "\n";
}

std::string row(const std::string& name, const SummaryWithIntervals& summary) {
    const ScoreSummary& s = summary.score;
    const auto distance = s.hausdorff95Um();
    std::string pooled = number(s.pixels.dice(), 3);
    if (const auto& sure = summary.intervals)
        pooled += " (" + number(sure->dicePooled.low, 3) + "–" + number(sure->dicePooled.high, 3) + " over " + std::to_string(sure->groups) + " patients)";
    return asRow({asCell(name), std::to_string(s.images), pooled, number(s.diceMean(), 3), number(s.objects.precision(), 2), number(s.objects.recall(), 2),
                  number(s.objects.f1(), 2), number(s.panopticQuality(), 2), distance ? number(*distance, 1) : "–",
                  number(calibrationOf(s.probabilities).expectedError, 3)});
}

/// "index (18), auto (1)": where the scales of the images came from.
std::string scalesOf(const IndexEvaluation& e) {
    std::map<std::string, int> count;
    for (const ImageScore& image : e.images) ++count[image.umPerPxSource];
    std::string text;
    for (const auto& [source, images] : count) text.append(text.empty() ? "" : ", ").append(source).append(" (").append(std::to_string(images)).append(")");
    return text;
}

}  // namespace

std::string evaluationTable(const IndexEvaluation& e) {
    std::string text = "| group | images | pooled Dice (95 %) | mean Dice | object precision | recall | F1 (IoU 0.5) | panoptic quality | HD95, µm | ECE |\n"
                       "|---|---|---|---|---|---|---|---|---|---|\n";
    for (const auto& [name, summary] : e.groups) text += row(name, summary);
    text += row("all", e.all);
    const BestThreshold best = bestThreshold(e.all.score.probabilities);
    text += "\n" + e.model + " at threshold " + number(e.threshold, 2) + " and smallest confidence " + number(e.smallestConfidence, 2) + "; scale from: " + scalesOf(e) +
            ". Best threshold for pixels, chosen on these images: " + number(best.threshold, 2) + " (Dice " + number(best.dice, 3) + ").\n";
    if (const UncertaintyWorth worth = worthOfUncertainty(e.objects); worth.auroc)
        text += "Uncertainty tells the " + std::to_string(worth.wrong) + " wrong objects from the " + std::to_string(worth.right) + " right ones: AUROC " +
                number(*worth.auroc, 3) + ".\n";
    return text;
}

std::string agreementTable(const Agreement& agreement) {
    const ObjectAgreement& o = agreement.objects;
    return "| objects in truth | found | matched | precision | recall | F1 (IoU " + number(kMatchingIou, 1) + ") | pixel Dice |\n|---|---|---|---|---|---|---|\n" +
           asRow({std::to_string(o.truth), std::to_string(o.predicted), std::to_string(o.matched), number(o.precision(), 2),
                  number(o.recall(), 2), number(o.f1(), 3), number(agreement.pixels.dice(), 3)});
}

}  // namespace bowman
