#include "ui/main_window/menus.h"

#include <algorithm>

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace bowman::ui {
namespace {

using enum Command;

void fill(QMenu& menu, const Actions& actions, const std::vector<Command>& commands) {
    for (const Command command : commands) {
        if (command == Command::Count) menu.addSeparator();
        else menu.addAction(actions[command]);
    }
}

constexpr Command kSeparator = Command::Count;

QString plain(const QAction& action) {
    QString text = action.text();
    return text.remove('&').remove(u'…').section('\t', 0, 0);
}

}  // namespace

void makeMenus(QMainWindow& window, const Actions& actions, const QList<QAction*>& panelToggles) {
    QMenuBar& bar = *window.menuBar();
    const auto add = [&](const char* title, const std::vector<Command>& commands) {
        QMenu* menu = bar.addMenu(QObject::tr(title));
        menu->setToolTipsVisible(false);
        fill(*menu, actions, commands);
        return menu;
    };
    add("&File", {OpenSlide, OpenProject, AddSlides, kSeparator, AlwaysSaved, SaveCopy, kSeparator, Import, Export, Command::Report, SaveView, kSeparator, CloseProject, Quit});
    add("&Edit", {Undo, Redo, History, kSeparator, Search, Note, kSeparator, Delete});
    QMenu* view = add("&View", {ZoomFit, ZoomIn, ZoomOut, GoTo, AddBookmark});
    QMenu* magnification = view->addMenu(QObject::tr("&Magnification"));
    fill(*magnification, actions, {Magnification1, kSeparator, Magnification0, Magnification2, Magnification3, Magnification4, Magnification5, Magnification6});
    QMenu* planes = view->addMenu(QObject::tr("Fo&cus"));
    fill(*planes, actions, {FocusUp, FocusDown});
    QMenu* rotation = view->addMenu(QObject::tr("&Rotate"));
    fill(*rotation, actions, {RotateRight, RotateLeft, RotateBy, kSeparator, Mirror, kSeparator, Upright});
    view->addSeparator();
    fill(*view, actions, {Outlines, Fill, HeatMap, ShowRejected, SmoothTravel, kSeparator, ResetAppearance, ForgetSeen, kSeparator, Panels, FullScreen});
    fill(*view, actions, {DrawingSettings});
    QMenu* panels = view->addMenu(QObject::tr("&Show Panel"));
    panels->addActions(panelToggles);
    QMenu* theme = view->addMenu(QObject::tr("&Theme"));
    fill(*theme, actions, {ThemeSystem, ThemeLight, ThemeDark});
    auto* themes = new QActionGroup(&window);
    for (const Command c : {ThemeSystem, ThemeLight, ThemeDark}) themes->addAction(actions[c]);
    add("&Slide", {SlideProperties, SlideTable, Measurements, SetScale, kSeparator, SideBySide, kSeparator, NextTab, PreviousTab, CloseTab});
    QMenu* tools = add("&Tools", {ToolSelect, ToolBrush, ToolEraser, ToolPolygon, ToolMagnetic, ToolWand, ToolClick, ToolRegion, ToolSplit, ToolMerge, kSeparator, ToolVertices, EditShape});
    QMenu* outline = tools->addMenu(QObject::tr("&Outline of the Selected Object"));
    fill(*outline, actions, {OutlineSmooth, OutlineSimplify, kSeparator, OutlineGrow, OutlineShrink, kSeparator, OutlineFillHoles, OutlineHull, kSeparator, OutlineDuplicate});
    tools->addSeparator();
    fill(*tools, actions, {ToolLength, ToolArea});
    add("&Detection", {FindGlomeruli, SetScale});
    QMenu* review = add("&Review", {Command::Review, Gallery, Maybe, kSeparator, Next, Previous, NextUnseen, kSeparator, Accept, Reject, Unsure, kSeparator});
    QMenu* classes = review->addMenu(QObject::tr("Class of the Ob&ject"));
    fill(*classes, actions, {Class1, Class2, Class3, Class4, Class5, Class6, Class7, Class8, Class9});
    fill(*review, actions, {EditPalette, kSeparator, SignOff});
    add("&Help", {CheatSheet, Guide, kSeparator, About});
}

namespace {

QToolBar* fixedBar(QMainWindow& window, Qt::ToolBarArea area, const QString& title, const QString& name) {
    auto* bar = new QToolBar(title, &window);
    window.addToolBar(area, bar);
    bar->setObjectName(name);
    bar->setMovable(false);
    bar->setIconSize({22, 22});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    return bar;
}

}  // namespace

void makeToolPalette(QMainWindow& window, const Actions& actions) {
    QToolBar* bar = fixedBar(window, Qt::LeftToolBarArea, QObject::tr("Tools"), "tools");
    for (const Command c : {ToolSelect, kSeparator, ToolBrush, ToolEraser, ToolPolygon, ToolMagnetic, ToolWand, ToolClick, kSeparator, ToolVertices, ToolSplit, ToolMerge, kSeparator, ToolRegion, kSeparator, ToolLength, ToolArea}) {
        if (c == kSeparator) bar->addSeparator();
        else bar->addAction(actions[c]);
    }
}

QToolBar* makeToolBar(QMainWindow& window, const Actions& actions, FindBar* findBar, QWidget* activeClass) {
    QToolBar* bar = fixedBar(window, Qt::TopToolBarArea, QObject::tr("Toolbar"), "toolbar");
    bar->addAction(actions[OpenSlide]);
    bar->addSeparator();
    bar->addWidget(activeClass);
    bar->addSeparator();
    for (const Command c : {Undo, Redo}) bar->addAction(actions[c]);
    bar->addSeparator();
    for (const Command c : {ZoomFit, Fill, HeatMap}) bar->addAction(actions[c]);
    bar->addSeparator();
    for (const Command c : {Command::Review, Export}) {
        bar->addAction(actions[c]);
        // What one comes for says its name; the tools are known by their pictures.
        static_cast<QToolButton*>(bar->widgetForAction(actions[c]))->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    }
    bar->addSeparator();
    bar->addWidget(findBar);
    return bar;
}

QString cheatSheetHtml(const Actions& actions) {
    // Three columns of about the same height: one page.
    const auto hasKey = [&](const CommandSpec& spec) { return !actions[spec.command]->shortcuts().isEmpty() || actions[spec.command]->property("shownKey").isValid(); };
    const auto rows = std::count_if(commandSpecs().begin(), commandSpecs().end(), hasKey);
    QString html = "<table width='100%'><tr><td width='33%'>";
    QString group;
    int inColumn = 0;
    int columns = 1;
    const auto row = [&](const QString& keys, const QString& what) {
        html += QString("<tr><td style='padding: 1px 14px 1px 0'><b>%1</b></td><td>%2</td></tr>").arg(keys.toHtmlEscaped(), what.toHtmlEscaped());
        ++inColumn;
    };
    const auto begin = [&](const QString& title) {
        if (!group.isEmpty()) html += "</table>";
        if (columns < 3 && inColumn + 3 > rows / 3) {
            html += "</td><td width='33%'>";
            inColumn = 0;
            ++columns;
        }
        group = title;
        html += "<h3>" + title + "</h3><table cellspacing='0'>";
    };
    for (const CommandSpec& spec : commandSpecs()) {
        // Nine keys, one thing.
        if (spec.command > Class1 && spec.command <= Class9) continue;
        const QAction& action = *actions[spec.command];
        QStringList keys;
        for (const QKeySequence& key : action.shortcuts()) keys << key.toString(QKeySequence::NativeText);
        if (const QString shown = action.property("shownKey").toString(); !shown.isEmpty()) keys << shown;
        if (keys.isEmpty()) continue;
        if (group != spec.group) begin(spec.group);
        if (spec.command == Class1) row("1, 2, 3, 4, 5, 6, 7, 8, 9", QObject::tr("Class of the object"));
        else row(keys.join(", "), spec.command == Undo || spec.command == Redo ? QObject::tr(spec.text).remove('&') : plain(action));
    }
    begin(QObject::tr("On the slide"));
    row(QObject::tr("Wheel"), QObject::tr("Zoom at the cursor"));
    row(QObject::tr("Ctrl+Shift+Wheel"), QObject::tr("Turn at the cursor"));
    row(QObject::tr("Drag, middle button"), QObject::tr("Move the slide"));
    row(QObject::tr("Space"), QObject::tr("Hold: the bare slide"));
    row("[  ]", QObject::tr("Smaller, larger tip (Ctrl+Wheel too)"));
    row("Shift", QObject::tr("Brush erases, eraser paints"));
    row("Enter, Esc", QObject::tr("Finish, give up"));
    return html + "</table></td></tr></table>";
}

}  // namespace bowman::ui
