#include "ui/canvas/navigator.h"

#include <algorithm>

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
    m_visible = {};
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

void Navigator::setView(const SlideRect& visible) {
    if (visible == m_visible) return;
    m_visible = visible;
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

    const double sx = picture.width() / static_cast<double>(m_slide.width), sy = picture.height() / static_cast<double>(m_slide.height);
    QRectF view(picture.left() + m_visible.x * sx, picture.top() + m_visible.y * sy, m_visible.width * sx, m_visible.height * sy);
    const QPointF centre = view.center();
    view.setSize(view.size().expandedTo({kSmallestView, kSmallestView}));
    view.moveCenter(centre);
    view = view.intersected(picture.adjusted(-1, -1, 1, 1));
    painter.setBrush(QColor(0, 114, 178, 28));
    painter.setPen(QPen(QColor(255, 255, 255, 220), 3.5));
    painter.drawRect(view);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 90, 160), 1.75));
    painter.drawRect(view);
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
