#include "ui/tools/select_tool.h"

namespace bowman::ui {

SelectTool::SelectTool(ToolContext context) : Tool(std::move(context)) {}

QString SelectTool::name() const { return QStringLiteral("select"); }

bool SelectTool::key(int key, Qt::KeyboardModifiers) {
    if (key != Qt::Key_Escape || context().selected() == 0) return false;
    context().select(0);
    return true;
}

}  // namespace bowman::ui
