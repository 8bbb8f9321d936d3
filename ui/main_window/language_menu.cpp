#include "ui/main_window/language_menu.h"

#include <QActionGroup>
#include <QLocale>

#include "ui/controllers/language.h"
#include "ui/controllers/settings.h"

namespace bowman::ui {

LanguageMenu::LanguageMenu(QWidget* parent) : QMenu(tr("&Language"), parent) {
    setObjectName("languageMenu");
    auto* group = new QActionGroup(this);
    add(tr("As the &System"), "", *group);
    add("English", "en", *group);    // each in its own language: for those who do not read the present one
    for (const QString& code : translatedLanguages()) add(QLocale(code).nativeLanguageName(), code, *group);
}

void LanguageMenu::add(const QString& text, const QString& code, QActionGroup& group) {
    QAction* action = addAction(text);
    action->setObjectName("language-" + code);
    action->setCheckable(true);
    action->setChecked(openSettings()->value("window/language").toString() == code);
    group.addAction(action);
    connect(action, &QAction::triggered, this, [this, code] {
        openSettings()->setValue("window/language", code);
        Q_EMIT chosen(tr("The language changes when Bowman is started again"));
    });
}

}  // namespace bowman::ui
