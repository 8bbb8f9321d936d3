// Signing a slide off: what is missing, who answers for it, and saying when an edit undoes it. GUI thread.
#pragma once

#include <QObject>

#include "ui/controllers/review_controller.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/maybe_session.h"
#include "ui/main_window/message_line.h"
#include "ui/main_window/seen_session.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct SignOffParts {
    QWidget& window;
    Project& project;
    SeenSession& seen;
    MaybeSession& maybe;
    MessageLine& message;
    Actions& actions;
};

/// "signed off by N., 23 Nov 2026 08:15"; empty where nobody has. Says so where an edit came later, and the exception.
QString signOffText(const SignOffState& state);

class SignOffSession : public QObject {
    Q_OBJECT
public:
    explicit SignOffSession(const SignOffParts& parts, QObject* parent = nullptr);

Q_SIGNALS:
    void failed(const bowman::ui::Problem& problem);
    /// Of the slide that is shown, by hand or by an edit.
    void changed();

private:
    void refresh();
    void ask();
    void open();
    SignOffCheck check() const;      ///< of now; the tissue has been asked for

    SignOffParts m_parts;
    SignOffState m_state;
};

}  // namespace bowman::ui
