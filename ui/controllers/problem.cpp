#include "ui/controllers/problem.h"

#include <QFileInfo>

namespace bowman::ui {

Problem problemFrom(const QString& headline, const Error& error) {
    QString reason = QString::fromStdString(error.why.empty() ? error.what : error.why);
    if (!reason.isEmpty()) reason[0] = reason[0].toUpper();
    return {headline, reason, QString::fromStdString(error.message())};
}

QString quotedFileName(const QString& path) { return u'“' + QFileInfo(path).fileName() + u'”'; }

}  // namespace bowman::ui
