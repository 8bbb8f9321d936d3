// What one sees without a slide: what to do, and what one did lately. GUI thread.
#pragma once

#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

#include "ui/controllers/recent_files.h"

namespace bowman::ui {

struct StartPageActions {
    QAction* openSlide = nullptr;
    QAction* openProject = nullptr;
};

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(const StartPageActions& actions, QWidget* parent = nullptr);
    void setRecent(const std::vector<RecentFile>& files);
    /// Fraction < 0: none is being made.
    void setSampleProgress(double fraction);

Q_SIGNALS:
    void sampleRequested();
    void sampleCancelled();
    void recentChosen(const QString& project);
    void recentForgotten(const QString& project);
    void filesDropped(const QStringList& files);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QPushButton* m_sample;
    QWidget* m_progress;
    QProgressBar* m_bar;
    QLabel* m_percent;
    QWidget* m_recentPart;
    QListWidget* m_recent;
};

}  // namespace bowman::ui
