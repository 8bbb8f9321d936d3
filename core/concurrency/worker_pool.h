// A fixed number of threads that run jobs in order of arrival. Any thread may submit.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace bowman {

class WorkerPool {
public:
    /// threads ≤ 0 means one per core. `stepsBack`: see platform::yieldCoresToOthers.
    explicit WorkerPool(int threads, int stepsBack = 0);
    /// Drops jobs that have not started, waits for those that have.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /// Jobs must not throw; one that does is logged.
    void submit(std::function<void()> job);

    int threadCount() const { return static_cast<int>(m_threads.size()); }

private:
    void run();

    std::mutex m_mutex;  // guards m_jobs, m_stopping
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_jobs;
    bool m_stopping = false;
    std::vector<std::jthread> m_threads;
};

}  // namespace bowman
