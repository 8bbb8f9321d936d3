// Select and pan: the left button stays with the view, which pans on a drag and selects on a click. GUI thread.
#pragma once

#include "ui/tools/tool.h"

namespace bowman::ui {

class SelectTool : public Tool {
public:
    explicit SelectTool(ToolContext context);
    QString name() const override;
    QCursor cursor() const override { return Qt::ArrowCursor; }
    bool takesLeftButton() const override { return false; }
    /// Esc deselects.
    bool key(int key, Qt::KeyboardModifiers modifiers) override;
};

}  // namespace bowman::ui
