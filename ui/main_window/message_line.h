// A line at the bottom of the canvas that says what happened, with Undo where there is something to take back. It goes by
// itself. GUI thread.
#pragma once

#include <functional>

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace bowman::ui {

class MessageLine : public QFrame {
    Q_OBJECT
public:
    /// Floats at the bottom of `parent`, centred.
    explicit MessageLine(QWidget* parent);
    void say(const QString& text);
    void sayWithAction(const QString& text, const QString& action, std::function<void()> run);
    /// Who is asked to undo must not be answered by another project.
    void dismiss();
    QString text() const { return isHidden() ? QString() : m_text->text(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void appear(const QString& text);
    void place();

    QLabel* m_text;
    QPushButton* m_action;
    std::function<void()> m_run;
    QTimer m_timer;
};

}  // namespace bowman::ui
