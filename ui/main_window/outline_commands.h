// What the menu does to the selected outline as a whole: smooth, grow, fill its holes, and so on. GUI thread.
#pragma once

#include <QObject>

#include "ui/controllers/project.h"
#include "ui/controllers/review_controller.h"
#include "ui/main_window/actions.h"
#include "ui/tools/shape_edit.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct OutlineParts {
    Project& project;
    ReviewController& review;
    Actions& actions;
};

class OutlineCommands : public QObject {
    Q_OBJECT
public:
    explicit OutlineCommands(const OutlineParts& parts, QObject* parent = nullptr);

Q_SIGNALS:
    void said(const QString& message);

private:
    void change(ShapeChange change, double micrometres);
    void duplicate();
    Gesture gesture(const char* tool) const;
    bool commit(Result<Edit> edit);

    OutlineParts m_parts;
};

}  // namespace bowman::ui
