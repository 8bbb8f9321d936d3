#include "ui/dialogs/export_plan.h"

#include <algorithm>

#include <QObject>

namespace bowman::ui {
namespace {

namespace fs = std::filesystem;

/// By parts of names: formats of one tool come as several ("coco", "coco-rle").
bool isOneOf(std::string_view name, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return name.find(part) != std::string_view::npos; });
}

enum GroupIndex : std::size_t { Viewers, MachineLearning, Tables };

GroupIndex groupOf(const Exporter& exporter) {
    const std::string_view name = exporter.name();
    if (isOneOf(name, {"geojson", "qupath", "asap", "imagescope", "aperio", "ndpa", "hamamatsu", "dsa", "histomics", "imagej"})) return Viewers;
    if (isOneOf(name, {"csv", "table", "measure"})) return Tables;
    return MachineLearning;
}

std::vector<ExportGroup> makeGroups() {
    std::vector<ExportGroup> groups = {{QT_TRANSLATE_NOOP("QObject", "Viewers"), {}},
                                       {QT_TRANSLATE_NOOP("QObject", "Machine learning"), {}},
                                       {QT_TRANSLATE_NOOP("QObject", "Tables"), {}}};
    for (const Exporter* exporter : exporters()) groups[groupOf(*exporter)].formats.push_back(exporter);
    std::erase_if(groups, [](const ExportGroup& group) { return group.formats.empty(); });
    return groups;
}

bool sharesExtension(const Exporter& exporter) {
    return std::count_if(exporters().begin(), exporters().end(), [&](const Exporter* other) { return other->extension() == exporter.extension(); }) > 1;
}

}  // namespace

const std::vector<ExportGroup>& exportGroups() {
    static const std::vector<ExportGroup> groups = makeGroups();
    return groups;
}

fs::path exportPath(const Exporter& exporter, const fs::path& folder, const std::string& stem) {
    const std::string name(exporter.name()), extension(exporter.extension());
    if (extension.empty()) return folder / (stem + "-" + name);
    // A project is named after its slide: without more in the name, a mask would lie where the slide lies.
    return folder / (stem + "-glomeruli" + (sharesExtension(exporter) && name != "geojson" ? "-" + name : std::string()) + extension);
}

std::vector<FormatPlan> planExport(const std::vector<const Exporter*>& formats, ExportRequest request, const std::string& stem) {
    std::vector<FormatPlan> plans;
    const fs::path folder = request.path;
    for (const Exporter* exporter : formats) {
        FormatPlan plan{exporter, exportPath(*exporter, folder, stem), {}, {}};
        request.path = plan.path;
        plan.files = exporter->files(request);
        std::error_code status;
        for (const fs::path& file : plan.files)
            if (fs::exists(file, status)) plan.existing.push_back(file);
        plans.push_back(std::move(plan));
    }
    return plans;
}

}  // namespace bowman::ui
