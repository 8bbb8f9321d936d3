// What the export dialog says about files, before and after they are written, as HTML. Pure but for the sizes of files.
#pragma once

#include <set>

#include <QString>
#include <QStringList>

#include "ui/dialogs/export_plan.h"

namespace bowman::ui {

/// A sentence; empty where nothing is lost.
QString lossesText(const Exporter& exporter);

/// Names, what is there already (but for `confirmed`), and what each format loses.
QString planHtml(const std::vector<FormatPlan>& plans, const std::set<std::filesystem::path>& confirmed);

struct WrittenFormat {
    const Exporter* exporter;
    Result<ExportReport> report;
};

/// Links to the files, counts, warnings, and why something was not written.
QString reportHtml(const std::vector<WrittenFormat>& written);

}  // namespace bowman::ui
