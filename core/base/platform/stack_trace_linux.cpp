#include "core/base/platform/stack_trace.h"

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>

#include <csignal>
#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace bowman::platform {
namespace {

constexpr int kDepth = 48;

// Written by the signal handler, which may use nothing but plain memory and sem_post.
struct Watched {
    pthread_t thread{};
    bool known = false;
    std::array<void*, kDepth> frames{};
    std::atomic<int> count = 0;
    sem_t answered{};
};

Watched& watched() {
    static Watched instance;
    return instance;
}

int watchSignal() { return SIGRTMIN + 3; }

void onSignal(int) {
    Watched& w = watched();
    w.count = ::backtrace(w.frames.data(), kDepth);
    ::sem_post(&w.answered);
}

std::string nameOf(void* address) {
    Dl_info info{};
    if (!::dladdr(address, &info)) return "?";
    std::string name = info.dli_sname ? info.dli_sname : "";
    if (!name.empty()) {
        int status = 0;
        const std::unique_ptr<char, decltype(&std::free)> plain(abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status), &std::free);
        if (status == 0 && plain) name = plain.get();
    }
    const std::string file = info.dli_fname ? info.dli_fname : "?";
    const auto slash = file.rfind('/');
    char offset[32];
    std::snprintf(offset, sizeof offset, "+0x%zx", static_cast<std::size_t>(static_cast<char*>(address) - static_cast<char*>(info.dli_fbase)));
    return (name.empty() ? "" : name + "  ") + "[" + file.substr(slash == std::string::npos ? 0 : slash + 1) + offset + "]";
}

bool readStart(int file, char (&text)[200]) {
    const ssize_t size = file < 0 ? -1 : ::pread(file, text, sizeof text - 1, 0);
    if (size <= 0) return false;
    text[size] = 0;
    return true;
}

}  // namespace

void watchThisThread() {
    Watched& w = watched();
    std::array<void*, 2> first{};
    ::backtrace(first.data(), 2);  // loads the unwinder now: inside of a handler it might wait for a lock
    ::sem_init(&w.answered, 0, 0);
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(watchSignal(), &action, nullptr);
    w.thread = ::pthread_self();
    w.known = true;
}

std::vector<std::string> stackOfWatchedThread(std::chrono::milliseconds patience) {
    Watched& w = watched();
    if (!w.known || ::pthread_kill(w.thread, watchSignal()) != 0) return {};
    timespec until{};
    ::clock_gettime(CLOCK_REALTIME, &until);
    const auto ns = until.tv_nsec + std::chrono::nanoseconds(patience).count();
    until.tv_sec += ns / 1'000'000'000;
    until.tv_nsec = ns % 1'000'000'000;
    if (::sem_timedwait(&w.answered, &until) != 0) return {};
    std::vector<std::string> names;
    constexpr int kHandlerFrames = 2;
    for (int i = kHandlerFrames; i < w.count; ++i) names.push_back(nameOf(w.frames[static_cast<std::size_t>(i)]));
    return names;
}

ThreadTimes threadTimes() {
    thread_local const int own = ::open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
    static const int machine = ::open("/proc/pressure/cpu", O_RDONLY | O_CLOEXEC);
    ThreadTimes times;
    char text[200];
    long long first = 0, second = 0;
    if (readStart(own, text) && std::sscanf(text, "%lld %lld", &first, &second) == 2) {
        times.ran = first;
        times.waitedForCore = second;
    }
    if (readStart(machine, text) && std::sscanf(text, "some %*s %*s %*s total=%lld", &first) == 1) times.crowded = 1000 * first;
    return times;
}

void yieldCoresToOthers(int steps) {
    // On Linux niceness belongs to the thread, and new threads inherit it.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), steps);
}

}  // namespace bowman::platform
