// Finding an object by what is known of it. Pure; any thread.
#pragma once

#include <QString>

#include "core/annotation/annotation.h"

namespace bowman::ui {

/// Every word of the text is found: in its class, state, note, people, model, or as its number ("17" and "#17" mean the number as a whole). Case
/// does not matter. An empty text finds all.
bool matchesSearch(const Annotation& annotation, const QString& text);

}  // namespace bowman::ui
