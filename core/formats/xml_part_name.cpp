#include "core/formats/xml_part_name.h"

namespace bowman {
namespace {

/// Takes a positive number off the front.
bool takeNumber(std::string_view& text) {
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
    if (digits == 0 || digits > 9) return false;
    text.remove_prefix(digits);
    return true;
}

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

}  // namespace

std::string partName(std::string_view objectName, std::size_t part, std::size_t parts, std::string_view note) {
    std::string name(objectName);
    if (parts > 1) name += " part " + std::to_string(part) + " of " + std::to_string(parts);
    if (!note.empty()) name.append(": ").append(note);
    return name;
}

std::string holeName(std::string_view objectName, std::size_t hole) { return std::string(objectName) + " hole " + std::to_string(hole); }

std::optional<PartName> partNameOf(std::string_view text, std::string_view className) {
    std::string_view rest = text;
    if (!take(rest, className) || !take(rest, " ") || !takeNumber(rest)) return std::nullopt;
    PartName name;
    name.object = text.substr(0, text.size() - rest.size());
    if (take(rest, " part ")) {
        if (!takeNumber(rest) || !take(rest, " of ") || !takeNumber(rest)) return std::nullopt;
        name.isPart = true;
    }
    if (take(rest, ": ")) name.note = rest;
    else if (!rest.empty()) return std::nullopt;
    return name;
}

std::string holeOwnerOf(std::string_view text) {
    const std::size_t at = text.rfind(" hole ");
    if (at == std::string_view::npos) return {};
    std::string_view rest = text.substr(at + 6);
    return takeNumber(rest) && rest.empty() ? std::string(text.substr(0, at)) : std::string();
}

}  // namespace bowman
