#include "core/document/sign_off.h"

#include <cmath>

namespace bowman {

SignOffCheck checkForSignOff(const AnnotationSet& annotations) {
    SignOffCheck check;
    for (const AnnotationPtr& a : annotations.all()) {
        if (a->kind != AnnotationKind::Glomerulus) continue;
        check.open += a->state == ReviewState::Proposed;
        check.unsure += a->state == ReviewState::Unsure;
    }
    return check;
}

Result<void> permitSignOff(const SignOffCheck& check, const std::string& exception) {
    if (check.isComplete() || exception.find_first_not_of(" \t\r\n") != std::string::npos) return {};
    std::string missing;
    const auto add = [&](const std::string& text) { missing += (missing.empty() ? "" : ", ") + text; };
    if (check.open > 0) add(std::to_string(check.open) + " not decided");
    if (check.unsure > 0) add(std::to_string(check.unsure) + " unsure");
    if (check.maybe > 0) add(std::to_string(check.maybe) + " of \"maybe\" not decided");
    if (!check.everythingSeen)
        add(check.seenShare ? std::to_string(std::llround(std::floor(100 * *check.seenShare))) + " % of the tissue seen" : "it is not known how much tissue was seen");
    return Error{"the slide cannot be signed off without an exception", "", missing};
}

}  // namespace bowman
