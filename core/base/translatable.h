// Texts of the core that the window shows. The core knows no Qt: it marks them, the window asks its translation files for them
// (ui/controllers/text.h), and the command line prints them as they are. Any thread.
#pragma once

namespace bowman {

/// `text`, for packaging/update-translations.sh to find under `context`, as QT_TRANSLATE_NOOP does.
constexpr const char* translatable(const char* /*context*/, const char* text) { return text; }

}  // namespace bowman
