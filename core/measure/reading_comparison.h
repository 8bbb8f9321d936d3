// Two readings of one slide, object by object: which are the same, where they differ, and how well the readers agree. Pure; any thread.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/measure/agreement.h"
#include "core/measure/kappa.h"

namespace bowman {

/// What a reader says of an object: there (accepted, corrected, added), not a glomerulus, or nothing yet (proposed, unsure).
enum class Verdict { Present, Rejected, Open };
Verdict verdictOn(const Annotation& annotation);

enum class Disagreement {
    OnlyFirst,       ///< the other reader has nothing there
    OnlySecond,
    Verdict,         ///< one says it is a glomerulus, the other has rejected it
    Undecided,       ///< a reader has not decided
    Outline,         ///< both have it, with less in common than wanted
    Class,
};
inline constexpr std::array kDisagreements = {Disagreement::OnlyFirst, Disagreement::OnlySecond, Disagreement::Verdict,
                                              Disagreement::Undecided, Disagreement::Outline, Disagreement::Class};
/// "only reader 1", "only reader 2", "accepted or rejected", "not decided", "outline differs", "class differs".
const char* describe(Disagreement kind);

/// One place of the slide; one of both is null where only the other reader has it.
struct ComparedObject {
    AnnotationPtr first;
    AnnotationPtr second;
    double iou = 0;                            ///< of both outlines; 0 where one is missing
    double dice = 0;                           ///< 2·IoU / (1 + IoU)
    std::vector<Disagreement> differences;     ///< empty: they agree
    bool agrees() const { return differences.empty(); }
    bool isMatched() const;                    ///< both say that it is there
    /// Whoever has it; the first reader's where both do.
    const Annotation& any() const { return first ? *first : *second; }
};

struct ComparisonRule {
    double matchingIou = kMatchingIou;         ///< from here on it is the same object
    double outlineIou = 0.75;                  ///< from here on it is the same outline
};

struct ReadingComparison {
    ComparisonRule rule;
    std::vector<ComparedObject> objects;       ///< from top to bottom, as rows of text
    ObjectAgreement detection;                 ///< of what each reader says is there; "truth" is the first reader
    std::optional<double> meanIou, meanDice;   ///< of matched objects; empty where there are none
    std::vector<std::string> classes;          ///< of matched objects, by name: rows and columns of the table
    ClassTable classTable;
    Kappa kappa;
    std::size_t disagreements() const;
    std::size_t count(Disagreement kind) const;
};

/// Glomeruli only. Pairs one to one, the best IoU first: of those that both say are there, then of the others (matchObjects). What one
/// reader has rejected and the other does not have is no difference. Blocks: about 0.1 ms a pair.
ReadingComparison compareReadings(const std::vector<AnnotationPtr>& first, const std::vector<AnnotationPtr>& second, const ComparisonRule& rule = {});

}  // namespace bowman
