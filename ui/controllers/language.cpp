#include "ui/controllers/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace bowman::ui {
namespace {

constexpr auto kFolder = ":/translations";

/// Lives as long as the application does, which removes it.
void install(const QLocale& locale, const QString& name, const QString& folder) {
    auto* translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, name, "_", folder)) QCoreApplication::installTranslator(translator);
    else delete translator;
}

}  // namespace

QStringList translatedLanguages() {
    QStringList codes;
    for (const QString& file : QDir(kFolder).entryList({"bowman_*.qm"})) codes << file.section('_', 1).section('.', 0, 0);
    return codes;
}

void applyLanguage(const QString& code) {
    const QLocale locale = code.isEmpty() ? QLocale::system() : QLocale(code);
    // Qt would go on to the next language that the system prefers: where English comes first, it is meant.
    if (locale.language() == QLocale::English || !translatedLanguages().contains(QLocale::languageToCode(locale.language()))) return;
    install(locale, "qtbase", QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(locale, "bowman", kFolder);
}

}  // namespace bowman::ui
