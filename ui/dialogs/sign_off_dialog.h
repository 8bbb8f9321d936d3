// What stands between a slide and its sign-off, and room for an exception. GUI thread.
#pragma once

#include <QDialog>
#include <QPlainTextEdit>
#include <QPushButton>

#include "core/document/sign_off.h"

namespace bowman::ui {

class SignOffDialog : public QDialog {
    Q_OBJECT
public:
    /// The result of a sign-off that is taken back; Accepted is signed.
    static constexpr int kTakenBack = 2;

    /// `state`: who has signed already; empty: nobody.
    SignOffDialog(const SignOffCheck& check, const QString& state, bool counts, QWidget* parent = nullptr);
    QString exception() const { return m_exception->toPlainText(); }

private:
    void refresh();
    SignOffCheck m_check;
    QPlainTextEdit* m_exception;
    QPushButton* m_sign;
};

}  // namespace bowman::ui
