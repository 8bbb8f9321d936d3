// A report on a slide or a project: figures, plots, pictures of the slide and of its glomeruli, and how it was made. Gathered first, then written as PDF or
// HTML. Everything here blocks and runs on any thread but the GUI's; a QGuiApplication has to be there (letters). The label picture of a slide is never read.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include "core/formats/format.h"
#include "core/measure/object_measures.h"
#include "core/measure/slide_figures.h"

namespace bowman::ui {

struct ReportRequest {
    std::vector<Snapshot> slides;          ///< in the order in which they are reported
    QString title;                         ///< empty: made of the slides' aliases
    QString person;                        ///< who makes it
    QString version;                       ///< of the program
    QDateTime time;
    int mostPictures = 150;                ///< of glomeruli, for each slide; the rest is counted
    Palette palette;                       ///< of the project: which classes are glomeruli, which globally sclerosed
    SlideOpener openSlide;                 ///< empty = by the record's path
};

struct ReportPicture {
    MeasuredObject object;
    QByteArray jpeg;                       ///< square, with its outline
};

struct ReportSlide {
    SlideRecord record;
    SlideFigures figures;
    std::vector<MeasuredObject> glomeruli; ///< that count, by number
    std::vector<AnnotationPtr> all;        ///< every glomerulus, the rejected ones too
    QByteArray overviewJpeg;               ///< the whole slide with all outlines; empty where the slide can't be read
    std::vector<ReportPicture> pictures;
    std::optional<SignOff> signOff;        ///< where it still counts
    QString problem;                       ///< why pictures and areas are missing; empty when all is well
};

struct Report {
    QString title;
    QString person;
    QString version;
    QDateTime time;
    std::vector<ReportSlide> slides;
    SlideFigures total;
    bool isScaleKnown() const;             ///< of every slide: sizes of all can be put together
    std::vector<MeasuredObject> glomeruli() const;
};

/// A slide that cannot be read is reported without pictures and areas, and says so. Errors: no slides, cancelled.
Result<Report> gatherReport(const ReportRequest& request, const ExportControl& control = {});

/// By the name of the file: .pdf, .html or .htm; anything else is an error. Whole or not there.
Result<void> writeReport(const Report& report, const std::filesystem::path& path, const ExportControl& control = {});

/// One page that needs no other file: pictures are data URIs, plots are SVG for light and dark.
std::string reportHtml(const Report& report);
/// A4.
Result<void> writeReportPdf(const Report& report, const std::filesystem::path& path, const ExportControl& control = {});

}  // namespace bowman::ui
