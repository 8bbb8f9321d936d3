#include "app/cli/detect_progress.h"

#include <cstdio>

#include <nlohmann/json.hpp>

#include "core/base/platform/platform.h"

namespace bowman::cli {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds kBetween(1);

void writeLine(const json& event) { std::fprintf(stderr, "%s\n", event.dump(-1, ' ', false, json::error_handler_t::replace).c_str()); }

}  // namespace

DetectWatch::DetectWatch(const std::string& how, bool jsonOnOutput)
    : m_kind(how == "json" ? Kind::Json : how == "text" || (how == "auto" && !jsonOnOutput && platform::isErrorTerminal()) ? Kind::Text : Kind::None) {}

void DetectWatch::begin(const std::filesystem::path& slide, int index, int of) {
    m_slide = slide.string();
    m_index = index;
    m_of = of;
    m_last = {};
    if (m_kind == Kind::Json) writeLine({{"event", "slide"}, {"slide", m_slide}, {"index", index}, {"of", of}});
}

void DetectWatch::show(const DetectionProgress& p) {
    const bool isLast = p.patchesDone == p.patchesTotal;
    if (m_kind == Kind::Text) {
        if (m_of > 1) std::fprintf(stderr, "\r%d of %d: ", m_index, m_of);
        else std::fputc('\r', stderr);
        std::fprintf(stderr, "%d of %d patches, %.0f s, %.0f s left, network %.0f %% busy, %d waiting   ", p.patchesDone, p.patchesTotal, p.seconds,
                     p.secondsLeft, 100 * p.networkBusy, p.queueDepth);
        if (isLast) std::fputc('\n', stderr);
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (m_kind == Kind::None || (!isLast && now - m_last < kBetween)) return;
    m_last = now;
    writeLine({{"event", "progress"}, {"slide", m_slide}, {"index", m_index}, {"of", m_of}, {"done", p.patchesDone}, {"total", p.patchesTotal},
               {"restored", p.patchesRestored}, {"seconds", p.seconds}, {"eta", p.secondsLeft}, {"queue_depth", p.queueDepth},
               {"queue_capacity", p.queueCapacity}, {"utilisation", {{"network", p.networkBusy}, {"cores", p.coresBusy}}}});
}

void DetectWatch::end(int code, int objects, const std::string& why) {
    if (m_kind != Kind::Json) return;
    json event = {{"event", code == 1 ? "failed" : "done"}, {"slide", m_slide}, {"index", m_index}, {"of", m_of}, {"exit_code", code}, {"objects", objects}};
    if (!why.empty()) event["why"] = why;
    writeLine(event);
}

void DetectWatch::say(const std::string& message) {
    if (m_kind == Kind::Json) writeLine({{"event", "note"}, {"slide", m_slide}, {"text", message}});
    else std::fprintf(stderr, "bowman-cli: %s\n", message.c_str());
}

}  // namespace bowman::cli
