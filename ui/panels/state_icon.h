// The state of an object as a small sign: its line style in its colour, as on the canvas. GUI thread.
#pragma once

#include <QIcon>
#include <QString>

#include "core/annotation/annotation.h"

namespace bowman::ui {

QIcon stateIcon(const Annotation& annotation);
/// "Proposed", "Accepted" …, "Complete region", "Structure".
QString stateText(const Annotation& annotation);

}  // namespace bowman::ui
