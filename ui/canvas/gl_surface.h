// The canvas on OpenGL: a child that covers it and is painted by it. GUI thread.
#pragma once

#include <functional>

#include <QOpenGLWidget>
#include <QPainter>

namespace bowman::ui {

class GlSurface : public QOpenGLWidget {
public:
    /// `paint` gets a painter in logical pixels for the whole widget. Mouse and keys go to the parent.
    GlSurface(std::function<void(QPainter&)> paint, QWidget* parent);

protected:
    void paintGL() override;

private:
    const std::function<void(QPainter&)> m_paint;
};

}  // namespace bowman::ui
