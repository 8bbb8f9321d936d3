// What the window shows of the project: slide, selection, counts, undo, position, work in the background.
#include <algorithm>
#include <utility>

#include <QDockWidget>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>
#include <QTimer>

#include "ui/controllers/step_text.h"
#include "ui/controllers/text.h"
#include "ui/main_window/main_window.h"

namespace bowman::ui {
namespace {

// After the slide is there: loading the network library takes a core for a second.
constexpr auto kPrepareAfter = std::chrono::milliseconds(1500);

}  // namespace

void MainWindow::connectProject() {
    connect(&m_project, &Project::projectChanged, this, [this] {
        m_review.setReviewing(false);
        refreshTitle();
    });
    connect(&m_project, &Project::slidesChanged, this, &MainWindow::refreshSlides);
    connect(&m_project, &Project::slideChanged, this, &MainWindow::showSlide);
    connect(&m_project, &Project::scaleChanged, this, [this] {
        m_reviewPanel->table().objects().reset(m_project.annotations(), m_project.umPerPx());
        showSelection();
        refreshPosition();
    });
    connect(&m_project, &Project::annotationsChanged, this, [this](const DocumentChange& change) {
        m_reviewPanel->table().objects().update(*m_project.annotations(), change.changed);
        refreshEditMenu();
        // Once, and after the gesture: what follows it may select another object.
        if (!std::exchange(m_cardIsStale, true)) QMetaObject::invokeMethod(this, [this] { if (m_cardIsStale) showCard(); }, Qt::QueuedConnection);
    });
    connect(&m_project, &Project::saveStateChanged, this, [this] { m_status->setSaved(m_project.saveState(), m_project.isOpen()); });
    connect(&m_project, &Project::thumbnailChanged, this, [this](qint64 id) {
        m_slidesPanel->setPicture(id, m_project.thumbnail(id));
        if (const auto all = m_project.slides(); !all.empty() && all.front().id == id) rememberProject();
    });
    connect(&m_project, &Project::slideReread, this, [this] {
        m_reviewPanel->gallery().crops().setSlide(m_project.slide());
        showSelection();
    });
    connect(&m_project, &Project::busyChanged, this, &MainWindow::refreshJob);
    connect(&m_project, &Project::failed, this, &MainWindow::showProblem);
    connect(&m_project, &Project::slideMissing, this, &MainWindow::offerToLocate);
    connect(m_slidesPanel, &SlidesPanel::slideChosen, this, [this](qint64 id) {
        if (id != m_project.currentSlide()) m_project.showSlide(id);
    });
}

void MainWindow::connectPlaces() {
    connect(&m_project, &Project::closing, this, [this] { m_canvas->message().dismiss(); });
    connect(m_actions[Command::AddBookmark], &QAction::triggered, this, [this] { m_bookmarks->add(); });
    connect(m_bookmarks.get(), &BookmarkSession::failed, this, &MainWindow::showProblem);
    connect(m_bookmarks.get(), &BookmarkSession::shown, this, [this] {
        if (m_panelsHidden) return;
        auto* dock = findChild<QDockWidget*>("bookmarksDock");
        dock->show();
        dock->raise();
    });
    connect(m_actions[Command::FocusUp], &QAction::triggered, this, [this] { m_planes->bar().stepFocus(+1); });
    connect(m_actions[Command::FocusDown], &QAction::triggered, this, [this] { m_planes->bar().stepFocus(-1); });
    connect(m_outlines.get(), &OutlineCommands::said, this, [this](const QString& text) { m_canvas->message().say(text); });
    connect(m_planes.get(), &PlaneSession::failed, this, &MainWindow::showProblem);
    connect(m_scale.get(), &ScaleSession::failed, this, &MainWindow::showProblem);
    connect(m_scale.get(), &ScaleSession::said, this, [this](const QString& text) { m_canvas->message().say(text); });
    connect(m_pyramids.get(), &PyramidSession::changed, this, &MainWindow::refreshJob);
    connect(m_pyramids.get(), &PyramidSession::said, this, [this](const QString& text) { m_canvas->message().say(text); });
    connect(m_status, &StatusBar::stopRequested, m_pyramids.get(), &PyramidSession::cancel);
    connect(m_seen.get(), &SeenSession::failed, this, &MainWindow::showProblem);
    connect(m_actions[Command::ForgetSeen], &QAction::triggered, this, [this] {
        const SlideId slide = m_project.currentSlide();
        const SeenMap before = m_seen->forget();
        m_canvas->message().sayWithAction(tr("Nothing of this slide counts as seen any more"), tr("Undo"), [this, before, slide, person = m_project.document()->person()] {
            if (!m_project.document() || m_project.document()->person() != person) return;    // what one person saw is nobody else's
            if (slide == m_project.currentSlide()) return m_seen->take(before);
            if (const auto stored = m_project.document()->storeSeenMap(slide, before); !stored) showProblem(problemFrom(tr("Cannot bring it back"), stored.error()));
        });
    });
}

void MainWindow::makeReviewSessions() {
    m_reviewSession = std::make_unique<ReviewSession>(ReviewParts{*this, *m_canvas, m_project, m_review, *m_reviewPanel, m_actions});
    m_maybe = std::make_unique<MaybeSession>(MaybeParts{*m_canvas, m_project, m_review, *m_reviewPanel, m_actions});
    m_history = std::make_unique<HistorySession>(
        HistoryParts{m_project, *m_historyPanel, *findChild<QDockWidget*>("historyDock"), m_canvas->message(), m_actions});
    m_classes = std::make_unique<ClassSession>(ClassParts{*this, m_project, m_review, *m_layersPanel, *m_activeClass, m_actions});
    m_signOff = std::make_unique<SignOffSession>(SignOffParts{*this, m_project, *m_seen, *m_maybe, m_canvas->message(), m_actions});
    m_readings = std::make_unique<ReadingSession>(ReadingParts{*this, *m_canvas, m_project, *m_detection, *m_status, m_actions});
    m_comparison = std::make_unique<ComparisonSession>(
        ComparisonParts{*this, *m_canvas, m_project, m_review, *m_comparisonPanel, *findChild<QDockWidget*>("comparisonDock"), m_actions});
    connect(m_readings.get(), &ReadingSession::failed, this, &MainWindow::showProblem);
    connect(m_comparison.get(), &ComparisonSession::failed, this, &MainWindow::showProblem);
    connect(m_comparison.get(), &ComparisonSession::progressed, m_readings.get(), &ReadingSession::setProgress);
    const auto say = [this](const QString& text) { m_canvas->message().say(text); };
    const auto showReview = [this] {
        if (m_panelsHidden) togglePanels();
        auto* dock = findChild<QDockWidget*>("reviewDock");
        dock->show();
        dock->raise();
    };
    connect(m_reviewSession.get(), &ReviewSession::shown, this, showReview);
    connect(m_reviewSession.get(), &ReviewSession::slidesStale, this, &MainWindow::refreshSlides);
    connect(m_maybe.get(), &MaybeSession::shown, this, showReview);
    connect(m_maybe.get(), &MaybeSession::failed, this, &MainWindow::showProblem);
    connect(m_detection.get(), &DetectionSession::candidatesFound, m_maybe.get(), &MaybeSession::reload);
    connect(m_history.get(), &HistorySession::failed, this, &MainWindow::showProblem);
    connect(m_classes.get(), &ClassSession::failed, this, &MainWindow::showProblem);
    connect(m_classes.get(), &ClassSession::said, this, say);
    connect(m_signOff.get(), &SignOffSession::failed, this, &MainWindow::showProblem);
    connect(m_signOff.get(), &SignOffSession::changed, this, &MainWindow::refreshSlides);
    connect(m_seen.get(), &SeenSession::said, this, say);
}

void MainWindow::showSlide() {
    const bool open = m_project.isOpen();
    showPanels();
    m_canvas->showSlide(open);
    m_canvas->setNotice(!open || m_project.slide() ? QString() : m_project.isMissing() ? tr("The slide is not there") : tr("Opening…"));
    if (m_project.slide()) m_canvas->banner().dismiss();
    m_review.setReviewing(false);
    m_reviewPanel->gallery().crops().setSlide(m_project.slide());
    m_reviewPanel->table().objects().reset(m_project.annotations(), m_project.umPerPx());
    m_slidesPanel->setCurrent(m_project.currentSlide());
    refreshSlides();
    for (const Command c : {Command::Review, Command::Next, Command::Previous, Command::Accept, Command::Reject, Command::Unsure, Command::Delete,
                            Command::Note, Command::Search, Command::History, Command::EditPalette, Command::EditShape, Command::FindGlomeruli, Command::ToolBrush,
                            Command::ToolEraser, Command::ToolPolygon, Command::ToolRegion, Command::ZoomFit, Command::ZoomIn, Command::ZoomOut,
                            Command::SetScale, Command::AddBookmark, Command::ForgetSeen, Command::Import, Command::SaveView, Command::GoTo, Command::ToolLength, Command::ToolArea, Command::ToolSplit,
                            Command::ToolMerge, Command::ToolRedraw, Command::ToolClick, Command::OutlineSmooth, Command::OutlineSimplify, Command::OutlineGrow, Command::OutlineShrink,
                            Command::OutlineFillHoles, Command::OutlineHull, Command::OutlineDuplicate})
        m_actions[c]->setEnabled(m_project.slide() != nullptr);
    // Else the lists would lose their keys to turn pages.
    for (const Command c : {Command::FocusUp, Command::FocusDown}) m_actions[c]->setEnabled(m_project.slide() && m_project.slide()->info().zCount > 1);
    for (const Command c : {Command::FindInSelected, Command::Export, Command::SaveCopy, Command::CloseProject, Command::AddSlides}) m_actions[c]->setEnabled(open);
    refreshEditMenu();
    refreshTitle();
    refreshPosition();
    showSelection();
    if (m_project.slide() && !m_prepared) {
        m_prepared = true;
        QTimer::singleShot(kPrepareAfter, this, [this] { m_detection->prepare(); });
    }
}

void MainWindow::showSelection() {
    showCard();
    m_reviewPanel->setSelected(m_review.selected());
}

void MainWindow::showCard() {
    m_cardIsStale = false;
    const AnnotationPtr annotation = m_review.shown();
    m_reviewPanel->card().show(annotation, m_project.umPerPx());
    const quint64 request = ++*m_cropRequest;
    if (!annotation || !m_project.slide()) return;
    const SlideRect bounds = boundsOf(annotation->shape);
    const SlideRect around = bounds.grown(0.25 * std::max(bounds.width, bounds.height));
    const int edge = static_cast<int>(ReviewCard::kCropEdge * devicePixelRatioF());
    m_pictures.run(
        [slide = m_project.slide(), around, edge, request, latest = m_cropRequest] { return request == *latest ? cropOf(*slide, around, edge) : QImage(); },
        [this, request](const QImage& image) {
            if (request == *m_cropRequest && !image.isNull()) m_reviewPanel->card().setCrop(image);
        });
}

void MainWindow::refreshSlides() {
    std::vector<SlideEntry> entries;
    for (const SlideRecord& record : m_project.slides()) {
        const ReviewCount count = countReview(m_project.document()->annotations(record.id));
        entries.push_back({record.id, Project::titleOf(record), QString::fromStdString(record.path.string()), m_project.thumbnail(record.id), count.objects, count.reviewed,
                           m_project.isMissing(record.id), {}, false});
        if (const auto state = m_project.document()->signOff(record.id); state && state->signOff) {
            entries.back().signOff = signOffText(*state);
            entries.back().isSignedOff = state->counts();
        }
    }
    if (auto* properties = findChild<SlidePropertiesPanel*>()) {
        const auto current = std::find_if(entries.begin(), entries.end(), [this](const SlideEntry& e) { return e.id == m_project.currentSlide(); });
        properties->setReviewText(current == entries.end() ? QString() : current->signOff);
    }
    m_slidesPanel->setEntries(entries);
    m_slidesPanel->setCurrent(m_project.currentSlide());
}

void MainWindow::refreshEditMenu() {
    const auto update = [this](Command command, const QString& verb, const std::optional<std::string>& label) {
        m_actions[command]->setEnabled(label.has_value());
        m_actions[command]->setText(label ? verb + " " + stepText(*label).replace('&', "&&") : verb);
    };
    const Document* document = m_project.document();
    const SlideId slide = m_project.currentSlide();
    update(Command::Undo, tr("&Undo"), document && slide ? document->undoLabel(slide) : std::nullopt);
    update(Command::Redo, tr("&Redo"), document && slide ? document->redoLabel(slide) : std::nullopt);
}

void MainWindow::undo() {
    const auto label = m_project.document() ? m_project.document()->undoLabel(m_project.currentSlide()) : std::nullopt;
    if (const auto undone = m_project.undo(); !undone) return showProblem(problemFrom(tr("Cannot undo"), undone.error()));
    if (label) m_canvas->message().say(tr("Undone: %1").arg(stepText(*label)));
}

void MainWindow::redo() {
    const auto label = m_project.document() ? m_project.document()->redoLabel(m_project.currentSlide()) : std::nullopt;
    if (const auto redone = m_project.redo(); !redone) return showProblem(problemFrom(tr("Cannot redo"), redone.error()));
    if (label) m_canvas->message().say(tr("Done again: %1").arg(stepText(*label)));
}

void MainWindow::refreshTitle() {
    const auto record = m_project.record();
    QString title = "Bowman";
    if (m_project.document()) title = QString::fromStdString(m_project.document()->path().filename().string()) + " – " + title;
    if (record) title = Project::titleOf(*record) + " – " + title;
    setWindowTitle(title);
}

void MainWindow::refreshPosition() {
    const auto record = m_project.record();
    const auto scale = m_project.umPerPx();
    const SlideView& view = m_canvas->view();
    if (!m_project.slide()) {
        m_status->setView(std::nullopt, std::nullopt, {});
        return m_status->setCursor(std::nullopt, std::nullopt, std::nullopt);
    }
    m_status->setView(view.viewport().downsample, scale, record ? scaleSourceText(record->umPerPx.source) : QString(), scaleStory(m_project),
                      !doubtOf(m_project).isEmpty());
    m_status->setCursor(m_cursor, scale, m_cursor ? view.probabilityAt(*m_cursor) : std::nullopt);
}

void MainWindow::refreshJob() {
    const QString detection = m_detection ? m_detection->jobText() : QString();
    if (!detection.isEmpty()) m_status->setJob(tr("Find glomeruli: %1").arg(m_detection->shortJobText()), m_detection->jobFraction());
    else if (m_sample.isRunning()) m_status->setJob(tr("Drawing the sample slide"), m_sampleFraction);
    else if (m_project.isBusy()) m_status->setJob(tr("Opening…"), -1);
    else if (m_pyramids && m_pyramids->isRunning()) m_status->setJob(m_pyramids->jobText(), m_pyramids->jobFraction(), true);
    else m_status->setJob({}, 0);
}

void MainWindow::rememberProject() {
    const Document* document = m_project.document();
    if (!document || m_project.slides().empty()) return;
    const SlideRecord first = m_project.slides().front();
    const ReviewCount count = countReview(document->annotations(first.id));
    const QString path = QString::fromStdString(document->path().string());
    const QImage picture = m_project.thumbnail(first.id);
    RecentFile entry{path, Project::titleOf(first), {}, count.reviewed, count.objects};
    if (!picture.isNull()) {
        entry.picture = RecentFiles::picturePath(path);
        if (!QFileInfo::exists(entry.picture))
            return m_pictures.run(
                [picture, file = entry.picture] {
                    QDir().mkpath(QFileInfo(file).absolutePath());
                    QSaveFile out(file);
                    return out.open(QIODevice::WriteOnly) && picture.save(&out, "PNG") && out.commit();
                },
                [this, entry](bool) { m_recent.remember(entry); });
    }
    m_recent.remember(entry);
}

bool MainWindow::isSettled() const {
    if (!m_canvas->banner().headline().isEmpty()) return true;
    if (m_project.isBusy() || m_sample.isRunning() || m_detection->isRunning()) return false;
    return !m_project.isOpen() || !m_project.slide() || m_canvas->view().isSharp();
}

}  // namespace bowman::ui
