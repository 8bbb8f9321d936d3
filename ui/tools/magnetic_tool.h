// Magnetic outline: clicks set anchors, and between them the line runs along the edges of the picture, live to the cursor. Backspace takes
// the last anchor back; Enter, a double click or a click on the first anchor closes, Esc drops. With Shift at the end the outline is cut out of the
// selected glomerulus. GUI thread; pixels are read, and edges looked for, in a worker; until it has answered the line is straight.
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "core/interactive/live_wire.h"
#include "ui/tools/tool.h"
#include "ui/tools/tool_worker.h"

namespace bowman::ui {

class MagneticTool : public Tool {
public:
    using Tool::Tool;

    QString name() const override { return QStringLiteral("magnetic"); }
    SlideRect press(const ToolEvent& event) override;
    SlideRect move(const ToolEvent& event) override;
    SlideRect doubleClick(const ToolEvent& event) override;
    bool usesDoubleClick() const override { return true; }
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    SlideRect cancel() override;
    bool isActive() const override { return !m_anchors.empty(); }
    void paint(QPainter& painter, const Viewport& viewport) const override;

    /// True while the way from the last anchor is still being looked for.
    bool isWaiting() const { return !m_anchors.empty() && !m_wire; }

private:
    struct Anchor {
        SlidePoint point;
        std::vector<SlidePoint> way;        ///< from the anchor before, its point left out; empty for the first
        std::shared_ptr<const LiveWire> wire;   ///< from here on; null until the worker has answered
    };
    void addAnchor(SlidePoint point);
    void lookFor(const std::shared_ptr<const PicturePatch>& patch);
    void found(Result<std::shared_ptr<const LiveWire>> wire, std::shared_ptr<const PicturePatch> patch);
    std::vector<SlidePoint> wayTo(SlidePoint point) const;
    bool closesAt(SlidePoint point) const;
    void close(bool opposite);
    void commit();
    SlideRect dirtyRect() const;

    std::vector<Anchor> m_anchors;
    std::shared_ptr<const LiveWire> m_wire;          ///< from the last anchor
    std::shared_ptr<const PicturePatch> m_patch;     ///< that was read last
    SlidePoint m_cursor;
    double m_downsample = 1;
    bool m_isLooking = false;                        ///< for the edges around the last anchor
    bool m_closing = false;                          ///< asked for before the last way was known
    bool m_opposite = false;
    std::chrono::steady_clock::time_point m_started;
    ToolWorker m_worker;
};

}  // namespace bowman::ui
