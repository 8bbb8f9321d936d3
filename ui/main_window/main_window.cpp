#include "ui/main_window/main_window.h"

#include <algorithm>

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QDialog>
#include <QToolBar>
#include <QUrl>

#include "ui/controllers/settings.h"
#include "ui/main_window/language_menu.h"
#include "ui/main_window/menus.h"
#include "ui/main_window/theme.h"
#include "ui/panels/scrolled_panel.h"

namespace bowman::ui {
namespace {

constexpr int kStateVersion = 4;

}  // namespace

MainWindow::MainWindow(Networks networks, QWidget* parent) : QMainWindow(parent), m_actions(this), m_review(m_project) {
    setObjectName("mainWindow");
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowTabbedDocks);
    m_canvas = new CanvasArea({m_actions[Command::OpenSlide], m_actions[Command::OpenProject]});
    setCentralWidget(m_canvas);
    m_findBar = new FindBar(m_actions[Command::FindGlomeruli]);
    m_status = new StatusBar;
    setStatusBar(m_status);
    m_status->addMagnifications({m_actions[Command::Magnification0], m_actions[Command::Magnification2], m_actions[Command::Magnification3], m_actions[Command::Magnification4],
                                 m_actions[Command::Magnification5], m_actions[Command::Magnification6]});
    makeDocks();
    QList<QAction*> toggles;
    for (QDockWidget* dock : m_docks) toggles << dock->toggleViewAction();
    makeMenus(*this, m_actions, toggles);
    m_activeClass = new QComboBox;
    makeToolPalette(*this, m_actions);
    makeToolBar(*this, m_actions, m_findBar, m_activeClass);
    m_canvasController = std::make_unique<CanvasController>(CanvasParts{m_canvas->view(), m_project, m_review, m_actions});
    m_detection = std::make_unique<DetectionSession>(DetectionParts{m_canvas->view(), m_project, *m_detectionPanel, *m_findBar}, std::move(networks));
    m_appearance = std::make_unique<AppearanceSession>(
        AppearanceParts{m_canvas->view(), m_project, *m_appearancePanel, *m_actions[Command::ResetAppearance]});
    m_outlines = std::make_unique<OutlineCommands>(OutlineParts{m_project, m_review, m_actions});
    m_scale = std::make_unique<ScaleSession>(*this, m_project, m_canvas->banner());
    m_pyramids = std::make_unique<PyramidSession>(m_project);
    m_planes = std::make_unique<PlaneSession>(m_canvas->view(), m_project);
    m_bookmarks = std::make_unique<BookmarkSession>(BookmarkParts{m_canvas->view(), m_project, *m_bookmarksPanel, m_canvas->message()});
    m_seen = std::make_unique<SeenSession>(SeenParts{m_canvas->view(), m_project, *m_layersPanel});
    m_tissue = std::make_unique<TissueSession>(TissueParts{m_canvas->view(), m_project, *m_layersPanel, *m_actions[Command::ToolTissue]});
    m_slides = std::make_unique<SlidesSession>(
        SlidesParts{*this, *m_canvas, m_project, m_review, m_actions, *findChild<QDockWidget*>("propertiesDock")});
    makeReviewSessions();
    m_measurements = std::make_unique<MeasurementSession>(MeasurementParts{*findChild<QDockWidget*>("measurementsDock"), *m_measurementPanel, m_project, m_review, *m_actions[Command::Measurements]});
    m_report = std::make_unique<ReportSession>(*this, m_project, *m_actions[Command::Report]);
    connectFiles();
    connectPlaces();
    connectProject();
    connectReview();
    connectDetection();
    connectView();
    restoreHabits();
    showSlide();
    refreshSlides();
}

MainWindow::~MainWindow() {
    // Nobody may answer to a window that is half gone.
    qDeleteAll(findChildren<QDialog*>(Qt::FindDirectChildrenOnly));
    m_comparison.reset();
    m_readings.reset();
    m_report.reset();
    m_measurements.reset();
    m_signOff.reset();
    m_classes.reset();
    m_history.reset();
    m_maybe.reset();
    m_reviewSession.reset();
    m_slides.reset();
    m_tissue.reset();
    m_detection.reset();
    m_appearance.reset();
    m_seen.reset();
    m_bookmarks.reset();
    m_planes.reset();
    m_pyramids.reset();
    m_scale.reset();
    m_canvasController.reset();
    m_canvas->view().setAnnotations(nullptr);
    m_canvas->view().disconnect(this);
    m_project.disconnect(this);
    m_review.disconnect(this);
}

void MainWindow::makeDocks() {
    const auto dock = [this](const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
        auto* d = new QDockWidget(title);
        d->setObjectName(name);
        d->setWidget(content);
        d->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
        addDockWidget(area, d);
        m_docks.push_back(d);
        return d;
    };
    // Else the tallest of the panels behind each other would make the window taller than a small screen.
    const auto scrolled = [](QWidget* content) {
        auto* area = new ScrolledPanel(content);
        constexpr int kLeastWidth = 260, kLeastHeight = 48;     // narrower panels are whole; in a window for a small screen wider ones scroll
        area->setMinimumWidth(std::min(kLeastWidth, content->minimumSizeHint().width()));
        area->setMinimumHeight(kLeastHeight);
        return area;
    };
    m_slidesPanel = new SlidesPanel;
    m_reviewPanel = new ReviewPanel({m_actions[Command::Accept], m_actions[Command::Reject], m_actions[Command::Unsure], m_actions[Command::EditShape]},
                                    {m_actions[Command::Gallery], m_actions[Command::Maybe]});
    m_detectionPanel = new DetectionPanel;
    m_layersPanel = new LayersPanel;
    m_appearancePanel = new AppearancePanel;
    m_bookmarksPanel = new BookmarksPanel(m_actions[Command::AddBookmark]);
    m_historyPanel = new HistoryPanel;
    auto* slides = dock("slidesDock", tr("Slides"), m_slidesPanel, Qt::LeftDockWidgetArea);
    auto* bookmarks = dock("bookmarksDock", tr("Bookmarks"), m_bookmarksPanel, Qt::LeftDockWidgetArea);
    auto* review = dock("reviewDock", tr("Review"), m_reviewPanel, Qt::RightDockWidgetArea);
    auto* detection = dock("detectionDock", tr("Detection"), scrolled(m_detectionPanel), Qt::RightDockWidgetArea);
    auto* layers = dock("layersDock", tr("Layers"), scrolled(m_layersPanel), Qt::RightDockWidgetArea);
    auto* appearance = dock("appearanceDock", tr("Appearance"), scrolled(m_appearancePanel), Qt::RightDockWidgetArea);
    auto* properties = dock("propertiesDock", tr("Properties"), scrolled(new SlidePropertiesPanel), Qt::RightDockWidgetArea);
    auto* history = dock("historyDock", tr("History"), m_historyPanel, Qt::LeftDockWidgetArea);
    m_measurementPanel = new MeasurementPanel(m_actions[Command::Report]);
    auto* measurements = dock("measurementsDock", tr("Measurements"), m_measurementPanel, Qt::BottomDockWidgetArea);
    measurements->setFeatures(measurements->features() | QDockWidget::DockWidgetFloatable);
    measurements->hide();
    m_comparisonPanel = new ComparisonPanel;
    auto* comparison = dock("comparisonDock", tr("Comparison of Readings"), m_comparisonPanel, Qt::BottomDockWidgetArea);
    comparison->setFeatures(measurements->features());
    tabifyDockWidget(measurements, comparison);
    comparison->hide();
    m_reviewPanel->setChosenElsewhere([this] { return m_measurementPanel->table().hasFocus() ? m_measurementPanel->chosen() : std::vector<AnnotationId>(); });
    tabifyDockWidget(slides, bookmarks);
    tabifyDockWidget(bookmarks, history);
    slides->raise();
    tabifyDockWidget(detection, layers);
    tabifyDockWidget(layers, appearance);
    tabifyDockWidget(appearance, properties);
    detection->raise();
    resizeDocks({slides, review}, {190, 368}, Qt::Horizontal);
    resizeDocks({review, detection}, {560, 300}, Qt::Vertical);
}

void MainWindow::connectReview() {
    const auto on = [this](Command command, auto act) { connect(m_actions[command], &QAction::triggered, this, act); };
    on(Command::Next, [this] { m_review.goNext(); });
    on(Command::Previous, [this] { m_review.goPrevious(); });
    const auto decide = [this](Decision decision) {
        const auto chosen = m_reviewPanel->chosen();
        chosen.empty() ? m_review.decide(decision) : m_review.decideAll(chosen, decision);
    };
    on(Command::Accept, [decide] { decide(Decision::Accept); });
    on(Command::Reject, [decide] { decide(Decision::Reject); });
    on(Command::Unsure, [decide] { decide(Decision::Unsure); });
    connect(&m_reviewPanel->gallery(), &ObjectGallery::objectSelected, &m_review, &ReviewController::select);
    connect(&m_reviewPanel->gallery(), &ObjectGallery::objectChosen, &m_review, &ReviewController::travelTo);
    on(Command::Delete, [this] { m_review.deleteSelected(); });
    on(Command::Review, [this](bool review) { m_review.setReviewing(review); });
    on(Command::Undo, [this] { undo(); });
    on(Command::Redo, [this] { redo(); });
    connect(&m_review, &ReviewController::reviewingChanged, m_actions[Command::Review], &QAction::setChecked);
    connect(&m_review, &ReviewController::selectionChanged, this, &MainWindow::showSelection);
    connect(&m_review, &ReviewController::refused, this, &MainWindow::showProblem);
    connect(findChild<LanguageMenu*>(), &LanguageMenu::chosen, this, [this](const QString& text) { m_canvas->message().say(text); });
    connect(&m_review, &ReviewController::said, this, [this](const QString& text) { m_canvas->message().say(text); });
    connect(&m_review, &ReviewController::allDecided, this, [this] { m_canvas->message().say(tr("All objects of this slide are reviewed")); });
    connect(&m_reviewPanel->table(), &ObjectTable::objectChosen, this, [this](qint64 id) { m_review.travelTo(id); });
    connect(&m_reviewPanel->card(), &ReviewCard::classChosen, this, [this](const QString& name) { m_review.setClass(name.toStdString()); });
    connect(m_canvasController.get(), &CanvasController::said, this, [this](const QString& text) { m_canvas->message().say(text); });
    connect(m_canvasController.get(), &CanvasController::refused, this, &MainWindow::showProblem);
}

void MainWindow::connectDetection() {
    connect(m_actions[Command::FindGlomeruli], &QAction::triggered, this, [this] {
        if (m_detection->isRunning()) m_detection->stop();
        else m_detection->start();
    });
    connect(m_actions[Command::FindInSelected], &QAction::triggered, this, [this] { m_detection->findIn(m_slidesPanel->selectedSlides()); });
    connect(m_slides.get(), &SlidesSession::findRequested, m_detection.get(), &DetectionSession::findIn);
    m_slidesPanel->addAction(m_actions[Command::FindInSelected]);
    m_slidesPanel->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_detection.get(), &DetectionSession::ended, this, &MainWindow::refreshSlides);
    connect(m_actions[Command::GoTo], &QAction::triggered, this, [this] { goTo(); });
    connect(m_actions[Command::SetScale], &QAction::triggered, this, [this] { m_scale->ask(); });
    connect(m_detectionPanel, &DetectionPanel::scaleRequested, this, [this] { m_scale->ask(); });
    connect(m_findBar, &FindBar::chipClicked, this, [this] {
        if (!m_project.umPerPx() || !doubtOf(m_project).isEmpty()) return m_scale->ask();
        QDockWidget* dock = findChild<QDockWidget*>("detectionDock");
        dock->show();
        dock->raise();
    });
    connect(m_detection.get(), &DetectionSession::scaleNeeded, this, [this] { m_scale->ask([this] { m_detection->start(); }); });
    connect(m_detection.get(), &DetectionSession::failed, this, &MainWindow::showProblem);
    connect(m_detection.get(), &DetectionSession::changed, this, &MainWindow::refreshJob);
    connect(m_detection.get(), &DetectionSession::said, this, [this](const QString& text) { m_canvas->message().say(text); });
    connect(m_detection.get(), &DetectionSession::saidWithUndo, this, [this](const QString& text) {
        const auto step = m_project.document()->undoLabel(m_project.currentSlide());
        m_canvas->message().sayWithAction(text, tr("Undo"), [this, step, slide = m_project.currentSlide()] {
            // Only what the line spoke of: not a later step, not another slide's.
            if (slide == m_project.currentSlide() && m_project.document() && m_project.document()->undoLabel(slide) == step) undo();
        });
    });
    connect(m_detection.get(), &DetectionSession::heatMapWanted, this, [this](bool on) {
        LayerSettings layers = m_canvas->view().layers();
        layers.heatMap = on;
        m_canvasController->setLayers(layers);
    });
}

void MainWindow::connectView() {
    SlideView& view = m_canvas->view();
    connect(&view, &SlideView::viewportChanged, this, &MainWindow::refreshPosition);
    connect(&view, &SlideView::cursorMoved, this, [this](SlidePoint point) {
        m_cursor = point;
        refreshPosition();
    });
    connect(&view, &SlideView::cursorLeft, this, [this] {
        m_cursor.reset();
        refreshPosition();
    });
    connect(&view, &SlideView::filesDropped, this, &MainWindow::takeDropped);
    connect(&view, &SlideView::tileFailed, this, [this](const QString& message) {
        const auto record = m_project.record();
        const QString name = record ? quotedFileName(QString::fromStdString(record->path.string())) : tr("the slide");
        std::error_code status;
        const bool gone = record && !std::filesystem::exists(record->path, status);
        m_canvas->banner().show({gone ? tr("%1 has gone").arg(name) : tr("Parts of %1 cannot be read").arg(name),
                                 gone ? tr("The file was moved or deleted while it was open. Your annotations are safe in the project.")
                                      : tr("They are shown hatched; everything else can be used."),
                                 message},
                                {{tr("Retry"), [this] { m_canvas->view().retryFailedTiles(); m_project.reloadSlide(); }},
                                 {tr("Locate…"), [this] { locate(); }}});
    });
    connect(m_canvasController.get(), &CanvasController::panelsToggled, this, &MainWindow::togglePanels);
    connect(m_actions[Command::Panels], &QAction::triggered, this, &MainWindow::togglePanels);
    connect(m_canvasController.get(), &CanvasController::layersChanged, &m_slides->sideBySide(), &SideBySide::setLayers);
    connect(m_canvasController.get(), &CanvasController::layersChanged, m_layersPanel, &LayersPanel::setLayers);
    connect(m_canvasController.get(), &CanvasController::layersChanged, m_tissue.get(), &TissueSession::refresh);
    connect(m_tissue.get(), &TissueSession::failed, this, &MainWindow::showProblem);
    connect(m_layersPanel, &LayersPanel::layersChanged, m_canvasController.get(), &CanvasController::setLayers);
    connect(m_actions[Command::FullScreen], &QAction::triggered, this, [this](bool on) { on ? showFullScreen() : showNormal(); });
    connect(m_actions[Command::ThemeSystem], &QAction::triggered, this, [this] { setTheme("system"); });
    connect(m_actions[Command::ThemeLight], &QAction::triggered, this, [this] { setTheme("light"); });
    connect(m_actions[Command::ThemeDark], &QAction::triggered, this, [this] { setTheme("dark"); });
    connect(m_actions[Command::CheatSheet], &QAction::triggered, this, &MainWindow::showKeys);
    connect(m_actions[Command::ChangeKeys], &QAction::triggered, this, &MainWindow::changeKeys);
    connect(m_actions[Command::Guide], &QAction::triggered, this, &MainWindow::showGuide);
    connect(m_actions[Command::About], &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::restoreHabits() {
    const auto settings = openSettings();
    m_actions.readKeys(*settings);
    resize(1480, 940);
    restoreGeometry(settings->value("window/geometry").toByteArray());
    restoreState(settings->value("window/state").toByteArray(), kStateVersion);
    findChild<QDockWidget*>("comparisonDock")->hide();    // a comparison begins with its command
    const Theme theme = themeFromText(settings->value("window/theme").toString());
    m_actions[theme == Theme::Dark ? Command::ThemeDark : theme == Theme::Light ? Command::ThemeLight : Command::ThemeSystem]->setChecked(true);
    LayerSettings layers;
    m_actions[Command::Gallery]->setChecked(settings->value("review/gallery", false).toBool());
    m_actions[Command::SmoothTravel]->setChecked(settings->value("view/smoothTravel", true).toBool());
    settings->beginGroup("layers");
    layers.outlines = settings->value("outlines", layers.outlines).toBool();
    layers.fill = settings->value("fill", layers.fill).toBool();
    layers.fillOpacity = std::clamp(settings->value("fillOpacity", layers.fillOpacity).toDouble(), 0.0, 0.4);
    layers.rejected = settings->value("rejected", layers.rejected).toBool();
    layers.predictions = settings->value("predictions", layers.predictions).toBool();
    layers.tissue = settings->value("tissue", layers.tissue).toBool();
    layers.scaleBar = settings->value("scaleBar", layers.scaleBar).toBool();
    layers.navigator = settings->value("navigator", layers.navigator).toBool();
    layers.seen = settings->value("seen", layers.seen).toBool();
    settings->endGroup();
    m_canvasController->setLayers(layers);
    m_detectionPanel->chooseDevice(settings->value("detection/device", "auto").toString());
    m_detectionPanel->setTellsSclerosis(settings->value("detection/sclerosis", true).toBool());
    m_canvas->startPage().setRecent(m_recent.files());
}

void MainWindow::saveHabits() {
    const auto settings = openSettings();
    settings->setValue("window/geometry", saveGeometry());
    settings->setValue("window/state", m_dockState.isEmpty() ? saveState(kStateVersion) : m_dockState);
    const LayerSettings layers = m_canvas->view().layers();
    settings->beginGroup("layers");
    settings->setValue("outlines", layers.outlines);
    settings->setValue("fill", layers.fill);
    settings->setValue("fillOpacity", layers.fillOpacity);
    settings->setValue("rejected", layers.rejected);
    settings->setValue("predictions", layers.predictions);
    settings->setValue("tissue", layers.tissue);
    settings->setValue("scaleBar", layers.scaleBar);
    settings->setValue("navigator", layers.navigator);
    settings->setValue("seen", layers.seen);
    settings->endGroup();
    settings->setValue("review/gallery", m_actions[Command::Gallery]->isChecked());
    settings->setValue("view/smoothTravel", m_actions[Command::SmoothTravel]->isChecked());
    settings->setValue("detection/device", m_detectionPanel->device());
    settings->setValue("detection/sclerosis", m_detectionPanel->tellsSclerosis());
}

void MainWindow::setTheme(const QString& name) {
    applyTheme(themeFromText(name));
    m_actions.refreshIcons();
    m_findBar->refreshTheme();
    openSettings()->setValue("window/theme", name);
}

void MainWindow::togglePanels() {
    m_panelsHidden = !m_panelsHidden;
    m_actions[Command::Panels]->setChecked(m_panelsHidden);
    showPanels();
}

// Without a project there is nothing to show in them: the start page has the window to itself.
void MainWindow::showPanels() {
    const bool shown = m_project.isOpen() && !m_panelsHidden;
    if (shown == m_dockState.isEmpty()) return;
    if (shown) {
        restoreState(m_dockState, kStateVersion);
        m_dockState.clear();
    } else {
        m_dockState = saveState(kStateVersion);
        for (QDockWidget* dock : m_docks) dock->hide();
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    rememberProject();
    saveHabits();
    m_detection->stop();
    m_sample.cancel();
    hide();
    m_project.closeAndWait();    // by a thread of low priority the file would be held for a while after the window has gone
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) files << url.toLocalFile();
    takeDropped(files);
}

}  // namespace bowman::ui
