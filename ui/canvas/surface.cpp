#include "ui/canvas/surface.h"

#include <array>
#include <optional>

#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

namespace bowman::ui {

namespace {

QString& wantedSurface() {
    static QString wanted;
    return wanted;
}

/// Why no context is worth trying: making one in software loads a hundred megabytes of compiler.
QString noHardware() {
    static constexpr std::array kWithoutDevice = {"offscreen", "minimal", "vnc", "linuxfb"};
    for (const char* platform : kWithoutDevice)
        if (QGuiApplication::platformName() == QLatin1String(platform)) return QStringLiteral("no screen");
#ifdef Q_OS_LINUX
    const QString display = qEnvironmentVariable("DISPLAY");
    if (QGuiApplication::platformName() == QLatin1String("xcb") && !display.startsWith(u':')) return QStringLiteral("remote display");
    const bool hasDevice = !QDir(QStringLiteral("/dev/dri")).entryList({QStringLiteral("renderD*")}, QDir::System).isEmpty() || QFileInfo::exists(QStringLiteral("/dev/nvidia0"));
    if (!hasDevice) return QStringLiteral("no graphics device");
#endif
    return {};
}

/// Name of the device; empty without OpenGL.
QString rendererName() {
    QOpenGLContext context;
    if (!context.create()) return {};
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (!surface.isValid() || !context.makeCurrent(&surface)) return {};
    const GLubyte* name = context.functions()->glGetString(GL_RENDERER);
    const QString renderer = name ? QString::fromLatin1(reinterpret_cast<const char*>(name)) : QStringLiteral("unnamed");
    context.doneCurrent();
    return renderer;
}

bool isSoftware(const QString& renderer) {
    for (const char* name : {"llvmpipe", "softpipe", "swrast", "software", "swiftshader"})
        if (renderer.contains(QLatin1String(name), Qt::CaseInsensitive)) return true;
    return false;
}

SurfaceChoice choose(const QString& wanted) {
    if (wanted == u"raster") return {Surface::Raster, QStringLiteral("as set")};
    if (wanted != u"opengl")
        if (const QString why = noHardware(); !why.isEmpty()) return {Surface::Raster, why};
    const QString renderer = rendererName();
    if (renderer.isEmpty()) return {Surface::Raster, QStringLiteral("no OpenGL")};
    if (wanted != u"opengl" && isSoftware(renderer)) return {Surface::Raster, QStringLiteral("OpenGL only in software: ") + renderer};
    return {Surface::OpenGl, renderer};
}

}  // namespace

void setWantedSurface(const QString& wanted) { wantedSurface() = wanted; }

const SurfaceChoice& surfaceOfProgram() {
    static const SurfaceChoice choice = choose(qEnvironmentVariable("BOWMAN_SURFACE", wantedSurface()).toLower());
    return choice;
}

QString describe(const SurfaceChoice& choice) {
    return (choice.surface == Surface::OpenGl ? QStringLiteral("OpenGL (%1)") : QStringLiteral("Raster engine (%1)")).arg(choice.reason);
}

}  // namespace bowman::ui
