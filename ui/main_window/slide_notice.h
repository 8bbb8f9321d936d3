// Words in place of a slide, while it is being opened or is not there: on the canvas's own grey, in every theme. GUI thread.
#pragma once

#include <QLabel>
#include <QVBoxLayout>

#include "ui/canvas/slide_view.h"
#include "ui/canvas/view_tile.h"

namespace bowman::ui {

class SlideNotice : public QLabel {
public:
    explicit SlideNotice(SlideView& view) : QLabel(&view) {
        setAlignment(Qt::AlignCenter);
        setWordWrap(true);
        setMargin(24);
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAutoFillBackground(true);
        QPalette colours = palette();
        colours.setColor(QPalette::Window, QColor(kCanvasBackground));
        colours.setColor(QPalette::WindowText, QColor(50, 50, 50));
        setPalette(colours);
        auto* over = new QVBoxLayout(&view);
        over->setContentsMargins(0, 0, 0, 0);
        over->addWidget(this);
        hide();
    }
    /// Empty hides it.
    void say(const QString& text) {
        setText(text);
        setVisible(!text.isEmpty());
        raise();
    }
};

}  // namespace bowman::ui
