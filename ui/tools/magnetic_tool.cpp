#include "ui/tools/magnetic_tool.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QCoreApplication>
#include <QPaintDevice>
#include <QPolygonF>

#include "core/annotation/polygon_ops.h"
#include "core/annotation/shape_ops.h"
#include "ui/canvas/state_style.h"
#include "ui/canvas/view_transform.h"
#include "ui/tools/outline_commit.h"

namespace bowman::ui {
namespace {

constexpr int kPatchEdge = 640;              // pixels; one is one of the screen
constexpr double kRoom = 0.3;                // of the patch, around an anchor in it: else another patch is read
constexpr double kClosingDistance = 8;       // screen pixels around the first anchor
constexpr double kSamePlace = 3;             // screen pixels: the second press of a double click
constexpr double kSpur = 1.5;                // screen pixels: half the width of what is no part of an outline
constexpr double kRepaintMargin = 40;        // a live way may swing out beyond the cursor

QString text(const char* english) { return QCoreApplication::translate("MagneticTool", english); }

double distance(SlidePoint a, SlidePoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

bool hasRoomAround(const PicturePatch& patch, SlidePoint p, double scale) {
    if (std::abs(patch.downsample / scale - 1) > 0.25) return false;
    const SlidePoint q = patch.toPatch(p);
    const double w = patch.rgb.width(), h = patch.rgb.height();
    return q.x > kRoom * w && q.x < (1 - kRoom) * w && q.y > kRoom * h && q.y < (1 - kRoom) * h;
}

}  // namespace

SlideRect MagneticTool::dirtyRect() const {
    if (m_anchors.empty()) return {};
    Ring all{m_cursor};
    for (const Anchor& a : m_anchors) {
        all.push_back(a.point);
        all.insert(all.end(), a.way.begin(), a.way.end());
    }
    const auto live = wayTo(m_cursor);
    all.insert(all.end(), live.begin(), live.end());
    return boundsOf({Polygon{all, {}}}).grown(kRepaintMargin * m_downsample);
}

std::vector<SlidePoint> MagneticTool::wayTo(SlidePoint point) const {
    if (!m_wire) return {point};
    std::vector<SlidePoint> way = m_wire->pathTo(point);
    way.erase(way.begin());
    return way;
}

bool MagneticTool::closesAt(SlidePoint point) const {
    return m_anchors.size() >= 2 && distance(m_anchors.front().point, point) < kClosingDistance * m_downsample;
}

SlideRect MagneticTool::press(const ToolEvent& event) {
    if (event.button != Qt::LeftButton || !context().annotations() || !context().slide || !context().slide() || m_closing) return {};
    const SlideRect slide = context().slideRect();
    if (!slide.isEmpty() && !slide.contains(event.point)) {
        context().say(text("There is no slide here"));
        return {};
    }
    m_downsample = event.downsample;
    m_cursor = event.point;
    const SlideRect before = dirtyRect();
    if (closesAt(event.point)) {
        close(event.modifiers.testFlag(Qt::ShiftModifier));
        return before;
    }
    addAnchor(event.point);
    return before.united(dirtyRect());
}

void MagneticTool::addAnchor(SlidePoint point) {
    if (m_anchors.empty()) {
        m_started = std::chrono::steady_clock::now();
        m_patch.reset();
        m_anchors.push_back({point, {}, nullptr});
        context().say(text("Click along the border; Enter closes, Backspace takes the last point back, Esc drops it"));
    } else {
        m_anchors.push_back({point, wayTo(point), nullptr});
    }
    m_wire.reset();
    const double scale = std::max(m_downsample, 0.5);
    lookFor(m_patch && hasRoomAround(*m_patch, point, scale) ? m_patch : nullptr);
}

void MagneticTool::lookFor(const std::shared_ptr<const PicturePatch>& patch) {
    m_isLooking = true;
    const double scale = std::max(m_downsample, 0.5);
    m_worker.run([this, slide = context().slide(), patch, anchor = m_anchors.back().point, scale]() -> std::function<void()> {
        std::shared_ptr<const PicturePatch> picture = patch;
        if (!picture) {
            auto read = readPatch(*slide, squareAround(anchor, kPatchEdge, scale));
            if (!read.ok()) return [this, error = read.error()] { found(error, nullptr); };
            picture = std::make_shared<const PicturePatch>(std::move(read).value());
        }
        return [this, picture, wire = LiveWire::from(*picture, anchor)] { found(wire, picture); };
    });
}

void MagneticTool::found(Result<std::shared_ptr<const LiveWire>> wire, std::shared_ptr<const PicturePatch> patch) {
    m_isLooking = false;
    if (m_anchors.empty() || !context().annotations()) return;
    if (wire.ok()) {
        m_wire = m_anchors.back().wire = std::move(wire).value();
        m_patch = std::move(patch);
    } else {
        context().say(text("The edges cannot be seen here, the line is straight: %1").arg(QString::fromStdString(wire.error().message())));
    }
    if (m_closing) commit();
    if (onAppearanceChanged) onAppearanceChanged();
}

SlideRect MagneticTool::move(const ToolEvent& event) {
    if (m_anchors.empty() || m_closing) return {};
    const SlideRect before = dirtyRect();
    m_downsample = event.downsample;
    m_cursor = event.point;
    return before.united(dirtyRect());
}

SlideRect MagneticTool::doubleClick(const ToolEvent& event) {
    if (m_anchors.empty()) return press(event);
    const SlideRect dirty = dirtyRect();
    close(event.modifiers.testFlag(Qt::ShiftModifier));
    return dirty;
}

bool MagneticTool::key(int key, Qt::KeyboardModifiers modifiers) {
    if (m_anchors.empty()) return false;
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        close(modifiers.testFlag(Qt::ShiftModifier));
        return true;
    }
    if (key != Qt::Key_Backspace) return false;
    m_closing = false;
    m_worker.forget();
    m_isLooking = false;
    m_anchors.pop_back();
    m_wire = m_anchors.empty() ? nullptr : m_anchors.back().wire;
    if (!m_anchors.empty() && !m_wire) lookFor(nullptr);
    return true;
}

SlideRect MagneticTool::cancel() {
    const SlideRect dirty = dirtyRect();
    m_worker.forget();
    m_isLooking = false;
    m_anchors.clear();
    m_wire.reset();
    m_patch.reset();
    m_closing = false;
    return dirty;
}

void MagneticTool::close(bool opposite) {
    if (m_anchors.size() < 2) return context().say(text("An outline needs two points at least: click further ones, or press Esc"));
    m_opposite = opposite;
    m_closing = true;
    if (m_wire || !m_isLooking) commit();    // edges that cannot be seen are not waited for
}

void MagneticTool::commit() {
    m_closing = false;
    Ring ring;
    for (const Anchor& a : m_anchors) {
        if (a.way.empty()) ring.push_back(a.point);
        ring.insert(ring.end(), a.way.begin(), a.way.end());
    }
    // The second press of a double click lies where the first did.
    if (distance(m_anchors.back().point, m_anchors.front().point) > kSamePlace * m_downsample) {
        const auto home = wayTo(m_anchors.front().point);
        ring.insert(ring.end(), home.begin(), home.end() - 1);
    }
    auto outline = ring.size() < 3 ? Result<MultiPolygon>(Error{}) : makeValid({Polygon{ring, {}}});
    if (!outline.ok()) return context().say(text("The outline encloses nothing: click further points, or press Esc"));
    // An anchor beside the edge is a spur to it and back: nobody meant that.
    if (auto smooth = smoothed(*outline, kSpur * m_downsample); smooth.ok() && !smooth->empty()) outline = std::move(smooth);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
    const Gesture gesture{name().toStdString(), context().person().toStdString(), context().className().toStdString(), seconds, context().slideRect()};
    const SlidePoint first = m_anchors.front().point;
    cancel();
    commitOutline(context(), {std::move(outline).value(), first, m_opposite ? StrokeMode::Erase : StrokeMode::Add, gesture});
}

void MagneticTool::paint(QPainter& painter, const Viewport& viewport) const {
    if (m_anchors.empty()) return;
    const double dpr = painter.device()->devicePixelRatioF();
    QPolygonF fixed, live;
    for (const Anchor& a : m_anchors) {
        if (a.way.empty()) fixed << toScreen(viewport, a.point);
        for (const SlidePoint& p : a.way) fixed << toScreen(viewport, p);
    }
    live << fixed.last();
    for (const SlidePoint& p : wayTo(m_closing ? m_anchors.front().point : m_cursor)) live << toScreen(viewport, p);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QColor ink = styleOf(ReviewState::Added).colour;
    for (const auto& [width, colour] : {std::pair{4.0, QColor(255, 255, 255, 220)}, std::pair{2.0, ink}}) {
        painter.setPen(QPen(colour, width * dpr, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(fixed);
        painter.setPen(QPen(colour, width * dpr, width > 3 || m_wire ? Qt::SolidLine : Qt::DashLine, Qt::FlatCap));
        painter.drawPolyline(live);
    }
    painter.setPen(QPen(ink, 1.5 * dpr));
    painter.setBrush(Qt::white);
    const bool closes = closesAt(m_cursor);
    for (std::size_t i = 0; i < m_anchors.size(); ++i) {
        const double r = (i == 0 ? (closes ? 6.5 : 4.5) : 3) * dpr;
        painter.drawEllipse(toScreen(viewport, m_anchors[i].point), r, r);
    }
}

}  // namespace bowman::ui
