#include "core/document/palette.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

namespace bowman {
namespace {

constexpr const char* kWhat = "the palette is not valid";

/// Saturated, from the name: a class of an import that nobody gave a colour.
std::array<std::uint8_t, 3> colourOf(std::string_view name) {
    // Okabe & Ito's, without those of the defaults.
    constexpr std::array<std::array<std::uint8_t, 3>, 4> kColours{{{86, 180, 233}, {240, 228, 66}, {204, 121, 167}, {120, 120, 120}}};
    std::uint32_t hash = 2166136261U;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return kColours[hash % kColours.size()];
}

}  // namespace

Palette::Palette()
    : m_classes{{"Glomerulus", {0, 158, 115}, 1, true, false},
                {"Globally sclerotic", {213, 94, 0}, 2, true, true},
                {"Segmentally sclerotic", {230, 159, 0}, 3, true, false},
                {"Crescentic", {204, 121, 167}, 4, true, false},
                {"Ischaemic", {0, 114, 178}, 5, true, false}} {}

const PaletteClass* Palette::find(std::string_view name) const {
    const auto found = std::find_if(m_classes.begin(), m_classes.end(), [&](const PaletteClass& c) { return c.name == name; });
    return found == m_classes.end() ? nullptr : &*found;
}

const PaletteClass* Palette::ofKey(int key) const {
    const auto found = std::find_if(m_classes.begin(), m_classes.end(), [&](const PaletteClass& c) { return key > 0 && c.key == key; });
    return found == m_classes.end() ? nullptr : &*found;
}

bool isNegated(std::string_view className) {
    std::string word;
    const auto denies = [](const std::string& w) { return w == "not" || w == "no" || w == "non" || w.starts_with("nonscler") || w.starts_with("nonglobal") || w.starts_with("nonsegment"); };
    for (const char c : className) {
        if (std::isalpha(static_cast<unsigned char>(c))) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (denies(std::exchange(word, {}))) {
            return true;
        }
    }
    return denies(word);
}

PaletteClass Palette::at(std::string_view name) const {
    if (const PaletteClass* known = find(name)) return *known;
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const bool isSclerosed = lower.find("global") != std::string::npos && lower.find("scler") != std::string::npos && !isNegated(name);
    return {std::string(name), colourOf(name), 0, true, isSclerosed};
}

Result<void> Palette::check() const {
    if (m_classes.empty()) return Error{kWhat, "", "it has no class"};
    std::set<std::string> names;
    std::set<int> keys;
    for (const PaletteClass& c : m_classes) {
        if (c.name.find_first_not_of(' ') == std::string::npos) return Error{kWhat, "", "a class has no name"};
        if (!names.insert(c.name).second) return Error{kWhat, "", "the class " + c.name + " is there twice"};
        if (c.key < 0 || c.key > kKeys) return Error{kWhat, "", "the key of " + c.name + " is none of 1 to 9"};
        if (c.key != 0 && !keys.insert(c.key).second) return Error{kWhat, "", "the key " + std::to_string(c.key) + " is there twice"};
        if (c.isGloballySclerosed && !c.isGlomerulus) return Error{kWhat, "", c.name + " counts as globally sclerosed, but not as a glomerulus"};
    }
    return {};
}

std::string Palette::toJson() const {
    nlohmann::json classes = nlohmann::json::array();
    for (const PaletteClass& c : m_classes)
        classes.push_back({{"name", c.name}, {"colour", c.colour}, {"key", c.key}, {"glomerulus", c.isGlomerulus}, {"globally_sclerosed", c.isGloballySclerosed}});
    return classes.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<Palette> Palette::fromJson(const std::string& text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_array()) return Error{kWhat, "", "it is no list of classes"};
    std::vector<PaletteClass> classes;
    try {
        for (const auto& entry : json)
            classes.push_back({entry.at("name").get<std::string>(), entry.at("colour").get<std::array<std::uint8_t, 3>>(), entry.value("key", 0),
                               entry.value("glomerulus", true), entry.value("globally_sclerosed", false)});
    } catch (const nlohmann::json::exception& e) {
        return Error{kWhat, "", e.what()};
    }
    Palette palette(std::move(classes));
    if (const auto checked = palette.check(); !checked) return checked.error();
    return palette;
}

}  // namespace bowman
