// Runs a program that a damaged file must neither crash, nor keep busy, nor fill with memory.
#pragma once

#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace bowman::test {

/// The limits of the issue: 2 s and 500 MB for a file. Time is that of the processor, which other work on the machine leaves
/// alone. Sanitizers slow down several times and keep freed memory: there only crashes and loops are looked for.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif
constexpr rlim_t kCpuSeconds = kIsSanitized ? 30 : 2;
constexpr std::int64_t kMemory = 500'000'000;
constexpr rlim_t kAddressSpace = rlim_t{4} << 30;   // what a number in a file may not make it ask for

struct LimitedOutcome {
    int exitCode = -1;           ///< −1: it crashed, or the system ended it
    std::int64_t peakBytes = 0;  ///< of resident memory, where it was above that of all children before; else 0
    QByteArray out, err;
};

/// The largest resident memory of all children so far.
inline std::int64_t largestChild() {
    rusage children{};
    getrusage(RUSAGE_CHILDREN, &children);
    return static_cast<std::int64_t>(children.ru_maxrss) * 1024;
}

/// Waits for the end. One at a time.
inline LimitedOutcome runLimited(const QString& program, const QStringList& arguments) {
    const std::int64_t before = largestChild();
    QProcess process;
    process.setChildProcessModifier([] {
        const rlimit cpu{kCpuSeconds, kCpuSeconds + 1}, memory{kAddressSpace, kAddressSpace}, core{0, 0};
        setrlimit(RLIMIT_CPU, &cpu);
        setrlimit(RLIMIT_CORE, &core);
        if (!kIsSanitized) setrlimit(RLIMIT_AS, &memory);
    });
    process.start(program, arguments);
    if (!process.waitForFinished(120'000)) process.kill();   // waits without working, e.g. for a pipe
    process.waitForFinished(5000);
    LimitedOutcome outcome;
    if (process.exitStatus() == QProcess::NormalExit) outcome.exitCode = process.exitCode();
    if (const std::int64_t now = largestChild(); now > before) outcome.peakBytes = now;
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

}  // namespace bowman::test
