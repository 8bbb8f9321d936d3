#include "ui/main_window/orientation_session.h"

#include "ui/main_window/orientation_chip.h"

namespace bowman::ui {

OrientationSession::OrientationSession(SlideView& view, Actions& actions, QObject* parent) : QObject(parent), m_view(view), m_actions(actions) {
    new OrientationChip(&view);
    const auto turn = [this](Command command, auto changed) {
        connect(m_actions[command], &QAction::triggered, this, [this, changed] { m_view.setOrientation(changed(m_view.viewport().orientation)); });
    };
    turn(Command::RotateRight, [](const Orientation& o) { return o.rotated(90); });
    turn(Command::RotateLeft, [](const Orientation& o) { return o.rotated(-90); });
    turn(Command::Mirror, [](const Orientation& o) { return o.flipped(); });
    turn(Command::Upright, [](const Orientation&) { return Orientation(); });
    connect(m_actions[Command::RotateBy], &QAction::triggered, this, &OrientationSession::ask);
    connect(&view, &SlideView::viewportChanged, this, &OrientationSession::refresh);
    refresh();
}

void OrientationSession::ask() {
    if (!m_view.slide() || m_dialog) return;
    m_dialog = new TurnDialog(m_view.viewport().orientation, [this](const Orientation& o) { m_view.setOrientation(o); }, m_view.window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->open();
}

void OrientationSession::refresh() {
    m_actions[Command::Mirror]->setChecked(m_view.viewport().orientation.isMirrored());
    m_actions[Command::Upright]->setEnabled(!m_view.viewport().orientation.isUpright());
}

}  // namespace bowman::ui
