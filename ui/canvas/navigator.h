// The whole slide in a corner, with the part in view; a click or drag moves the view. GUI thread.
#pragma once

#include <QImage>
#include <QWidget>

#include "core/base/geometry.h"

namespace bowman::ui {

class Navigator : public QWidget {
    Q_OBJECT
public:
    explicit Navigator(QWidget* parent);

    /// An empty size hides it.
    void setSlideSize(PixelSize size);
    void setThumbnail(const QImage& thumbnail);
    bool hasThumbnail() const { return !m_thumbnail.isNull(); }
    void setView(const SlideRect& visible);

Q_SIGNALS:
    void centreRequested(bowman::SlidePoint centre);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QRectF pictureRect() const;
    void request(QPointF position);

    PixelSize m_slide;
    QImage m_thumbnail;
    QImage m_scaled;       ///< the thumbnail in device pixels of this widget
    SlideRect m_visible;
};

}  // namespace bowman::ui
