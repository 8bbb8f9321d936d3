// A line above the slide that says whose reading is shown, wherever it is not the only one: nobody is to work in the wrong one. GUI thread.
#pragma once

#include <QAction>
#include <QFrame>
#include <QLabel>
#include <QToolButton>

#include "core/document/reading.h"

namespace bowman::ui {

class ReadingBar : public QFrame {
    Q_OBJECT
public:
    /// Buttons for both commands.
    ReadingBar(QAction* finish, QAction* compare, QWidget* parent = nullptr);
    /// `others`: there is more than this reading. Hidden for a slide that was read once.
    void show(const ReadingRecord& reading, const QString& text, bool others);
    QString text() const { return isHidden() ? QString() : m_text->text(); }

private:
    QLabel* m_text;
    QToolButton* m_finish;
};

}  // namespace bowman::ui
