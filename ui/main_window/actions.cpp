#include "ui/main_window/actions.h"

#include <algorithm>

#include <QIcon>
#include <QWidget>

#include "ui/main_window/own_icons.h"

namespace bowman::ui {

const std::vector<CommandSpec>& commandSpecs() {
    using enum Command;
    static const std::vector<CommandSpec> specs = {
        {OpenSlide, "File", "open-slide", "Open &Slide…", "Ctrl+O", "document-open", "Open a slide; several at once become one project"},
        {OpenProject, "File", "open-project", "Open &Project…", "Ctrl+Shift+O", "folder-open", "Open a .bowman project"},
        {AddSlides, "File", "add-slides", "&Add Slides to Project…", "", "list-add", "Add slides to the project that is open"},
        {SaveCopy, "File", "save-copy", "Save a &Copy…", "Ctrl+Shift+S", "document-save-as", "Write a copy of the project to another file"},
        {AlwaysSaved, "File", "always-saved", "Saved &Automatically", "Ctrl+S", "document-save", "Everything is saved as you do it"},
        {Import, "File", "import", "&Import Labels…", "Ctrl+I", "document-import", "Take in labels that other tools wrote; a file can be dropped on the slide too"},
        {Export, "File", "export", "&Export…", "Ctrl+E", "document-export", "Write labels that other tools read"},
        {Report, "File", "report", "Repo&rt…", "Ctrl+Shift+E", "office-report", "Figures, plots and pictures of the slide or the project, as PDF or HTML"},
        {SaveView, "File", "save-view", "Save &View as Picture…", "Ctrl+P", "camera-photo", "What the canvas shows, with its scale bar, as PNG; or the outlines as SVG"},
        {CloseProject, "File", "close", "&Close Project", "Ctrl+Shift+W", "window-close", "Close the project; everything is saved"},
        {Quit, "File", "quit", "&Quit", "Ctrl+Q", "application-exit", "Quit; everything is saved"},

        {Undo, "Edit", "undo", "&Undo", "Ctrl+Z", "edit-undo", "Take the last step back; there is no limit"},
        {Redo, "Edit", "redo", "&Redo", "Ctrl+Shift+Z | Ctrl+Y", "edit-redo", "Do again what was undone"},
        {History, "Edit", "history", "&History", "Ctrl+H", "view-history", "Every step of this slide, with who and when; a click goes there"},
        {Search, "Edit", "search", "&Find Objects", "Ctrl+F", "search", "By number, class, note or person: the list shows them, Enter goes to the next"},
        {Note, "Edit", "note", "&Note on the Object", "Ctrl+Shift+N", "note", "Write a note on the selected object"},
        {Delete, "Edit", "delete", "&Delete Object", "Delete", "edit-delete", "Remove the selected object"},

        {FindGlomeruli, "Detection", "find", "Find &Glomeruli", "Ctrl+Return", "edit-find", "Run the network over the tissue of this slide"},
        {SetScale, "Detection", "set-scale", "Set &µm per Pixel…", "", "measure", "Say how large a pixel of this slide is"},

        {SlideProperties, "Slide", "slide-properties", "&Properties", "Alt+Return", "document-properties", "What the file of this slide says: size, scale, scanner, pictures"},
        {SlideTable, "Slide", "slide-table", "Slide &Table…", "Ctrl+T", "view-list-details", "All slides of the project: alias, case, patient, stain and block, to be edited or imported"},
        {Measurements, "Slide", "measurements", "&Measurements", "F7", "view-statistics", "A table of sizes and forms of all objects, with plots and figures of the slide", true},
        {SideBySide, "Slide", "side-by-side", "Side &by Side", "F8", "view-split-left-right", "Another slide beside this one; both move together", true},
        {NextTab, "Slide", "next-tab", "&Next Tab", "Ctrl+Tab", "", "The slide in the next tab"},
        {PreviousTab, "Slide", "previous-tab", "Pre&vious Tab", "Ctrl+Shift+Tab", "", "The slide in the tab before"},
        {CloseTab, "Slide", "close-tab", "&Close Tab", "Ctrl+W", "tab-close", "Put this slide away; it stays in the project. The last one closes the project"},

        {ToolSelect, "Tools", "tool-select", "&Select and Pan", "V", "edit-select", "Click selects, drag moves the slide", true},
        {ToolBrush, "Tools", "tool-brush", "&Brush", "B", "draw-brush", "Paint onto a glomerulus, or begin a new one; Shift erases, [ and ] change the radius", true},
        {ToolEraser, "Tools", "tool-eraser", "&Eraser", "X", "draw-eraser", "Take away from a glomerulus; Shift paints", true},
        {ToolPolygon, "Tools", "tool-polygon", "&Polygon", "G", "draw-polygon", "Click corners, drag freehand, or both: a new glomerulus, or more of the selected one where you begin in it; Shift cuts, Enter closes, Esc gives up", true},
        {ToolRegion, "Tools", "tool-region", "Mark &Region Complete", "K", "select-rectangular", "Outline a part in which everything is marked: the rest of it counts as background", true},
        {ToolLength, "Tools", "tool-length", "Measure &Length", "L", "tool-measure", "A ruler: drag, or click twice; Shift for straight lines, Ctrl+C copies", true},
        {ToolArea, "Tools", "tool-area", "Measure &Area", "Shift+L", "edit-select-lasso", "Outline anything: area, perimeter and equivalent diameter; Ctrl+C copies", true},
        {ToolSplit, "Tools", "tool-split", "Spl&it", "S", "edit-cut", "Draw a line right across objects: each becomes two", true},
        {ToolMerge, "Tools", "tool-merge", "&Merge", "M", "merge", "Draw a line across objects: they become one, and small gaps are bridged", true},
        {ToolClick, "Tools", "tool-click", "&Click to Outline", "C", "tools-wizard", "Click in a glomerulus, or drag a box around it: its outline is proposed; more clicks pull it, Shift-clicks push it back, Enter keeps it", true},
        {ToolWand, "Tools", "tool-wand", "&Wand", "W", "tool-wand", "Press on a colour: what is like it is taken, the further you drag the more; Shift takes away, [ and ] change with how much it begins", true},
        {ToolMagnetic, "Tools", "tool-magnetic", "Ma&gnetic Outline", "Shift+G", "tool-magnetic", "Click along a border: the line follows the edges; Enter closes, Shift+Enter subtracts, Backspace takes the last point back", true},
        {ToolVertices, "Tools", "tool-vertices", "Edit P&oints", "Shift+V", "tool-vertices", "Drag points or edges of the selected outline; a double click on an edge adds a point, Delete removes one", true},
        {OutlineSmooth, "Tools", "outline-smooth", "&Smooth", "Shift+S", "", "Spikes and notches narrower than 6 µm go"},
        {OutlineSimplify, "Tools", "outline-simplify", "Si&mplify", "", "", "Fewer points; the outline moves by 0.5 µm at most"},
        {OutlineGrow, "Tools", "outline-grow", "&Grow by 1 µm", "Ctrl+]", "", "Move the outline outwards; it stops at its neighbours"},
        {OutlineShrink, "Tools", "outline-shrink", "Shri&nk by 1 µm", "Ctrl+[", "", "Move the outline inwards"},
        {OutlineFillHoles, "Tools", "outline-fill-holes", "&Fill Holes", "Shift+F", "", "Close the holes of the selected object"},
        {OutlineHull, "Tools", "outline-hull", "&Convex Hull", "", "", "The tightest outline without dents"},
        {OutlineDuplicate, "Tools", "outline-duplicate", "&Duplicate", "", "", "A copy beside the selected object"},
        {EditShape, "Tools", "edit-shape", "Edit Sha&pe", "E", "document-edit", "Take the brush, with a tip that fits the selected object"},

        {Review, "Review", "review", "&Review", "F5", "view-preview", "Go through the objects in the order of the list; each decision moves on", true},
        {Gallery, "Review", "gallery", "&Gallery", "F6", "view-grid", "Pictures of the objects instead of the table; several can be decided at once", true},
        {Maybe, "Review", "maybe", "&Maybe", "Shift+F5", "", "Faint places that the network was not sure enough of to propose them", true},
        {Next, "Review", "next", "&Next", "N", "go-next", "Next object, in the order of the list"},
        {Previous, "Review", "previous", "&Previous", "P", "go-previous", "Previous object, in the order of the list"},
        {Accept, "Review", "accept", "&Accept", "A", "dialog-ok-apply", "This is a glomerulus, and its outline is right"},
        {Reject, "Review", "reject", "Re&ject", "R", "dialog-cancel", "This is not a glomerulus"},
        {Unsure, "Review", "unsure", "&Unsure", "U", "question", "Leave it to a colleague"},
        {Class1, "Review", "class-1", "Class of Key 1", "1", "", "The class of the selected object"},
        {Class2, "Review", "class-2", "Class of Key 2", "2", "", "The class of the selected object"},
        {Class3, "Review", "class-3", "Class of Key 3", "3", "", "The class of the selected object"},
        {Class4, "Review", "class-4", "Class of Key 4", "4", "", "The class of the selected object"},
        {Class5, "Review", "class-5", "Class of Key 5", "5", "", "The class of the selected object"},
        {Class6, "Review", "class-6", "Class of Key 6", "6", "", "The class of the selected object"},
        {Class7, "Review", "class-7", "Class of Key 7", "7", "", "The class of the selected object"},
        {Class8, "Review", "class-8", "Class of Key 8", "8", "", "The class of the selected object"},
        {Class9, "Review", "class-9", "Class of Key 9", "9", "", "The class of the selected object"},
        {EditPalette, "Review", "edit-palette", "&Classes…", "", "color-picker", "Names, colours and keys of the classes of this project"},
        {NextUnseen, "Review", "next-unseen", "Next &Unseen Tissue", "Shift+N", "", "Go to the nearest tissue that you have not looked at yet, at 5×"},
        {SignOff, "Review", "sign-off", "Sign &Off…", "Ctrl+Shift+F5", "", "Say that this slide is reviewed, or with which exception; kept in the project"},

        {ZoomFit, "View", "zoom-fit", "Whole &Slide", "0", "zoom-fit-best", "Show the whole slide"},
        {ZoomIn, "View", "zoom-in", "Zoom &In", "+ | =", "zoom-in", "Closer"},
        {ZoomOut, "View", "zoom-out", "Zoom &Out", "-", "zoom-out", "Further away"},
        {GoTo, "View", "go-to", "&Go To…", "Ctrl+G", "go-jump", "Go to a position in pixels, µm or mm, or to an object by its number"},
        {AddBookmark, "View", "add-bookmark", "Add &Bookmark", "Ctrl+D", "bookmark-new", "Keep this view under a name"},
        {FocusUp, "View", "focus-up", "Next Focus P&lane", "PgUp", "", "Of a slide with several focus planes"},
        {FocusDown, "View", "focus-down", "Previous Focus Pla&ne", "PgDown", "", "Of a slide with several focus planes"},
        {ForgetSeen, "View", "forget-seen", "Forget What Was S&een", "", "", "Begin again: nothing of this slide counts as looked at"},
        {Magnification0, "View", "magnification-0", "1×", "", "", "1× (10 µm per pixel of the screen)"},
        {Magnification1, "View", "magnification-1", "&1:1", "Ctrl+1", "zoom-original", "One pixel of the slide is one of the screen"},
        {Magnification2, "View", "magnification-2", "&2×", "Ctrl+2", "", "2× (5 µm per pixel of the screen)"},
        {Magnification3, "View", "magnification-3", "&5×", "Ctrl+3", "", "5× (2 µm per pixel of the screen)"},
        {Magnification4, "View", "magnification-4", "1&0×", "Ctrl+4", "", "10× (1 µm per pixel of the screen)"},
        {Magnification5, "View", "magnification-5", "20&×", "Ctrl+5", "", "20× (0.5 µm per pixel of the screen)"},
        {Magnification6, "View", "magnification-6", "&40×", "Ctrl+6", "", "40× (0.25 µm per pixel of the screen)"},
        {RotateRight, "View", "rotate-right", "Rotate &Right", "Ctrl+R", "object-rotate-right", "Turn the view by 90° to the right"},
        {RotateLeft, "View", "rotate-left", "Rotate &Left", "Ctrl+Shift+R", "object-rotate-left", "Turn the view by 90° to the left"},
        {RotateBy, "View", "rotate-by", "Rotate by &Angle…", "Ctrl+Alt+R", "transform-rotate", "Turn the view by any angle; Ctrl+Shift+Wheel does so too"},
        {Mirror, "View", "mirror", "&Mirror", "Ctrl+M", "object-flip-horizontal", "Exchange left and right", true},
        {Upright, "View", "upright", "&Upright", "Ctrl+0", "", "Show the slide as it was scanned, neither turned nor mirrored"},
        {DrawingSettings, "View", "drawing", "&Drawing…", "", "preferences-desktop-display", "OpenGL or raster engine, and memory for tiles"},
        {Outlines, "View", "outlines", "&Outlines", "", "", "Outlines of the objects", true},
        {Fill, "View", "fill", "&Fill", "F", "fill-color", "Fill the outlines lightly", true},
        {HeatMap, "View", "heat-map", "&Heat Map", "H", "color-management", "The network's probability", true},
        {ShowRejected, "View", "show-rejected", "Show Re&jected", "", "", "Rejected objects, dotted", true},
        {ShowSeen, "View", "show-seen", "Show What &Was Seen", "Ctrl+Alt+S", "", "Tints on the navigator what you have looked at, at 5× or closer", true},
        {SmoothTravel, "View", "smooth-travel", "Smoot&h Travel", "", "", "Fly to the next object rather than jump", true},
        {ResetAppearance, "View", "reset-appearance", "Reset &Appearance", "Ctrl+Shift+A", "edit-reset", "Show the slide as it is stained"},
        {Panels, "View", "panels", "Hide &Panels", "Tab", "", "Hide all panels (while the slide has the focus)", true},
        {FullScreen, "View", "full-screen", "F&ull Screen", "F11", "view-fullscreen", "Use the whole screen", true},
        {ThemeSystem, "View", "theme-system", "As the S&ystem", "", "", "Light or dark, as the desktop", true},
        {ThemeLight, "View", "theme-light", "&Light", "", "", "Light window", true},
        {ThemeDark, "View", "theme-dark", "&Dark", "", "", "Dark window", true},

        {CheatSheet, "Help", "cheat-sheet", "&Keys", "F1", "input-keyboard", "Every key on one page"},
        {ChangeKeys, "Help", "change-keys", "&Change Keys…", "", "configure-shortcuts", "Give any command another key"},
        {Guide, "Help", "guide", "User &Guide", "Shift+F1", "help-contents", "How to work with Bowman"},
        {About, "Help", "about", "&About Bowman", "", "help-about", "Version and licence"},
    };
    return specs;
}

Actions::Actions(QWidget* window) : QObject(window), m_actions(static_cast<std::size_t>(Command::Count), nullptr) {
    for (const CommandSpec& spec : commandSpecs()) {
        auto* action = new QAction(tr(spec.text), this);
        action->setObjectName(spec.id);
        action->setCheckable(spec.checkable);
        // Tab belongs to the focus chain everywhere but on the canvas, which asks for this action itself.
        if (spec.command == Command::Panels) {
            action->setProperty("shownKey", "Tab");
            action->setText(action->text() + "\tTab");
        }
        action->setShortcuts(standardKeys(spec.command));
        action->setStatusTip(QString());
        window->addAction(action);
        m_actions[static_cast<std::size_t>(spec.command)] = action;
        explain(spec);
    }
    refreshIcons();
}

const CommandSpec& Actions::spec(Command command) {
    return *std::find_if(commandSpecs().begin(), commandSpecs().end(), [&](const CommandSpec& s) { return s.command == command; });
}

QList<QKeySequence> Actions::standardKeys(Command command) {
    QList<QKeySequence> keys;
    if (command == Command::Panels) return keys;
    for (const QString& key : QString::fromUtf8(spec(command).keys).split(" | ", Qt::SkipEmptyParts)) keys.append(QKeySequence(key));
    return keys;
}

void Actions::explain(const CommandSpec& spec) {
    QAction* action = (*this)[spec.command];
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    QString name = tr(spec.text);
    name.remove('&').remove(u'…');
    action->setToolTip(QString("<b>%1</b>%2<br>%3").arg(name, key.isEmpty() ? "" : " (" + key + ")", tr(spec.tip).toHtmlEscaped()));
}

void Actions::setKeys(Command command, const QList<QKeySequence>& keys) {
    if ((*this)[command]->shortcuts() == keys) return;
    (*this)[command]->setShortcuts(keys);
    explain(spec(command));
}

std::optional<Command> Actions::ownerOf(const QKeySequence& key) const {
    for (const CommandSpec& s : commandSpecs())
        if ((*this)[s.command]->shortcuts().contains(key)) return s.command;
    return std::nullopt;
}

void Actions::readKeys(const QSettings& settings) {
    for (const CommandSpec& s : commandSpecs()) {
        const QString name = QStringLiteral("keys/") + s.id;
        if (settings.contains(name)) setKeys(s.command, QKeySequence::listFromString(settings.value(name).toString(), QKeySequence::PortableText));
    }
}

void Actions::writeKeys(QSettings& settings) const {
    for (const CommandSpec& s : commandSpecs()) {
        const QString name = QStringLiteral("keys/") + s.id;
        const QList<QKeySequence> keys = (*this)[s.command]->shortcuts();
        if (keys == standardKeys(s.command)) settings.remove(name);
        else settings.setValue(name, QKeySequence::listToString(keys, QKeySequence::PortableText));
    }
}

void Actions::refreshIcons() {
    for (const CommandSpec& spec : commandSpecs())
        if (*spec.icon) (*this)[spec.command]->setIcon(iconNamed(spec.icon));
}

}  // namespace bowman::ui
