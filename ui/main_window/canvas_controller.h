// Ties the canvas to the project: which slide and annotations it shows, which tool is in the hand, what keys and menu do to
// the view. GUI thread only.
#pragma once

#include <array>
#include <memory>

#include <QActionGroup>
#include <QObject>

#include "ui/canvas/slide_view.h"
#include "ui/controllers/project.h"
#include "ui/controllers/review_controller.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/brush_options.h"
#include "ui/tools/area_tool.h"
#include "ui/tools/brush_tool.h"
#include "ui/tools/click_tool.h"
#include "ui/tools/cut_tool.h"
#include "ui/tools/eraser_tool.h"
#include "ui/tools/length_tool.h"
#include "ui/tools/magnetic_tool.h"
#include "ui/tools/polygon_tool.h"
#include "ui/tools/redraw_tool.h"
#include "ui/tools/region_tool.h"
#include "ui/tools/select_tool.h"
#include "ui/tools/tissue_tool.h"
#include "ui/tools/vertex_tool.h"
#include "ui/tools/wand_tool.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct CanvasParts {
    SlideView& view;
    Project& project;
    ReviewController& review;
    Actions& actions;
};

class CanvasController : public QObject {
    Q_OBJECT
public:
    explicit CanvasController(const CanvasParts& parts, QObject* parent = nullptr);
    ~CanvasController() override;

    void setLayers(const LayerSettings& layers);

Q_SIGNALS:
    void said(const QString& message);
    void refused(const bowman::ui::Problem& problem);
    void layersChanged(const bowman::ui::LayerSettings& layers);
    void panelsToggled();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    ToolContext toolContext();
    void connectProject();
    void connectTools();
    void connectZoom();
    void connectLayers();
    void showSlide();
    void setTool(Tool& tool);
    void settleTool();
    void editSelected();
    bool isEditing() const { return m_edited != nullptr; }
    void finishEditing(bool accept);

    SlideView& m_view;
    Project& m_project;
    ReviewController& m_review;
    Actions& m_actions;
    SelectTool m_select;
    BrushTool m_brush;
    EraserTool m_eraser;
    PolygonTool m_polygon;
    RegionTool m_region;
    LengthTool m_length;
    AreaTool m_area;
    CutTool m_split;
    CutTool m_merge;
    ClickTool m_click;
    WandTool m_wand;
    MagneticTool m_magnetic;
    VertexTool m_vertices;
    RedrawTool m_redraw;
    TissueTool m_tissue;
    BrushOptions* m_brushOptions;
    AnnotationPtr m_edited;        // as it was when E was pressed; null when not editing
};

}  // namespace bowman::ui
