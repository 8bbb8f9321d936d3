// A panel that scrolls where it is too tall for its place. Turning the wheel scrolls it: what lies under the mouse by chance keeps its value unless the
// keyboard is on it. GUI thread.
#pragma once

#include <QScrollArea>

namespace bowman::ui {

class ScrolledPanel : public QScrollArea {
    Q_OBJECT
public:
    /// Takes `content`, with all the boxes and sliders that it has by now.
    explicit ScrolledPanel(QWidget* content, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace bowman::ui
