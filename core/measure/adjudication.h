// The consensus of two readings: what both agree on, and what a person decides where they differ, one decision an edit. Every object of a
// consensus says in its extras which objects of the originals it stands for. Pure; any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/document/edit.h"
#include "core/measure/reading_comparison.h"

namespace bowman {

enum class Ruling { First, Second, Neither, Own };
const char* toText(Ruling ruling);             ///< "first", "second", "neither", "own", as stored

// Names of extras of the objects of a consensus.
inline constexpr const char* kFirstOriginal = "first_reading_uuid";    ///< empty: the first reader had nothing there
inline constexpr const char* kSecondOriginal = "second_reading_uuid";
inline constexpr const char* kRuling = "ruling";                       ///< "agreed", or what toText(Ruling) gives
inline constexpr const char* kCutAtNeighbours = "cut_at_neighbours";   ///< 1, or missing

/// Who decides, and where new objects get their ids from.
struct Adjudicator {
    std::string person;
    std::function<AnnotationId()> newId;
};

/// The consensus as it begins: objects on which both agree, with the first reader's outline, and the first reader's parts of the section
/// and complete regions (`first`).
Edit consensusStart(const ReadingComparison& comparison, const std::vector<AnnotationPtr>& first, const Adjudicator& who);

/// The objects of the consensus that stand for the places of the comparison, in its order; null where nobody has decided.
std::vector<AnnotationPtr> ruledOnAll(const ReadingComparison& comparison, const std::vector<AnnotationPtr>& consensus);
/// The one of this place.
AnnotationPtr ruledOn(const ComparedObject& object, const AnnotationSet& consensus);
/// "agreed", "first" …; empty for an object that is no part of an adjudication.
std::string rulingOf(const Annotation& consensusObject);

/// Its outline was cut where decided neighbours of its class lie.
bool isCutAtNeighbours(const Annotation& consensusObject);

/// Takes the place of an earlier decision. A reader who has nothing there, or rejected it, means: no glomerulus, kept as rejected.
/// Own: the outline to begin with, as the adjudicator's. An outline that crosses objects of the consensus is cut at them; an error where
/// nothing would be left of it.
Result<Edit> rulingEdit(const ComparedObject& object, Ruling ruling, const AnnotationSet& consensus, const Adjudicator& who);

/// How many of the places that differ are decided.
std::size_t ruledCount(const ReadingComparison& comparison, const AnnotationSet& consensus);

}  // namespace bowman
