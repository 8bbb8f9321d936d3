// The window's files and dialogs: opening, finding, copying, exporting, asking.
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include "ui/canvas/surface.h"
#include "ui/controllers/settings.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/go_to_dialog.h"
#include "ui/dialogs/text_dialog.h"
#include "ui/main_window/cheat_sheet.h"
#include "ui/main_window/keys_dialog.h"
#include "ui/main_window/main_window.h"

namespace bowman::ui {
namespace {

QString slideFilter() {
    return QObject::tr("Slides (*.svs *.tif *.tiff *.ndpi *.mrxs *.scn *.bif *.vms *.vmu *.svslide *.dcm *.jpg *.jpeg *.png);;All files (*)");
}
QString projectFilter() { return QObject::tr("Bowman projects (*.bowman)"); }

QString lastFolder() {
    const QString remembered = openSettings()->value("files/folder").toString();
    return QFileInfo(remembered).isDir() ? remembered : QStandardPaths::writableLocation(QStandardPaths::HomeLocation);
}

void rememberFolder(const QString& file) { openSettings()->setValue("files/folder", QFileInfo(file).absolutePath()); }

}  // namespace

void MainWindow::connectFiles() {
    const auto on = [this](Command command, auto act) { connect(m_actions[command], &QAction::triggered, this, act); };
    on(Command::OpenSlide, [this] { openSlides(false); });
    on(Command::AddSlides, [this] { openSlides(true); });
    on(Command::OpenProject, [this] { openProject(); });
    on(Command::SaveCopy, [this] { saveCopy(); });
    on(Command::AlwaysSaved, [this] {
        const SaveState state = m_project.saveState();
        m_canvas->message().say(state.error.isEmpty() ? tr("Always saved: everything is on disk as soon as you do it") : tr("Not saved: %1").arg(state.error));
    });
    on(Command::Import, [this] { chooseImport(); });
    on(Command::Export, [this] { showExport(); });
    on(Command::SaveView, [this] { saveView(); });
    on(Command::CloseProject, [this] {
        rememberProject();
        m_project.close();
    });
    connect(m_slides.get(), &SlidesSession::closeRequested, m_actions[Command::CloseProject], &QAction::trigger);
    connect(m_slides.get(), &SlidesSession::filesDropped, this, &MainWindow::takeDropped);
    connect(m_slides.get(), &SlidesSession::failed, this, &MainWindow::showProblem);
    connect(m_slides.get(), &SlidesSession::said, this, [this](const QString& text) { m_canvas->message().say(text); });
    connect(m_measurements.get(), &MeasurementSession::failed, this, &MainWindow::showProblem);
    const auto sayWritten = [this](const QString& file) { m_canvas->message().say(tr("Written: %1").arg(quotedFileName(file))); };
    connect(m_measurements.get(), &MeasurementSession::saved, this, sayWritten);
    connect(m_report.get(), &ReportSession::written, this, sayWritten);
    on(Command::Quit, [this] { close(); });
    StartPage& start = m_canvas->startPage();
    connect(&start, &StartPage::filesDropped, this, [this](const QStringList& files) { takeDropped(files); });
    connect(&start, &StartPage::recentChosen, this, [this](const QString& file) {
        if (QFileInfo::exists(file)) return openFiles({file});
        showProblem({tr("%1 is not there any more").arg(quotedFileName(file)), tr("It was removed from the list."), file});
        m_recent.forget(file);
    });
    connect(&start, &StartPage::recentForgotten, &m_recent, &RecentFiles::forget);
    connect(&start, &StartPage::sampleRequested, &m_sample, &SampleMaker::start);
    connect(&start, &StartPage::sampleCancelled, &m_sample, &SampleMaker::cancel);
    connect(&m_recent, &RecentFiles::changed, this, [this] { m_canvas->startPage().setRecent(m_recent.files()); });
    connect(&m_sample, &SampleMaker::ready, this, [this](const QString& path) { openFiles({path}); });
    connect(&m_sample, &SampleMaker::failed, this, &MainWindow::showProblem);
    connect(&m_sample, &SampleMaker::progressed, this, [this](double fraction) {
        m_sampleFraction = fraction;
        m_canvas->startPage().setSampleProgress(fraction);
        refreshJob();
    });
    connect(&m_sample, &SampleMaker::runningChanged, this, [this] {
        if (!m_sample.isRunning()) {
            m_sampleFraction = -1;
            m_canvas->startPage().setSampleProgress(-1);
        }
        refreshJob();
    });
}

void MainWindow::openFiles(const QStringList& files, const QString& project) {
    if (files.isEmpty() && project.isEmpty()) return;
    m_canvas->banner().dismiss();
    rememberProject();
    m_project.open(files, project);
}

void MainWindow::openSlides(bool intoProject) {
    const QStringList files = QFileDialog::getOpenFileNames(this, intoProject ? tr("Add slides") : tr("Open slides"), lastFolder(), slideFilter());
    if (files.isEmpty()) return;
    rememberFolder(files.front());
    if (!intoProject) return openFiles(files);
    m_canvas->banner().dismiss();
    m_project.addSlides(files);
}

void MainWindow::openProject() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Open a project"), lastFolder(), projectFilter());
    if (file.isEmpty()) return;
    rememberFolder(file);
    openFiles({file});
}

void MainWindow::saveCopy() {
    if (!m_project.document()) return m_canvas->message().say(tr("Open a slide first"));
    QString file = QFileDialog::getSaveFileName(this, tr("Save a copy of the project"), lastFolder(), projectFilter());
    if (file.isEmpty()) return;
    if (QFileInfo(file).suffix().isEmpty()) file += ".bowman";
    rememberFolder(file);
    const auto saved = m_project.document()->saveCopy(file.toStdString());
    if (saved) m_canvas->message().say(tr("Copy saved as %1").arg(quotedFileName(file)));
    else showProblem(problemFrom(tr("Cannot save a copy as %1").arg(quotedFileName(file)), saved.error()));
}

void MainWindow::showExport() {
    if (!m_project.document()) return m_canvas->message().say(tr("Open a slide first"));
    ExportOffer offer;
    offer.readings = offeredReadings(*m_project.document());
    offer.current = m_project.currentSlide();
    offer.project = m_project.document()->path();
    offer.hasBounds = m_project.slide() && hasBounds(m_project.slide()->info());
    auto* dialog = new ExportDialog(std::move(offer), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::exported, this, [this](const QStringList& files) {
        m_canvas->message().say(files.size() == 1 ? tr("Exported %1").arg(quotedFileName(files.front())) : tr("Exported %1 files").arg(files.size()));
    });
    dialog->open();
}

void MainWindow::saveView() {
    const auto record = m_project.record();
    if (!record || !m_project.slide()) return m_canvas->message().say(tr("Open a slide first"));
    const QString start = lastFolder() + "/" + QString::fromStdString(record->alias) + ".png";
    QString chosen;
    const QString svg = tr("Outlines and scale bar (*.svg)");
    QString file = QFileDialog::getSaveFileName(this, tr("Save view as picture"), start, tr("Picture with scale bar (*.png)") + ";;" + svg, &chosen);
    if (file.isEmpty()) return;
    if (QFileInfo(file).suffix().isEmpty()) file += chosen == svg ? ".svg" : ".png";
    rememberFolder(file);
    writeView(file);
}

void MainWindow::writeView(const QString& file) {
    const bool isSvg = QFileInfo(file).suffix().compare("svg", Qt::CaseInsensitive) == 0;
    const QImage picture = isSvg ? QImage() : m_canvas->view().picture();
    const QByteArray vectors = isSvg ? m_canvas->view().overlaySvg() : QByteArray();
    const auto write = [file, isSvg, picture, vectors]() -> QString {
        QSaveFile target(file);
        if (!target.open(QIODevice::WriteOnly)) return target.errorString();
        const bool isWritten = isSvg ? target.write(vectors) == vectors.size() : picture.save(&target, QFileInfo(file).suffix().toLatin1().constData());
        if (!isWritten && !isSvg) return tr("pictures are written as .png or .jpg, outlines as .svg");
        return isWritten && target.commit() ? QString() : target.errorString();
    };
    m_pictures.run(write, [this, file](const QString& problem) {
        if (problem.isEmpty()) m_canvas->message().say(tr("Saved: %1").arg(file));
        else showProblem({tr("Cannot write %1").arg(quotedFileName(file)), problem, file});
    });
}

void MainWindow::goTo() {
    if (!m_project.slide()) return m_canvas->message().say(tr("Open a slide first"));
    auto* dialog = new GoToDialog(m_lastPlace, m_project.umPerPx(), m_project.slide()->info().size(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, slide = m_project.currentSlide()] {
        if (slide != m_project.currentSlide()) return;
        m_lastPlace = dialog->text();
        const Destination to = dialog->destination();
        if (const AnnotationId* number = std::get_if<AnnotationId>(&to.where)) {
            // Objects of a reading that was begun before numbers were counted by reading have the first reader's.
            AnnotationPtr a = m_project.annotations()->find(idsBefore(m_project.document()->reading(slide)) + *number);
            if (!a) a = m_project.annotations()->find(*number);
            if (!a) return m_canvas->message().say(tr("There is no object %1 on this slide").arg(*number));
            m_review.select(a->id);
            return m_canvas->view().travelTo(boundsOf(a->shape), true);
        }
        Viewport view = m_canvas->view().viewport();
        view.centre = std::get<SlidePoint>(to.where);
        view.downsample = std::min(view.downsample, 8.0);   // a place is no place on the whole slide
        m_canvas->view().setViewport(view);
    });
    dialog->open();
}

void MainWindow::showProblem(const Problem& problem) { m_canvas->banner().show(problem); }

void MainWindow::offerToLocate(const Problem& problem) {
    m_canvas->banner().show(problem, {{tr("Retry"), [this] { m_project.reloadSlide(); }}, {tr("Locate…"), [this] { locate(); }}});
}

void MainWindow::locate() {
    const auto record = m_project.record();
    if (!record) return;
    const QString name = QString::fromStdString(record->path.filename().string());
    const QString before = QString::fromStdString(record->path.parent_path().string());
    const QString file = QFileDialog::getOpenFileName(this, tr("Where is %1 now?").arg(name), QFileInfo(before).isDir() ? before : lastFolder(), slideFilter());
    if (file.isEmpty()) return offerToLocate({tr("Cannot find “%1”").arg(name), tr("Your annotations are safe in the project."), QString::fromStdString(record->path.string())});
    rememberFolder(file);
    m_project.locateSlide(file);
}

void MainWindow::showKeys() {
    auto* dialog = new TextDialog(tr("Keys"), cheatSheetHtml(m_actions), this);
    dialog->setObjectName("cheatSheet");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->resize(1060, 760);
    dialog->show();
}

void MainWindow::changeKeys() {
    auto* dialog = new KeysDialog(m_actions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &KeysDialog::changed, this, [this] { m_actions.writeKeys(*openSettings()); });
    dialog->show();
}

void MainWindow::showGuide() {
    auto* dialog = new GuideDialog(guideFolder(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::showAbout() {
    auto* dialog = new TextDialog(tr("About Bowman"),
                                  tr("<h2>Bowman %1</h2><p>Finds, corrects and exports glomeruli on whole slides of kidney.</p>"
                                     "<p>Free software under the GNU General Public License, version 3 or later. No warranty.</p>"
                                     "<p>For research. Not a medical device: not for diagnosis.</p>"
                                     "<p>Built on Qt %2, OpenSlide, LibTorch, OpenCV, GEOS and SQLite.</p>"
                                     "<p>The slide is drawn by: %3.</p>").arg(BOWMAN_VERSION, qVersion(), describe(surfaceOfProgram()).toHtmlEscaped()),
                                  this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->resize(420, 300);
    dialog->show();
}

}  // namespace bowman::ui
