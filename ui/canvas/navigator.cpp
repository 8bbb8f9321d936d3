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
constexpr QColor kInView(0, 114, 178, 28), kHalo(255, 255, 255, 220), kFrameLine(0, 90, 160);

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
    m_ground = {};
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
    m_ground = {};
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
    m_ground = {};
    update();
}

QRectF Navigator::pictureRect() const { return QRectF(rect()).adjusted(kFrame, kFrame, -kFrame, -kFrame); }

/// What doesn't move with the view: painted once.
void Navigator::paintGround() {
    const double dpr = devicePixelRatioF();
    m_ground = QImage(size() * dpr, QImage::Format_ARGB32_Premultiplied);
    m_ground.setDevicePixelRatio(dpr);
    m_ground.fill(Qt::transparent);
    QPainter painter(&m_ground);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 70), 1));
    painter.setBrush(QColor(255, 255, 255, 235));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QRectF picture = pictureRect();
    painter.fillRect(picture, QColor(243, 242, 240));
    if (!m_thumbnail.isNull())
        painter.drawImage(picture, m_thumbnail.scaled((picture.size() * dpr).toSize(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    if (!m_tint.isNull()) painter.drawImage(picture, m_tint);
}

void Navigator::paintEvent(QPaintEvent*) {
    if (m_slide.width <= 0) return;
    if (m_ground.size() != size() * devicePixelRatioF()) paintGround();
    QPainter painter(this);
    painter.drawImage(QPointF(), m_ground);
    const QRectF picture = pictureRect();
    const double sx = picture.width() / static_cast<double>(m_slide.width), sy = picture.height() / static_cast<double>(m_slide.height);
    const auto place = [&](SlidePoint p) { return QPointF(picture.left() + p.x * sx, picture.top() + p.y * sy); };
    paintFrame(painter, {place(m_corners[0]), place(m_corners[1]), place(m_corners[3])}, picture.adjusted(-1, -1, 1, 1));
}

/// Of rectangles in whole pixels: a path would be filled on threads of Qt's that each frame waits for.
void Navigator::paintUprightFrame(QPainter& painter, const QRect& frame) const {
    painter.fillRect(frame, kInView);
    for (const auto& [width, colour] : {std::pair{4, kHalo}, std::pair{2, kFrameLine}}) {
        const QRect outside = frame.adjusted(-width / 2, -width / 2, width / 2, width / 2);
        for (const QRect& side : QRegion(outside) - outside.adjusted(width, width, -width, -width)) painter.fillRect(side, colour);
    }
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
    if (isAligned) return paintUprightFrame(painter, frame.boundingRect().intersected(picture).toAlignedRect());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(picture.adjusted(-2, -2, 2, 2));
    painter.setBrush(kInView);
    painter.setPen(QPen(kHalo, 3.5));
    painter.drawPolygon(frame);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(kFrameLine, 1.75));
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
