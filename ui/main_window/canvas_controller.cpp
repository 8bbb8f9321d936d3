#include "ui/main_window/canvas_controller.h"

#include "ui/dialogs/drawing_dialog.h"
#include "ui/main_window/class_session.h"
#include "ui/main_window/orientation_session.h"
#include "ui/tools/pen_touch_input.h"

#include <QKeyEvent>

namespace bowman::ui {
namespace {

/// Whoever has drawn a border anew has decided: in a review the corrected object is done and the next one comes, after the gesture has ended.
ToolContext goingOn(ToolContext context, ReviewController& review) {
    context.commit = [commit = context.commit, &review](Edit edit) {
        const AnnotationPtr before = edit.changes.empty() ? nullptr : edit.changes.front().before;
        auto done = commit(std::move(edit));
        if (done.ok() && before && before->kind == AnnotationKind::Glomerulus && review.isReviewing())
            QMetaObject::invokeMethod(&review, [&review, id = before->id] {
                if (review.isReviewing() && review.selected() == id) review.decide(Decision::Accept);
            }, Qt::QueuedConnection);
        return done;
    };
    return context;
}

}  // namespace

CanvasController::CanvasController(const CanvasParts& parts, QObject* parent)
    : QObject(parent), m_view(parts.view), m_project(parts.project), m_review(parts.review), m_actions(parts.actions),
      m_select(toolContext()), m_brush(toolContext()), m_eraser(toolContext()), m_polygon(toolContext()), m_region(toolContext()),
      m_length(toolContext()), m_area(toolContext()), m_split(toolContext(), CutTool::Purpose::Split), m_merge(toolContext(), CutTool::Purpose::Merge),
      m_click(toolContext()), m_wand(toolContext()), m_magnetic(toolContext()), m_vertices(toolContext()), m_redraw(goingOn(toolContext(), m_review)), m_tissue(toolContext()),
      m_brushOptions(new BrushOptions(&m_view, {&m_brush, &m_eraser, &m_tissue}, [this] { return m_project.umPerPx(); })) {
    connectProject();
    connectTools();
    connectZoom();
    connectLayers();
    new OrientationSession(m_view, m_actions, this);
    m_view.installEventFilter(this);
    new PenTouchInput(m_view);
}

CanvasController::~CanvasController() {
    m_view.setTool(nullptr);
    delete m_brushOptions;
}

ToolContext CanvasController::toolContext() {
    ToolContext context;
    context.annotations = [this] { return m_project.annotations(); };
    context.selected = [this] { return m_review.selected(); };
    context.select = [this](AnnotationId id) { m_review.select(id); };
    context.newId = [this] { return m_project.document() ? m_project.document()->newAnnotationId(m_project.currentSlide()) : 0; };
    context.commit = [this](Edit edit) {   // the tool says why when it is refused
        const ProjectClasses& classes = m_review.classes();
        return m_project.apply(classes.isActiveStructure() ? asStructure(std::move(edit), classes.active()) : std::move(edit));
    };
    context.person = [this] { return m_project.document() ? QString::fromStdString(m_project.document()->person()) : QString(); };
    context.className = [this] { return QString::fromStdString(m_review.classes().active()); };
    context.say = [this](const QString& message) { Q_EMIT said(message); };
    context.slideRect = [this] { return m_project.slide() ? m_project.slide()->info().rect() : SlideRect{}; };
    context.umPerPx = [this] { return m_project.umPerPx(); };
    context.slide = [this] { return m_project.slide(); };
    context.probabilityAt = [this](SlidePoint p) { return m_view.probabilityAt(p); };
    return context;
}

void CanvasController::connectProject() {
    connect(&m_project, &Project::slideChanged, this, &CanvasController::showSlide);
    connect(&m_project, &Project::leavingSlide, this, &CanvasController::settleTool);
    connect(&m_project, &Project::closing, this, &CanvasController::settleTool);
    connect(&m_project, &Project::slideReread, this, [this] { m_view.rereadSlide(m_project.slide()); });
    connect(&m_project, &Project::scaleChanged, this, [this] { m_view.setUmPerPx(m_project.umPerPx()); });
    connect(&m_project, &Project::annotationsChanged, this, [this](const DocumentChange& change) { m_view.annotationsChanged(change.dirty); });
    connect(&m_review, &ReviewController::selectionChanged, this, [this](qint64 id) {
        m_view.setSelected(id);
        if (m_edited && m_edited->id != id) m_edited = nullptr;
    });
    connect(&m_review, &ReviewController::travelRequested, this, [this](const SlideRect& target) { m_view.travelTo(target, m_actions[Command::SmoothTravel]->isChecked()); });
    connect(&m_review, &ReviewController::likelyNext, &m_view, &SlideView::readAhead);
    connect(&m_view, &SlideView::selectionRequested, this, [this](qint64 id) { m_review.select(id); });
}

void CanvasController::showSlide() {
    m_view.setAnnotations(nullptr);
    m_view.setSlide(m_project.slide(), m_project.umPerPx());
    if (m_project.slide()) m_view.setAnnotations(m_project.annotations());
}

void CanvasController::connectTools() {
    auto* group = new QActionGroup(this);
    const auto add = [&](Command command, Tool& tool) {
        QAction* action = m_actions[command];
        group->addAction(action);
        tool.onAppearanceChanged = [this] {
            m_view.toolChanged();
            m_brushOptions->refresh();
        };
        connect(action, &QAction::toggled, this, [this, &tool](bool on) {
            if (on) setTool(tool);
        });
    };
    add(Command::ToolSelect, m_select);
    add(Command::ToolBrush, m_brush);
    add(Command::ToolEraser, m_eraser);
    add(Command::ToolPolygon, m_polygon);
    add(Command::ToolRegion, m_region);
    add(Command::ToolLength, m_length);
    add(Command::ToolArea, m_area);
    add(Command::ToolSplit, m_split);
    add(Command::ToolMerge, m_merge);
    add(Command::ToolClick, m_click);
    add(Command::ToolWand, m_wand);
    add(Command::ToolMagnetic, m_magnetic);
    add(Command::ToolVertices, m_vertices);
    add(Command::ToolRedraw, m_redraw);
    add(Command::ToolTissue, m_tissue);
    m_actions[Command::ToolSelect]->setChecked(true);
    connect(m_actions[Command::EditShape], &QAction::triggered, this, &CanvasController::editSelected);
}

void CanvasController::settleTool() {
    if (Tool* tool = m_view.tool()) tool->settle();
}

void CanvasController::setTool(Tool& tool) {
    settleTool();
    if (Tool* old = m_view.tool()) old->cancel();
    if (&tool != &m_brush && &tool != &m_eraser) m_edited = nullptr;
    m_view.setTool(&tool);
    m_brushOptions->setTool(&tool);
    if (&tool != &m_tissue || m_view.layers().tissue) return;
    LayerSettings layers = m_view.layers();   // nobody corrects what is not to be seen
    layers.tissue = true;
    setLayers(layers);
}

void CanvasController::editSelected() {
    const AnnotationPtr annotation = m_review.selectedAnnotation();
    if (!annotation) return Q_EMIT said(tr("Select an object first: click it, or press N"));
    if (annotation->kind == AnnotationKind::CompleteRegion) return Q_EMIT said(tr("Complete regions are changed with their own tool (K)"));
    // Brush and eraser go on with parts of the section only while these are what they draw.
    if (annotation->kind == AnnotationKind::Structure) m_review.classes().setActive(annotation->className);
    m_brush.fitRadius(*annotation);
    m_eraser.setRadius(m_brush.radius());
    m_actions[Command::ToolBrush]->setChecked(true);
    m_edited = annotation;
    m_view.setFocus();
    Q_EMIT said(tr("Paint to add, Shift to erase, [ and ] for the tip. Enter accepts, Esc gives the old outline back."));
}

void CanvasController::finishEditing(bool accept) {
    const AnnotationPtr before = m_edited;
    const AnnotationPtr now = m_project.annotations() ? m_project.annotations()->find(before->id) : nullptr;
    m_edited = nullptr;
    m_actions[Command::ToolSelect]->setChecked(true);
    if (!now) return;
    if (accept && now->kind == AnnotationKind::Glomerulus) return m_review.decide(Decision::Accept);
    if (accept) return;
    if (*now == *before) return;
    const auto restored = m_project.apply({"give back the outline of " + nameOf(*before), {{now, before}}});
    if (!restored) Q_EMIT refused(problemFrom(tr("Cannot give the old outline back"), restored.error()));
}

bool CanvasController::eventFilter(QObject* watched, QEvent* event) {
    // A key that a tool wants is not the window's: Delete removes a point, not the object.
    if (watched == &m_view && event->type() == QEvent::ShortcutOverride && m_view.tool() && m_view.tool()->wantsKey(static_cast<QKeyEvent*>(event)->key())) {
        event->accept();
        return true;
    }
    if (watched != &m_view || event->type() != QEvent::KeyPress) return QObject::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Tab && static_cast<QKeyEvent*>(event)->modifiers() == Qt::NoModifier) {
        Q_EMIT panelsToggled();
        return true;
    }
    const bool gestureOpen = m_view.tool() && m_view.tool()->isActive();
    if (gestureOpen) return false;
    if (isEditing() && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape)) {
        finishEditing(key != Qt::Key_Escape);
        return true;
    }
    if (key == Qt::Key_Escape && m_view.tool() != &m_select) {
        m_actions[Command::ToolSelect]->setChecked(true);
        return true;
    }
    return false;
}

void CanvasController::connectZoom() {
    const auto on = [this](Command command, auto act) { connect(m_actions[command], &QAction::triggered, this, act); };
    constexpr double kStep = 1.5;
    on(Command::DrawingSettings, [this] {
        auto* dialog = new DrawingDialog(m_view.window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    on(Command::ZoomFit, [this] { m_view.zoomToFit(); });
    on(Command::ZoomIn, [this] { m_view.zoomBy(kStep); });
    on(Command::ZoomOut, [this] { m_view.zoomBy(1 / kStep); });
    on(Command::Magnification0, [this] { m_view.setMagnification(1); });
    on(Command::Magnification1, [this] { m_view.zoomBy(m_view.viewport().downsample); });
    on(Command::Magnification2, [this] { m_view.setMagnification(2); });
    on(Command::Magnification3, [this] { m_view.setMagnification(5); });
    on(Command::Magnification4, [this] { m_view.setMagnification(10); });
    on(Command::Magnification5, [this] { m_view.setMagnification(20); });
    on(Command::Magnification6, [this] { m_view.setMagnification(40); });
}

void CanvasController::connectLayers() {
    const auto bind = [this](Command command, bool LayerSettings::*value) {
        connect(m_actions[command], &QAction::triggered, this, [this, value](bool on) {
            LayerSettings layers = m_view.layers();
            layers.*value = on;
            setLayers(layers);
        });
    };
    bind(Command::Outlines, &LayerSettings::outlines);
    bind(Command::Fill, &LayerSettings::fill);
    bind(Command::HeatMap, &LayerSettings::heatMap);
    bind(Command::ShowRejected, &LayerSettings::rejected);
    bind(Command::ShowSeen, &LayerSettings::seen);
}

void CanvasController::setLayers(const LayerSettings& layers) {
    m_view.setLayers(layers);
    m_actions[Command::Outlines]->setChecked(layers.outlines);
    m_actions[Command::Fill]->setChecked(layers.fill);
    m_actions[Command::HeatMap]->setChecked(layers.heatMap);
    m_actions[Command::ShowRejected]->setChecked(layers.rejected);
    m_actions[Command::ShowSeen]->setChecked(layers.seen);
    Q_EMIT layersChanged(layers);
}

}  // namespace bowman::ui
