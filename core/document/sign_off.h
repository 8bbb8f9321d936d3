// A slide that a person answers for: every object decided, all tissue seen, or what is missing said in words. A later edit undoes it.
// Values and rules; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"

namespace bowman {

struct SignOff {
    std::int64_t slide = 0;
    std::string person;
    std::string time;             ///< ISO 8601, UTC
    std::string exception;        ///< what was left undone, and why; empty: nothing
    std::int64_t lastEvent = 0;   ///< of the slide, when it was signed
    friend bool operator==(const SignOff&, const SignOff&) = default;
};

struct SignOffState {
    std::optional<SignOff> signOff;   ///< empty: nobody has signed
    bool editedSince = false;         ///< it counts no more
    bool counts() const { return signOff && !editedSince; }
};

/// What stands between a slide and its sign-off.
struct SignOffCheck {
    int open = 0;                       ///< glomeruli that nobody has decided on
    int unsure = 0;                     ///< left to a colleague, who was not asked yet
    int maybe = 0;                      ///< candidates that nobody has decided on
    std::optional<double> seenShare;    ///< of the tissue, 0…1; empty where it is not known
    bool everythingSeen = false;        ///< no cell of tissue is left
    bool isComplete() const { return open == 0 && unsure == 0 && maybe == 0 && everythingSeen; }
};

/// Counts open and unsure glomeruli; the rest is the caller's.
SignOffCheck checkForSignOff(const AnnotationSet& annotations);

/// Refused, with what is missing, unless the check is complete or the exception says something (blanks say nothing).
Result<void> permitSignOff(const SignOffCheck& check, const std::string& exception);

}  // namespace bowman
