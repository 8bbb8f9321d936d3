// Labels come in: a file, what it is, which state its objects enter in, and before anything is changed what would happen,
// in numbers and as a picture. One step of undo. GUI thread; reading runs on a thread of the owner's.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include <QComboBox>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTextBrowser>

#include "ui/controllers/project.h"
#include "ui/controllers/task_runner.h"
#include "ui/dialogs/import_plan.h"

namespace bowman::ui {

/// For file dialogs: every known format, then each by itself.
QString labelFileFilter();

/// Its extension is one of labels and not of slides.
bool looksLikeLabels(const QString& file);

class ImportDialog : public QDialog {
    Q_OBJECT
public:
    /// For the slide that is shown. Project and reader outlive the dialog; a file that is still being read when it goes is
    /// read to its end in the background, and its labels are dropped.
    ImportDialog(Project& project, TaskRunner& reader, const QString& file, QWidget* parent = nullptr);
    ~ImportDialog() override;

Q_SIGNALS:
    /// Counts, and what a person may want to look at. Its edit is empty: the project has it.
    void imported(const bowman::LabelImport& import);

private:
    QWidget* makeForm();
    QWidget* makePreview();
    void chooseFile();
    void setFile(const QString& file);
    void plan(bool again);
    void show(ImportPlan plan);
    void showError(const Error& error);
    void showIds(const ImportPlan& plan);
    void commit();
    LabelSource chosenSource() const;
    void remember() const;

    Project& m_project;
    TaskRunner& m_reader;
    const SlideId m_slide;
    QString m_file;
    std::optional<ImportPlan> m_plan;       ///< of what is chosen now; empty while it is worked out
    bool m_isCommitting = false;            ///< the plan is worked out once more, to be applied
    quint64 m_request = 0;                  ///< answers for an older one are dropped
    std::stop_source m_stop;

    QFormLayout* m_form;
    QLabel* m_fileName;
    QComboBox* m_format;
    QComboBox* m_id;
    QComboBox* m_state;
    QComboBox* m_overlap;
    QComboBox* m_frame = nullptr;           ///< only where the slide has bounds
    QTextBrowser* m_summary;
    QLabel* m_picture;
    QLabel* m_legend;
    QProgressBar* m_bar;
    QPushButton* m_import;
};

}  // namespace bowman::ui
