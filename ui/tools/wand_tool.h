// Wand: press on a colour, and what is like it, connected with it and near is taken; the further the hand drags, the more counts as alike
// and as near; back takes less; release keeps it, Esc drops it. With Shift it is cut out of the selected glomerulus. GUI thread; pixels are read, and colours
// compared, in a worker.
#pragma once

#include <chrono>
#include <memory>

#include "core/interactive/wand.h"
#include "ui/tools/stroke_edit.h"
#include "ui/tools/tool.h"
#include "ui/tools/tool_worker.h"

namespace bowman::ui {

class WandTool : public Tool {
public:
    using Tool::Tool;

    QString name() const override { return QStringLiteral("wand"); }
    SlideRect press(const ToolEvent& event) override;
    SlideRect move(const ToolEvent& event) override;
    SlideRect release(const ToolEvent& event) override;
    /// [ and ] change with how much it begins.
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    bool wheelWithCtrl(double steps) override;
    SlideRect cancel() override;
    bool isActive() const override { return m_active; }
    void paint(QPainter& painter, const Viewport& viewport) const override;
    std::optional<std::pair<AnnotationId, MultiPolygon>> liveShape() const override;

    /// Difference of colour (Lab) that the open gesture allows.
    double tolerance() const;
    /// How far from the press it takes anything, in level-0 pixels: a little further than the hand has dragged.
    double reach() const;
    double firstTolerance() const { return m_firstTolerance; }
    void setFirstTolerance(double tolerance);

private:
    StrokeRequest request(MultiPolygon outline) const;
    SlideRect dirtyRect() const;
    void compared(Result<WandField> field);
    void grow();
    void commit();
    void reset();

    double m_firstTolerance = 8;
    bool m_active = false;
    bool m_released = false;                         ///< before the worker was done
    SlidePoint m_seed, m_cursor;
    double m_downsample = 1;                         ///< when it was pressed: zooming meanwhile changes nothing
    StrokeMode m_mode = StrokeMode::Add;
    AnnotationId m_target = 0;                       ///< 0: a new glomerulus
    std::shared_ptr<const WandField> m_field;        ///< null until the worker has answered
    MultiPolygon m_grown;
    MultiPolygon m_preview;                          ///< the target with it, or without it
    std::chrono::steady_clock::time_point m_started;
    ToolWorker m_worker;
};

}  // namespace bowman::ui
