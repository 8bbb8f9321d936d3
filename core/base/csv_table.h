// Small tables with a header line, as spreadsheets write them (RFC 4180): comma, semicolon or tab, quotes, line breaks in quotes, a
// byte order mark. For tables of people; long ones of machines have readers of their own (hubmap_csv.h). Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace bowman {

struct CsvRow {
    int line = 0;                      ///< of the file, where the row begins; 1 is the first
    std::vector<std::string> cells;    ///< as many as the header has; without spaces around
};

struct CsvTable {
    std::vector<std::string> header;
    std::vector<CsvRow> rows;          ///< without empty lines
};

/// The separator is the one of , ; and tab that the first line has most of. Errors name the line: a quote that is not closed, text
/// behind a closing quote, more cells than the header (fewer are filled with empty ones), bytes that are not UTF-8.
Result<CsvTable> parseCsv(std::string_view text, const std::string& file);

/// At most 64 MiB.
Result<CsvTable> readCsv(const std::filesystem::path& path);

}  // namespace bowman
