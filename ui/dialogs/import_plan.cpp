#include "ui/dialogs/import_plan.h"

#include <algorithm>

#include "ui/dialogs/import_picture.h"

namespace bowman::ui {
namespace {

Result<const LabelReader*> readerOf(const LabelSource& source) {
    if (source.format.empty()) return readerFor(source.path);
    return findLabelReader(source.format);
}

/// Finds reader, rows and labels; the error where one of them is not to be had.
Result<void> read(const ImportJob& job, ImportPlan& plan) {
    const auto reader = readerOf(job.source);
    if (!reader) return reader.error();
    plan.source.format = (*reader)->name();
    auto ids = (*reader)->ids(job.source.path);
    if (!ids) return ids.error();
    plan.ids = std::move(*ids);
    if (plan.source.id.empty() && plan.ids.size() > 1) {
        const auto named = std::find_if(plan.ids.begin(), plan.ids.end(), [&](const std::string& id) {
            return id == job.title || std::filesystem::path(id).stem() == job.title;   // a name, or a file's
        });
        plan.source.id = named == plan.ids.end() ? plan.ids.front() : *named;
    }
    plan.labels = job.labels;
    if (plan.labels) return {};
    auto labels = readLabelsFor(job.slide, plan.source);
    if (!labels) return labels.error();
    plan.labels = std::make_shared<const Labels>(std::move(*labels));
    return {};
}

}  // namespace

ImportPlan planImport(const ImportJob& job) {
    ImportPlan plan;
    plan.source = job.source;
    plan.revision = job.snapshot.revision;
    if (const auto isRead = read(job, plan); !isRead) {
        plan.import = isRead.error();
        return plan;
    }
    if (job.stop.stop_requested()) return plan;
    AnnotationSet current;
    for (const AnnotationPtr& a : job.snapshot.annotations) current.put(a);
    AnnotationId next = job.firstId;
    const LabelImportRequest request{.current = current,
                                     .labels = plan.labels->annotations,
                                     .slide = job.slide.size(),
                                     .person = job.person,
                                     .now = nowIso8601(),
                                     .format = plan.labels->format,
                                     .state = job.state,
                                     .overlap = job.overlap,
                                     .newId = [&] { return next++; },
                                     .stop = job.stop};
    plan.import = importLabels(request);
    plan.run = describeImport(plan.source, request, job.slide);
    static const std::vector<ImportIssue> kNone;
    plan.picture = importPicture({job.thumbnail, job.slide.size(), job.snapshot.annotations, plan.labels->annotations, plan.import ? plan.import->issues : kNone});
    return plan;
}

}  // namespace bowman::ui
