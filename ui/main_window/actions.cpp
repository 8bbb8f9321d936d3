#include "ui/main_window/actions.h"

#include <algorithm>

#include <QIcon>
#include <QWidget>

#include "ui/main_window/own_icons.h"

namespace bowman::ui {

const std::vector<CommandSpec>& Actions::specs() {
    using enum Command;
    static const std::vector<CommandSpec> specs = {
        {OpenSlide, QT_TR_NOOP("File"), "open-slide", QT_TR_NOOP("Open &Slide…"), "Ctrl+O", "document-open", QT_TR_NOOP("Open a slide; several at once become one project")},
        {OpenProject, QT_TR_NOOP("File"), "open-project", QT_TR_NOOP("Open &Project…"), "Ctrl+Shift+O", "folder-open", QT_TR_NOOP("Open a .bowman project")},
        {AddSlides, QT_TR_NOOP("File"), "add-slides", QT_TR_NOOP("&Add Slides to Project…"), "", "list-add", QT_TR_NOOP("Add slides to the project that is open")},
        {SaveCopy, QT_TR_NOOP("File"), "save-copy", QT_TR_NOOP("Save a &Copy…"), "Ctrl+Shift+S", "document-save-as", QT_TR_NOOP("Write a copy of the project to another file")},
        {AlwaysSaved, QT_TR_NOOP("File"), "always-saved", QT_TR_NOOP("Saved &Automatically"), "Ctrl+S", "document-save", QT_TR_NOOP("Everything is saved as you do it")},
        {Import, QT_TR_NOOP("File"), "import", QT_TR_NOOP("&Import Labels…"), "Ctrl+I", "document-import", QT_TR_NOOP("Take in labels that other tools wrote; a file can be dropped on the slide too")},
        {Export, QT_TR_NOOP("File"), "export", QT_TR_NOOP("&Export…"), "Ctrl+E", "document-export", QT_TR_NOOP("Write labels that other tools read")},
        {Report, QT_TR_NOOP("File"), "report", QT_TR_NOOP("Repo&rt…"), "Ctrl+Shift+E", "office-report", QT_TR_NOOP("Figures, plots and pictures of the slide or the project, as PDF or HTML")},
        {SaveView, QT_TR_NOOP("File"), "save-view", QT_TR_NOOP("Save &View as Picture…"), "Ctrl+P", "camera-photo", QT_TR_NOOP("What the canvas shows, with its scale bar, as PNG; or the outlines as SVG")},
        {CloseProject, QT_TR_NOOP("File"), "close", QT_TR_NOOP("&Close Project"), "Ctrl+Shift+W", "window-close", QT_TR_NOOP("Close the project; everything is saved")},
        {Quit, QT_TR_NOOP("File"), "quit", QT_TR_NOOP("&Quit"), "Ctrl+Q", "application-exit", QT_TR_NOOP("Quit; everything is saved")},

        {Undo, QT_TR_NOOP("Edit"), "undo", QT_TR_NOOP("&Undo"), "Ctrl+Z", "edit-undo", QT_TR_NOOP("Take the last step back; there is no limit")},
        {Redo, QT_TR_NOOP("Edit"), "redo", QT_TR_NOOP("&Redo"), "Ctrl+Shift+Z | Ctrl+Y", "edit-redo", QT_TR_NOOP("Do again what was undone")},
        {History, QT_TR_NOOP("Edit"), "history", QT_TR_NOOP("&History"), "Ctrl+H", "view-history", QT_TR_NOOP("Every step of this slide, with who and when; a click goes there")},
        {Search, QT_TR_NOOP("Edit"), "search", QT_TR_NOOP("&Find Objects"), "Ctrl+F", "search", QT_TR_NOOP("By number, class, note or person: the list shows them, Enter goes to the next")},
        {Note, QT_TR_NOOP("Edit"), "note", QT_TR_NOOP("&Note on the Object"), "Ctrl+Shift+N", "note", QT_TR_NOOP("Write a note on the selected object")},
        {Delete, QT_TR_NOOP("Edit"), "delete", QT_TR_NOOP("&Delete Object"), "Delete", "edit-delete", QT_TR_NOOP("Remove the selected object")},

        {FindGlomeruli, QT_TR_NOOP("Detection"), "find", QT_TR_NOOP("Find &Glomeruli"), "Ctrl+Return", "edit-find", QT_TR_NOOP("Run the network over the tissue of this slide")},
        {FindInSelected, QT_TR_NOOP("Detection"), "find-in-selected", QT_TR_NOOP("Find Glomeruli in the Se&lected Slides"), "Ctrl+Shift+Return", "", QT_TR_NOOP("One after the other: the slides that are selected in the panel Slides (Ctrl+click, Shift+click)")},
        {SetScale, QT_TR_NOOP("Detection"), "set-scale", QT_TR_NOOP("Set &µm per Pixel…"), "", "measure", QT_TR_NOOP("Say how large a pixel of this slide is")},

        {SlideProperties, QT_TR_NOOP("Slide"), "slide-properties", QT_TR_NOOP("&Properties"), "Alt+Return", "document-properties", QT_TR_NOOP("What the file of this slide says: size, scale, scanner, pictures")},
        {SlideTable, QT_TR_NOOP("Slide"), "slide-table", QT_TR_NOOP("Slide &Table…"), "Ctrl+T", "view-list-details", QT_TR_NOOP("All slides of the project: alias, case, patient, stain and block, to be edited or imported")},
        {Measurements, QT_TR_NOOP("Slide"), "measurements", QT_TR_NOOP("&Measurements"), "F7", "view-statistics", QT_TR_NOOP("A table of sizes and forms of all objects, with plots and figures of the slide"), true},
        {SideBySide, QT_TR_NOOP("Slide"), "side-by-side", QT_TR_NOOP("Side &by Side"), "F8", "view-split-left-right", QT_TR_NOOP("Another slide beside this one; both move together"), true},
        {NextTab, QT_TR_NOOP("Slide"), "next-tab", QT_TR_NOOP("&Next Tab"), "Ctrl+Tab", "", QT_TR_NOOP("The slide in the next tab")},
        {PreviousTab, QT_TR_NOOP("Slide"), "previous-tab", QT_TR_NOOP("Pre&vious Tab"), "Ctrl+Shift+Tab", "", QT_TR_NOOP("The slide in the tab before")},
        {CloseTab, QT_TR_NOOP("Slide"), "close-tab", QT_TR_NOOP("&Close Tab"), "Ctrl+W", "tab-close", QT_TR_NOOP("Put this slide away; it stays in the project. The last one closes the project")},

        {ToolSelect, QT_TR_NOOP("Tools"), "tool-select", QT_TR_NOOP("&Select and Pan"), "V", "edit-select", QT_TR_NOOP("Click selects, drag moves the slide"), true},
        {ToolBrush, QT_TR_NOOP("Tools"), "tool-brush", QT_TR_NOOP("&Brush"), "B", "draw-brush", QT_TR_NOOP("Paint onto a glomerulus, or begin a new one; Shift erases, [ and ] change the radius"), true},
        {ToolEraser, QT_TR_NOOP("Tools"), "tool-eraser", QT_TR_NOOP("&Eraser"), "X", "draw-eraser", QT_TR_NOOP("Take away from a glomerulus; Shift paints"), true},
        {ToolPolygon, QT_TR_NOOP("Tools"), "tool-polygon", QT_TR_NOOP("&Polygon"), "G", "draw-polygon", QT_TR_NOOP("Click corners, drag freehand, or both: a new glomerulus, or more of the selected one where you begin in it; Shift cuts, Enter closes, Esc gives up"), true},
        {ToolRegion, QT_TR_NOOP("Tools"), "tool-region", QT_TR_NOOP("Mark &Region Complete"), "K", "select-rectangular", QT_TR_NOOP("Outline a part in which everything is marked: the rest of it counts as background"), true},
        {ToolLength, QT_TR_NOOP("Tools"), "tool-length", QT_TR_NOOP("Measure &Length"), "L", "tool-measure", QT_TR_NOOP("A ruler: drag, or click twice; Shift for straight lines, Ctrl+C copies"), true},
        {ToolArea, QT_TR_NOOP("Tools"), "tool-area", QT_TR_NOOP("Measure &Area"), "Shift+L", "edit-select-lasso", QT_TR_NOOP("Outline anything: area, perimeter and equivalent diameter; Ctrl+C copies"), true},
        {ToolSplit, QT_TR_NOOP("Tools"), "tool-split", QT_TR_NOOP("Spl&it"), "S", "edit-cut", QT_TR_NOOP("Draw a line right across objects: each becomes two"), true},
        {ToolMerge, QT_TR_NOOP("Tools"), "tool-merge", QT_TR_NOOP("&Merge"), "M", "merge", QT_TR_NOOP("Draw a line across objects: they become one, and small gaps are bridged"), true},
        {ToolClick, QT_TR_NOOP("Tools"), "tool-click", QT_TR_NOOP("&Click to Outline"), "C", "tools-wizard", QT_TR_NOOP("Click in a glomerulus, or drag a box around it: its outline is proposed; more clicks pull it, Shift-clicks push it back, Enter keeps it"), true},
        {ToolWand, QT_TR_NOOP("Tools"), "tool-wand", QT_TR_NOOP("&Wand"), "W", "tool-wand", QT_TR_NOOP("Press on a colour: what is like it is taken, the further you drag the more; Shift takes away, [ and ] change with how much it begins"), true},
        {ToolMagnetic, QT_TR_NOOP("Tools"), "tool-magnetic", QT_TR_NOOP("Ma&gnetic Outline"), "Shift+G", "tool-magnetic", QT_TR_NOOP("Click along a border: the line follows the edges; Enter closes, Shift+Enter subtracts, Backspace takes the last point back"), true},
        {ToolVertices, QT_TR_NOOP("Tools"), "tool-vertices", QT_TR_NOOP("Edit P&oints"), "Shift+V", "tool-vertices", QT_TR_NOOP("Drag points or edges of the selected outline; a double click on an edge adds a point, Delete removes one"), true},
        {ToolRedraw, QT_TR_NOOP("Tools"), "tool-redraw", QT_TR_NOOP("Re&draw Border"), "D", "tool-redraw", QT_TR_NOOP("Draw along the true border: what lies beside the line of the selected outline is replaced by it; all around is a whole outline, also of a new glomerulus. In a review the next object comes then"), true},
        {ToolTissue, QT_TR_NOOP("Tools"), "tool-tissue", QT_TR_NOOP("Correct &Tissue"), "T", "draw-watercolor", QT_TR_NOOP("Paint what counts as tissue, Shift takes away: the network looks there and nowhere else, and areas follow"), true},
        {OutlineSmooth, QT_TR_NOOP("Tools"), "outline-smooth", QT_TR_NOOP("&Smooth"), "Shift+S", "", QT_TR_NOOP("Spikes and notches narrower than 6 µm go")},
        {OutlineSimplify, QT_TR_NOOP("Tools"), "outline-simplify", QT_TR_NOOP("Si&mplify"), "", "", QT_TR_NOOP("Fewer points; the outline moves by 0.5 µm at most")},
        {OutlineGrow, QT_TR_NOOP("Tools"), "outline-grow", QT_TR_NOOP("&Grow by 1 µm"), "Ctrl+]", "", QT_TR_NOOP("Move the outline outwards; it stops at its neighbours")},
        {OutlineShrink, QT_TR_NOOP("Tools"), "outline-shrink", QT_TR_NOOP("Shri&nk by 1 µm"), "Ctrl+[", "", QT_TR_NOOP("Move the outline inwards")},
        {OutlineFillHoles, QT_TR_NOOP("Tools"), "outline-fill-holes", QT_TR_NOOP("&Fill Holes"), "Shift+F", "", QT_TR_NOOP("Close the holes of the selected object")},
        {OutlineHull, QT_TR_NOOP("Tools"), "outline-hull", QT_TR_NOOP("&Convex Hull"), "", "", QT_TR_NOOP("The tightest outline without dents")},
        {OutlineDuplicate, QT_TR_NOOP("Tools"), "outline-duplicate", QT_TR_NOOP("&Duplicate"), "", "", QT_TR_NOOP("A copy beside the selected object")},
        {EditShape, QT_TR_NOOP("Tools"), "edit-shape", QT_TR_NOOP("Edit Sha&pe"), "E", "document-edit", QT_TR_NOOP("Take the brush, with a tip that fits the selected object")},

        {Review, QT_TR_NOOP("Review"), "review", QT_TR_NOOP("&Review"), "F5", "view-preview", QT_TR_NOOP("Go through the objects in the order of the list; each decision moves on"), true},
        {Gallery, QT_TR_NOOP("Review"), "gallery", QT_TR_NOOP("&Gallery"), "F6", "view-grid", QT_TR_NOOP("Pictures of the objects instead of the table; several can be decided at once"), true},
        {Maybe, QT_TR_NOOP("Review"), "maybe", QT_TR_NOOP("&Maybe"), "Shift+F5", "", QT_TR_NOOP("Faint places that the network was not sure enough of to propose them"), true},
        {Next, QT_TR_NOOP("Review"), "next", QT_TR_NOOP("&Next"), "N", "go-next", QT_TR_NOOP("Next object, in the order of the list")},
        {Previous, QT_TR_NOOP("Review"), "previous", QT_TR_NOOP("&Previous"), "P", "go-previous", QT_TR_NOOP("Previous object, in the order of the list")},
        {Accept, QT_TR_NOOP("Review"), "accept", QT_TR_NOOP("&Accept"), "A", "dialog-ok-apply", QT_TR_NOOP("This is a glomerulus, and its outline is right")},
        {Reject, QT_TR_NOOP("Review"), "reject", QT_TR_NOOP("Re&ject"), "R", "dialog-cancel", QT_TR_NOOP("This is not a glomerulus")},
        {Unsure, QT_TR_NOOP("Review"), "unsure", QT_TR_NOOP("&Unsure"), "U", "question", QT_TR_NOOP("Leave it to a colleague")},
        {Class1, QT_TR_NOOP("Review"), "class-1", QT_TR_NOOP("Class of Key 1"), "1", "", QT_TR_NOOP("The class of the selected object")},
        {Class2, QT_TR_NOOP("Review"), "class-2", QT_TR_NOOP("Class of Key 2"), "2", "", QT_TR_NOOP("The class of the selected object")},
        {Class3, QT_TR_NOOP("Review"), "class-3", QT_TR_NOOP("Class of Key 3"), "3", "", QT_TR_NOOP("The class of the selected object")},
        {Class4, QT_TR_NOOP("Review"), "class-4", QT_TR_NOOP("Class of Key 4"), "4", "", QT_TR_NOOP("The class of the selected object")},
        {Class5, QT_TR_NOOP("Review"), "class-5", QT_TR_NOOP("Class of Key 5"), "5", "", QT_TR_NOOP("The class of the selected object")},
        {Class6, QT_TR_NOOP("Review"), "class-6", QT_TR_NOOP("Class of Key 6"), "6", "", QT_TR_NOOP("The class of the selected object")},
        {Class7, QT_TR_NOOP("Review"), "class-7", QT_TR_NOOP("Class of Key 7"), "7", "", QT_TR_NOOP("The class of the selected object")},
        {Class8, QT_TR_NOOP("Review"), "class-8", QT_TR_NOOP("Class of Key 8"), "8", "", QT_TR_NOOP("The class of the selected object")},
        {Class9, QT_TR_NOOP("Review"), "class-9", QT_TR_NOOP("Class of Key 9"), "9", "", QT_TR_NOOP("The class of the selected object")},
        {EditPalette, QT_TR_NOOP("Review"), "edit-palette", QT_TR_NOOP("&Classes…"), "", "color-picker", QT_TR_NOOP("Names, colours and keys of the classes of this project")},
        {NextUnseen, QT_TR_NOOP("Review"), "next-unseen", QT_TR_NOOP("Next &Unseen Tissue"), "Shift+N", "", QT_TR_NOOP("Go to the nearest tissue that you have not looked at yet, at 5×")},
        {SignOff, QT_TR_NOOP("Review"), "sign-off", QT_TR_NOOP("Sign &Off…"), "Ctrl+Shift+F5", "", QT_TR_NOOP("Say that this slide is reviewed, or with which exception; kept in the project")},
        {ReadAs, QT_TR_NOOP("Review"), "read-as", QT_TR_NOOP("Read &As…"), "Shift+F9", "", QT_TR_NOOP("Who reads from now on: everything that is done carries this name")},
        {SecondReading, QT_TR_NOOP("Review"), "second-reading", QT_TR_NOOP("Second &Reading (Blinded)…"), "Ctrl+Shift+F9", "", QT_TR_NOOP("Another person reads this slide and sees nothing of the first reading")},
        {FinishReading, QT_TR_NOOP("Review"), "finish-reading", QT_TR_NOOP("Reading &Finished"), "Ctrl+F9", "", QT_TR_NOOP("This reading is done: it is not changed any more, and can be compared"), true},
        {CompareReadings, QT_TR_NOOP("Review"), "compare-readings", QT_TR_NOOP("&Compare Readings"), "F9", "", QT_TR_NOOP("How well two readers agree, and every place where they do not")},
        {RuleFirst, QT_TR_NOOP("Review"), "rule-first", QT_TR_NOOP("First Reader Is Right"), "Alt+1", "", QT_TR_NOOP("While adjudicating: takes the first reader's object; the key 1 alone does so too")},
        {RuleSecond, QT_TR_NOOP("Review"), "rule-second", QT_TR_NOOP("Second Reader Is Right"), "Alt+2", "", QT_TR_NOOP("While adjudicating: takes the second reader's object; the key 2 alone does so too")},
        {RuleNeither, QT_TR_NOOP("Review"), "rule-neither", QT_TR_NOOP("Neither Is Right"), "Alt+0", "", QT_TR_NOOP("While adjudicating: there is no glomerulus; the key 0 alone does so too")},
        {RuleOwn, QT_TR_NOOP("Review"), "rule-own", QT_TR_NOOP("Own Outline"), "Alt+3", "", QT_TR_NOOP("While adjudicating: the outline of one of them, to be changed with the brush; the key E alone does so too")},

        {ZoomFit, QT_TR_NOOP("View"), "zoom-fit", QT_TR_NOOP("Whole &Slide"), "0", "zoom-fit-best", QT_TR_NOOP("Show the whole slide")},
        {ZoomIn, QT_TR_NOOP("View"), "zoom-in", QT_TR_NOOP("Zoom &In"), "+ | =", "zoom-in", QT_TR_NOOP("Closer")},
        {ZoomOut, QT_TR_NOOP("View"), "zoom-out", QT_TR_NOOP("Zoom &Out"), "-", "zoom-out", QT_TR_NOOP("Further away")},
        {GoTo, QT_TR_NOOP("View"), "go-to", QT_TR_NOOP("&Go To…"), "Ctrl+G", "go-jump", QT_TR_NOOP("Go to a position in pixels, µm or mm, or to an object by its number")},
        {AddBookmark, QT_TR_NOOP("View"), "add-bookmark", QT_TR_NOOP("Add &Bookmark"), "Ctrl+D", "bookmark-new", QT_TR_NOOP("Keep this view under a name")},
        {FocusUp, QT_TR_NOOP("View"), "focus-up", QT_TR_NOOP("Next Focus P&lane"), "PgUp", "", QT_TR_NOOP("Of a slide with several focus planes")},
        {FocusDown, QT_TR_NOOP("View"), "focus-down", QT_TR_NOOP("Previous Focus Pla&ne"), "PgDown", "", QT_TR_NOOP("Of a slide with several focus planes")},
        {ForgetSeen, QT_TR_NOOP("View"), "forget-seen", QT_TR_NOOP("Forget What Was S&een"), "", "", QT_TR_NOOP("Begin again: nothing of this slide counts as looked at")},
        {Magnification0, QT_TR_NOOP("View"), "magnification-0", QT_TR_NOOP("1×"), "", "", QT_TR_NOOP("1× (10 µm per pixel of the screen)")},
        {Magnification1, QT_TR_NOOP("View"), "magnification-1", QT_TR_NOOP("&1:1"), "Ctrl+1", "zoom-original", QT_TR_NOOP("One pixel of the slide is one of the screen")},
        {Magnification2, QT_TR_NOOP("View"), "magnification-2", QT_TR_NOOP("&2×"), "Ctrl+2", "", QT_TR_NOOP("2× (5 µm per pixel of the screen)")},
        {Magnification3, QT_TR_NOOP("View"), "magnification-3", QT_TR_NOOP("&5×"), "Ctrl+3", "", QT_TR_NOOP("5× (2 µm per pixel of the screen)")},
        {Magnification4, QT_TR_NOOP("View"), "magnification-4", QT_TR_NOOP("1&0×"), "Ctrl+4", "", QT_TR_NOOP("10× (1 µm per pixel of the screen)")},
        {Magnification5, QT_TR_NOOP("View"), "magnification-5", QT_TR_NOOP("20&×"), "Ctrl+5", "", QT_TR_NOOP("20× (0.5 µm per pixel of the screen)")},
        {Magnification6, QT_TR_NOOP("View"), "magnification-6", QT_TR_NOOP("&40×"), "Ctrl+6", "", QT_TR_NOOP("40× (0.25 µm per pixel of the screen)")},
        {RotateRight, QT_TR_NOOP("View"), "rotate-right", QT_TR_NOOP("Rotate &Right"), "Ctrl+R", "object-rotate-right", QT_TR_NOOP("Turn the view by 90° to the right")},
        {RotateLeft, QT_TR_NOOP("View"), "rotate-left", QT_TR_NOOP("Rotate &Left"), "Ctrl+Shift+R", "object-rotate-left", QT_TR_NOOP("Turn the view by 90° to the left")},
        {RotateBy, QT_TR_NOOP("View"), "rotate-by", QT_TR_NOOP("Rotate by &Angle…"), "Ctrl+Alt+R", "transform-rotate", QT_TR_NOOP("Turn the view by any angle; Ctrl+Shift+Wheel does so too")},
        {Mirror, QT_TR_NOOP("View"), "mirror", QT_TR_NOOP("&Mirror"), "Ctrl+M", "object-flip-horizontal", QT_TR_NOOP("Exchange left and right"), true},
        {Upright, QT_TR_NOOP("View"), "upright", QT_TR_NOOP("&Upright"), "Ctrl+0", "", QT_TR_NOOP("Show the slide as it was scanned, neither turned nor mirrored")},
        {DrawingSettings, QT_TR_NOOP("View"), "drawing", QT_TR_NOOP("&Drawing…"), "", "preferences-desktop-display", QT_TR_NOOP("OpenGL or raster engine, and memory for tiles")},
        {Outlines, QT_TR_NOOP("View"), "outlines", QT_TR_NOOP("&Outlines"), "", "", QT_TR_NOOP("Outlines of the objects"), true},
        {Fill, QT_TR_NOOP("View"), "fill", QT_TR_NOOP("&Fill"), "F", "fill-color", QT_TR_NOOP("Fill the outlines lightly"), true},
        {HeatMap, QT_TR_NOOP("View"), "heat-map", QT_TR_NOOP("&Heat Map"), "H", "color-management", QT_TR_NOOP("The network's probability"), true},
        {ShowRejected, QT_TR_NOOP("View"), "show-rejected", QT_TR_NOOP("Show Re&jected"), "", "", QT_TR_NOOP("Rejected objects, dotted"), true},
        {ShowSeen, QT_TR_NOOP("View"), "show-seen", QT_TR_NOOP("Show What &Was Seen"), "Ctrl+Alt+S", "", QT_TR_NOOP("Tints on the navigator what you have looked at, at 5× or closer"), true},
        {SmoothTravel, QT_TR_NOOP("View"), "smooth-travel", QT_TR_NOOP("Smoot&h Travel"), "", "", QT_TR_NOOP("Fly to the next object rather than jump"), true},
        {ResetAppearance, QT_TR_NOOP("View"), "reset-appearance", QT_TR_NOOP("Reset &Appearance"), "Ctrl+Shift+A", "edit-reset", QT_TR_NOOP("Show the slide as it is stained")},
        {Panels, QT_TR_NOOP("View"), "panels", QT_TR_NOOP("Hide &Panels"), "Tab", "", QT_TR_NOOP("Hide all panels (while the slide has the focus)"), true},
        {FullScreen, QT_TR_NOOP("View"), "full-screen", QT_TR_NOOP("F&ull Screen"), "F11", "view-fullscreen", QT_TR_NOOP("Use the whole screen"), true},
        {ThemeSystem, QT_TR_NOOP("View"), "theme-system", QT_TR_NOOP("As the S&ystem"), "", "", QT_TR_NOOP("Light or dark, as the desktop"), true},
        {ThemeLight, QT_TR_NOOP("View"), "theme-light", QT_TR_NOOP("&Light"), "", "", QT_TR_NOOP("Light window"), true},
        {ThemeDark, QT_TR_NOOP("View"), "theme-dark", QT_TR_NOOP("&Dark"), "", "", QT_TR_NOOP("Dark window"), true},

        {CheatSheet, QT_TR_NOOP("Help"), "cheat-sheet", QT_TR_NOOP("&Keys"), "F1", "input-keyboard", QT_TR_NOOP("Every key on one page")},
        {ChangeKeys, QT_TR_NOOP("Help"), "change-keys", QT_TR_NOOP("&Change Keys…"), "", "configure-shortcuts", QT_TR_NOOP("Give any command another key")},
        {Guide, QT_TR_NOOP("Help"), "guide", QT_TR_NOOP("User &Guide"), "Shift+F1", "help-contents", QT_TR_NOOP("How to work with Bowman")},
        {About, QT_TR_NOOP("Help"), "about", QT_TR_NOOP("&About Bowman"), "", "help-about", QT_TR_NOOP("Version and licence")},
    };
    return specs;
}

Actions::Actions(QWidget* window) : QObject(window), m_actions(static_cast<std::size_t>(Command::Count), nullptr) {
    for (const CommandSpec& spec : specs()) {
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
    return *std::find_if(specs().begin(), specs().end(), [&](const CommandSpec& s) { return s.command == command; });
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
    for (const CommandSpec& s : specs())
        if ((*this)[s.command]->shortcuts().contains(key)) return s.command;
    return std::nullopt;
}

void Actions::readKeys(const QSettings& settings) {
    for (const CommandSpec& s : specs()) {
        const QString name = QStringLiteral("keys/") + s.id;
        if (settings.contains(name)) setKeys(s.command, QKeySequence::listFromString(settings.value(name).toString(), QKeySequence::PortableText));
    }
}

void Actions::writeKeys(QSettings& settings) const {
    for (const CommandSpec& s : specs()) {
        const QString name = QStringLiteral("keys/") + s.id;
        const QList<QKeySequence> keys = (*this)[s.command]->shortcuts();
        if (keys == standardKeys(s.command)) settings.remove(name);
        else settings.setValue(name, QKeySequence::listToString(keys, QKeySequence::PortableText));
    }
}

void Actions::refreshIcons() {
    for (const CommandSpec& spec : specs())
        if (*spec.icon) (*this)[spec.command]->setIcon(iconNamed(spec.icon));
}

}  // namespace bowman::ui
