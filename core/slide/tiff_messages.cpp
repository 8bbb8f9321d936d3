#include "core/slide/tiff_messages.h"

#include <cstdarg>
#include <cstdio>
#include <mutex>
#include <string>

#include <tiffio.h>

#include "core/base/log.h"

namespace bowman {
namespace {

void toLog(const char* module, const char* format, va_list arguments) {
    char text[512];
    std::vsnprintf(text, sizeof text, format, arguments);
    logDebug(std::string("libtiff: ") + (module ? module : "") + ": " + text);
}

}  // namespace

void sendTiffMessagesToLog() {
    static std::once_flag once;
    std::call_once(once, [] {
        TIFFSetErrorHandler(&toLog);
        TIFFSetWarningHandler(&toLog);
    });
}

}  // namespace bowman
