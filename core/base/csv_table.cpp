#include "core/base/csv_table.h"

#include <algorithm>
#include <optional>

#include "core/base/files.h"

namespace bowman {
namespace {

constexpr std::uintmax_t kLargestFile = 64ULL << 20;
constexpr const char* kWhat = "cannot read the table";

/// Place of the first byte that is no UTF-8; npos when all is well. Overlong forms are let through: nobody is harmed by them here.
std::size_t firstNonUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
        if (length == 0 || i + length > text.size()) return i;
        for (std::size_t k = 1; k < length; ++k)
            if (static_cast<unsigned char>(text[i + k]) >> 6 != 2) return i;
        i += length;
    }
    return std::string_view::npos;
}

char separatorOf(std::string_view text) {
    const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
    char best = ',';
    for (const char c : {';', '\t'})
        if (std::count(first.begin(), first.end(), c) > std::count(first.begin(), first.end(), best)) best = c;
    return best;
}

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

/// Reads cell by cell; what is wrong stands in `problem`.
class Reader {
public:
    Reader(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    bool atEnd() const { return m_at >= m_text.size(); }
    int problemLine() const { return m_problemLine; }
    const std::string& problem() const { return m_problem; }

    /// False when something is wrong.
    bool readRow(CsvRow& row) {
        row = {m_line, {}};
        for (;;) {
            std::string cell;
            if (!readCell(cell)) return false;
            row.cells.push_back(std::move(cell));
            if (atEnd()) return true;
            const char c = m_text[m_at++];
            if (c == m_separator) continue;
            if (c == '\r' && !atEnd() && m_text[m_at] == '\n') ++m_at;
            ++m_line;
            return true;
        }
    }

private:
    bool isEndOfCell(std::size_t at) const {
        return at >= m_text.size() || m_text[at] == m_separator || m_text[at] == '\n' || m_text[at] == '\r';
    }

    bool readCell(std::string& cell) {
        std::size_t start = m_at;
        while (start < m_text.size() && m_text[start] == ' ') ++start;
        if (start < m_text.size() && m_text[start] == '"') {
            m_at = start + 1;
            return readQuoted(cell);
        }
        const std::size_t begin = m_at;
        while (!isEndOfCell(m_at)) ++m_at;
        cell = trimmed(m_text.substr(begin, m_at - begin));
        return true;
    }

    bool readQuoted(std::string& cell) {
        const int openedAt = m_line;
        while (!atEnd()) {
            const char c = m_text[m_at++];
            if (c == '\n') ++m_line;
            if (c != '"') {
                cell += c;
            } else if (!atEnd() && m_text[m_at] == '"') {
                cell += m_text[m_at++];
            } else {
                while (!atEnd() && m_text[m_at] == ' ') ++m_at;
                if (isEndOfCell(m_at)) return true;
                return fail(m_line, "there is text behind a closing quote");
            }
        }
        return fail(openedAt, "a quote is not closed");
    }

    bool fail(int line, const std::string& why) {
        m_problemLine = line;
        m_problem = why;
        return false;
    }

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
    int m_line = 1;
    int m_problemLine = 0;
    std::string m_problem;
};

bool isEmpty(const CsvRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return cell.empty(); });
}

}  // namespace

Result<CsvTable> parseCsv(std::string_view text, const std::string& file) {
    const auto error = [&](int line, const std::string& why) { return Error{kWhat, file, "line " + std::to_string(line) + ": " + why}; };
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return Error{kWhat, file, "it is UTF-16: save it as CSV in UTF-8"};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (text.find('\0') != std::string_view::npos) return Error{kWhat, file, "it is not text"};
    if (const std::size_t bad = firstNonUtf8(text); bad != std::string_view::npos)
        return error(1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n')),
                     "a character is not UTF-8: save the table as CSV in UTF-8");
    Reader reader(text, separatorOf(text));
    CsvTable table;
    while (!reader.atEnd()) {
        CsvRow row;
        if (!reader.readRow(row)) return error(reader.problemLine(), reader.problem());
        if (isEmpty(row)) continue;
        if (table.header.empty()) {
            table.header = std::move(row.cells);
            continue;
        }
        while (row.cells.size() > table.header.size() && row.cells.back().empty()) row.cells.pop_back();
        if (row.cells.size() > table.header.size())
            return error(row.line, std::to_string(row.cells.size()) + " cells, but the header has " + std::to_string(table.header.size()));
        row.cells.resize(table.header.size());
        table.rows.push_back(std::move(row));
    }
    if (table.header.empty()) return Error{kWhat, file, "it is empty"};
    return table;
}

Result<CsvTable> readCsv(const std::filesystem::path& path) {
    std::error_code status;
    if (const auto bytes = std::filesystem::file_size(path, status); !status && bytes > kLargestFile) return Error{kWhat, path.string(), "larger than 64 MiB"};
    const auto text = readFile(path);
    if (!text) return text.error();
    return parseCsv(*text, path.string());
}

}  // namespace bowman
