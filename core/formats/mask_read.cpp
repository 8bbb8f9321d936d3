#include <algorithm>
#include <charconv>
#include <map>

#include "core/formats/json_label.h"
#include "core/base/translatable.h"
#include "core/formats/mask_read_rows.h"
#include "core/formats/outline_check.h"
#include "core/formats/read_formats.h"
#include "core/formats/run_outlines.h"

namespace bowman {
namespace {

constexpr std::size_t kMostRuns = 20'000'000;   ///< a slide full of labels has fewer; noise has more
constexpr std::int64_t kLargestSide = (std::int64_t{1} << 31) - 1;

using RunsByValue = std::map<std::uint32_t, std::vector<PixelRun>>;

Error problem(const std::filesystem::path& path, const std::string& why) { return {"cannot read mask", path.string(), why}; }

std::string sizeText(PixelSize size) { return std::to_string(size.width) + " × " + std::to_string(size.height); }

bool isPng(std::string_view head) { return head.starts_with("\x89PNG\r\n\x1a\n"); }

bool isTiff(std::string_view head) {
    using namespace std::string_view_literals;
    return head.starts_with("II*\0"sv) || head.starts_with("MM\0*"sv) || head.starts_with("II+\0"sv) || head.starts_with("MM\0+"sv);
}

/// Slide pixels per pixel of the mask. Sizes of levels are rounded up or down.
Result<std::int64_t> scaleOf(const std::filesystem::path& path, PixelSize mask, const LabelReadOptions& options) {
    PixelSize slide = options.slideSize;
    if (slide.width <= 0) return std::int64_t{1};
    if (mask == slide) return std::int64_t{1};
    if (options.origin && (options.origin->x > 0 || options.origin->y > 0)) {
        const bool fits = options.origin->x + static_cast<double>(mask.width) <= static_cast<double>(slide.width) &&
                          options.origin->y + static_cast<double>(mask.height) <= static_cast<double>(slide.height);
        if (fits) return std::int64_t{1};
    }
    const std::int64_t factor = std::max<std::int64_t>(1, (slide.width + mask.width / 2) / mask.width);
    const auto isLevel = [&](std::int64_t full, std::int64_t part) { return part == full / factor || part == (full + factor - 1) / factor; };
    if (factor > 1 && isLevel(slide.width, mask.width) && isLevel(slide.height, mask.height)) return factor;
    return problem(path, "it has " + sizeText(mask) + " pixels, the slide has " + sizeText(slide) + ": neither the same nor a whole number of times");
}

Result<RunsByValue> runsOf(const std::filesystem::path& path, MaskRows& rows) {
    RunsByValue runs;
    std::vector<std::uint32_t> row;
    std::size_t count = 0;
    for (std::int64_t y = rows.passEmpty(); y < rows.size().height; y += 1 + rows.passEmpty()) {
        if (auto read = rows.next(row); !read) return read.error();
        const auto width = static_cast<std::int64_t>(row.size());
        for (std::int64_t x = 0; x < width;) {
            const std::uint32_t value = row[static_cast<std::size_t>(x)];
            const std::int64_t begin = x;
            while (x < width && row[static_cast<std::size_t>(x)] == value) ++x;
            if (value == 0) continue;
            if (++count > kMostRuns) return problem(path, "it has more than 20,000,000 runs of pixels: a picture rather than a mask");
            runs[value].push_back({y, begin, x});
        }
    }
    return runs;
}

/// "…: 0 background; 2 Globally sclerotic; 1 Glomerulus", as our own masks say: each number once, in any order.
std::map<std::uint32_t, std::string> classesSaid(const std::string& description) {
    std::map<std::uint32_t, std::string> names;
    const std::string start = ": 0 background";
    std::size_t at = description.rfind(start);
    if (!description.starts_with("Bowman class mask") || at == std::string::npos) return names;
    std::string* name = nullptr;
    for (at += start.size(); at < description.size();) {
        std::uint32_t number = 0;
        const char* end = description.data() + description.size();
        const bool isMark = description.compare(at, 2, "; ") == 0;
        const auto [stop, status] = std::from_chars(description.data() + std::min(at + 2, description.size()), end, number);
        if (isMark && status == std::errc() && stop != end && *stop == ' ' && !names.contains(number)) {
            name = &names[number];
            at = static_cast<std::size_t>(stop - description.data()) + 1;
        } else if (name) {
            *name += description[at++];   // a name may hold anything
        } else {
            return names;
        }
    }
    return names;
}

std::string classOf(std::uint32_t value, const RunsByValue& runs, const std::map<std::uint32_t, std::string>& said) {
    if (const auto found = said.find(value); found != said.end()) return found->second;
    if (value == 255 && said.empty()) return runs.size() == 1 ? "Glomerulus" : "Ignore";   // 0/255; training masks mean "ignore"
    return value == 1 ? "Glomerulus" : std::string("Class ").append(std::to_string(value));
}

/// `runs` are of rows: outlines come with x and y in turn, and the other way round.
Polygon upright(Polygon polygon, double scale, PixelSize slide) {
    const auto turn = [&](Ring& ring) {
        for (SlidePoint& p : ring) {
            p = {p.y * scale, p.x * scale};
            if (slide.width > 0) p = {std::min(p.x, static_cast<double>(slide.width)), std::min(p.y, static_cast<double>(slide.height))};
        }
        std::reverse(ring.begin(), ring.end());
    };
    turn(polygon.outer);
    for (Ring& hole : polygon.holes) turn(hole);
    return polygon;
}

Result<Labels> labelsOf(const std::filesystem::path& path, MaskRows& rows, const LabelReadOptions& options) {
    const PixelSize size = rows.size();
    if (size.width < 1 || size.height < 1 || size.width > kLargestSide || size.height > kLargestSide) return problem(path, "no slide has " + sizeText(size) + " pixels");
    const auto scale = scaleOf(path, size, options);
    if (!scale) return scale.error();
    const auto runs = runsOf(path, rows);
    if (!runs) return runs.error();
    const auto said = classesSaid(rows.description());
    const bool isInstances = rows.bits() > 8;
    Labels labels;
    OutlineCheck check;
    const auto keep = [&](MultiPolygon shape, const std::string& className) {
        Annotation a = importedObject("mask", className, options);
        a.uuid = newUuid();
        a.shape = check.checked(std::move(shape));
        moveBy(a.shape, options.origin.value_or(SlidePoint{}));
        if (!a.shape.empty()) labels.annotations.push_back(std::move(a));
    };
    for (const auto& [value, own] : *runs) {
        MultiPolygon groups;
        for (Polygon& group : outlinesOfColumns(own))
            groups.push_back(upright(std::move(group), static_cast<double>(*scale), options.origin ? PixelSize{} : options.slideSize));
        if (isInstances) {
            keep(std::move(groups), "");
            continue;
        }
        const std::string className = classOf(value, *runs, said);
        for (Polygon& group : groups) keep({std::move(group)}, className);
    }
    check.appendWarnings(labels.warnings);
    if (*scale > 1) labels.warnings.push_back("the mask is 1/" + std::to_string(*scale) + " of the slide's size: outlines are exact to " + std::to_string(*scale) + " px");
    if (*scale == 1) labels.slideSize = size;
    return labels;
}

class MaskReader : public LabelReader {
public:
    std::string_view name() const override { return "mask"; }
    std::string_view title() const override { return translatable("Formats", "Mask image (PNG, TIFF)"); }
    std::string_view extensions() const override { return "*.png *.tif *.tiff"; }
    bool recognises(std::string_view head) const override { return isPng(head) || isTiff(head); }
    Result<Labels> read(const std::filesystem::path& path, const LabelReadOptions& options) const override {
        char magic[8] = {};
        if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
            const std::size_t got = std::fread(magic, 1, sizeof magic, file);
            std::fclose(file);
            if (got == 0) return problem(path, "the file is empty");
        } else {
            return problem(path, "the file could not be opened");
        }
        auto rows = isPng({magic, sizeof magic}) ? openMaskPng(path) : openMaskTiff(path);
        if (!rows) return rows.error();
        return labelsOf(path, **rows, options);
    }
};

}  // namespace

const LabelReader& maskReader() {
    static const MaskReader reader;
    return reader;
}

}  // namespace bowman
