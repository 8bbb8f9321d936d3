// Painting with a round tip, for brush and eraser: press chooses the object, moves grow or shrink it live, release commits
// one edit. The tip has a size on the slide, or one on the screen that follows the zoom; a pen's pressure makes it smaller. GUI thread.
#pragma once

#include <chrono>
#include <vector>

#include "ui/tools/stroke_edit.h"
#include "ui/tools/tool.h"
#include "ui/tools/tool_worker.h"

namespace bowman::ui {

class StrokeTool : public Tool {
public:
    /// Of the tip, in level-0 pixels.
    double radius() const { return m_radius; }
    void setRadius(double radius);
    /// A tip that suits the object: a quarter of the radius of a disc of its area.
    void fitRadius(const Annotation& annotation);
    /// True: the tip stays as large on the screen while the zoom changes; false: as large on the slide.
    void setFollowsZoom(bool follows);
    bool followsZoom() const { return m_followsZoom; }
    double radiusOnScreen() const { return m_radiusOnScreen; }   ///< logical pixels; 0 until the first use
    void setUsesPressure(bool uses) { m_usesPressure = uses; }
    void setPressure(double pressure) override;

    QCursor cursor() const override { return Qt::BlankCursor; }
    SlideRect press(const ToolEvent& event) override;
    SlideRect move(const ToolEvent& event) override;
    SlideRect release(const ToolEvent& event) override;
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
    bool wheelWithCtrl(double steps) override;
    SlideRect cancel() override;
    void settle() override;
    bool isActive() const override { return m_active; }
    void paint(QPainter& painter, const Viewport& viewport) const override;
    std::optional<std::pair<AnnotationId, MultiPolygon>> liveShape() const override;

protected:
    /// `mode` is what it does without Shift.
    StrokeTool(ToolContext context, StrokeMode mode) : Tool(std::move(context)), m_usual(mode) {}
    /// True: a stroke is not one object's, neighbours do not cut it, and editOf() says what becomes of it.
    virtual bool paintsLayer() const { return false; }
    virtual Result<Edit> editOf(const AnnotationSet& set, const StrokeRequest& request);
    StrokeMode mode() const { return m_mode; }
    /// The open gesture as it looks; of a layer: the stroke alone.
    const MultiPolygon& preview() const { return m_preview; }

private:
    SlideRect tipAt(SlidePoint point) const;
    double tip() const;                       ///< radius under this pressure
    void ensureRadius(const ToolEvent& event);
    void extend(SlidePoint point);
    void addToPreview(MultiPolygon piece);
    bool cutsLive();                          ///< what is shown of the open stroke keeps off the neighbours
    std::optional<StrokeRequest> wholeRequest();  ///< of the open stroke; empty without a slide
    void commitInWorker(StrokeRequest request);
    void commit(const StrokeRequest& request, Result<Edit> edit);
    void endStroke();
    StrokeRequest requestFor(MultiPolygon stroke) const;

    const StrokeMode m_usual;
    StrokeMode m_mode = StrokeMode::Add;      ///< of the open gesture, else of the next one
    double m_radius = 0;                      ///< 0 until the first use
    double m_radiusOnScreen = 0;              ///< where the tip follows the zoom
    bool m_followsZoom = false;
    std::optional<double> m_umPerPx;          ///< of the slide that the radius was set on
    double m_downsample = 0;                  ///< of the last event
    double m_pressure = 1;
    bool m_usesPressure = true;
    std::optional<SlidePoint> m_cursor;
    bool m_active = false;
    AnnotationId m_target = 0;                ///< 0: a new object
    std::vector<SlidePoint> m_line;
    std::vector<double> m_tips;               ///< radius at each of its points
    MultiPolygon m_stroke;                    ///< what was painted, once the radius has changed under way; else empty
    MultiPolygon m_preview;
    bool m_cutsLive = true;
    SlideRect m_dirty;                        ///< everything that the open gesture has touched
    std::chrono::steady_clock::time_point m_started;
    std::optional<StrokeRequest> m_pending;   ///< released, and cut by its neighbours in the worker
    ToolWorker m_worker;
};

}  // namespace bowman::ui
