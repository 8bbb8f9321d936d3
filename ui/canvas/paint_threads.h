// Qt's raster engine hands every larger fill to a pool of threads, whoever paints. GUI thread.
#pragma once

namespace bowman::ui {

/// What workers of the canvas paint must not take the core from the hand just because Qt does it on threads of its own: these step back
/// as the workers do. The first call of a program does it.
void stepPaintThreadsBack(int steps);

}  // namespace bowman::ui
