// Ctrl-C and SIGTERM: a command ends where it can keep what is done; a second one ends the program at once.
#pragma once

#include <atomic>
#include <csignal>

namespace bowman::cli {

inline std::atomic<bool> interrupted = false;   // set by the signal, read by a command between its parts

inline void heedInterrupts() {
    const auto note = [](int signal) {
        interrupted = true;
        std::signal(signal, SIG_DFL);
    };
    std::signal(SIGINT, note);
    std::signal(SIGTERM, note);
}

}  // namespace bowman::cli
