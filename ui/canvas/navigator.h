// The whole slide in a corner, with the part in view; a click or drag moves the view. GUI thread.
#pragma once

#include <array>

#include <QImage>
#include <QWidget>

#include "core/tiles/viewport.h"

namespace bowman::ui {

class Navigator : public QWidget {
    Q_OBJECT
public:
    explicit Navigator(QWidget* parent);

    /// An empty size hides it.
    void setSlideSize(PixelSize size);
    void setThumbnail(const QImage& thumbnail);
    bool hasThumbnail() const { return !m_thumbnail.isNull(); }
    /// The picture stays upright; the frame of a turned view is turned.
    void setView(const Viewport& view);
    /// Stretched over the picture; null takes it away. A new slide has none.
    void setTint(const QImage& tint);

Q_SIGNALS:
    void centreRequested(bowman::SlidePoint centre);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    struct FrameCorners {
        QPointF corner, right, below;
    };
    QRectF pictureRect() const;
    void paintGround();
    void paintUprightFrame(QPainter& painter, const QRect& frame) const;
    void paintFrame(QPainter& painter, const FrameCorners& corners, const QRectF& picture) const;
    void request(QPointF position);

    PixelSize m_slide;
    QImage m_thumbnail;
    QImage m_tint;
    QImage m_ground;       ///< both and what is around them, in device pixels of this widget; null when it is to be painted anew
    std::array<SlidePoint, 4> m_corners{};     ///< of the view
};

}  // namespace bowman::ui
