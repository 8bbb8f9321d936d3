// The window. It builds its parts and ties them together; what they do is elsewhere. GUI thread only.
#pragma once

#include <atomic>
#include <memory>

#include <QMainWindow>

#include "core/formats/label_import.h"
#include "ui/controllers/networks.h"
#include "ui/controllers/project.h"
#include "ui/controllers/recent_files.h"
#include "ui/controllers/review_controller.h"
#include "ui/controllers/sample_maker.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/appearance_session.h"
#include "ui/main_window/bookmark_session.h"
#include "ui/main_window/canvas_area.h"
#include "ui/main_window/canvas_controller.h"
#include "ui/main_window/class_session.h"
#include "ui/main_window/comparison_session.h"
#include "ui/main_window/detection_session.h"
#include "ui/main_window/history_session.h"
#include "ui/main_window/maybe_session.h"
#include "ui/main_window/measurement_session.h"
#include "ui/main_window/outline_commands.h"
#include "ui/main_window/plane_session.h"
#include "ui/main_window/pyramid_session.h"
#include "ui/main_window/reading_session.h"
#include "ui/main_window/report_session.h"
#include "ui/main_window/review_session.h"
#include "ui/main_window/scale_session.h"
#include "ui/main_window/seen_session.h"
#include "ui/main_window/sign_off_session.h"
#include "ui/main_window/slides_session.h"
#include "ui/main_window/status_bar.h"
#include "ui/main_window/tissue_session.h"
#include "ui/panels/layers_panel.h"
#include "ui/panels/review_panel.h"
#include "ui/panels/slides_panel.h"

namespace bowman::ui {

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(Networks networks, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Slides and projects; see Project::open.
    void openFiles(const QStringList& files, const QString& project = {});
    /// What was dropped on the window: slides and projects are opened, labels are imported onto the slide that is shown.
    void takeDropped(const QStringList& files);

    Project& project() { return m_project; }
    ReviewController& review() { return m_review; }
    DetectionSession& detection() { return *m_detection; }
    CanvasArea& canvas() { return *m_canvas; }
    ReviewPanel& reviewPanel() { return *m_reviewPanel; }
    StatusBar& status() { return *m_status; }
    AppearanceSession& appearance() { return *m_appearance; }
    SeenSession& seen() { return *m_seen; }
    MaybeSession& maybe() { return *m_maybe; }
    TissueSession& tissue() { return *m_tissue; }
    SlidesSession& slides() { return *m_slides; }
    PyramidSession& pyramids() { return *m_pyramids; }
    MeasurementPanel& measurements() { return *m_measurementPanel; }
    MeasurementSession& measuring() { return *m_measurements; }
    ReportSession& report() { return *m_report; }
    ReadingSession& readings() { return *m_readings; }
    ComparisonSession& comparison() { return *m_comparison; }
    ComparisonPanel& comparisonPanel() { return *m_comparisonPanel; }
    QAction* action(Command command) { return m_actions[command]; }
    /// What the canvas shows, as .png or .jpg, or its outlines as .svg; the message line or a banner says how it went.
    void writeView(const QString& file);
    /// Everything that was asked for is on the screen, or a banner says why it is not.
    bool isSettled() const;

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeDocks();
    void connectFiles();
    void connectProject();
    void connectReview();
    void makeReviewSessions();
    void connectDetection();
    void connectView();
    void connectPlaces();
    void restoreHabits();
    void saveHabits();

    void showProblem(const Problem& problem);
    void offerToLocate(const Problem& problem);
    void locate();
    void showSlide();
    void showSelection();
    void showCard();
    void refreshSlides();
    void refreshEditMenu();
    void refreshTitle();
    void refreshPosition();
    void refreshJob();
    void rememberProject();
    void undo();
    void redo();
    void openSlides(bool intoProject);
    void openProject();
    void saveCopy();
    void showExport();
    void chooseImport();
    void showImport(const QString& file);
    void showImported(const LabelImport& import);
    void visitIssue(const std::shared_ptr<const std::vector<ImportIssue>>& issues, std::size_t index);
    void saveView();
    void goTo();
    void showKeys();
    void changeKeys();
    void showGuide();
    void showAbout();
    void setTheme(const QString& name);
    void togglePanels();
    void showPanels();

    Actions m_actions;
    Project m_project;
    ReviewController m_review;
    RecentFiles m_recent;
    SampleMaker m_sample;
    TaskRunner m_pictures{1};
    TaskRunner m_labels{1};              // reads label files; outlives their dialog
    CanvasArea* m_canvas;
    FindBar* m_findBar;
    SlidesPanel* m_slidesPanel;
    ReviewPanel* m_reviewPanel;
    DetectionPanel* m_detectionPanel;
    LayersPanel* m_layersPanel;
    AppearancePanel* m_appearancePanel;
    BookmarksPanel* m_bookmarksPanel;
    MeasurementPanel* m_measurementPanel;
    HistoryPanel* m_historyPanel;
    ComparisonPanel* m_comparisonPanel;
    QComboBox* m_activeClass;            // in the toolbar
    StatusBar* m_status;
    std::vector<QDockWidget*> m_docks;
    std::unique_ptr<CanvasController> m_canvasController;
    std::unique_ptr<DetectionSession> m_detection;
    std::unique_ptr<AppearanceSession> m_appearance;
    std::unique_ptr<OutlineCommands> m_outlines;
    std::unique_ptr<ScaleSession> m_scale;
    std::unique_ptr<PyramidSession> m_pyramids;
    std::unique_ptr<PlaneSession> m_planes;
    std::unique_ptr<BookmarkSession> m_bookmarks;
    std::unique_ptr<SeenSession> m_seen;
    std::unique_ptr<SlidesSession> m_slides;
    std::unique_ptr<TissueSession> m_tissue;
    std::unique_ptr<MeasurementSession> m_measurements;
    std::unique_ptr<ReportSession> m_report;
    std::unique_ptr<ReviewSession> m_reviewSession;
    std::unique_ptr<MaybeSession> m_maybe;
    std::unique_ptr<HistorySession> m_history;
    std::unique_ptr<ClassSession> m_classes;
    std::unique_ptr<SignOffSession> m_signOff;
    std::unique_ptr<ReadingSession> m_readings;
    std::unique_ptr<ComparisonSession> m_comparison;
    std::optional<SlidePoint> m_cursor;
    double m_sampleFraction = -1;
    QString m_lastPlace;                 // that one went to
    QByteArray m_dockState;              // of the panels while they are hidden
    bool m_panelsHidden = false;         // by Tab
    bool m_cardIsStale = false;
    std::shared_ptr<std::atomic<quint64>> m_cropRequest = std::make_shared<std::atomic<quint64>>(0);   // older ones are not read
    bool m_prepared = false;             // the network library was asked for once
};

}  // namespace bowman::ui
