// µm per pixel of the slide that is shown: where it comes from, whether it can be true, and what a person says of it. GUI thread.
#pragma once

#include <functional>

#include <QObject>
#include <QPointer>

#include "ui/controllers/project.h"
#include "ui/main_window/banner.h"

namespace bowman::ui {

/// Why the scale that the file gives cannot be right; empty where nothing speaks against it, or a person has set or confirmed it.
QString doubtOf(const Project& project);
/// "0.252 µm/px, from the file (openslide.mpp-x = 0.2520)"; and the doubt.
QString scaleStory(const Project& project);

class ScaleSession : public QObject {
    Q_OBJECT
public:
    /// Dialogs belong to `window`.
    ScaleSession(QWidget& window, Project& project, Banner& banner, QObject* parent = nullptr);
    /// `then` when the person has said it.
    void ask(const std::function<void()>& then = {});

Q_SIGNALS:
    void failed(const bowman::ui::Problem& problem);
    void said(const QString& message);

private:
    void showSlide();
    bool set(SlideId slide, double umPerPx);

    QWidget& m_window;
    Project& m_project;
    Banner& m_banner;
    SlideId m_asked = 0;       // the slide that the banner was last shown for
};

}  // namespace bowman::ui
