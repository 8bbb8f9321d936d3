// The colour of a class as a small square. GUI thread.
#pragma once

#include <QIcon>

#include "core/document/palette.h"

namespace bowman::ui {

QIcon classSwatch(const PaletteClass& paletteClass);

}  // namespace bowman::ui
