// The classes that a person gives to glomeruli: name, colour, key, and what they count as. Kept in the project. Values; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace bowman {

struct PaletteClass {
    std::string name;
    std::array<std::uint8_t, 3> colour{};     ///< red, green, blue
    int key = 0;                              ///< 1…9; 0: none
    bool isGlomerulus = true;                 ///< is counted as one
    bool isGloballySclerosed = false;         ///< and as globally sclerosed
    friend bool operator==(const PaletteClass&, const PaletteClass&) = default;
};

/// The name denies what it names: "not globally sclerotic", "non_sclerosed".
bool isNegated(std::string_view className);

class Palette {
public:
    static constexpr int kKeys = 9;
    static constexpr const char* kSetting = "palette";   ///< its name among a project's settings

    /// Not sclerosed, globally and segmentally sclerosed, crescentic, ischaemic.
    Palette();
    explicit Palette(std::vector<PaletteClass> classes) : m_classes(std::move(classes)) {}

    const std::vector<PaletteClass>& classes() const { return m_classes; }
    /// Null when there is none.
    const PaletteClass* find(std::string_view name) const;
    const PaletteClass* ofKey(int key) const;
    /// A class that the palette does not know is a glomerulus; globally sclerosed where its name says so.
    PaletteClass at(std::string_view name) const;

    /// Says what is wrong: an empty name, one name or key twice, a key beyond 9, no class at all, one that is sclerosed and no glomerulus.
    Result<void> check() const;

    std::string toJson() const;
    static Result<Palette> fromJson(const std::string& json);

    friend bool operator==(const Palette&, const Palette&) = default;

private:
    std::vector<PaletteClass> m_classes;
};

}  // namespace bowman
