// What all text formats with one file per slide share: which slides, which names, progress, stop, whole files or none,
// warnings. Any thread.
#pragma once

#include <string>

#include "core/formats/export_selection.h"
#include "core/formats/format.h"

namespace bowman {

class SlideFileExporter : public Exporter {
public:
    /// With the side-car files.
    std::vector<std::filesystem::path> files(const ExportRequest& request) const override;
    Result<ExportReport> write(const ExportRequest& request, const ExportControl& control = {}) const override;

protected:
    /// The content of one slide's file. `origin` is the level-0 place of the file's (0,0): subtract it. Losses go to
    /// report.warnings ("3 holes became exclusion polygons", one line with a count), counts to report.counts;
    /// report.objects and slides are counted by the caller. Objects without an outline are already left out.
    virtual Result<std::string> textOf(const SelectedSlide& slide, SlidePoint origin, const ExportRequest& request, ExportReport& report) const = 0;

    /// False where the format can say who, when, state and model of each object itself; else a side-car file is written
    /// beside it (provenance_file.h).
    virtual bool needsProvenanceFile() const { return false; }

    /// False where the fields that other programs gave an object (Annotation::extras) find no place in the file itself.
    virtual bool carriesExtras() const { return !needsProvenanceFile(); }
};

}  // namespace bowman
