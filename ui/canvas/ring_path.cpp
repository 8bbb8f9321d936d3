#include "ui/canvas/ring_path.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace bowman::ui {

namespace {

constexpr double kThinning = 1.25;

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
    for (const SlidePoint& p : ring) {
        const QPointF point = frame.map(p);
        // Chosen before the offset would matter: both differences are free of it.
        if (line.isEmpty() || std::abs(point.x() - line.last().x()) + std::abs(point.y() - line.last().y()) >= kThinning)
            line << point;
    }
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
