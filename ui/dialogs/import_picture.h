// The outlines of a label file over the slide's thumbnail: a wrong frame or swapped axes are seen at once. Pure; any thread.
#pragma once

#include <QImage>

#include "core/annotation/annotation_set.h"
#include "core/formats/label_import.h"

namespace bowman::ui {

struct ImportPictureRequest {
    QImage thumbnail;                               ///< of the whole slide; may be null
    PixelSize slide;
    const std::vector<AnnotationPtr>& current;      ///< what the project has: grey
    const std::vector<Annotation>& labels;          ///< what the file has: green
    const std::vector<ImportIssue>& issues;         ///< what is left out: vermilion
    int edge = 340;                                 ///< of the picture, in pixels
};

/// Shows the slide and, where labels lie outside of it, as much of their surroundings as keeps the slide recognisable.
QImage importPicture(const ImportPictureRequest& request);

/// The three colours with their meaning, as rich text.
QString importPictureLegend();

}  // namespace bowman::ui
