#include "ui/main_window/menus.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include "ui/main_window/language_menu.h"

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

}  // namespace

void makeMenus(QMainWindow& window, const Actions& actions, const QList<QAction*>& panelToggles) {
    QMenuBar& bar = *window.menuBar();
    const auto add = [&](const QString& title, const std::vector<Command>& commands) {
        QMenu* menu = bar.addMenu(title);
        menu->setToolTipsVisible(false);
        fill(*menu, actions, commands);
        return menu;
    };
    add(QObject::tr("&File"), {OpenSlide, OpenProject, AddSlides, kSeparator, AlwaysSaved, SaveCopy, kSeparator, Import, Export, Command::Report, SaveView, kSeparator, CloseProject, Quit});
    add(QObject::tr("&Edit"), {Undo, Redo, History, kSeparator, Search, Note, kSeparator, Delete});
    QMenu* view = add(QObject::tr("&View"), {ZoomFit, ZoomIn, ZoomOut, GoTo, AddBookmark});
    QMenu* magnification = view->addMenu(QObject::tr("&Magnification"));
    fill(*magnification, actions, {Magnification1, kSeparator, Magnification0, Magnification2, Magnification3, Magnification4, Magnification5, Magnification6});
    QMenu* planes = view->addMenu(QObject::tr("Fo&cus"));
    fill(*planes, actions, {FocusUp, FocusDown});
    QMenu* rotation = view->addMenu(QObject::tr("&Rotate"));
    fill(*rotation, actions, {RotateRight, RotateLeft, RotateBy, kSeparator, Mirror, kSeparator, Upright});
    view->addSeparator();
    fill(*view, actions, {Outlines, Fill, HeatMap, ShowRejected, SmoothTravel, kSeparator, ResetAppearance, kSeparator, ShowSeen, ForgetSeen, kSeparator, Panels, FullScreen});
    fill(*view, actions, {DrawingSettings});
    QMenu* panels = view->addMenu(QObject::tr("&Show Panel"));
    panels->addActions(panelToggles);
    QMenu* theme = view->addMenu(QObject::tr("&Theme"));
    fill(*theme, actions, {ThemeSystem, ThemeLight, ThemeDark});
    view->addMenu(new LanguageMenu(view));
    auto* themes = new QActionGroup(&window);
    for (const Command c : {ThemeSystem, ThemeLight, ThemeDark}) themes->addAction(actions[c]);
    add(QObject::tr("&Slide"), {SlideProperties, SlideTable, Measurements, SetScale, kSeparator, SideBySide, kSeparator, NextTab, PreviousTab, CloseTab});
    QMenu* tools = add(QObject::tr("&Tools"), {ToolSelect, ToolBrush, ToolEraser, ToolPolygon, ToolMagnetic, ToolWand, ToolClick, ToolRegion, ToolSplit, ToolMerge, kSeparator, ToolRedraw, ToolVertices, EditShape});
    QMenu* outline = tools->addMenu(QObject::tr("&Outline of the Selected Object"));
    fill(*outline, actions, {OutlineSmooth, OutlineSimplify, kSeparator, OutlineGrow, OutlineShrink, kSeparator, OutlineFillHoles, OutlineHull, kSeparator, OutlineDuplicate});
    tools->addSeparator();
    fill(*tools, actions, {ToolTissue, kSeparator, ToolLength, ToolArea});
    add(QObject::tr("&Detection"), {FindGlomeruli, FindInSelected, SetScale});
    QMenu* review = add(QObject::tr("&Review"), {Command::Review, Gallery, Maybe, kSeparator, Next, Previous, NextUnseen, kSeparator, Accept, Reject, Unsure, kSeparator});
    QMenu* classes = review->addMenu(QObject::tr("Class of the Ob&ject"));
    fill(*classes, actions, {Class1, Class2, Class3, Class4, Class5, Class6, Class7, Class8, Class9});
    fill(*review, actions, {EditPalette, kSeparator, SignOff, kSeparator});
    QMenu* readings = review->addMenu(QObject::tr("Rea&dings"));
    readings->setObjectName("readingsMenu");     // and the readings of the slide, which come and go
    fill(*readings, actions, {ReadAs, SecondReading, FinishReading, kSeparator, CompareReadings, RuleFirst, RuleSecond, RuleNeither, RuleOwn});
    add(QObject::tr("&Help"), {CheatSheet, ChangeKeys, Guide, kSeparator, About});
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
    for (const Command c : {ToolSelect, kSeparator, ToolBrush, ToolEraser, ToolPolygon, ToolMagnetic, ToolWand, ToolClick, kSeparator, ToolRedraw, ToolVertices, ToolSplit, ToolMerge, kSeparator, ToolRegion, kSeparator, ToolLength, ToolArea}) {
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

}  // namespace bowman::ui
