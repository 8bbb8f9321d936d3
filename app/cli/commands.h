// The sub-commands of bowman-cli, one file each: every function registers one and, when it was chosen, sets `exitCode`
// (0 done, 1 failed, 2 a part was done and is kept).
#pragma once

#include <cstdio>

#include <CLI/CLI.hpp>

#include "core/base/result.h"

namespace bowman::cli {

void addAgreement(CLI::App& app, int& exitCode);
void addConvert(CLI::App& app, int& exitCode);
void addAugment(CLI::App& app, int& exitCode);
void addDetect(CLI::App& app, int& exitCode);
void addEvaluate(CLI::App& app, int& exitCode);
void addExport(CLI::App& app, int& exitCode);
void addImport(CLI::App& app, int& exitCode);
void addInfo(CLI::App& app, int& exitCode);
void addPhantom(CLI::App& app, int& exitCode);
void addReport(CLI::App& app, int& exitCode);
void addThumbnail(CLI::App& app, int& exitCode);
void addModel(CLI::App& app, int& exitCode);
void addTrain(CLI::App& app, int& exitCode);

/// `model publish`, `model import`, `model export`: registered below the command `model`.
void addModelPublish(CLI::App& modelCommand, int& exitCode);
void addModelFitClassifier(CLI::App& modelCommand, int& exitCode);
void addModelImport(CLI::App& modelCommand, int& exitCode);
void addModelExport(CLI::App& modelCommand, int& exitCode);

/// Prints the error for people on stderr and returns the exit code for it.
inline int fail(const Error& error) {
    std::fprintf(stderr, "bowman-cli: %s\n", error.message().c_str());
    return 1;
}

}  // namespace bowman::cli
