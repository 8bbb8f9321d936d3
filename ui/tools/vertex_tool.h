// Points of the selected outline under the hand: drag one, or drag an edge to bend it; a double click on an edge adds a point, Delete
// removes the one that was clicked. Elsewhere a click selects and a drag moves the slide. Only as many points are shown as a hand can tell apart
// at this zoom; what lies between follows. GUI thread.
#pragma once

#include <chrono>
#include <vector>

#include "core/annotation/vertex_edit.h"
#include "ui/tools/tool.h"

namespace bowman::ui {

class VertexTool : public Tool {
public:
    using Tool::Tool;

    QString name() const override { return QStringLiteral("vertices"); }
    QCursor cursor() const override { return Qt::ArrowCursor; }
    bool takesLeftButton() const override { return false; }
    bool takesPress(const ToolEvent& event) override;
    SlideRect press(const ToolEvent& event) override;
    SlideRect move(const ToolEvent& event) override;
    SlideRect release(const ToolEvent& event) override;
    SlideRect doubleClick(const ToolEvent& event) override;
    bool usesDoubleClick() const override { return true; }
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    bool wantsKey(int key) const override;
    SlideRect cancel() override;
    bool isActive() const override { return m_dragging; }
    void paint(QPainter& painter, const Viewport& viewport) const override;
    std::optional<std::pair<AnnotationId, MultiPolygon>> liveShape() const override;

    /// Places of the handles of the selected object when `downsample` level-0 pixels are a pixel of the screen; empty where it is too small.
    std::vector<SlidePoint> handlePlaces(double downsample) const;

private:
    AnnotationPtr target() const;
    const std::vector<VertexRef>& handles(double downsample) const;
    std::optional<VertexRef> handleNear(const ToolEvent& event) const;
    std::optional<EdgePlace> edgeNear(const ToolEvent& event) const;
    void begin(const VertexRef& handle, MultiPolygon shape, std::vector<VertexRef> handles);
    bool commit(const MultiPolygon& shape, const char* verb, double seconds);
    SlideRect dirtyRect() const;
    void keepPoint(SlidePoint p);

    mutable AnnotationPtr m_known;                  ///< whose handles are kept, at which scale
    mutable double m_knownAt = 0;
    mutable std::vector<VertexRef> m_handles;
    std::vector<SlidePoint> m_always;               ///< points that a person set: handles at every scale
    AnnotationId m_alwaysOf = 0;
    std::optional<SlidePoint> m_hover;              ///< handle under the cursor
    std::optional<SlidePoint> m_hoverEdge;          ///< place on an edge under the cursor
    std::optional<SlidePoint> m_chosen;             ///< handle that was clicked last
    double m_downsample = 1;

    bool m_dragging = false;
    bool m_moved = false;                           ///< by more than an unsteady click
    AnnotationId m_target = 0;
    SlidePoint m_pressedAt;
    VertexRef m_handle;
    MultiPolygon m_start;                           ///< with the point that an edge got
    std::vector<VertexRef> m_startHandles;
    MultiPolygon m_live;
    bool m_valid = true;
    std::chrono::steady_clock::time_point m_started;
};

}  // namespace bowman::ui
