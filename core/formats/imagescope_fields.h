// What Bowman says of an object in an ImageScope file: columns of the region table, by the id of their header. One list
// for reader and writer. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/annotation/annotation.h"

namespace bowman::imagescope {

/// Header ids of ImageScope itself are 9996–9999 and 1.
struct Column {
    int id = 0;
    std::string_view name;
};
const std::vector<Column>& columns();

inline constexpr std::string_view kDescription = "Description";
inline constexpr std::string_view kUuid = "Bowman uuid";
inline constexpr std::string_view kState = "Bowman state";

/// Of a layer: the slide, and the level-0 place of the file's (0,0).
inline constexpr std::string_view kVersion = "Bowman version";
inline constexpr std::string_view kSlide = "Bowman slide";
inline constexpr std::string_view kQuickhash = "Bowman slide quickhash";
inline constexpr std::string_view kWidth = "Bowman slide width";
inline constexpr std::string_view kHeight = "Bowman slide height";
inline constexpr std::string_view kOriginX = "Bowman origin x";
inline constexpr std::string_view kOriginY = "Bowman origin y";

/// Columns that have something to say of the object, with what they say; no more than a header's worth each.
std::vector<std::pair<Column, std::string>> fieldsOf(const Annotation& a);

/// False where the value is not what the column holds; those of other programs become extras.
bool takeField(std::string_view column, const std::string& value, Annotation& a);

}  // namespace bowman::imagescope
