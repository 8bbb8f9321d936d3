#include "core/formats/class_kind.h"

#include <algorithm>
#include <array>

namespace bowman {
namespace {

/// Lower case, one blank for each run of blanks and of what other tools put in their place; none at the ends.
std::string plain(std::string_view name) {
    std::string text;
    for (const char c : name) {
        const bool isBlank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '_' || c == '-' || c == '*';
        if (!isBlank) text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!text.empty() && text.back() != ' ') text += ' ';
    }
    if (text.ends_with(' ')) text.pop_back();
    return text;
}

constexpr std::string_view kCompleteRegion = "Complete region";

constexpr std::array<std::string_view, 27> kStructures = {
    "cortex", "renal cortex", "cortical", "medulla", "renal medulla", "inner medulla", "outer medulla", "outer stripe", "inner stripe",
    "outer stripe of outer medulla", "inner stripe of outer medulla", "corticomedullary junction", "papilla", "renal papilla", "pelvis",
    "renal pelvis", "capsule", "renal capsule", "tissue", "artefact", "artefacts", "artifact", "artifacts", "ignore", "ignored",
    "background", "exclude"};

}  // namespace

AnnotationKind kindOfClass(std::string_view className) {
    const std::string name = plain(className);
    if (name == plain(kCompleteRegion)) return AnnotationKind::CompleteRegion;
    const bool isStructure = std::find(kStructures.begin(), kStructures.end(), name) != kStructures.end();
    return isStructure ? AnnotationKind::Structure : AnnotationKind::Glomerulus;
}

std::string classNameOf(std::string_view className) {
    const std::size_t first = className.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return Annotation().className;
    className = className.substr(first, className.find_last_not_of(" \t\r\n") - first + 1);
    const std::string name = plain(className);
    const bool isUsual = name == "glomerulus" || name == "glomeruli" || name == plain(kCompleteRegion);
    return isUsual ? Annotation().className : std::string(className);
}

std::string exportedClassOf(const Annotation& a) {
    return a.kind == AnnotationKind::CompleteRegion ? std::string(kCompleteRegion) : a.className;
}

}  // namespace bowman
