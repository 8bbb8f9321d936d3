// XML as text: a file's bytes made UTF-8 whatever they were, and pieces of text for writers. Pure but for reading the
// file; any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/formats/export_selection.h"

namespace bowman {

/// UTF-8 without byte order mark. UTF-16 is known by its mark; what is not UTF-8 is taken as Latin-1, as old tools write it.
std::string utf8Of(std::string bytes);

/// The file as utf8Of(). Blocks. An error for what is empty or larger than 512 MiB; `what` begins its message.
Result<std::string> loadXmlText(const char* what, const std::filesystem::path& path);

/// Fit for an attribute in double quotes and for an element's content: & < > " escaped, line breaks as references,
/// characters that XML forbids dropped, bytes that are not UTF-8 as U+FFFD.
std::string xmlText(std::string_view text);

/// Shortest decimal text, without exponent, that reads back as the same double. The value is finite.
void appendDecimal(std::string& out, double value);
std::string decimalText(double value);

/// More than a label file of these objects is likely to have, less than twice of it: memory that is not written to costs nothing.
std::size_t xmlBytesOf(const SelectedSlide& slide);

}  // namespace bowman
