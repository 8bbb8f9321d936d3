// A line across objects: splits those that it cuts through, or makes one of those that it touches. Drag draws it as the hand goes; two
// clicks make it straight; Esc gives up. GUI thread.
#pragma once

#include <chrono>
#include <vector>

#include "ui/tools/tool.h"

namespace bowman::ui {

class CutTool : public Tool {
public:
    enum class Purpose { Split, Merge };
    CutTool(ToolContext context, Purpose purpose) : Tool(std::move(context)), m_purpose(purpose) {}

    QString name() const override { return m_purpose == Purpose::Split ? QStringLiteral("split") : QStringLiteral("merge"); }
    SlideRect press(const ToolEvent& event) override;
    SlideRect move(const ToolEvent& event) override;
    SlideRect release(const ToolEvent& event) override;
    SlideRect cancel() override;
    bool isActive() const override { return !m_line.empty(); }
    void paint(QPainter& painter, const Viewport& viewport) const override;

private:
    SlideRect dirtyRect() const;
    void commit();

    const Purpose m_purpose;
    std::vector<SlidePoint> m_line;
    bool m_pressed = false;
    bool m_drawn = false;                // it is a drag, not a click
    double m_downsample = 1;
    std::chrono::steady_clock::time_point m_started;
};

}  // namespace bowman::ui
