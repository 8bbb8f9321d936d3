// Labels leave the program: formats side by side, which slides, states and classes, where to, a preview of files, counts and
// losses; then progress and a report. What was ticked is remembered. GUI thread; files are looked at and written on threads
// of its own, with a snapshot.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <stop_token>
#include <vector>

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QTextBrowser>

#include "core/formats/format.h"
#include "ui/controllers/task_runner.h"
#include "ui/dialogs/export_options.h"
#include "ui/dialogs/export_readings.h"
#include "ui/dialogs/export_text.h"

namespace bowman::ui {

struct ExportOffer {
    std::vector<OfferedReading> readings;  ///< one at least; each has slides of the whole project
    SlideId current = 0;
    std::filesystem::path project;         ///< names the files, and the folder that is offered first
    bool hasBounds = false;                ///< the current slide: a choice of the frame is offered
};

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExportDialog(ExportOffer offer, QWidget* parent = nullptr);
    /// Stops a running export and waits for it.
    ~ExportDialog() override;
    void reject() override;

Q_SIGNALS:
    void exported(const QStringList& files);

private:
    struct Choice {
        const Exporter* exporter;
        QCheckBox* box;
    };
    QWidget* makeFormats();
    QWidget* makeObjects();
    QWidget* makeTarget();
    QWidget* makeClasses();
    void remember() const;
    void updatePreview();
    void showCounts();
    void updatePlan();
    void showPlan(std::vector<FormatPlan> plans);
    void start();
    void write();
    void finish(const std::vector<WrittenFormat>& written);
    const std::vector<Snapshot>& offeredSlides() const;
    std::vector<Snapshot> chosenSlides() const;
    std::vector<ReviewState> chosenStates() const;
    std::vector<const Exporter*> chosenFormats() const;
    ExportRequest chosenRequest() const;           ///< its path is the folder
    std::set<std::filesystem::path> toOverwrite() const;

    const ExportOffer m_offer;
    std::vector<Choice> m_formats;
    std::map<ReviewState, QCheckBox*> m_states;
    std::map<std::string, QCheckBox*> m_classes;
    QRadioButton* m_onlyThis;
    QRadioButton* m_all;
    QComboBox* m_reading = nullptr;                ///< only where there are several
    QComboBox* m_frame = nullptr;                  ///< only where the slide has bounds
    ExportOptions* m_options;
    QLineEdit* m_folder;
    QLabel* m_preview;
    QTextBrowser* m_report;                        ///< the plan before, what was written after
    QWidget* m_choices;
    QProgressBar* m_bar;
    QPushButton* m_export;
    QPushButton* m_close;
    QPushButton* m_openFolder;
    std::vector<FormatPlan> m_plans;
    std::set<std::filesystem::path> m_confirmed;   ///< may be overwritten: a person said so, or this dialog wrote them
    quint64 m_planRequest = 0;
    bool m_isPlanned = false;                      ///< m_plans is of what is chosen now
    bool m_isAsking = false;                       ///< the button says Overwrite
    bool m_showsReport = false;
    bool m_running = false;
    int m_objects = 0;
    std::stop_source m_stop;
    TaskRunner m_writer{1};
};

}  // namespace bowman::ui
