// Notices when the window stalls: an event that keeps the GUI thread for more than 50 ms of its own time is logged with its
// receiver, its type and the stack at that moment. Time during which a crowded system ran others does not count, nor does
// waiting inside of a nested event loop. GUI thread; a thread of its own takes the stacks.
#pragma once

#include <chrono>
#include <memory>

#include <QApplication>

namespace bowman::ui {

class Watchdog {
public:
    static constexpr std::chrono::milliseconds kLimit{50};

    /// Watches the calling thread.
    Watchdog();
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /// Since the start or the last reset.
    static int slowEvents();
    static void reset();

    void beginEvent(const QObject* receiver, const QEvent* event);
    void endEvent();
    /// The event loop is about to sleep: what is open is waiting inside of a nested loop.
    void loopSleeps();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// An application whose events are watched.
class WatchedApplication : public QApplication {
    Q_OBJECT
public:
    WatchedApplication(int& argc, char** argv);
    ~WatchedApplication() override;
    bool notify(QObject* receiver, QEvent* event) override;

private:
    std::unique_ptr<Watchdog> m_watchdog;
};

}  // namespace bowman::ui
