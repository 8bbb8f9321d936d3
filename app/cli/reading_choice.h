// Which reading of a slide a sub-command takes, where several people have read it.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "core/document/document.h"

namespace bowman::cli {

/// --reading; `choice` is what readingOf() understands.
inline void addReadingOption(CLI::App& command, std::string& choice) {
    command.add_option("--reading", choice, "Where several people have read a slide: the finished consensus or else the first reading (outcome), or one of them")
        ->check(CLI::IsMember({"outcome", "first", "second", "consensus"}))
        ->capture_default_str();
}

/// The newest of its kind. The document is as it was opened.
inline Result<Snapshot> readingOf(const Document& document, SlideId slide, const std::string& choice) {
    if (choice == "outcome") return document.outcome(slide);
    const ReadingKind kind = choice == "first" ? ReadingKind::First : choice == "second" ? ReadingKind::Blinded : ReadingKind::Consensus;
    ReadingId found = 0;
    for (const ReadingRecord& reading : document.readings(slide))
        if (reading.kind == kind) found = reading.id;
    Snapshot snapshot = document.snapshotOf(found);
    if (!found) return Error{"there is no such reading", document.path().string(), "slide " + std::to_string(slide) + " has no " + std::string(toText(kind)) + " reading"};
    return snapshot;
}

}  // namespace bowman::cli
