// Numbers as people read them: always with a unit. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <QString>

namespace bowman::ui {

/// "8 s", "1 min 12 s", "2 h 5 min".
QString durationText(double seconds);
/// "0.252 µm/px"; "µm/px unknown".
QString scaleText(std::optional<double> umPerPx);
/// "20×", "1.3×" from µm per pixel of the screen; empty where unknown.
QString magnificationText(std::optional<double> umPerScreenPx);
/// "18,204"
QString countText(double value);
/// "1 object", "112 objects"
QString objectsText(int count);
/// "1 glomerulus", "112 glomeruli"
QString glomeruliText(int count);
/// Where a scale comes from (UmPerPx::source), in the window's language: "file", "user".
QString scaleSourceText(const std::string& source);
/// A text of the core (core/base/translatable.h, with its context) in the window's language.
QString coreText(const char* context, std::string_view text);

}  // namespace bowman::ui
