// On what the canvas is painted: OpenGL where the machine has it in hardware, Qt's raster engine where not. GUI thread.
#pragma once

#include <QString>

namespace bowman::ui {

enum class Surface { Raster, OpenGl };

struct SurfaceChoice {
    Surface surface = Surface::Raster;
    QString reason;             ///< for people: the name of the device, or why there is none
};

/// "auto", "raster" or "opengl", as the user has set it; to be called before the first canvas is made. The environment variable
/// BOWMAN_SURFACE goes before it.
void setWantedSurface(const QString& wanted);

/// Decided once, when the first canvas asks. OpenGL in software (llvmpipe, softpipe, swrast) is slower than the raster engine and taken only when
/// it was asked for; without OpenGL it is always the raster engine.
const SurfaceChoice& surfaceOfProgram();

/// "OpenGL (NVIDIA …)", "Raster engine (no graphics device)".
QString describe(const SurfaceChoice& choice);

}  // namespace bowman::ui
