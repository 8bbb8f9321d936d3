// The line at the bottom: magnification, scale and where it is from, place under the cursor, probability there, how safely the
// work is saved, what runs in the background. GUI thread.
#pragma once

#include <optional>

#include <QLabel>
#include <QProgressBar>
#include <QStatusBar>
#include <QToolButton>

#include "core/base/geometry.h"
#include "ui/controllers/project.h"

namespace bowman::ui {

class StatusBar : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusBar(QWidget* parent = nullptr);
    /// `downsample` of the view; nothing where there is no slide.
    /// `story`: where the scale comes from, for the tooltip; a doubt about it is marked.
    void setView(std::optional<double> downsample, std::optional<double> umPerPx, const QString& source, const QString& story = {}, bool isDoubted = false);
    void setCursor(std::optional<SlidePoint> point, std::optional<double> umPerPx, std::optional<double> probability);
    void setSaved(const SaveState& state, bool hasProject);
    /// Empty text: nothing runs. Fraction < 0: nobody knows how far. What can be stopped here has a button.
    void setJob(const QString& text, double fraction, bool canStop = false);
    /// A button for each, before the magnification of now.
    void addMagnifications(const QList<QAction*>& actions);
    QString savedText() const { return m_saved->text(); }
    QString jobText() const { return m_job->text(); }

Q_SIGNALS:
    void stopRequested();

private:
    QLabel* m_zoom;
    QLabel* m_cursor;
    QLabel* m_probability;
    QLabel* m_saved;
    QLabel* m_job;
    QProgressBar* m_bar;
    QToolButton* m_stop;
};

}  // namespace bowman::ui
