// Something that went wrong, as the window shows it: one line that says what and for which file, and the reason, which folds
// out and can be copied. A value; any thread.
#pragma once

#include <QString>

#include "core/base/result.h"

namespace bowman::ui {

struct Problem {
    QString headline;   ///< "Cannot open “broken.svs”"
    QString reason;     ///< what is wrong and what to do, one sentence
    QString details;    ///< everything we know, with full paths
};

/// `headline` as given; reason and details from the error.
Problem problemFrom(const QString& headline, const Error& error);

/// “name.svs”
QString quotedFileName(const QString& path);

}  // namespace bowman::ui
