// Damaged slide files: cut off, lying, leading in circles, or no slides at all. They are made when they are needed: nothing of
// them is kept in the source tree.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace bowman::test {

struct DamagedSlide {
    std::string name;             ///< what is wrong with it
    std::filesystem::path path;
    bool mayOpen = true;          ///< a part of it can still be shown; else it must be refused
};

/// More than 100, from the phantom and tiny files; below 4 MB in all. Throws std::runtime_error where one cannot be written.
std::vector<DamagedSlide> makeDamagedSlides(const std::filesystem::path& folder);

}  // namespace bowman::test
