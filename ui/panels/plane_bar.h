// Over the canvas, for slides with several focus planes or channels: which of them are shown. GUI thread.
#pragma once

#include <vector>

#include <QFrame>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

#include "core/slide/slide.h"

namespace bowman::ui {

class PlaneBar : public QFrame {
    Q_OBJECT
public:
    /// Floats at the upper left of `parent`.
    explicit PlaneBar(QWidget* parent);
    /// Hides where there is nothing to choose.
    void show(const SlideInfo& info);
    const SlidePlane& plane() const { return m_plane; }
    void stepFocus(int by);

Q_SIGNALS:
    /// By the person's hand.
    void planeChosen(const bowman::SlidePlane& plane);

private:
    void makeChannels(const std::vector<std::string>& names);
    void readChannels();
    void showPlane();

    SlidePlane m_plane;
    int m_zCount = 1;
    std::vector<std::string> m_names;
    QWidget* m_focusRow;
    QSlider* m_focus;
    QLabel* m_focusText;
    QWidget* m_channelRow;
    std::vector<QToolButton*> m_channels;
};

}  // namespace bowman::ui
