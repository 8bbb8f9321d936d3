#include "ui/canvas/ring_path.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace bowman::ui {

namespace {

constexpr double kTolerance = 0.2;   // device pixels: the antialiased line looks the same

double cross(QPointF a, QPointF b) { return a.x() * b.y() - a.y() * b.x(); }

/// The directions from one point in which a line passes all points so far within the tolerance.
class Sleeve {
public:
    explicit Sleeve(QPointF from) : m_from(from) {}

    /// False when a line from the start to `to` would miss a point on the way, or turns back.
    bool reaches(QPointF to) const {
        const QPointF v = to - m_from;
        if (m_far == 0) return true;
        return cross(m_right, v) >= 0 && cross(v, m_left) >= 0 && QPointF::dotProduct(m_right + m_left, v) > 0 && std::hypot(v.x(), v.y()) >= m_far - kTolerance;
    }

    void narrow(QPointF through) {
        const QPointF v = through - m_from;
        const double length = std::hypot(v.x(), v.y());
        if (length <= kTolerance) return;
        const double sine = kTolerance / length, cosine = std::sqrt(1 - sine * sine);
        const QPointF right(v.x() * cosine + v.y() * sine, v.y() * cosine - v.x() * sine), left(v.x() * cosine - v.y() * sine, v.y() * cosine + v.x() * sine);
        if (m_far == 0 || cross(m_right, right) > 0) m_right = right;
        if (m_far == 0 || cross(left, m_left) > 0) m_left = left;
        m_far = std::max(m_far, length);
    }

private:
    QPointF m_from, m_right, m_left;
    double m_far = 0;                // 0: every direction is open
};

/// Parameters 0…1 of the part of a→b inside of the rectangle (Liang & Barsky 1984).
std::optional<std::pair<double, double>> insidePart(QPointF a, QPointF b, const QRectF& r) {
    double from = 0, to = 1;
    const double dx = b.x() - a.x(), dy = b.y() - a.y();
    const double p[] = {-dx, dx, -dy, dy};
    const double q[] = {a.x() - r.left(), r.right() - a.x(), a.y() - r.top(), r.bottom() - a.y()};
    for (int i = 0; i < 4; ++i) {
        if (p[i] == 0) {
            if (q[i] < 0) return std::nullopt;
        } else if (p[i] < 0) {
            from = std::max(from, q[i] / p[i]);
        } else {
            to = std::min(to, q[i] / p[i]);
        }
    }
    if (from > to) return std::nullopt;
    return std::pair{from, to};
}

}  // namespace

QPolygonF thinnedRing(const DeviceFrame& frame, const Ring& ring) {
    QPolygonF line;
    if (ring.empty()) return line;
    line.reserve(static_cast<qsizetype>(ring.size()) + 1);
    // Everything is judged by differences between points: the tile that asks doesn't matter.
    line << frame.map(ring.front());
    Sleeve sleeve(line.first());
    QPointF last = line.first();
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const QPointF point = frame.map(ring[i]);
        if (!sleeve.reaches(point)) {
            line << last;
            sleeve = Sleeve(last);
        }
        sleeve.narrow(point);
        last = point;
    }
    if (!sleeve.reaches(line.first()) && last != line.last()) line << last;
    line << line.first();
    return line;
}

std::vector<VisibleRun> visibleRuns(const QPolygonF& line, const QRectF& clip) {
    std::vector<VisibleRun> runs;
    double length = 0;
    bool open = false;
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        const QPointF a = line[i], b = line[i + 1];
        const double step = std::hypot(b.x() - a.x(), b.y() - a.y());
        if (const auto part = insidePart(a, b, clip)) {
            const auto [from, to] = *part;
            if (!open || from > 0) {
                runs.push_back({QPolygonF{a + (b - a) * from}, length + step * from});
                open = true;
            }
            runs.back().points << a + (b - a) * to;
            open = to >= 1;
        } else {
            open = false;
        }
        length += step;
    }
    return runs;
}

}  // namespace bowman::ui
