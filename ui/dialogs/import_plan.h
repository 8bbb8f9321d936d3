// What an import would do, worked out before anything is changed: reads the file, chooses the row, finds overlaps, paints
// the preview. Blocks; any thread but the GUI's.
#pragma once

#include <memory>
#include <stop_token>

#include <QImage>

#include "core/document/document.h"
#include "core/formats/label_import.h"

namespace bowman::ui {

struct ImportJob {
    SlideInfo slide;                        ///< with the µm/px that a person may have set
    Snapshot snapshot;                      ///< of the slide in the project
    std::string title;                      ///< file name of the slide without extension: the row of that name is taken first
    std::string person;
    AnnotationId firstId = 0;               ///< new objects are numbered from here
    QImage thumbnail;
    LabelSource source;
    ImportState state = ImportState::AsFileSays;
    OverlapPolicy overlap = OverlapPolicy::Trim;
    std::shared_ptr<const Labels> labels;   ///< of the same source, where they were read before
    std::stop_token stop;
};

struct ImportPlan {
    LabelSource source;                     ///< with the format that was recognised and the row that was chosen
    std::vector<std::string> ids;           ///< rows or images of the file, where it has several
    std::shared_ptr<const Labels> labels;   ///< null when the file could not be read
    Result<LabelImport> import = Error{};
    std::string run;                        ///< for Document::applyBatch
    QImage picture;
    std::int64_t revision = 0;              ///< of the project that it was worked out for
};

ImportPlan planImport(const ImportJob& job);

}  // namespace bowman::ui
