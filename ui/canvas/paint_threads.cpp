#include "ui/canvas/paint_threads.h"

#include <latch>
#include <memory>
#include <utility>

#include <QThreadPool>

#include "core/base/platform/stack_trace.h"

namespace bowman::ui {

void stepPaintThreadsBack(int steps) {
    static bool isDone = false;
    if (std::exchange(isDone, true)) return;
    QThreadPool& pool = *QThreadPool::globalInstance();
    pool.setExpiryTimeout(-1);    // a new thread would be at the front again
    const int count = pool.maxThreadCount();
    // Each waits for all others, so that each is another thread.
    const auto all = std::make_shared<std::latch>(count);
    for (int i = 0; i < count; ++i)
        pool.start([all, steps] {
            platform::yieldCoresToOthers(steps);
            all->arrive_and_wait();
        });
}

}  // namespace bowman::ui
