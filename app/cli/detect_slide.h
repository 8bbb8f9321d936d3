// One slide of `bowman-cli detect`: opened, searched, written, put into the project. One thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include <nlohmann/json.hpp>

#include "app/cli/detect_options.h"
#include "core/base/result.h"
#include "core/detect/detection_job.h"
#include "core/detect/network_library.h"
#include "core/detect/object_classifier.h"
#include "core/document/document.h"

namespace bowman::cli {

/// A network and what it takes to run it.
struct LoadedModel {
    std::filesystem::path file;
    std::unique_ptr<Predictor> predictor;
    double seconds = 0;
};

/// What serves all slides of a call: loaded and opened when the first slide needs it.
class DetectTools {
public:
    explicit DetectTools(const DetectOptions& options) : m_options(options) {}

    /// The error is final: no other slide will fare better.
    Result<LoadedModel*> model();
    Result<Document*> project();
    /// Null where it was not asked for, or cannot be had: said once on stderr, and no reason to find nothing.
    ObjectClassifier* classifier();
    bool hasProjectFile() const;

private:
    const DetectOptions& m_options;
    std::optional<LoadedModel> m_model;
    std::optional<std::unique_ptr<ObjectClassifier>> m_classifier;
    std::unique_ptr<Document> m_project;
};

struct SlideTask {
    std::filesystem::path slide;
    std::filesystem::path out;      ///< empty: none is written
};

/// How a slide ended: its exit code, what is said of it, its figures.
struct SlideOutcome {
    int code = 1;
    std::string why;                ///< empty when all went well
    std::size_t objects = 0;
    JobReport report;
    std::optional<int> sclerotic;   ///< called globally sclerotic; empty where nothing was told
    std::optional<int> added, replaced, dropped;   ///< in the project
    nlohmann::json details;         ///< for --json
};

/// `onProgress` on a thread of the job. Errors are an outcome with code 1.
SlideOutcome detectSlide(const DetectOptions& options, const SlideTask& task, DetectTools& tools,
                         const std::function<void(const DetectionProgress&)>& onProgress, std::stop_token stop);

}  // namespace bowman::cli
