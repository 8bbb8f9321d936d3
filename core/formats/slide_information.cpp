#include "core/formats/slide_information.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace bowman {
namespace {

enum class Column { File, Alias, Case, Patient, Stain, Block, Width, Height };

/// Names of columns without case, spaces, "_" and "-". image_file, patient_number and *_pixels are HuBMAP's.
struct ColumnName {
    const char* name;
    Column column;
};
constexpr std::array kColumnNames = {
    ColumnName{"file", Column::File},       ColumnName{"filename", Column::File},     ColumnName{"slide", Column::File},
    ColumnName{"slidefile", Column::File},  ColumnName{"image", Column::File},        ColumnName{"imagefile", Column::File},
    ColumnName{"alias", Column::Alias},     ColumnName{"pseudonym", Column::Alias},   ColumnName{"case", Column::Case},
    ColumnName{"caseid", Column::Case},     ColumnName{"casename", Column::Case},     ColumnName{"patient", Column::Patient},
    ColumnName{"patientid", Column::Patient}, ColumnName{"patientnumber", Column::Patient}, ColumnName{"stain", Column::Stain},
    ColumnName{"staining", Column::Stain},  ColumnName{"block", Column::Block},       ColumnName{"blockid", Column::Block},
    ColumnName{"widthpixels", Column::Width}, ColumnName{"heightpixels", Column::Height},
};

std::string lower(std::string_view text) {
    std::string out;
    for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

std::optional<Column> columnOf(const std::string& header) {
    std::string plain = lower(header);
    std::erase_if(plain, [](char c) { return c == ' ' || c == '_' || c == '-'; });
    for (const ColumnName& known : kColumnNames)
        if (plain == known.name) return known.column;
    return std::nullopt;
}

/// Without folders, of either kind of slash, in small letters.
std::string fileName(const std::string& text) { return lower(text.substr(text.find_last_of("/\\") + 1)); }
std::string stemOf(const std::string& name) { return name.substr(0, name.find_last_of('.')); }

std::optional<std::int64_t> number(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return problem == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

class Matcher {
public:
    Matcher(const CsvTable& table, const std::vector<SlideRecord>& slides) : m_table(table), m_slides(slides) {
        for (std::size_t i = 0; i < table.header.size(); ++i) {
            const auto column = columnOf(table.header[i]);
            // The first of two columns that mean the same is taken.
            const bool used = column && m_columns.emplace(*column, i).second;
            (used ? m_plan.columns : m_plan.ignoredColumns).push_back(table.header[i]);
        }
    }

    bool has(Column column) const { return m_columns.contains(column); }
    bool hasSomethingToSay() const {
        const auto said = {Column::Case, Column::Patient, Column::Stain, Column::Block};
        return std::any_of(said.begin(), said.end(), [this](Column c) { return has(c); }) || (has(Column::File) && has(Column::Alias));
    }

    SlideInformationPlan plan() && {
        std::set<SlideId> taken;
        for (const CsvRow& row : m_table.rows) takeRow(row, taken);
        dropCollidingAliases();
        return std::move(m_plan);
    }

private:
    std::string cell(const CsvRow& row, Column column) const {
        const auto found = m_columns.find(column);
        return found == m_columns.end() ? std::string() : row.cells[found->second];
    }
    std::string nameIn(const CsvRow& row) const { return cell(row, has(Column::File) ? Column::File : Column::Alias); }

    std::vector<const SlideRecord*> slidesOf(const std::string& name) const {
        std::vector<const SlideRecord*> whole, stems;
        for (const SlideRecord& slide : m_slides) {
            if (!has(Column::File)) {
                if (slide.alias == name) whole.push_back(&slide);
                continue;
            }
            const std::string own = fileName(slide.path.string()), wanted = fileName(name);
            if (own == wanted) whole.push_back(&slide);
            else if (stemOf(own) == stemOf(wanted) || stemOf(own) == wanted) stems.push_back(&slide);
        }
        return whole.empty() ? stems : whole;
    }

    void takeRow(const CsvRow& row, std::set<SlideId>& taken) {
        const std::string name = nameIn(row);
        if (name.empty()) return problem(row.line, "it names no slide");
        const auto slides = slidesOf(name);
        if (slides.empty()) return m_plan.withoutSlide.push_back({row.line, name});
        if (slides.size() > 1) return problem(row.line, name + " fits " + std::to_string(slides.size()) + " slides of the project");
        const SlideRecord& slide = *slides.front();
        if (!taken.insert(slide.id).second) return problem(row.line, "a second row for " + name);
        if (!sizeFits(row, slide))
            return problem(row.line, name + " is " + cell(row, Column::Width) + " × " + cell(row, Column::Height) + " pixels in the table, but " +
                                         std::to_string(slide.size.width) + " × " + std::to_string(slide.size.height) + " here: another image");
        SlideInformationMatch match{row.line, slide, slide};
        const auto put = [&](Column column, std::string SlideRecord::*field) {
            if (const std::string text = cell(row, column); !text.empty()) match.after.*field = text;
        };
        if (has(Column::File)) put(Column::Alias, &SlideRecord::alias);
        put(Column::Case, &SlideRecord::caseName);
        put(Column::Patient, &SlideRecord::patient);
        put(Column::Stain, &SlideRecord::stain);
        put(Column::Block, &SlideRecord::block);
        m_plan.matches.push_back(std::move(match));
    }

    bool sizeFits(const CsvRow& row, const SlideRecord& slide) const {
        const auto width = number(cell(row, Column::Width)), height = number(cell(row, Column::Height));
        return !width || !height || (*width == slide.size.width && *height == slide.size.height);
    }

    /// What is taken back may collide in turn; the aliases as they were do not, so this ends.
    void dropCollidingAliases() {
        for (bool changed = true; changed;) {
            changed = false;
            std::map<std::string, int> count;
            std::map<SlideId, std::string> aliases;
            for (const SlideRecord& slide : m_slides) aliases[slide.id] = slide.alias;
            for (const SlideInformationMatch& match : m_plan.matches) aliases[match.after.id] = match.after.alias;
            for (const auto& [id, alias] : aliases) ++count[alias];
            for (SlideInformationMatch& match : m_plan.matches) {
                if (match.after.alias == match.before.alias || count[match.after.alias] < 2) continue;
                problem(match.line, "the alias " + match.after.alias + " would be there twice: it stays " + match.before.alias);
                match.after.alias = match.before.alias;
                changed = true;
            }
        }
    }

    void problem(int line, std::string text) { m_plan.problems.push_back({line, std::move(text)}); }

    const CsvTable& m_table;
    const std::vector<SlideRecord>& m_slides;
    std::map<Column, std::size_t> m_columns;
    SlideInformationPlan m_plan;
};

}  // namespace

bool SlideInformationMatch::changes() const {
    return before.alias != after.alias || before.caseName != after.caseName || before.patient != after.patient || before.stain != after.stain ||
           before.block != after.block;
}

int SlideInformationPlan::changeCount() const {
    return static_cast<int>(std::count_if(matches.begin(), matches.end(), [](const SlideInformationMatch& match) { return match.changes(); }));
}

Result<SlideInformationPlan> planSlideInformation(const CsvTable& table, const std::vector<SlideRecord>& slides, const std::string& file) {
    Matcher matcher(table, slides);
    const auto error = [&](const std::string& why) { return Error{"cannot read what it says of slides", file, "line 1: " + why}; };
    if (!matcher.has(Column::File) && !matcher.has(Column::Alias)) return error("no column names the slide: call one file (or image_file, or alias)");
    if (!matcher.hasSomethingToSay()) return error("there is no column alias, case, patient, stain or block");
    return std::move(matcher).plan();
}

Result<SlideInformationPlan> readSlideInformation(const std::filesystem::path& path, const std::vector<SlideRecord>& slides) {
    const auto table = readCsv(path);
    if (!table) return table.error();
    return planSlideInformation(*table, slides, path.string());
}

}  // namespace bowman
