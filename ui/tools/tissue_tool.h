// Correct tissue: the brush on where the tissue is instead of on an object; Shift takes away. What it paints are regions "Tissue" and "Ignore".
// GUI thread.
#pragma once

#include "ui/tools/stroke_tool.h"

namespace bowman::ui {

class TissueTool : public StrokeTool {
public:
    explicit TissueTool(ToolContext context);
    QString name() const override;
    void paint(QPainter& painter, const Viewport& viewport) const override;

protected:
    bool paintsLayer() const override { return true; }
    Result<Edit> editOf(const AnnotationSet& set, const StrokeRequest& request) override;
};

}  // namespace bowman::ui
