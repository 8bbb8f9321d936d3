#include "core/formats/hole_class.h"

namespace bowman {
namespace {

constexpr std::string_view kMark = " (class)";

/// A name of holes with any number of marks.
bool isOfHoles(std::string_view name, IsHoleName isHole) {
    while (name.ends_with(kMark)) name.remove_suffix(kMark.size());
    return isHole(name);
}

}  // namespace

std::string classBesideHoles(std::string_view className, IsHoleName isHole) {
    std::string name(className);
    return isOfHoles(className, isHole) ? name.append(kMark) : name;
}

std::string classFromBesideHoles(std::string_view name, IsHoleName isHole) {
    if (name.ends_with(kMark) && isOfHoles(name, isHole)) name.remove_suffix(kMark.size());
    return std::string(name);
}

}  // namespace bowman
