// The language of the window: which there are, and taking one. GUI thread, before the first window is made.
#pragma once

#include <QString>
#include <QStringList>

namespace bowman::ui {

/// Codes of the languages that a translation is built in for, besides English: "de".
QStringList translatedLanguages();

/// Takes the texts of `code` from now on, and Qt's own with them where the system has them. "" is the system's language, "en" the texts of
/// the source; a language without a translation leaves English. What is on the screen already stays as it is.
void applyLanguage(const QString& code);

}  // namespace bowman::ui
