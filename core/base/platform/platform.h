// The only place that calls the operating system. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace bowman::platform {

/// Flushes a file's content to the device; false with errno set on failure.
bool syncFile(const std::filesystem::path& path);

long processId();

/// Highest resident memory of this process so far, in bytes; 0 where unknown.
std::int64_t peakMemoryBytes();

/// Memory of the machine, in bytes; 0 where unknown.
std::int64_t physicalMemoryBytes();

/// From now on memory that is freed is kept for the next that asks, however large the piece. A network frees and asks for megabytes with
/// every layer: given back to the system each time (glibc above 32 MiB at the latest), every page of it is zeroed and mapped again, which
/// was 44 % of the processor time of a detection.
void keepFreedMemory();
/// Threads that begin from now on share the heaps that there are, that of the first thread where no other has begun: heaps of other threads end at 64 MB
/// in glibc, and every larger piece is mapped and zeroed anew. For threads that ask seldom and for much, as networks do.
void useOneHeap();
/// Gives what is kept but not used back to the system: after a detection or a training. Takes up to a second for gigabytes.
void returnFreedMemory();

/// Asks for large pages behind memory that is about to be used: fewer of them to look up. `memory` and `bytes` are multiples of 2 MiB.
/// Without effect where there are none.
void preferHugePages(void* memory, std::size_t bytes);

/// CPU time of the calling thread, in seconds.
double threadCpuSeconds();

/// CPU time of this process over all threads, in seconds.
double processCpuSeconds();

/// Whether a person watches standard error, so that progress may be drawn there.
bool isErrorTerminal();

/// Folder of the running executable.
std::filesystem::path executableFolder();

/// Per-user folder for caches (XDG_CACHE_HOME or ~/.cache)/bowman; not created.
std::filesystem::path userCacheFolder();

/// Login name for provenance, "unknown" where there is none.
std::string userName();

/// Sets an environment variable that the user has not set. Only before other threads read the environment.
void setDefaultEnvironment(const std::string& name, const std::string& value);

/// Loads a shared library and returns the address of one of its C functions. The library stays loaded.
Result<void*> loadFunction(const std::filesystem::path& library, const std::string& function);

}  // namespace bowman::platform
