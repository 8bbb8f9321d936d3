#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "core/base/files.h"
#include "core/base/translatable.h"
#include "core/formats/export_formats.h"
#include "core/formats/export_selection.h"
#include "core/measure/morphometry.h"

namespace bowman {
namespace {

constexpr std::string_view kHeader =
    "slide,number,uuid,kind,class,state,centroid_x_px,centroid_y_px,centroid_x_um,centroid_y_um,area_px2,area_um2,perimeter_px,perimeter_um,"
    "equivalent_diameter_px,equivalent_diameter_um,feret_max_px,feret_max_um,feret_min_px,feret_min_um,circularity,solidity,"
    "mean_probability,uncertainty,touches_slide_edge,source,model,model_sha256,threshold,created_by,created_at,reviewed_by,reviewed_at,seconds_spent,um_per_px";

/// What a spreadsheet would run as a formula gets an apostrophe, which it shows as text.
std::string cellOf(const std::string& text) {
    const bool isFormula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    if (!isFormula && text.find_first_of(",;\"\t\r\n") == std::string::npos) return text;
    std::string out = isFormula ? "\"'" : "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

/// The same on every machine, whatever its language.
std::string cellOf(double value) {
    if (!std::isfinite(value)) return {};
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

SlidePoint centroidOf(const MultiPolygon& shape) {
    const SlidePoint anchor = boundsOf(shape).centre();   // sums of small numbers: exact where it matters
    double area = 0, x = 0, y = 0;
    const auto add = [&](const Ring& ring, double sign) {
        double ringArea = 0, ringX = 0, ringY = 0;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const SlidePoint a{ring[i].x - anchor.x, ring[i].y - anchor.y};
            const SlidePoint& next = ring[(i + 1) % ring.size()];
            const SlidePoint b{next.x - anchor.x, next.y - anchor.y};
            const double cross = a.x * b.y - b.x * a.y;
            ringArea += cross / 2;
            ringX += (a.x + b.x) * cross / 6;
            ringY += (a.y + b.y) * cross / 6;
        }
        const double turn = ringArea < 0 ? -sign : sign;
        area += turn * ringArea;
        x += turn * ringX;
        y += turn * ringY;
    };
    for (const Polygon& part : shape) {
        add(part.outer, 1);
        for (const Ring& hole : part.holes) add(hole, -1);
    }
    return area > 0 ? SlidePoint{anchor.x + x / area, anchor.y + y / area} : anchor;
}

class Row {
public:
    void add(const std::string& text) { put(cellOf(text)); }
    void add(double value) { put(cellOf(value)); }
    /// In pixels, and in microns where the scale is known; `power` 2 for areas.
    void addBoth(double px, double umPerPx, int power) {
        add(px);
        put(umPerPx > 0 ? cellOf(px * std::pow(umPerPx, power)) : "");
    }
    std::string line() { return std::move(m_line) + "\n"; }

private:
    void put(const std::string& cell) {
        if (!m_isFirst) m_line += ',';
        m_isFirst = false;
        m_line += cell;
    }
    std::string m_line;
    bool m_isFirst = true;
};

/// Fields of other programs are columns of their own, after all others.
std::set<std::string> extraNamesOf(const std::vector<SelectedSlide>& slides) {
    std::set<std::string> names;
    for (const SelectedSlide& slide : slides)
        for (const auto* list : {&slide.regions, &slide.glomeruli})
            for (const AnnotationPtr& a : *list)
                for (const auto& [name, value] : a->extras) names.insert(name);
    return names;
}

std::string headerOf(const std::set<std::string>& extraNames) {
    std::string header(kHeader);
    for (const std::string& name : extraNames) header.append(",").append(cellOf(name));
    return header + "\n";
}

std::string rowOf(const SlideRecord& record, const Annotation& a, std::size_t number, const std::set<std::string>& extraNames) {
    const double scale = record.umPerPx.value.value_or(0);
    const Morphometry m = morphometryOf(a.shape, 1);   // in pixels
    const SlidePoint centre = centroidOf(a.shape);
    const SlideRect bounds = boundsOf(a.shape);
    const bool touchesEdge = bounds.x <= 0 || bounds.y <= 0 || bounds.right() >= static_cast<double>(record.size.width) || bounds.bottom() >= static_cast<double>(record.size.height);
    const Provenance& p = a.provenance;
    Row row;
    row.add(record.alias);
    row.add(static_cast<double>(number));
    row.add(a.uuid);
    for (const std::string_view text : {toText(a.kind), std::string_view(a.className), toText(a.state)}) row.add(std::string(text));
    row.add(centre.x);
    row.add(centre.y);
    row.add(scale > 0 ? centre.x * scale : NAN);
    row.add(scale > 0 ? centre.y * scale : NAN);
    row.addBoth(m.areaUm2, scale, 2);
    for (const double length : {m.perimeterUm, m.equivalentDiameterUm, m.feretUm, m.smallestFeretUm}) row.addBoth(length, scale, 1);
    for (const double value : {m.circularity, m.solidity, a.score, a.uncertainty}) row.add(value);
    row.add(std::string(touchesEdge ? "yes" : "no"));
    for (const std::string& text : {p.source, p.model, p.modelSha256}) row.add(text);
    row.add(p.threshold);
    for (const std::string& text : {p.createdBy, p.createdAt, p.reviewedBy, p.reviewedAt}) row.add(text);
    row.add(p.secondsSpent);
    row.add(scale > 0 ? scale : NAN);
    for (const std::string& name : extraNames) {
        const auto found = a.extras.find(name);
        if (found == a.extras.end()) row.add(std::string());
        else std::visit([&](const auto& value) { row.add(value); }, found->second);
    }
    return row.line();
}

class MeasurementCsvExporter : public Exporter {
public:
    std::string_view name() const override { return "csv"; }
    std::string_view title() const override { return translatable("Formats", "Measurements (CSV)"); }
    std::string_view extension() const override { return ".csv"; }
    std::string_view losses() const override { return translatable("Formats", "outlines: sizes and forms only, it cannot be read back"); }
    std::vector<std::filesystem::path> files(const ExportRequest& request) const override {
        std::error_code status;
        const bool isFolder = std::filesystem::is_directory(request.path, status) || request.path.filename().empty();
        return {isFolder ? request.path / "measurements.csv" : request.path};
    }

    Result<ExportReport> write(const ExportRequest& request, const ExportControl& control) const override {
        const auto slides = selected(request);
        const bool isAny = std::any_of(slides.begin(), slides.end(), [](const SelectedSlide& s) { return !s.glomeruli.empty() || !s.regions.empty(); });
        if (!isAny) return selectedOrError(request).error();
        ExportReport report;
        const auto extraNames = extraNamesOf(slides);
        std::string text = headerOf(extraNames);
        std::size_t done = 0;
        for (const SelectedSlide& slide : slides) {
            if (control.stop.stop_requested()) return cancelledError();
            const SlideRecord& record = slide.snapshot->slide;
            std::size_t number = 0;
            for (const auto* list : {&slide.regions, &slide.glomeruli})
                for (const AnnotationPtr& a : *list) text += rowOf(record, *a, ++number, extraNames);
            if (!record.umPerPx.value) report.warnings.push_back(record.alias + ": its µm/px is unknown, columns in µm are empty");
            if (number > 0) ++report.slides;
            report.objects += slide.glomeruli.size();
            if (!slide.regions.empty()) report.counts["regions"] += static_cast<std::int64_t>(slide.regions.size());
            if (control.progress) control.progress(static_cast<double>(++done) / static_cast<double>(slides.size()));
        }
        const auto file = files(request).front();
        if (auto made = prepareFolder(file); !made) return made.error();
        if (auto written = writeFileAtomically(file, text); !written) return written.error();
        report.files.push_back(file);
        return report;
    }
};

}  // namespace

const Exporter& measurementCsvExporter() {
    static const MeasurementCsvExporter exporter;
    return exporter;
}

}  // namespace bowman
