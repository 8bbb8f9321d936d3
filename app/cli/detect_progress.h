// How far `bowman-cli detect` is, on standard error: a line that a person watches, or a JSON object a line for programs. Used by one thread
// at a time.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "core/detect/detection_job.h"

namespace bowman::cli {

class DetectWatch {
public:
    /// `how`: "none", "text", "json", or "auto": text where a person watches standard error and no JSON is asked for on standard output.
    DetectWatch(const std::string& how, bool jsonOnOutput);

    void begin(const std::filesystem::path& slide, int index, int of);
    /// At most one JSON line a second, and one for the last patch.
    void show(const DetectionProgress& progress);
    /// `code` as the program's exit code.
    void end(int code, int objects, const std::string& why);
    /// For people; part of a JSON object where those are written.
    void say(const std::string& message);

private:
    enum class Kind { None, Text, Json };
    Kind m_kind;
    std::string m_slide;
    int m_index = 1;
    int m_of = 1;
    std::chrono::steady_clock::time_point m_last = {};
};

}  // namespace bowman::cli
