#include "ui/canvas/view_turn.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace bowman::ui {

namespace {

constexpr int kReach = 3;   // pixels that the interpolation looks at beyond a position

std::array<float, 4> cubicWeights(float t) {
    const float t2 = t * t, t3 = t2 * t;
    return {-0.5F * t3 + t2 - 0.5F * t, 1.5F * t3 - 2.5F * t2 + 1, -1.5F * t3 + 2 * t2 + 0.5F * t, 0.5F * t3 - 0.5F * t2};
}

QRgb cubicAt(const Image& image, double x, double y) {
    const int left = static_cast<int>(std::floor(x)), top = static_cast<int>(std::floor(y));
    const std::array<float, 4> wx = cubicWeights(static_cast<float>(x - left)), wy = cubicWeights(static_cast<float>(y - top));
    std::array<float, 3> sum{};
    for (int j = 0; j < 4; ++j) {
        const int row = std::clamp(top - 1 + j, 0, image.height() - 1);
        std::array<float, 3> line{};
        for (int i = 0; i < 4; ++i) {
            const std::uint8_t* p = image.pixel(std::clamp(left - 1 + i, 0, image.width() - 1), row);
            for (std::size_t c = 0; c < 3; ++c) line[c] += wx[static_cast<std::size_t>(i)] * static_cast<float>(p[c]);
        }
        for (std::size_t c = 0; c < 3; ++c) sum[c] += wy[static_cast<std::size_t>(j)] * line[c];
    }
    const auto byte = [](float v) { return static_cast<int>(std::clamp(v + 0.5F, 0.0F, 255.0F)); };
    return qRgb(byte(sum[0]), byte(sum[1]), byte(sum[2]));
}

}  // namespace

QRect uprightPixelsFor(const ViewGrid& grid, const QRect& pixels) {
    double left = 1e18, top = 1e18, right = -1e18, bottom = -1e18;
    for (const QPoint& corner : {pixels.topLeft(), pixels.topRight() + QPoint(1, 0), pixels.bottomLeft() + QPoint(0, 1), pixels.bottomRight() + QPoint(1, 1)}) {
        const QPointF p = grid.toUpright(corner);
        left = std::min(left, p.x());
        top = std::min(top, p.y());
        right = std::max(right, p.x());
        bottom = std::max(bottom, p.y());
    }
    const QRect slide(0, 0, grid.uprightWidth, grid.uprightHeight);
    if (!QRectF(left, top, right - left, bottom - top).intersects(QRectF(slide))) return {};
    if (grid.orientation.isRightAngle())
        return QRect(QPoint(static_cast<int>(std::lround(left)), static_cast<int>(std::lround(top))),
                     QPoint(static_cast<int>(std::lround(right)) - 1, static_cast<int>(std::lround(bottom)) - 1));
    const QRect needed(QPoint(static_cast<int>(std::floor(left)) - kReach, static_cast<int>(std::floor(top)) - kReach),
                       QPoint(static_cast<int>(std::ceil(right)) + kReach - 1, static_cast<int>(std::ceil(bottom)) + kReach - 1));
    return needed & slide.adjusted(-kReach, -kReach, kReach, kReach);
}

QImage turnedPixels(const ViewGrid& grid, const QRect& pixels, const Image& upright, QPoint corner) {
    QImage image(pixels.size(), QImage::Format_RGB32);
    const bool onlyMoves = grid.orientation.isRightAngle();
    for (int y = 0; y < pixels.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < pixels.width(); ++x) {
            const QPointF at = grid.toUpright(QPointF(pixels.x() + x + 0.5, pixels.y() + y + 0.5)) - corner;
            if (onlyMoves) {
                const std::uint8_t* p = upright.pixel(static_cast<int>(at.x()), static_cast<int>(at.y()));
                line[x] = qRgb(p[0], p[1], p[2]);
            } else {
                line[x] = cubicAt(upright, at.x() - 0.5, at.y() - 0.5);
            }
        }
    }
    return image;
}

}  // namespace bowman::ui
