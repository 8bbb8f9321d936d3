#include "core/formats/rle.h"

#include <algorithm>
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

constexpr std::int64_t kBandWidth = 512;   ///< columns

/// Joins runs that go on at the top of the next column.
class PairWriter {
public:
    explicit PairWriter(std::int64_t height) : m_height(height) {}

    void add(const PixelRun& run) {
        const std::int64_t first = run.line * m_height + run.begin;
        if (first != m_end) {
            finish();
            m_begin = first;
        }
        m_end = run.line * m_height + run.end;
    }

    /// Ends the run that is open.
    void finish() {
        if (m_end <= m_begin) return;
        if (!m_text.empty()) m_text += ' ';
        append(m_begin + 1);
        m_text += ' ';
        append(m_end - m_begin);
        m_begin = m_end = -1;
    }

    std::string take() {
        finish();
        return std::move(m_text);
    }

private:
    void append(std::int64_t number) {
        char text[20];
        m_text.append(text, std::to_chars(text, text + sizeof text, number).ptr);
    }

    std::int64_t m_height;
    std::int64_t m_begin = -1;
    std::int64_t m_end = -1;
    std::string m_text;
};

/// Which shapes touch each band of columns.
std::vector<std::vector<std::uint32_t>> shapesOfBands(const std::vector<const MultiPolygon*>& shapes, std::int64_t width) {
    std::vector<std::vector<std::uint32_t>> bands(static_cast<std::size_t>((width + kBandWidth - 1) / kBandWidth));
    if (bands.empty()) return bands;
    const auto bandOf = [&](double x) {
        return static_cast<std::size_t>(std::clamp(x / static_cast<double>(kBandWidth), 0.0, static_cast<double>(bands.size() - 1)));
    };
    for (std::uint32_t i = 0; i < shapes.size(); ++i) {
        const SlideRect bounds = boundsOf(*shapes[i]);
        for (std::size_t band = bandOf(bounds.x); band <= bandOf(bounds.right()); ++band) bands[band].push_back(i);
    }
    return bands;
}

}  // namespace

std::string encodeRle(const std::vector<PixelRun>& columns, std::int64_t height) {
    PairWriter writer(height);
    for (const PixelRun& run : columns) writer.add(run);
    return writer.take();
}

RleText rleOfShapes(const std::vector<const MultiPolygon*>& shapes, PixelSize size) {
    PairWriter writer(size.height);
    RleText result;
    std::int64_t left = 0;
    for (const auto& band : shapesOfBands(shapes, size.width)) {
        MultiPolygon parts;
        for (const std::uint32_t i : band) parts.insert(parts.end(), shapes[i]->begin(), shapes[i]->end());
        const RasterGrid grid{{static_cast<double>(left), 0}, 1, std::min(kBandWidth, size.width - left), size.height};
        for (PixelRun run : pixelRuns(parts, grid, ScanOrder::Columns)) {
            result.pixels += run.end - run.begin;
            run.line += left;
            writer.add(run);
        }
        left += kBandWidth;
    }
    result.text = writer.take();
    return result;
}

Result<std::vector<PixelRun>> decodeRle(std::string_view text, PixelSize size) {
    std::vector<PixelRun> columns;
    columns.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) / 2 + 1);
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
