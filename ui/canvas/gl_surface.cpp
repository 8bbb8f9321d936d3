#include "ui/canvas/gl_surface.h"

namespace bowman::ui {

GlSurface::GlSurface(std::function<void(QPainter&)> paint, QWidget* parent) : QOpenGLWidget(parent), m_paint(std::move(paint)) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    lower();
}

void GlSurface::paintGL() {
    QPainter painter(this);
    m_paint(painter);
}

}  // namespace bowman::ui
