#include "core/formats/format.h"

#include "core/formats/export_formats.h"

namespace bowman {

const std::vector<const Exporter*>& exporters() {
    static const std::vector<const Exporter*> all = {
        &geoJsonExporter(),
        &hubmapRleExporter(),
        &maskTiffExporter(),
        &trainingSetExporter(),
    };
    return all;
}

const Exporter* findExporter(std::string_view name) {
    for (const Exporter* exporter : exporters())
        if (exporter->name() == name) return exporter;
    return nullptr;
}

}  // namespace bowman
