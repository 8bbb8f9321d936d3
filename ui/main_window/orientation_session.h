// The commands that turn the view. How a view is turned is part of its viewport and remembered with it. GUI thread.
#pragma once

#include <QObject>
#include <QPointer>

#include "ui/canvas/slide_view.h"
#include "ui/dialogs/turn_dialog.h"
#include "ui/main_window/actions.h"

namespace bowman::ui {

class OrientationSession : public QObject {
    Q_OBJECT
public:
    /// Both outlive it.
    OrientationSession(SlideView& view, Actions& actions, QObject* parent = nullptr);

private:
    void ask();
    void refresh();

    SlideView& m_view;
    Actions& m_actions;
    QPointer<TurnDialog> m_dialog;
};

}  // namespace bowman::ui
