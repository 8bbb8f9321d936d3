// Work of a thread that OpenMP is to leave to it alone. Each thread its own.
#pragma once

#include <omp.h>

namespace bowman {

/// What the calling thread creates or runs meanwhile is for one thread.
class SingleThreaded {
public:
    SingleThreaded() : m_before(omp_get_max_threads()) { omp_set_num_threads(1); }
    ~SingleThreaded() { omp_set_num_threads(m_before); }
    SingleThreaded(const SingleThreaded&) = delete;
    SingleThreaded& operator=(const SingleThreaded&) = delete;

private:
    int m_before;
};

}  // namespace bowman
