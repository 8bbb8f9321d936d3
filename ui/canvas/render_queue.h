// Tiles that wait for a worker. What has not begun can be taken back, so that a view that moves on replaces its requests instead of queueing
// behind its own past. One thread (the one that paints) submits and takes back; jobs run in the pool.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "core/concurrency/worker_pool.h"

namespace bowman::ui {

template <typename Tag>
class RenderQueue {
public:
    explicit RenderQueue(WorkerPool& pool) : m_pool(pool), m_waiting(std::make_shared<Waiting>()) {}

    /// Begins in order of submission. Jobs must not throw.
    void submit(Tag tag, std::function<void()> job) {
        {
            const std::lock_guard lock(m_waiting->mutex);
            m_waiting->jobs.emplace_back(std::move(tag), std::move(job));
        }
        m_pool.submit([waiting = m_waiting] {
            std::function<void()> next;
            {
                const std::lock_guard lock(waiting->mutex);
                if (waiting->jobs.empty()) return;    // taken back
                next = std::move(waiting->jobs.front().second);
                waiting->jobs.pop_front();
            }
            next();
        });
    }

    /// Those that have not begun; they never will.
    std::vector<Tag> takeBack() {
        std::deque<std::pair<Tag, std::function<void()>>> jobs;
        {
            const std::lock_guard lock(m_waiting->mutex);
            jobs.swap(m_waiting->jobs);
        }
        std::vector<Tag> tags;
        for (auto& [tag, job] : jobs) tags.push_back(std::move(tag));
        return tags;
    }

private:
    struct Waiting {
        std::mutex mutex;   // guards jobs
        std::deque<std::pair<Tag, std::function<void()>>> jobs;
    };
    WorkerPool& m_pool;
    std::shared_ptr<Waiting> m_waiting;
};

}  // namespace bowman::ui
