// Which reading of a slide a sub-command takes, where several people have read it; and that nobody who still reads blinded is told of the others.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "core/document/document.h"

namespace bowman::cli {

struct ReadingChoice {
    std::string reading = "outcome";
    bool despiteBlinded = false;
};

inline void addDespiteBlindedOption(CLI::App& command, ReadingChoice& choice) {
    command.add_flag("--despite-blinded", choice.despiteBlinded, "Also while somebody still reads a slide blinded: what is written tells of the other reading, and must not come before that reader's eyes");
}

/// --reading and --despite-blinded.
inline void addReadingOption(CLI::App& command, ReadingChoice& choice) {
    command.add_option("--reading", choice.reading, "Where several people have read a slide: the finished consensus or else the first reading (outcome), or one of them")
        ->check(CLI::IsMember({"outcome", "first", "second", "consensus"}))
        ->capture_default_str();
    addDespiteBlindedOption(command, choice);
}

/// Refused while somebody reads the slide blinded, except for that reading itself (`shown`; 0: several are).
inline Result<void> permitShowing(const Document& document, SlideId slide, ReadingId shown, const ReadingChoice& choice) {
    if (choice.despiteBlinded) return {};
    for (const ReadingRecord& reading : document.readings(slide)) {
        if (!isBlind(reading) || reading.id == shown) continue;
        const auto record = document.slide(slide);
        return Error{reading.person + " is reading the slide " + (record ? record->alias : std::to_string(slide)) + " blinded", document.path().string(),
                     "this would tell of the other reading; wait until " + reading.person + " has finished (Review > Readings > Reading Finished), take that reading alone where --reading can "
                     "be given (--reading second), or add --despite-blinded"};
    }
    return {};
}

/// The newest of its kind. The document is as it was opened.
inline Result<Snapshot> readingOf(const Document& document, SlideId slide, const ReadingChoice& choice) {
    Snapshot snapshot;
    if (choice.reading == "outcome") {
        snapshot = document.outcome(slide);
    } else {
        const ReadingKind kind = choice.reading == "first" ? ReadingKind::First : choice.reading == "second" ? ReadingKind::Blinded : ReadingKind::Consensus;
        ReadingId found = 0;
        for (const ReadingRecord& reading : document.readings(slide))
            if (reading.kind == kind) found = reading.id;
        if (!found) return Error{"there is no such reading", document.path().string(), "slide " + std::to_string(slide) + " has no " + std::string(toText(kind)) + " reading"};
        snapshot = document.snapshotOf(found);
    }
    if (const auto permitted = permitShowing(document, slide, snapshot.reading.id, choice); !permitted) return permitted.error();
    return snapshot;
}

}  // namespace bowman::cli
