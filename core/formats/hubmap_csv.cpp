#include "core/formats/hubmap_csv.h"

#include <algorithm>

#include "core/base/files.h"
#include "core/base/translatable.h"
#include "core/formats/rle.h"
#include "core/formats/read_formats.h"
#include "core/formats/run_outlines.h"

namespace bowman {
namespace {

constexpr std::uintmax_t kLargestFile = 512ULL << 20;

std::string csvField(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

/// Takes the next field off the line; false for an unclosed quote.
bool takeField(std::string_view& line, std::string& field) {
    field.clear();
    if (line.empty() || line.front() != '"') {
        const std::size_t comma = line.find(',');
        field = line.substr(0, comma);
        line = comma == std::string_view::npos ? std::string_view{} : line.substr(comma + 1);
        return true;
    }
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] != '"') {
            field += line[i];
        } else if (i + 1 < line.size() && line[i + 1] == '"') {
            field += line[i++];
        } else {
            line = i + 2 <= line.size() ? line.substr(i + 2) : std::string_view{};
            return true;
        }
    }
    return false;
}

}  // namespace

Result<std::vector<HubmapRow>> parseHubmapCsv(std::string_view text, const std::string& file) {
    std::vector<HubmapRow> rows;
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        const auto error = [&](const std::string& why) {
            return Error{"cannot read HuBMAP labels", file, "line " + std::to_string(number) + ": " + why};
        };
        if (number == 1) {
            if (line != "id,encoding" && line != "id,predicted") return error("the header must be id,encoding or id,predicted");
            continue;
        }
        if (line.empty()) continue;
        if (line.find(',') == std::string_view::npos) return error("there is no comma");
        HubmapRow row;
        if (!takeField(line, row.id) || !takeField(line, row.encoding)) return error("a quote is not closed");
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string toHubmapCsv(const std::vector<HubmapRow>& rows, HubmapTable table) {
    std::string out = table == HubmapTable::Labels ? "id,encoding\n" : "id,predicted\n";
    std::size_t bytes = out.size();
    for (const HubmapRow& row : rows) bytes += 2 * row.id.size() + row.encoding.size() + 4;
    out.reserve(bytes);   // encodings are long: no copy on the way
    for (const HubmapRow& row : rows) out.append(csvField(row.id)).append(",").append(row.encoding).append("\n");
    return out;
}

namespace {

Result<std::vector<HubmapRow>> readRows(const std::filesystem::path& path) {
    const auto text = readFile(path);
    if (!text) return text.error();
    return parseHubmapCsv(*text, path.string());
}

}  // namespace

Result<std::vector<Annotation>> readHubmapLabels(const std::filesystem::path& path, const std::string& id, PixelSize size) {
    const auto error = [&](const std::string& why) { return Error{"cannot read HuBMAP labels", path.string(), why}; };
    std::error_code status;
    if (const auto bytes = std::filesystem::file_size(path, status); !status && bytes > kLargestFile) return error("larger than 512 MiB");
    auto rows = readRows(path);
    if (!rows) return rows.error();
    if (id.empty() && rows->size() != 1) return error("it has " + std::to_string(rows->size()) + " rows: say which id");
    const auto row = std::find_if(rows->begin(), rows->end(), [&](const HubmapRow& r) { return id.empty() || r.id == id; });
    if (row == rows->end()) return error("there is no row with id " + id);
    auto runs = decodeRle(row->encoding, size);
    if (!runs) return error(row->id + ": " + runs.error().why);
    *rows = {};   // text, runs and outlines of a slide are each of some hundred MB: never all of them at once
    MultiPolygon outlines = outlinesOfColumns(*runs);
    *runs = {};
    std::vector<Annotation> annotations;
    annotations.reserve(outlines.size());
    for (Polygon& polygon : outlines) {
        Annotation a;
        a.uuid = newUuid();
        a.state = ReviewState::Accepted;
        a.shape.push_back(std::move(polygon));
        a.provenance.source = "import";
        a.provenance.model = "hubmap-rle";
        annotations.push_back(std::move(a));
    }
    return annotations;
}

namespace {

class HubmapRleReader : public LabelReader {
public:
    std::string_view name() const override { return "hubmap-rle"; }
    std::string_view title() const override { return translatable("Formats", "HuBMAP run lengths (CSV)"); }
    std::string_view extensions() const override { return "*.csv"; }
    bool recognises(std::string_view head) const override {
        if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
        return head.starts_with("id,encoding") || head.starts_with("id,predicted");
    }
    Result<std::vector<std::string>> ids(const std::filesystem::path& path) const override {
        const auto rows = readRows(path);
        if (!rows) return rows.error();
        std::vector<std::string> ids;
        for (const HubmapRow& row : *rows) ids.push_back(row.id);
        return ids;
    }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override {
        if (options.slideSize.width <= 0) return Error{"cannot read HuBMAP labels", path.string(), "run lengths need the size of their slide: say which slide it is"};
        auto annotations = readHubmapLabels(path, options.id, options.slideSize);
        if (!annotations) return annotations.error();
        Labels labels;
        labels.annotations = std::move(*annotations);
        for (Annotation& a : labels.annotations) a.state = options.unstated.value_or(a.state);
        return labels;
    }
};

}  // namespace

const LabelReader& hubmapRleReader() {
    static const HubmapRleReader reader;
    return reader;
}

}  // namespace bowman
