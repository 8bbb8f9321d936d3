// Pieces of JSON text that writers of large label files put together themselves: no tree, the same bytes for the same
// input on every machine. Pure; any thread.
#pragma once

#include <string>

#include "core/annotation/polygon.h"

namespace bowman {

/// Shortest text that reads back as the same double. The value is finite.
void appendNumber(std::string& out, double value);

/// A text with its quotes; bytes that are not UTF-8 become U+FFFD.
std::string jsonText(const std::string& text);

/// [[x,y],…] with `tail` before each closing bracket (",0" for a z); the first point is repeated when `isClosed`.
/// `origin` is subtracted.
struct JsonRingStyle {
    SlidePoint origin;
    bool isClosed = false;
    const char* tail = "";
};
void appendRing(std::string& out, const Ring& ring, const JsonRingStyle& style);

}  // namespace bowman
