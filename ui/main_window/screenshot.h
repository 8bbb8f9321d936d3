// Saves a picture of the window once everything that was asked for is on it, for scripts and guides. GUI thread.
#pragma once

#include <functional>

#include <QTimer>

#include "ui/main_window/main_window.h"

namespace bowman::ui {

struct ScreenshotRequest {
    QString file;                 ///< PNG; empty: no picture, only the waiting
    bool detectFirst = false;
    bool select = false;          ///< begin the review: shows the least sure object
};

/// `done(error)` is called once; the error is empty when all went well, else what the banner says or why the file can't be written.
class Screenshot : public QObject {
    Q_OBJECT
public:
    Screenshot(MainWindow& window, ScreenshotRequest request, std::function<void(const QString& error)> done);

private:
    void look();
    void take();

    MainWindow& m_window;
    ScreenshotRequest m_request;
    const std::function<void(const QString&)> m_done;
    bool m_finished = false;
    TaskRunner m_writer{1};
    QTimer m_calm;                // restarts with every change: small things (pictures in lists) follow the large ones
};

}  // namespace bowman::ui
