#include "core/base/platform/platform.h"

#include <cstdlib>
#include <ctime>
#include <limits>

#include <dlfcn.h>
#include <fcntl.h>
#include <malloc.h>
#include <pwd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

namespace bowman::platform {

bool syncFile(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    const bool synced = ::fsync(file) == 0;
    ::close(file);
    return synced;
}

bool isErrorTerminal() { return ::isatty(STDERR_FILENO) == 1; }

long processId() { return ::getpid(); }

std::int64_t peakMemoryBytes() {
    rusage usage{};
    return ::getrusage(RUSAGE_SELF, &usage) == 0 ? static_cast<std::int64_t>(usage.ru_maxrss) * 1024 : 0;
}

std::int64_t physicalMemoryBytes() {
    const long pages = ::sysconf(_SC_PHYS_PAGES), size = ::sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? std::int64_t{pages} * size : 0;
}

void keepFreedMemory() {
    // The largest that mallopt takes; glibc checks neither against its heaps since 2.35.
    ::mallopt(M_MMAP_THRESHOLD, std::numeric_limits<int>::max());
    ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
}

void useOneHeap() { ::mallopt(M_ARENA_MAX, 1); }

void returnFreedMemory() { ::malloc_trim(0); }

void preferHugePages(void* memory, std::size_t bytes) { ::madvise(memory, bytes, MADV_HUGEPAGE); }

double threadCpuSeconds() {
    timespec time{};
    return ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 ? static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec) : 0;
}

double processCpuSeconds() {
    rusage usage{};
    if (::getrusage(RUSAGE_SELF, &usage) != 0) return 0;
    const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::filesystem::path executableFolder() {
    std::error_code status;
    return std::filesystem::read_symlink("/proc/self/exe", status).parent_path();
}

std::filesystem::path userCacheFolder() {
    if (const char* xdg = std::getenv("XDG_CACHE_HOME"); xdg && *xdg) return std::filesystem::path(xdg) / "bowman";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home && *home ? home : "/tmp") / ".cache" / "bowman";
}

std::string userName() {
    if (const char* user = std::getenv("USER"); user && *user) return user;
    const passwd* entry = ::getpwuid(::getuid());
    return entry && entry->pw_name ? entry->pw_name : "unknown";
}

void setDefaultEnvironment(const std::string& name, const std::string& value) { ::setenv(name.c_str(), value.c_str(), 0); }

Result<void*> loadFunction(const std::filesystem::path& library, const std::string& function) {
    void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle) return Error{"cannot load library", library.string(), ::dlerror()};
    void* address = ::dlsym(handle, function.c_str());
    if (!address) return Error{"library has no function " + function, library.string(), ::dlerror()};
    return address;
}

}  // namespace bowman::platform
