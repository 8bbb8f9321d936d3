// View ▸ Language: the system's, English, and what there is a translation for. GUI thread.
#pragma once

#include <QMenu>

namespace bowman::ui {

class LanguageMenu : public QMenu {
    Q_OBJECT
public:
    /// What is chosen is remembered, and taken when the program starts again.
    explicit LanguageMenu(QWidget* parent = nullptr);

Q_SIGNALS:
    /// What to tell the person.
    void chosen(const QString& message);

private:
    void add(const QString& text, const QString& code, QActionGroup& group);
};

}  // namespace bowman::ui
