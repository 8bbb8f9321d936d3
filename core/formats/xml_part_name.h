// Names by which parts and holes of one object find each other again in formats that know single outlines only:
// "Glomerulus 12", "Glomerulus 12 part 1 of 2", "Glomerulus 12 hole 1", each with ": note" where there is one. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bowman {

/// `number` is the object's in the file and in its provenance side-car; parts and holes count from 1.
std::string partName(std::string_view objectName, std::size_t part, std::size_t parts, std::string_view note);
std::string holeName(std::string_view objectName, std::size_t hole);

struct PartName {
    std::string object;   ///< "Glomerulus 12"
    std::string note;
    bool isPart = false;  ///< one of several
};

/// Nothing where the text is not such a name of an object of this class.
std::optional<PartName> partNameOf(std::string_view text, std::string_view className);

/// "Glomerulus 12" of "Glomerulus 12 hole 1"; empty where the text is no such name.
std::string holeOwnerOf(std::string_view text);

}  // namespace bowman
