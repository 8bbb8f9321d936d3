#include "ui/canvas/navigator.h"

#include <algorithm>
#include <cmath>

#include <QMouseEvent>
#include <QPainter>

namespace bowman::ui {

namespace {

constexpr double kLongestEdge = 180;
constexpr double kSmallestEdge = 28;
constexpr double kFrame = 4;
constexpr double kSmallestView = 7;    // the view's rectangle is never smaller than can be seen

}  // namespace

Navigator::Navigator(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("navigator"));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void Navigator::setSlideSize(PixelSize size) {
    m_slide = size;
    m_thumbnail = {};
    m_scaled = {};
    m_tint = {};
    m_corners = {};
    if (size.width <= 0 || size.height <= 0) return;
    const double scale = kLongestEdge / static_cast<double>(std::max(size.width, size.height));
    const auto edge = [&](std::int64_t pixels) { return static_cast<int>(std::max(kSmallestEdge, static_cast<double>(pixels) * scale) + 2 * kFrame); };
    resize(edge(size.width), edge(size.height));
    update();
}

void Navigator::setThumbnail(const QImage& thumbnail) {
    m_thumbnail = thumbnail;
    m_scaled = {};
    update();
}

void Navigator::setView(const Viewport& view) {
    const std::array<SlidePoint, 4> corners = view.corners();
    if (corners == m_corners) return;
    m_corners = corners;
    update();
}

void Navigator::setTint(const QImage& tint) {
    m_tint = tint;
    update();
}

QRectF Navigator::pictureRect() const { return QRectF(rect()).adjusted(kFrame, kFrame, -kFrame, -kFrame); }

void Navigator::paintEvent(QPaintEvent*) {
    if (m_slide.width <= 0) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 70), 1));
    painter.setBrush(QColor(255, 255, 255, 235));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);

    const QRectF picture = pictureRect();
    painter.fillRect(picture, QColor(243, 242, 240));
    if (!m_thumbnail.isNull()) {
        const double dpr = devicePixelRatioF();
        const QSize wanted = (picture.size() * dpr).toSize();
        if (m_scaled.size() != wanted) m_scaled = m_thumbnail.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        painter.drawImage(picture, m_scaled);
    }
    if (!m_tint.isNull()) painter.drawImage(picture, m_tint);

    const double sx = picture.width() / static_cast<double>(m_slide.width), sy = picture.height() / static_cast<double>(m_slide.height);
    const auto place = [&](SlidePoint p) { return QPointF(picture.left() + p.x * sx, picture.top() + p.y * sy); };
    paintFrame(painter, {place(m_corners[0]), place(m_corners[1]), place(m_corners[3])}, picture.adjusted(-1, -1, 1, 1));
}

/// `corner` and its neighbours along both edges, upright or not.
void Navigator::paintFrame(QPainter& painter, const FrameCorners& c, const QRectF& picture) const {
    const QPointF along = c.right - c.corner, down = c.below - c.corner, centre = c.corner + (along + down) / 2;
    const double width = std::hypot(along.x(), along.y()), height = std::hypot(down.x(), down.y());
    if (!(width > 0 && height > 0)) return;
    const QPointF halfAlong = along / width * (std::max(width, kSmallestView) / 2), halfDown = down / height * (std::max(height, kSmallestView) / 2);
    QPolygonF frame;
    frame << centre - halfAlong - halfDown << centre + halfAlong - halfDown << centre + halfAlong + halfDown << centre - halfAlong + halfDown;
    const bool isAligned = std::min(std::abs(along.x()), std::abs(along.y())) < 1e-6 * width;
    if (isAligned) frame = QPolygonF(frame.boundingRect().intersected(picture));
    else painter.setClipRect(picture.adjusted(-2, -2, 2, 2));
    painter.setBrush(QColor(0, 114, 178, 28));
    painter.setPen(QPen(QColor(255, 255, 255, 220), 3.5));
    painter.drawPolygon(frame);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 90, 160), 1.75));
    painter.drawPolygon(frame);
}

void Navigator::request(QPointF position) {
    const QRectF picture = pictureRect();
    const auto along = [](double at, double from, double length) { return std::clamp((at - from) / length, 0.0, 1.0); };
    Q_EMIT centreRequested({along(position.x(), picture.left(), picture.width()) * static_cast<double>(m_slide.width),
                            along(position.y(), picture.top(), picture.height()) * static_cast<double>(m_slide.height)});
}

void Navigator::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) request(event->position());
    event->accept();
}

void Navigator::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton) request(event->position());
    event->accept();
}

void Navigator::mouseReleaseEvent(QMouseEvent* event) { event->accept(); }

}  // namespace bowman::ui
