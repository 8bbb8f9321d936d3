// Runs one of the built programs and collects what it says.
#pragma once

#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace bowman::test {

struct Outcome {
    int exitCode = -1;        ///< −1 when it crashed or did not end in time
    QByteArray out;
    QByteArray err;
};

inline Outcome runProgram(const QString& name, const QStringList& arguments, int seconds = 300) {
    // A cache of this test's own: what another build of the network found must not answer for this one.
    static const QTemporaryDir caches;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CACHE_HOME", caches.path());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(BOWMAN_BIN_DIR) + "/" + name, arguments);
    if (!process.waitForFinished(seconds * 1000)) process.kill();
    process.waitForFinished(5000);
    Outcome outcome;
    if (process.exitStatus() == QProcess::NormalExit) outcome.exitCode = process.exitCode();
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

inline Outcome runCli(const QStringList& arguments, int seconds = 300) { return runProgram("bowman-cli", arguments, seconds); }

}  // namespace bowman::test
