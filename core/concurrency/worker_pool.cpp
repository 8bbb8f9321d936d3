#include "core/concurrency/worker_pool.h"

#include <algorithm>
#include <exception>

#include "core/base/log.h"
#include "core/base/platform/stack_trace.h"

namespace bowman {

WorkerPool::WorkerPool(int threads, int stepsBack) {
    const int count = threads > 0 ? threads : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    for (int i = 0; i < count; ++i) m_threads.emplace_back([this, stepsBack] {
            if (stepsBack > 0) platform::yieldCoresToOthers(stepsBack);
            run();
        });
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_jobs.clear();
    }
    m_wake.notify_all();
}

void WorkerPool::submit(std::function<void()> job) {
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void WorkerPool::run() {
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [&] { return m_stopping || !m_jobs.empty(); });
            if (m_stopping) return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        try {
            job();
        } catch (const std::exception& e) {
            logError(std::string("a background job failed: ") + e.what());
        }
    }
}

}  // namespace bowman
