#include "core/formats/rle.h"

#include <charconv>

namespace bowman {
namespace {

class Pairs {
public:
    explicit Pairs(std::string_view text) : m_text(text) {}

    bool atEnd() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t')) ++m_at;
        return m_at == m_text.size();
    }

    /// False when there is no whole number here.
    bool next(std::int64_t& value) {
        if (atEnd()) return false;
        const char* end = m_text.data() + m_text.size();
        const auto [stopped, status] = std::from_chars(m_text.data() + m_at, end, value);
        if (status != std::errc() || (stopped != end && *stopped != ' ' && *stopped != '\t')) return false;
        m_at = static_cast<std::size_t>(stopped - m_text.data());
        return true;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

void appendPair(std::string& out, std::int64_t begin, std::int64_t end) {
    if (!out.empty()) out += ' ';
    out += std::to_string(begin + 1);
    out += ' ';
    out += std::to_string(end - begin);
}

}  // namespace

std::string encodeRle(const std::vector<PixelRun>& columns, std::int64_t height) {
    std::string out;
    std::int64_t begin = -1, end = -1;
    for (const PixelRun& run : columns) {
        const std::int64_t first = run.line * height + run.begin;
        if (first != end) {
            if (end > begin) appendPair(out, begin, end);
            begin = first;
        }
        end = run.line * height + run.end;
    }
    if (end > begin) appendPair(out, begin, end);
    return out;
}

Result<std::vector<PixelRun>> decodeRle(std::string_view text, PixelSize size) {
    std::vector<PixelRun> columns;
    const std::int64_t pixels = size.width * size.height;
    Pairs pairs(text);
    std::int64_t before = 0;
    for (std::size_t index = 1; !pairs.atEnd(); ++index) {
        const auto error = [&](const std::string& why) {
            return Error{"cannot decode RLE", "", "pair " + std::to_string(index) + ": " + why};
        };
        std::int64_t start = 0, length = 0;
        if (!pairs.next(start) || !pairs.next(length)) return error("two whole numbers were expected");
        if (start < 1 || length < 1) return error("start and length must be positive");
        if (start - 1 < before) return error("it begins before the end of the pair before it");
        if (start - 1 > pixels || length > pixels - (start - 1))
            return error("it goes beyond the " + std::to_string(size.width) + " × " + std::to_string(size.height) + " pixels of the slide");
        before = start - 1 + length;
        for (std::int64_t at = start - 1; at < before;) {
            const std::int64_t column = at / size.height;
            const std::int64_t end = std::min(before, (column + 1) * size.height);
            columns.push_back({column, at - column * size.height, end - column * size.height});
            at = end;
        }
    }
    return columns;
}

}  // namespace bowman
