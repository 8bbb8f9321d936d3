// One person's reading of a slide: objects and history of its own. The first reading is what every slide begins with; a blinded one is by
// another person, who sees nothing of it; a consensus is made of two others, which stay as they are. Values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/annotation/annotation.h"
#include "core/document/slide_record.h"

namespace bowman {

using ReadingId = std::int64_t;

enum class ReadingKind { First, Blinded, Consensus };
std::string_view toText(ReadingKind kind);   ///< "first", "blinded", "consensus", as stored
std::optional<ReadingKind> readingKindFromText(std::string_view text);

struct ReadingRecord {
    ReadingId id = 0;
    SlideId slide = 0;
    ReadingKind kind = ReadingKind::First;
    std::string person = {};             ///< who reads; of a first reading: who decided most, or who added the slide while nobody has
    std::string begun = {};              ///< ISO 8601, UTC; empty where it is not known
    bool fromPredictions = false;   ///< Blinded: began with what the network had proposed, else with nothing
    std::string finished = {};           ///< when its reader was done; empty: not yet, or going on again
    std::string unblinded = {};          ///< Blinded: when its reader was shown the other one before being done; empty: never
    ReadingId first = 0;            ///< Consensus: what it was made of
    ReadingId second = 0;
    friend bool operator==(const ReadingRecord&, const ReadingRecord&) = default;
};

/// Nothing of the others may be shown to its reader.
constexpr bool isBlind(const ReadingRecord& reading) {
    return reading.kind == ReadingKind::Blinded && reading.finished.empty() && reading.unblinded.empty();
}

/// Ids of objects are given once in a project, but each later reading has a range of its own: the numbers of a blinded reader tell nothing of
/// how many objects the others have.
inline constexpr AnnotationId kIdsPerReading = 10'000'000;
/// The first id of a reading is one more than this.
constexpr AnnotationId idsBefore(const ReadingRecord& reading) { return reading.kind == ReadingKind::First ? 0 : reading.id * kIdsPerReading; }
/// The range that an id is from.
constexpr AnnotationId rangeOf(AnnotationId id) { return id / kIdsPerReading * kIdsPerReading; }
/// What people call the object: its number in its reading. The id of a number comes of the reading: idsBefore() + the number.
constexpr std::int64_t objectNumber(AnnotationId id) { return id % kIdsPerReading; }

struct BlindedStart {
    std::string person;             ///< has decided nothing in the first reading
    bool fromPredictions = false;   ///< else an empty slide
};

}  // namespace bowman
