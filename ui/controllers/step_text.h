// Steps of the history in the window's language. The project keeps them in English, since several people read it in languages of their own:
// they are translated when they are shown, pattern by pattern. GUI thread.
#pragma once

#include <string>
#include <vector>

#include <QString>

namespace bowman::ui {

/// "brush on glomerulus 17" as "Pinsel: Glomerulus 17". A step of another version, whose pattern is not known, as it is stored.
QString stepText(const std::string& label);

/// All patterns, in English; %1 and %2 stand for objects, numbers and names of classes.
std::vector<QString> stepPatterns();

}  // namespace bowman::ui
