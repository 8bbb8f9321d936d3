#include "ui/report/report.h"

#include <algorithm>

#include <QObject>

#include "core/base/files.h"
#include "core/detect/tissue_correction.h"
#include "core/formats/export_selection.h"
#include "core/slide/slide_identity.h"
#include "core/tissue/tissue_mask.h"
#include "ui/report/report_pictures.h"

namespace bowman::ui {
namespace {

constexpr int kOverviewEdge = 1800;
constexpr int kObjectEdge = 208;
constexpr const char* kWhat = "cannot make the report";

/// The file at the recorded place, if it is still that slide: pictures of another one would be worse than none.
Result<SlidePtr> openRecorded(const SlideRecord& record) {
    const auto identity = identifyFile(record.path);
    if (!identity) return identity.error();
    if (!matches(*identity, record.identity)) return Error{"another slide", record.path.string(), "its content is not that of the slide of this project"};
    return openSlide(record.path);
}

/// What went wrong, in words that may leave the program: with the alias in place of the file's name.
QString problemOf(const Error& error, const SlideRecord& record) {
    QString text = QString::fromStdString(Error{error.what, "", error.why}.message());
    const QString alias = QString::fromStdString(record.alias);
    for (const std::string& name : {record.path.string(), record.path.filename().string(), record.path.stem().string()})
        if (!name.empty()) text.replace(QString::fromStdString(name), alias);
    return text;
}

struct Step {
    const ExportControl& control;
    double from = 0;
    double width = 1;
    void say(double fraction) const {
        if (control.progress) control.progress(from + width * fraction);
    }
};

/// False when it was stopped.
bool addPictures(ReportSlide& out, const Slide& slide, const ReportRequest& request, const Step& step) {
    const std::size_t wanted = std::min(out.glomeruli.size(), static_cast<std::size_t>(std::max(0, request.mostPictures)));
    for (std::size_t i = 0; i < wanted; ++i) {
        if (step.control.stop.stop_requested()) return false;
        auto jpeg = objectPicture(slide, *out.glomeruli[i].object, kObjectEdge);
        if (!jpeg) {
            out.problem = problemOf(jpeg.error(), out.record);
            return true;
        }
        out.pictures.push_back({out.glomeruli[i], *std::move(jpeg)});
        step.say(0.4 + 0.6 * static_cast<double>(i + 1) / static_cast<double>(wanted));
    }
    return true;
}

/// False when it was stopped.
Result<bool> fill(ReportSlide& out, const Snapshot& snapshot, const ReportRequest& request, const Step& step) {
    out.record = snapshot.slide;
    out.signOff = snapshot.signOff;
    MeasureFrame frame{snapshot.slide.size, snapshot.slide.umPerPx.value, {}};
    std::optional<double> tissueMm2;
    const auto slide = request.openSlide ? request.openSlide(snapshot.slide) : openRecorded(snapshot.slide);
    if (!slide) {
        out.problem = problemOf(slide.error(), out.record);
    } else {
        auto tissue = findTissue(**slide, frame.umPerPx);
        if (tissue) {
            tissueCorrectionOf(snapshot.annotations).applyTo(*tissue);
            frame.tissue.emplace(*tissue);
            if (frame.umPerPx) tissueMm2 = tissue->areaMm2(*frame.umPerPx);
        } else {
            out.problem = problemOf(tissue.error(), out.record);
        }
    }
    if (step.control.stop.stop_requested()) return false;
    step.say(0.2);
    for (const AnnotationPtr& a : snapshot.annotations) {
        if (a->kind != AnnotationKind::Glomerulus) continue;
        out.all.push_back(a);
        if (isCounted(*a, request.palette)) out.glomeruli.push_back({a, measuresOf(a->shape, frame)});
        if (step.control.stop.stop_requested()) return false;
    }
    auto figures = figuresOf(snapshot.annotations, {frame.umPerPx, tissueMm2, request.palette});
    if (!figures) return figures.error();
    out.figures = *std::move(figures);
    if (!slide) return true;
    auto overview = overviewPicture(**slide, snapshot.annotations, frame.umPerPx, kOverviewEdge);
    if (overview) out.overviewJpeg = *std::move(overview);
    else out.problem = problemOf(overview.error(), out.record);
    step.say(0.4);
    return addPictures(out, **slide, request, step);
}

QString titleOf(const ReportRequest& request) {
    if (!request.title.isEmpty()) return request.title;
    if (request.slides.size() == 1) return QObject::tr("Glomeruli of %1").arg(QString::fromStdString(request.slides.front().slide.alias));
    return QObject::tr("Glomeruli of %1 slides").arg(request.slides.size());
}

}  // namespace

bool Report::isScaleKnown() const {
    return std::all_of(slides.begin(), slides.end(), [](const ReportSlide& s) { return s.record.umPerPx.value.has_value(); });
}

std::vector<MeasuredObject> Report::glomeruli() const {
    std::vector<MeasuredObject> all;
    for (const ReportSlide& s : slides) all.insert(all.end(), s.glomeruli.begin(), s.glomeruli.end());
    return all;
}

Result<Report> gatherReport(const ReportRequest& request, const ExportControl& control) {
    if (request.slides.empty()) return Error{kWhat, "", "there are no slides"};
    Report report{titleOf(request), request.person, request.version, request.time, {}, {}};
    std::vector<SlideFigures> figures;
    const auto share = 1.0 / static_cast<double>(request.slides.size());
    for (const Snapshot& snapshot : request.slides) {
        ReportSlide slide;
        const auto filled = fill(slide, snapshot, request, {control, share * static_cast<double>(report.slides.size()), share});
        if (!filled) return Error{kWhat, snapshot.slide.alias, filled.error().message()};
        if (!*filled) return cancelledError();
        figures.push_back(slide.figures);
        report.slides.push_back(std::move(slide));
    }
    report.total = sumOf(figures);
    return report;
}

Result<void> writeReport(const Report& report, const std::filesystem::path& path, const ExportControl& control) {
    const QString suffix = QString::fromStdString(path.extension().string()).toLower();
    if (suffix == ".pdf") return writeReportPdf(report, path, control);
    if (suffix == ".html" || suffix == ".htm") return writeFileAtomically(path, reportHtml(report));
    return Error{"cannot write the report", path.string(), "a report is a .pdf or an .html file"};
}

}  // namespace bowman::ui
