// Asks what a report is about and where it goes, makes it with progress and stop, and opens it. What was chosen is remembered. GUI thread; the report is
// made on a thread of its own, with a snapshot.
#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>

#include "core/document/document.h"
#include "ui/controllers/task_runner.h"
#include "ui/report/report.h"

namespace bowman::ui {

struct ReportOffer {
    std::vector<Snapshot> slides;          ///< of the whole project
    SlideId current = 0;
    std::filesystem::path project;         ///< its folder is offered first
    QString person;
    QString version;
    Palette palette = {};
};

class ReportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ReportDialog(ReportOffer offer, QWidget* parent = nullptr);
    /// Stops a report that is being made and waits for it.
    ~ReportDialog() override;
    void reject() override;

Q_SIGNALS:
    void written(const QString& file);

private:
    QWidget* makeChoices();
    ReportRequest request() const;
    void suggestFile();
    void refresh();
    void browse();
    void start();
    void finish(const Result<QString>& notes);
    void say(const QString& text, bool isProblem = false);

    const ReportOffer m_offer;
    QWidget* m_choices;
    QRadioButton* m_onlyThis;
    QRadioButton* m_all;
    QRadioButton* m_pdf;
    QRadioButton* m_html;
    QLineEdit* m_title;
    QSpinBox* m_pictures;
    QLineEdit* m_file;
    QLabel* m_message;
    QProgressBar* m_bar;
    QPushButton* m_make;
    QPushButton* m_close;
    QPushButton* m_open;
    bool m_isAsking = false;               ///< the button says Overwrite
    bool m_isRunning = false;
    bool m_isOwnFile = false;              ///< a person named it: it is not suggested anew
    QString m_made;
    std::stop_source m_stop;
    TaskRunner m_writer{1};
};

}  // namespace bowman::ui
