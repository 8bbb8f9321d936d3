#include "ui/controllers/watchdog.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <QAbstractEventDispatcher>
#include <QMetaEnum>
#include <QThread>

#include "core/base/log.h"
#include "core/base/platform/stack_trace.h"

namespace bowman::ui {
namespace {

using Clock = std::chrono::steady_clock;

std::atomic<int> g_slowEvents = 0;

/// An event that is being handled by the outermost handler of one event loop.
struct Open {
    int loopLevel = 0;
    int depth = 0;                ///< handlers inside of it in the same loop
    Clock::time_point since;
    platform::ThreadTimes times;
    const char* receiverClass = "";
    QString receiverName;         ///< both kept because the receiver may be gone at the end
    QEvent::Type type = QEvent::None;
    bool nested = false;          ///< ran an event loop of its own: its length says nothing
};

std::string describe(const Open& event) {
    const char* type = QMetaEnum::fromType<QEvent::Type>().valueToKey(event.type);
    std::string text = type ? type : "event " + std::to_string(event.type);
    text += std::string(" to ") + event.receiverClass;
    if (!event.receiverName.isEmpty()) text += " '" + event.receiverName.toStdString() + "'";
    return text;
}

/// What the window itself is to blame for. A thread that works is always counted; one that is blocked waits for another of
/// our threads, which on a crowded machine may itself wait for a core: that part is not ours.
std::chrono::nanoseconds ownTime(Clock::duration wall, const platform::ThreadTimes& before, const platform::ThreadTimes& after) {
    const std::chrono::nanoseconds ran(after.ran - before.ran), waited(after.waitedForCore - before.waitedForCore), crowded(after.crowded - before.crowded);
    const std::chrono::nanoseconds blocked = wall - ran - waited;
    if (after.ran == 0) return wall;
    return ran + std::max(std::chrono::nanoseconds(0), blocked - crowded);
}

}  // namespace

struct Watchdog::State {
    std::vector<Open> open;
    std::mutex mutex;                        // guards what follows
    std::condition_variable_any changed;
    Clock::time_point busySince;
    std::uint64_t serial = 0;                ///< of the event; even while none is handled
    std::vector<std::string> stack;
    std::uint64_t stackSerial = 0;
    std::jthread watcher;

    void setBusy(bool busy, Clock::time_point since) {
        const std::lock_guard lock(mutex);
        if (busy != (serial % 2 == 1)) ++serial;
        else if (busy) serial += 2;
        busySince = since;
    }

    // Wakes a few times per limit rather than at each event: handlers must stay cheap.
    void watch(std::stop_token stop) {
        std::unique_lock lock(mutex);
        while (!stop.stop_requested()) {
            changed.wait_for(lock, stop, kLimit / 3, [] { return false; });
            if (serial % 2 == 0 || stackSerial == serial || Clock::now() - busySince < kLimit * 3 / 4) continue;
            const std::uint64_t wanted = serial;
            lock.unlock();
            auto taken = platform::stackOfWatchedThread(std::chrono::milliseconds(500));
            lock.lock();
            if (serial == wanted) {
                stack = std::move(taken);
                stackSerial = wanted;
            }
        }
    }
};

Watchdog::Watchdog() : m_state(std::make_unique<State>()) {
    platform::watchThisThread();
    m_state->watcher = std::jthread([state = m_state.get()](std::stop_token stop) { state->watch(stop); });
}

Watchdog::~Watchdog() = default;

int Watchdog::slowEvents() { return g_slowEvents; }
void Watchdog::reset() { g_slowEvents = 0; }

void Watchdog::beginEvent(const QObject* receiver, const QEvent* event) {
    const int level = QThread::currentThread()->loopLevel();
    if (!m_state->open.empty() && m_state->open.back().loopLevel == level) {
        ++m_state->open.back().depth;
        return;
    }
    for (Open& outer : m_state->open) outer.nested = true;
    const auto now = Clock::now();
    m_state->open.push_back({level, 0, now, platform::threadTimes(), receiver->metaObject()->className(),
                             receiver->objectName(), event->type(), false});
    m_state->setBusy(true, now);
}

void Watchdog::endEvent() {
    if (m_state->open.empty()) return;
    if (m_state->open.back().depth > 0) {
        --m_state->open.back().depth;
        return;
    }
    const Open event = std::move(m_state->open.back());
    m_state->open.pop_back();
    const auto wall = Clock::now() - event.since;
    const auto own = ownTime(wall, event.times, platform::threadTimes());
    std::string stack;
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->stackSerial == m_state->serial)
            for (const std::string& frame : m_state->stack) stack += "\n    " + frame;
    }
    m_state->setBusy(false, {});
    if (event.nested || own <= kLimit) return;
    ++g_slowEvents;
    const auto ms = [](auto t) { return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(t).count()) + " ms"; };
    logWarning("slow event: " + describe(event) + " took " + ms(own) + (wall - own > kLimit ? " (of " + ms(wall) + ")" : "") + stack);
}

void Watchdog::loopSleeps() {
    for (Open& outer : m_state->open) outer.nested = true;
    m_state->setBusy(false, {});
}

WatchedApplication::WatchedApplication(int& argc, char** argv) : QApplication(argc, argv), m_watchdog(std::make_unique<Watchdog>()) {
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this, [this] {
        if (m_watchdog) m_watchdog->loopSleeps();
    });
}

WatchedApplication::~WatchedApplication() { m_watchdog.reset(); }

bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
    if (!m_watchdog || QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
    m_watchdog->beginEvent(receiver, event);
    const bool handled = QApplication::notify(receiver, event);
    m_watchdog->endEvent();
    return handled;
}

}  // namespace bowman::ui
