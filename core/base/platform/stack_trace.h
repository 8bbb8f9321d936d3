// What another thread is doing right now, for the log of slow events. One watched thread per process.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace bowman::platform {

/// Makes the calling thread the watched one. Uses a real-time signal. Call once, early.
void watchThisThread();

/// Function names of the watched thread's stack, innermost first; empty when it did not answer in time.
/// Blocks at most `patience`. One thread at a time.
std::vector<std::string> stackOfWatchedThread(std::chrono::milliseconds patience);

/// How the time of a thread was spent so far, in nanoseconds; 0 where unknown.
struct ThreadTimes {
    std::int64_t ran = 0;
    std::int64_t waitedForCore = 0;   ///< ready to run, but the system ran others
    std::int64_t crowded = 0;         ///< of the whole machine: some thread or other was waiting for a core
};
/// Of the calling thread. Takes a few microseconds.
ThreadTimes threadTimes();

/// The calling thread, and those that it starts from now on, leave the cores to everybody else: the window stays smooth. `steps` back, of 19.
void yieldCoresToOthers(int steps = 10);

}  // namespace bowman::platform
