// Names as the export dialog shows them. For its .cpp files only. GUI thread.
#pragma once

#include <filesystem>
#include <string_view>

#include <QString>

#include "ui/panels/state_icon.h"

namespace bowman::ui {

inline QString toText(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
inline QString pathText(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

inline Annotation exampleOf(ReviewState state) {
    Annotation example;
    example.state = state;
    return example;
}
inline QString stateName(ReviewState state) { return stateText(exampleOf(state)); }

}  // namespace bowman::ui
