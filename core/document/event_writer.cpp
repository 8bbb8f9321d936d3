#include "core/document/event_writer.h"

#include "core/base/log.h"
#include "core/document/project_file.h"

namespace bowman {
namespace {

constexpr int kEventsPerSync = 64;

}  // namespace

EventWriter::EventWriter(ProjectFile& file, std::int64_t written) : m_file(file), m_acknowledged(written), m_thread([this] { run(); }) {}

EventWriter::~EventWriter() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_mayTry = true;
        m_wake.notify_all();
    }
    m_thread.join();
    if (!m_queue.empty()) logError("edits that could not be saved: " + std::to_string(m_queue.size()) + ": " + m_last.error().message());
}

void EventWriter::push(EventPtr event) {
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(event));
    m_mayTry = true;
    m_wake.notify_all();
}

std::int64_t EventWriter::acknowledged() const {
    const std::lock_guard lock(m_mutex);
    return m_acknowledged;
}

Result<void> EventWriter::flush() {
    std::unique_lock lock(m_mutex);
    if (m_queue.empty()) return {};
    m_last = {};
    m_mayTry = true;
    m_wake.notify_all();
    m_rested.wait(lock, [&] { return m_queue.empty() || !m_last.ok(); });
    return m_queue.empty() ? Result<void>() : m_last;
}

std::vector<EventPtr> EventWriter::pending() const {
    const std::lock_guard lock(m_mutex);
    return {m_queue.begin(), m_queue.end()};
}

void EventWriter::onWritten(std::function<void(std::int64_t, const std::string&)> callback) {
    const std::lock_guard lock(m_callbackMutex);
    m_callback = std::move(callback);
}

void EventWriter::report(std::int64_t revision, const std::string& error) {
    const std::lock_guard lock(m_callbackMutex);
    if (m_callback) m_callback(revision, error);
}

void EventWriter::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [&] { return m_queue.empty() ? m_stopping : m_mayTry || m_stopping; });
        if (m_queue.empty() || !m_mayTry) return;  // stopping, and nothing left that can be done
        const EventPtr event = m_queue.front();
        const bool isLast = m_queue.size() == 1 || m_unsynced + 1 >= kEventsPerSync;
        lock.unlock();
        const Result<void> written = m_file.append(*event, isLast ? Durability::Synced : Durability::WithTheNext);
        lock.lock();
        m_last = written;
        if (written) m_queue.pop_front();
        m_mayTry = written.ok();
        m_unsynced = !written ? m_unsynced : isLast ? 0 : m_unsynced + 1;
        if (written && isLast) m_acknowledged = event->id;
        const std::int64_t acknowledged = m_acknowledged;
        m_rested.notify_all();
        if (written && !isLast) continue;
        lock.unlock();
        report(acknowledged, written ? std::string() : written.error().message());
        // What is acknowledged is safe in the WAL, too: an error here is one of the next commit.
        if (written)
            if (const auto back = m_file.writeBack(); !back) logDebug(back.error().message());
        lock.lock();
    }
}

}  // namespace bowman
