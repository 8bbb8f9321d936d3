// The program's log: one sink on stderr, level from BOWMAN_LOG (error, warn, info, debug). Any thread.
#pragma once

#include <string>

namespace bowman {

void logDebug(const std::string& text);
void logInfo(const std::string& text);
void logWarning(const std::string& text);
void logError(const std::string& text);

}  // namespace bowman
