// Labels leave the program: formats side by side, which states, where to, a preview of counts; then progress and a report.
// What was ticked is remembered. GUI thread; the writing runs on a thread of its own with a snapshot.
#pragma once

#include <filesystem>
#include <map>
#include <stop_token>
#include <vector>

#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>
#include <QTextBrowser>

#include "core/formats/format.h"
#include "ui/controllers/task_runner.h"

namespace bowman::ui {

struct ExportOffer {
    std::vector<Snapshot> slides;          ///< of the whole project
    SlideId current = 0;
    std::filesystem::path project;         ///< names the files, and the folder that is offered first
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
    struct Written {
        std::string title;
        Result<ExportReport> report;
    };
    QWidget* makeChoices();
    void remember() const;
    void updatePreview();
    void start();
    void finish(const std::vector<Written>& written);
    std::vector<Snapshot> chosenSlides() const;
    std::vector<ReviewState> chosenStates() const;
    std::filesystem::path pathFor(const Exporter& exporter) const;

    const ExportOffer m_offer;
    std::vector<Choice> m_formats;
    std::map<ReviewState, QCheckBox*> m_states;
    QRadioButton* m_onlyThis;
    QRadioButton* m_all;
    QLineEdit* m_folder;
    QLabel* m_preview;
    QWidget* m_choices;
    QProgressBar* m_bar;
    QTextBrowser* m_report;
    QPushButton* m_export;
    QPushButton* m_close;
    QPushButton* m_openFolder;
    bool m_running = false;
    std::stop_source m_stop;
    TaskRunner m_writer{1};
};

}  // namespace bowman::ui
