// One thread for what a tool should not make the hand wait for: reading pixels, looking for edges. The newest job counts:
// answers of earlier ones are dropped. GUI thread.
#pragma once

#include <cstdint>
#include <functional>

#include <QObject>

#include "core/concurrency/worker_pool.h"

namespace bowman::ui {

class ToolWorker {
public:
    /// `job` runs in the worker; what it returns is called on the GUI thread, unless another job or forget() came in between.
    void run(std::function<std::function<void()>()> job);
    void forget() { ++m_newest; }

private:
    QObject m_receiver;
    std::uint64_t m_newest = 0;
    WorkerPool m_pool{1};       // last: it ends before what its jobs report to
};

}  // namespace bowman::ui
