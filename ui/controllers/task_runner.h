// Work on background threads, its answer on the GUI thread. Create, use and destroy it there; answers that are due
// when it is destroyed are dropped.
#pragma once

#include <memory>
#include <utility>

#include <QObject>

#include "core/concurrency/worker_pool.h"

namespace bowman::ui {

class TaskRunner : public QObject {
public:
    explicit TaskRunner(int threads, QObject* parent = nullptr) : QObject(parent), m_pool(threads, kStepsBack) {}

    /// `work()` runs on a pool thread in order of arrival, `done(result)` on the GUI thread.
    template <typename Work, typename Done>
    void run(Work work, Done done) {
        m_pool.submit([this, work = std::move(work), done = std::move(done)]() mutable {
            using Answer = decltype(work());
            auto answer = std::make_shared<Answer>(work());
            QMetaObject::invokeMethod(
                this, [answer, done = std::move(done)]() mutable { done(std::move(*answer)); }, Qt::QueuedConnection);
        });
    }

private:
    static constexpr int kStepsBack = 3;
    WorkerPool m_pool;  // joined before the QObject goes, so that a late answer finds it alive
};

}  // namespace bowman::ui
