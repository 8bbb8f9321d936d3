// A ruler: drag, or click twice; Shift keeps to steps of 45°, Ctrl+C copies the length. The line stays until the next one or
// Esc; nothing is stored. GUI thread.
#pragma once

#include "ui/tools/tool.h"

namespace bowman::ui {

class LengthTool : public Tool {
public:
    explicit LengthTool(ToolContext context) : Tool(std::move(context)) {}

    QString name() const override { return QStringLiteral("length"); }
    SlideRect press(const ToolEvent& event) override;
    SlideRect move(const ToolEvent& event) override;
    SlideRect release(const ToolEvent& event) override;
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    SlideRect cancel() override;
    bool isActive() const override { return m_phase != Phase::None; }
    void paint(QPainter& painter, const Viewport& viewport) const override;

    QString text() const;

private:
    enum class Phase { None, Dragging, Following, Measured };
    void setEnd(const ToolEvent& event);
    SlideRect dirtyRect() const;

    Phase m_phase = Phase::None;
    SlidePoint m_from, m_to;
    double m_downsample = 1;
};

}  // namespace bowman::ui
