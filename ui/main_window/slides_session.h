// The slides around the one that is worked on: tabs, two side by side, the properties of the file, the table of them all. Makes
// these parts and ties them to menu and project. GUI thread.
#pragma once

#include <memory>

#include <QDockWidget>
#include <QObject>
#include <QPointer>

#include "ui/dialogs/slide_table_dialog.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/canvas_area.h"
#include "ui/main_window/side_by_side.h"
#include "ui/main_window/slide_tabs.h"
#include "ui/panels/slide_properties_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it. Made after what shows the slide in the view.
struct SlidesParts {
    QWidget& window;
    CanvasArea& canvas;
    Project& project;
    ReviewController& review;
    Actions& actions;
    QDockWidget& propertiesDock;       ///< holds a SlidePropertiesPanel
};

class SlidesSession : public QObject {
    Q_OBJECT
public:
    explicit SlidesSession(const SlidesParts& parts, QObject* parent = nullptr);

    SlideTabs& tabs() { return *m_tabs; }
    SideBySide& sideBySide() { return *m_sideBySide; }
    /// Opens it, or brings it to the front.
    SlideTableDialog& showTable();

Q_SIGNALS:
    void said(const QString& message);
    void failed(const bowman::ui::Problem& problem);
    void filesDropped(const QStringList& files);
    void closeRequested();             ///< the last tab was closed
    void findRequested(const std::vector<bowman::SlideId>& slides);   ///< glomeruli, from the table of slides

private:
    void refresh();

    SlidesParts m_parts;
    SlideTabs* m_tabs;
    std::unique_ptr<SideBySide> m_sideBySide;
    QPointer<SlideTableDialog> m_table;
};

}  // namespace bowman::ui
