// Everything that can be done from a menu, a button or a key, in one table: menus, toolbar, tooltips and the cheat sheet are
// made from it. GUI thread.
#pragma once

#include <optional>
#include <vector>

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <QSettings>

namespace bowman::ui {

enum class Command {
    OpenSlide, OpenProject, AddSlides, SaveCopy, AlwaysSaved, Import, Export, Report, SaveView, CloseProject, Quit,
    Undo, Redo, History, Search, Note, Delete,
    FindGlomeruli, FindInSelected, SetScale,
    SlideProperties, SlideTable, Measurements, SideBySide, NextTab, PreviousTab, CloseTab,
    ToolSelect, ToolBrush, ToolEraser, ToolPolygon, ToolRegion, ToolLength, ToolArea, ToolSplit, ToolMerge, ToolClick, ToolWand, ToolMagnetic, ToolVertices, ToolRedraw, ToolTissue, EditShape,
    OutlineSmooth, OutlineSimplify, OutlineGrow, OutlineShrink, OutlineFillHoles, OutlineHull, OutlineDuplicate,
    Review, Gallery, Maybe, Next, Previous, Accept, Reject, Unsure, Class1, Class2, Class3, Class4, Class5, Class6, Class7, Class8, Class9, EditPalette, NextUnseen, SignOff,
    ReadAs, SecondReading, FinishReading, CompareReadings, RuleFirst, RuleSecond, RuleNeither, RuleOwn,
    ZoomFit, ZoomIn, ZoomOut, GoTo, AddBookmark, FocusUp, FocusDown, ForgetSeen, Magnification0, Magnification1, Magnification2, Magnification3, Magnification4, Magnification5, Magnification6,
    RotateRight, RotateLeft, RotateBy, Mirror, Upright, DrawingSettings,
    Fill, HeatMap, Outlines, ShowRejected, ShowSeen, SmoothTravel, ResetAppearance, Panels, FullScreen,
    ThemeSystem, ThemeLight, ThemeDark,
    CheatSheet, ChangeKeys, Guide, About,
    Count
};

struct CommandSpec {
    Command command;
    const char* group;     ///< heading in the cheat sheet, title of the menu
    const char* id;        ///< stable, for settings and tests
    const char* text;
    const char* keys;      ///< separated by " | "
    const char* icon;      ///< name in the icon theme, or ""
    const char* tip;
    bool checkable = false;
};

class Actions : public QObject {
    Q_OBJECT
public:
    /// Adds every action to the window, so that its keys work there.
    explicit Actions(QWidget* window);
    QAction* operator[](Command command) const { return m_actions.at(static_cast<std::size_t>(command)); }

    /// Every command once; group, text and tip as in the source, to be shown through tr().
    static const std::vector<CommandSpec>& specs();
    static const CommandSpec& spec(Command command);
    /// Those that the command comes with.
    static QList<QKeySequence> standardKeys(Command command);
    /// Acts at once; tooltips follow.
    void setKeys(Command command, const QList<QKeySequence>& keys);
    std::optional<Command> ownerOf(const QKeySequence& key) const;
    /// What differs from the standard, under "keys/"; a key that no command understands any more is left out.
    void readKeys(const QSettings& settings);
    void writeKeys(QSettings& settings) const;

    /// Icons again, after the theme changed.
    void refreshIcons();

private:
    void explain(const CommandSpec& spec);

    std::vector<QAction*> m_actions;
};

}  // namespace bowman::ui
