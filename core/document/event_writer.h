// Puts events into the project file on a thread of its own, one transaction each, in order. Events are acknowledged once they
// are synced; where several wait (an undo key held down, a script), one sync serves up to 64 of them. An event that could not
// be written stays at the head of the queue and is tried again with the next event, at flush() and at the end.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/result.h"
#include "core/document/event.h"

namespace bowman {

class ProjectFile;

class EventWriter {
public:
    /// `written`: the last event that is in the file already.
    EventWriter(ProjectFile& file, std::int64_t written);
    /// Writes what is queued; what the disk refuses once more is lost, and logged.
    ~EventWriter();
    EventWriter(const EventWriter&) = delete;
    EventWriter& operator=(const EventWriter&) = delete;

    // Any thread.
    void push(EventPtr event);
    std::int64_t acknowledged() const;
    /// Blocks until the queue is empty or an event could not be written.
    Result<void> flush();
    /// What is not in the file yet, in order.
    std::vector<EventPtr> pending() const;
    /// Called on the writer's thread after each sync: the last event on disk, or the same as before and an error.
    void onWritten(std::function<void(std::int64_t revision, const std::string& error)> callback);

private:
    void run();
    void report(std::int64_t revision, const std::string& error);

    ProjectFile& m_file;
    mutable std::mutex m_mutex;  // guards what follows, up to m_callbackMutex
    std::condition_variable m_wake;
    std::condition_variable m_rested;
    std::deque<EventPtr> m_queue;
    std::int64_t m_acknowledged;
    Result<void> m_last;
    int m_unsynced = 0;          // written, not yet acknowledged
    bool m_mayTry = true;
    bool m_stopping = false;

    std::mutex m_callbackMutex;  // guards m_callback, and is held while it runs
    std::function<void(std::int64_t, const std::string&)> m_callback;
    std::jthread m_thread;
};

}  // namespace bowman
