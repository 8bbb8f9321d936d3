// Classes that are named as a format names its holes: they leave as "exclusion (class)" and come in under their own name
// again, so that an object never becomes a hole. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace bowman {

using IsHoleName = bool (*)(std::string_view);   ///< of the format

/// Name for the file. The same unless it marks holes, or looks like the result of this function.
std::string classBesideHoles(std::string_view className, IsHoleName isHole);

/// The class that has this name in a file.
std::string classFromBesideHoles(std::string_view name, IsHoleName isHole);

}  // namespace bowman
