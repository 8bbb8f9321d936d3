// How labels of other tools come into the window: by the menu or by a drop; and afterwards a walk along what overlapped.
#include <algorithm>

#include <QFileDialog>
#include <QFileInfo>

#include "ui/controllers/settings.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/main_window/main_window.h"

namespace bowman::ui {
namespace {

/// Around a place that is travelled to, so that its neighbours are seen.
constexpr double kAround = 1.0;   // of its longer side

QString countsOf(const LabelImport& import) {
    QStringList parts;
    const auto part = [&](int count, const QString& text) {
        if (count > 0) parts << text.arg(count);
    };
    part(import.added, QObject::tr("%1 imported"));
    part(import.replaced, QObject::tr("%1 updated"));
    part(import.unchanged, QObject::tr("%1 unchanged"));
    part(import.removed, QObject::tr("%1 proposals replaced"));
    part(import.trimmed, QObject::tr("%1 trimmed"));
    part(import.overlapping, QObject::tr("%1 left out (overlap)"));
    part(import.outside, QObject::tr("%1 left out (outside)"));
    return parts.join(", ");
}

}  // namespace

void MainWindow::takeDropped(const QStringList& files) {
    QStringList others;
    QString labels;
    for (const QString& file : files) {
        if (!looksLikeLabels(file)) others << file;
        else if (labels.isEmpty()) labels = file;
    }
    if (labels.isEmpty() || !others.isEmpty()) {
        openFiles(others);
        if (!labels.isEmpty()) m_canvas->message().say(tr("Drop %1 again once its slide is shown").arg(quotedFileName(labels)));
        return;
    }
    if (!m_project.slide()) return showProblem({tr("%1 is a file of labels").arg(quotedFileName(labels)), tr("Open the slide that they are of, then drop it again."), labels});
    showImport(labels);
}

void MainWindow::chooseImport() {
    if (!m_project.slide()) return m_canvas->message().say(tr("Open a slide first"));
    const auto settings = openSettings();
    const QString remembered = settings->value("import/folder").toString();
    const auto record = m_project.record();
    const QString folder = QFileInfo(remembered).isDir() ? remembered : record ? QString::fromStdString(record->path.parent_path().string()) : QString();
    const QString file = QFileDialog::getOpenFileName(this, tr("Labels to import"), folder, labelFileFilter());
    if (file.isEmpty()) return;
    settings->setValue("import/folder", QFileInfo(file).absolutePath());
    showImport(file);
}

void MainWindow::showImport(const QString& file) {
    auto* dialog = new ImportDialog(m_project, m_labels, file, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, &MainWindow::showImported);
    dialog->open();
}

void MainWindow::showImported(const LabelImport& import) {
    if (import.issues.empty()) {
        const SlideId slide = m_project.currentSlide();
        const auto step = m_project.document()->undoLabel(slide);
        return m_canvas->message().sayWithAction(countsOf(import), tr("Undo"), [this, step, slide] {
            // Only what the line spoke of: not a later step, not another slide's.
            if (slide == m_project.currentSlide() && m_project.document() && m_project.document()->undoLabel(slide) == step) undo();
        });
    }
    const auto issues = std::make_shared<const std::vector<ImportIssue>>(import.issues);
    m_canvas->message().sayWithAction(countsOf(import), tr("Show"), [this, issues] { visitIssue(issues, 0); });
}

/// Selects what is there (the new object, else the one that was in its way) and offers the next.
void MainWindow::visitIssue(const std::shared_ptr<const std::vector<ImportIssue>>& issues, std::size_t index) {
    const AnnotationSet* annotations = m_project.annotations();
    if (!annotations || index >= issues->size()) return;
    const ImportIssue& issue = (*issues)[index];
    const AnnotationPtr shown = annotations->find(issue.added) ? annotations->find(issue.added) : annotations->find(issue.other);
    m_review.select(shown ? shown->id : 0);
    SlideRect place = issue.place;
    if (shown) place = place.united(boundsOf(shown->shape));
    if (issue.kind != ImportIssue::Kind::Outside) m_canvas->view().travelTo(place.grown(kAround / 2 * std::max(place.width, place.height)), true);
    const QString text = tr("%1 of %2: %3").arg(index + 1).arg(issues->size()).arg(QString::fromStdString(issue.message));
    if (index + 1 < issues->size()) m_canvas->message().sayWithAction(text, tr("Next"), [this, issues, index] { visitIssue(issues, index + 1); });
    else m_canvas->message().say(text);
}

}  // namespace bowman::ui
