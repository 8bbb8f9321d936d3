// Click to segment: a click in a glomerulus, or a box around it, proposes its outline; further clicks pull the outline out to them,
// with Shift push it back; Enter or a double click keeps it, Esc drops it. A click well beside begins the next one and keeps this one. GUI thread;
// pixels are read, and the outline is looked for, in a worker.
#pragma once

#include <chrono>
#include <memory>

#include "core/interactive/click_segment.h"
#include "ui/tools/tool.h"
#include "ui/tools/tool_worker.h"

namespace bowman::ui {

class ClickTool : public Tool {
public:
    using Tool::Tool;

    QString name() const override { return QStringLiteral("click"); }
    SlideRect press(const ToolEvent& event) override;
    SlideRect move(const ToolEvent& event) override;
    SlideRect release(const ToolEvent& event) override;
    SlideRect doubleClick(const ToolEvent& event) override;
    bool usesDoubleClick() const override { return true; }
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    SlideRect cancel() override;
    bool isActive() const override { return m_pressed || hasRequest(); }
    void paint(QPainter& painter, const Viewport& viewport) const override;
    std::optional<std::pair<AnnotationId, MultiPolygon>> liveShape() const override;

private:
    bool hasRequest() const { return !m_request.clicks.empty() || !m_request.box.isEmpty(); }
    bool isWellBeside(SlidePoint point) const;
    SlideRect boxTo(SlidePoint point) const;
    SlideRect dirtyRect() const;
    void begin(SlidePoint point);
    void propose();
    void proposed(Result<MultiPolygon> shape, std::shared_ptr<const PicturePatch> patch);
    void addProbability(PicturePatch& frame) const;
    void finish();
    void commit();
    void reset();

    SegmentRequest m_request;
    std::shared_ptr<const PicturePatch> m_patch;     ///< read once for all clicks on one object
    AnnotationId m_target = 0;                       ///< 0: a new glomerulus
    MultiPolygon m_shape;
    bool m_waiting = false;                          ///< the worker is at it
    bool m_finishing = false;                        ///< Enter came before the outline
    bool m_pressed = false;
    bool m_isBox = false;
    SlidePoint m_pressedAt, m_cursor;
    double m_downsample = 1;
    std::chrono::steady_clock::time_point m_started;
    ToolWorker m_worker;
};

}  // namespace bowman::ui
