// A way of working on the canvas with the mouse. GUI thread only. Life of a gesture: press opens it, moves return what to
// repaint, release commits one edit, cancel (Esc) rolls back: nothing outside changes before release.
#pragma once

#include <functional>
#include <optional>

#include <QCursor>
#include <QPainter>
#include <QString>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/document/edit.h"
#include "core/slide/slide.h"
#include "core/tiles/viewport.h"

namespace bowman::ui {

/// What a tool may see and do; filled by the wiring. All callable on the GUI thread.
struct ToolContext {
    std::function<const AnnotationSet*()> annotations;                 ///< of the current slide; null without one
    std::function<AnnotationId()> selected;
    std::function<void(AnnotationId)> select;
    std::function<AnnotationId()> newId;
    std::function<Result<void>(Edit)> commit;                          ///< one gesture, one edit
    std::function<QString()> person;
    std::function<QString()> className;                                ///< of objects to be added
    std::function<void(const QString&)> say;                           ///< a line at the bottom of the canvas
    std::function<SlideRect()> slideRect;
    std::function<std::optional<double>()> umPerPx;                    ///< of level 0; empty where unknown
    std::function<SlidePtr()> slide = {};                              ///< null without one; may be read in a worker
    std::function<std::optional<double>(SlidePoint)> probabilityAt = {};   ///< of the network; empty where it was not asked
};

struct ToolEvent {
    SlidePoint point;
    Qt::MouseButton button = Qt::NoButton;
    Qt::KeyboardModifiers modifiers;
    double downsample = 1;          ///< level-0 pixels per pixel of the screen: what "near" means to the hand
    Orientation orientation = {};        ///< of the view: what "straight" means to the hand
};

class Tool {
public:
    explicit Tool(ToolContext context) : m_context(std::move(context)) {}
    virtual ~Tool() = default;

    virtual QString name() const = 0;        ///< stable, for settings and tests: "brush"
    virtual QCursor cursor() const { return Qt::CrossCursor; }
    /// True when the left button belongs to the tool; false leaves it to panning.
    virtual bool takesLeftButton() const { return true; }
    /// The same for one press: a tool may want some places only.
    virtual bool takesPress(const ToolEvent&) { return takesLeftButton(); }
    /// Of a pen, 0…1, from now on; 1 for a mouse.
    virtual void setPressure(double /*pressure*/) {}

    /// Each returns what must be repainted, in level-0 pixels.
    virtual SlideRect press(const ToolEvent&) { return {}; }
    virtual SlideRect move(const ToolEvent&) { return {}; }      ///< also without a button
    virtual SlideRect release(const ToolEvent&) { return {}; }
    virtual SlideRect doubleClick(const ToolEvent&) { return {}; }
    /// Else the second press of a double click is a press like any other: quick strokes are strokes.
    virtual bool usesDoubleClick() const { return false; }
    /// True when used; Enter finishes, Esc cancels, [ and ] change the radius.
    virtual bool key(int /*key*/, Qt::KeyboardModifiers) { return false; }
    /// Keys that the window would take for itself: the tool gets them where this is true.
    virtual bool wantsKey(int /*key*/) const { return false; }
    virtual bool wheelWithCtrl(double /*steps*/) { return false; }
    virtual SlideRect cancel() { return {}; }
    /// A gesture that was released, and is still being worked out elsewhere, is committed before this returns.
    virtual void settle() {}
    virtual bool isActive() const { return false; }              ///< a gesture is open

    /// Draws what belongs to the open gesture (cursor circle, rubber line), in device pixels.
    virtual void paint(QPainter&, const Viewport&) const {}

    /// Shape to show instead of the stored one while a gesture is open.
    virtual std::optional<std::pair<AnnotationId, MultiPolygon>> liveShape() const { return std::nullopt; }

    /// Set by the view's owner; the tool calls it when it looks different without an event of its own (radius, an answer of a worker).
    std::function<void()> onAppearanceChanged;

protected:
    const ToolContext& context() const { return m_context; }

private:
    ToolContext m_context;
};

}  // namespace bowman::ui
