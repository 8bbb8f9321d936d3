// The colour of a class in files that leave the program: fixed for our own classes, derived from the name for others, so
// that every export of a class looks the same. Any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace bowman {

/// Red, green, blue.
std::array<std::uint8_t, 3> classColour(std::string_view className);

}  // namespace bowman
