// Runs one of the built programs and collects what it says.
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace bowman::test {

struct Outcome {
    int exitCode = -1;        ///< −1 when it crashed or did not end in time
    QByteArray out;
    QByteArray err;
};

inline Outcome runProgram(const QString& name, const QStringList& arguments, int seconds = 300) {
    QProcess process;
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
