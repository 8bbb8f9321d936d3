#include "core/measure/labelled_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <charconv>
#include <functional>
#include <map>
#include <sstream>

#include "core/base/files.h"
#include "core/slide/image_file.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;

/// One line of RFC 4180: fields may be quoted, a quote within is doubled.
std::vector<std::string> csvFields(const std::string& line) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += c;
        }
    }
    return fields;
}

class IndexReader {
public:
    explicit IndexReader(fs::path index) : m_index(std::move(index)) {}

    Result<std::vector<LabelledRow>> read() {
        const auto text = readFile(m_index);
        if (!text) return text.error();
        std::istringstream lines(*text);
        std::string line;
        std::vector<LabelledRow> rows;
        for (int number = 1; std::getline(lines, line); ++number) {
            if (!line.empty() && line.back() == '\r') line.pop_back();
            if (line.empty()) continue;
            const auto fields = csvFields(line);
            if (m_columns.empty()) {
                if (const auto header = readHeader(fields); !header) return header.error();
                continue;
            }
            auto row = readRow(fields, number);
            if (!row) return row.error();
            rows.push_back(std::move(*row));
        }
        if (m_columns.empty()) return fail("it is empty");
        if (rows.empty()) return fail("it lists no image");
        return rows;
    }

    Result<void> checkFiles(const std::vector<LabelledRow>& rows) const {
        for (const LabelledRow& row : rows)
            for (const fs::path& file : {row.image, row.mask}) {
                std::error_code status;
                if (!fs::is_regular_file(m_index.parent_path() / file, status)) return fail("there is no file " + file.string(), row.line);
            }
        return {};
    }

    /// A row without whole glomeruli has no scale of its own; its neighbours were taken the same way.
    Result<void> fillScales(std::vector<LabelledRow>& rows) const {
        const auto median = [&](const std::function<bool(const LabelledRow&)>& isNeighbour) {
            std::vector<double> scales;
            for (const LabelledRow& row : rows)
                if (row.umPerPxSource == "index" && isNeighbour(row)) scales.push_back(row.umPerPx);
            std::sort(scales.begin(), scales.end());
            return scales.empty() ? 0 : scales[scales.size() / 2];
        };
        for (LabelledRow& row : rows) {
            if (!row.umPerPxSource.empty()) continue;
            row.umPerPxSource = "median of its group";
            row.umPerPx = median([&](const LabelledRow& other) { return other.group == row.group; });
            if (row.umPerPx > 0) continue;
            row.umPerPxSource = "median of its dataset and stain";
            row.umPerPx = median([&](const LabelledRow& other) { return other.dataset == row.dataset && other.stain == row.stain; });
            if (!(row.umPerPx > 0)) return fail("um_per_px_estimate is blank, and no image of its group or stain has one", row.line);
        }
        return {};
    }

private:
    Error fail(const std::string& why, int line = 0) const {
        return {line > 0 ? "index of images: line " + std::to_string(line) : "index of images", m_index.string(), why};
    }

    Result<void> readHeader(const std::vector<std::string>& names) {
        for (std::size_t i = 0; i < names.size(); ++i)
            if (!m_columns.try_emplace(names[i], i).second) return fail("the column \"" + names[i] + "\" comes twice", 1);
        m_scale = m_columns.contains("um_per_px") ? "um_per_px" : "um_per_px_estimate";
        for (const std::string& needed : {std::string("image"), std::string("mask"), m_scale})
            if (!m_columns.contains(needed)) return fail("the column \"" + needed + "\" is missing", 1);
        return {};
    }

    Result<LabelledRow> readRow(const std::vector<std::string>& fields, int line) const {
        if (fields.size() != m_columns.size())
            return fail(std::to_string(fields.size()) + " fields instead of " + std::to_string(m_columns.size()), line);
        const auto field = [&](const std::string& name, const std::string& otherwise) {
            const auto found = m_columns.find(name);
            return found == m_columns.end() ? otherwise : fields[found->second];
        };
        LabelledRow row;
        row.line = line;
        row.dataset = field("dataset", m_index.parent_path().filename().string());
        row.image = field("image", {});
        row.mask = field("mask", {});
        row.group = field("group", row.image.string());
        row.stain = field("stain", {});
        row.part = field("part", "training");
        if (const std::string scale = field(m_scale, {}); !scale.empty()) {
            const auto [end, status] = std::from_chars(scale.data(), scale.data() + scale.size(), row.umPerPx);
            if (status != std::errc{} || end != scale.data() + scale.size() || !(row.umPerPx >= 0.05 && row.umPerPx <= 20))
                return fail(m_scale + " \"" + scale + "\" is no number between 0.05 and 20", line);
            row.umPerPxSource = "index";
        }
        return row;
    }

    const fs::path m_index;
    std::map<std::string, std::size_t> m_columns;
    std::string m_scale;   ///< the column that has it
};

}  // namespace

Result<std::vector<LabelledRow>> readIndexRows(const fs::path& index) { return IndexReader(index).read(); }

Result<std::vector<LabelledRow>> readLabelledIndex(const fs::path& index) {
    IndexReader reader(index);
    auto rows = reader.read();
    if (!rows) return rows;
    if (const auto checked = reader.checkFiles(*rows); !checked) return checked.error();
    if (const auto filled = reader.fillScales(*rows); !filled) return filled.error();
    return rows;
}

Result<LabelledPair> readLabelledPair(const fs::path& index, const LabelledRow& row) {
    const auto fail = [&](const std::string& why) { return Error{"index of images: line " + std::to_string(row.line), index.string(), why}; };
    auto rgb = readRgbFile(index.parent_path() / row.image);
    if (!rgb) return fail(rgb.error().message());
    auto mask = readMaskFile(index.parent_path() / row.mask);
    if (!mask) return fail(mask.error().message());
    if (rgb->width() != mask->width() || rgb->height() != mask->height())
        return fail("the mask " + row.mask.string() + " has " + std::to_string(mask->width()) + "×" + std::to_string(mask->height()) +
                    " pixels, its image " + std::to_string(rgb->width()) + "×" + std::to_string(rgb->height()));
    std::array<bool, 256> isKnown{};
    for (const int value : {0, 1, 2, 255}) isKnown[static_cast<std::size_t>(value)] = true;
    for (std::size_t i = 0; i < mask->sizeBytes(); ++i)
        if (!isKnown[mask->data()[i]])
            return fail("the mask " + row.mask.string() + " holds the value " + std::to_string(mask->data()[i]) +
                        "; known are 0 background, 1 glomerulus, 2 sclerotic glomerulus, 255 ignore");
    return LabelledPair{std::move(*rgb), std::move(*mask)};
}

}  // namespace bowman
