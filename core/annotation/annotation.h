// What a person or a model says about a place on a slide: one glomerulus, or one region. A value; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/annotation/polygon.h"

namespace bowman {

/// Identity within a project; 0 = not yet given.
using AnnotationId = std::int64_t;

enum class AnnotationKind {
    Glomerulus,
    CompleteRegion,   ///< a person has looked at all of it: what is not marked inside is background
    Structure,        ///< another part of the section, by its class: "Cortex", "Medulla", "Tissue", "Artefact", "Ignore"
};

enum class ReviewState {
    Proposed,    ///< by a model, seen by nobody
    Accepted,    ///< as proposed
    Corrected,   ///< proposed, then changed by a person
    Rejected,    ///< not a glomerulus
    Added,       ///< drawn by a person
    Unsure,      ///< a colleague is to be asked
};

std::string_view toText(ReviewState state);      ///< "proposed" …, as stored and exported
std::string_view toText(AnnotationKind kind);    ///< "glomerulus", "complete_region", "structure"
std::optional<ReviewState> reviewStateFromText(std::string_view text);
std::optional<AnnotationKind> annotationKindFromText(std::string_view text);

/// States that count as a glomerulus when labels leave the program: accepted, corrected, added.
constexpr bool isReviewedPositive(ReviewState s) {
    return s == ReviewState::Accepted || s == ReviewState::Corrected || s == ReviewState::Added;
}

struct Provenance {
    std::string source;         ///< "model", "person", "import"
    std::string model;          ///< name of the model, or of the imported file's format
    std::string modelSha256;
    double threshold = 0;
    std::string createdBy;
    std::string createdAt;      ///< ISO 8601, UTC
    std::string reviewedBy;
    std::string reviewedAt;
    double secondsSpent = 0;    ///< by people, on this object
    friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// Fields that another program gave an object, by name: kept and handed on, not understood. Numbers are finite ("NaN" is a
/// text), so that equal annotations compare equal.
using Extras = std::map<std::string, std::variant<double, std::string>>;

struct Annotation {
    AnnotationId id = 0;
    std::string uuid;           ///< RFC 4122, the same in every export
    AnnotationKind kind = AnnotationKind::Glomerulus;
    std::string className = "Glomerulus";
    ReviewState state = ReviewState::Proposed;
    MultiPolygon shape;
    MultiPolygon prediction;    ///< what the model said, never changed; empty where a person drew it
    double score = 0;           ///< mean probability inside, 0 where a person drew it
    double uncertainty = 0;     ///< 0 sure … 1
    Provenance provenance;
    std::string note;
    Extras extras;
    friend bool operator==(const Annotation&, const Annotation&) = default;
};

/// Random UUID, version 4.
std::string newUuid();

/// Now, as "2026-01-31T12:00:00Z".
std::string nowIso8601();

}  // namespace bowman
