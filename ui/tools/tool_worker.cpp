#include "ui/tools/tool_worker.h"

namespace bowman::ui {

void ToolWorker::run(std::function<std::function<void()>()> job) {
    const std::uint64_t serial = ++m_newest;
    m_pool.submit([this, serial, job = std::move(job)] {
        QMetaObject::invokeMethod(&m_receiver, [this, serial, then = job()] {
            if (serial == m_newest) then();
        }, Qt::QueuedConnection);
    });
}

}  // namespace bowman::ui
