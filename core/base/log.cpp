#include "core/base/log.h"

#include <cstdlib>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace bowman {
namespace {

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto log = std::make_shared<spdlog::logger>("bowman", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        const char* level = std::getenv("BOWMAN_LOG");
        log->set_level(level ? spdlog::level::from_str(level) : spdlog::level::warn);
        log->set_pattern("%H:%M:%S.%e %l: %v");
        return log;
    }();
    return *instance;
}

}  // namespace

void logDebug(const std::string& text) { logger().debug(text); }
void logInfo(const std::string& text) { logger().info(text); }
void logWarning(const std::string& text) { logger().warn(text); }
void logError(const std::string& text) { logger().error(text); }

}  // namespace bowman
