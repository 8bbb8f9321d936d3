// Makes the sample slide (a drawn kidney) once, in the user's cache folder. GUI thread; the drawing runs elsewhere.
#pragma once

#include <thread>

#include <QObject>

#include "ui/controllers/problem.h"

namespace bowman::ui {

class SampleMaker : public QObject {
    Q_OBJECT
public:
    explicit SampleMaker(QObject* parent = nullptr);
    /// Stops and waits.
    ~SampleMaker() override;

    static QString samplePath();
    bool isRunning() const { return m_running; }
    /// Emits ready() at once where the slide is there already.
    void start();
    void cancel();

Q_SIGNALS:
    void runningChanged();
    void progressed(double fraction);
    void ready(const QString& path);
    void failed(const bowman::ui::Problem& problem);

private:
    void finish(const Result<void>& written);
    bool m_running = false;
    std::jthread m_job;
};

}  // namespace bowman::ui
