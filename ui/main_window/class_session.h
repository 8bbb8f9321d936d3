// Classes in the window: what is drawn next, which are locked, the palette. GUI thread.
#pragma once

#include <QComboBox>
#include <QObject>
#include <QTimer>

#include "ui/controllers/review_controller.h"
#include "ui/main_window/actions.h"
#include "ui/panels/layers_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct ClassParts {
    QWidget& window;
    Project& project;
    ReviewController& review;
    LayersPanel& layers;
    QComboBox& active;       ///< in the toolbar
    Actions& actions;
};

class ClassSession : public QObject {
    Q_OBJECT
public:
    explicit ClassSession(const ClassParts& parts, QObject* parent = nullptr);

Q_SIGNALS:
    void failed(const bowman::ui::Problem& problem);
    void said(const QString& text);

private:
    void refreshActive();
    void refreshLocks();
    void editPalette();

    ClassParts m_parts;
    QTimer m_count;
};

/// The edit of a tool that drew a new object, where what is drawn is a structure: no glomerulus, but a part of the section. Others stay as they are.
Edit asStructure(Edit edit, const std::string& className);

}  // namespace bowman::ui
