#include "ui/dialogs/export_text.h"

#include <algorithm>

#include <QObject>
#include <QUrl>

#include "ui/controllers/text.h"

namespace bowman::ui {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFilesListed = 3;

QString escaped(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toHtmlEscaped(); }

QString sizeText(const fs::path& file) {
    std::error_code status;
    if (!fs::is_regular_file(file, status)) return {};
    const double bytes = static_cast<double>(fs::file_size(file, status));
    return bytes < 1e6 ? QString(" (%1 kB)").arg(bytes / 1e3, 0, 'f', 1) : QString(" (%1 MB)").arg(bytes / 1e6, 0, 'f', 1);
}

/// "a.geojson, b.geojson and 4 more — 2 are there already, will be overwritten"
QString filesText(const FormatPlan& plan, const std::set<fs::path>& confirmed) {
    QStringList names;
    for (std::size_t i = 0; i < std::min(kFilesListed, plan.files.size()); ++i) names << escaped(plan.files[i].filename().string());
    QString text = names.isEmpty() ? QObject::tr("nothing") : names.join(", ");
    if (plan.exporter->extension().empty()) text += QObject::tr(" (folder)");
    if (plan.files.size() > kFilesListed) text += QObject::tr(" and %1 more").arg(plan.files.size() - kFilesListed);
    const auto asked = std::count_if(plan.existing.begin(), plan.existing.end(), [&](const fs::path& file) { return !confirmed.contains(file); });
    if (asked == 1) text += QObject::tr(" — <b>one is there already</b>, will be overwritten");
    if (asked > 1) text += QObject::tr(" — <b>%1 are there already</b>, will be overwritten").arg(asked);
    return text;
}

}  // namespace

QString lossesText(const Exporter& exporter) {
    QString sentence = coreText("Formats", exporter.losses());
    if (sentence.isEmpty()) return sentence;
    sentence[0] = sentence[0].toUpper();
    return sentence.endsWith('.') ? sentence : sentence + '.';
}

QString planHtml(const std::vector<FormatPlan>& plans, const std::set<fs::path>& confirmed) {
    QString html;
    for (const FormatPlan& plan : plans) {
        html += "<p><b>" + coreText("Formats", plan.exporter->title()).toHtmlEscaped() + "</b><br>" + filesText(plan, confirmed);
        if (const QString losses = lossesText(*plan.exporter); !losses.isEmpty()) html += "<br><small>" + losses.toHtmlEscaped() + "</small>";
        html += "</p>";
    }
    return html;
}

QString reportHtml(const std::vector<WrittenFormat>& written) {
    QString html;
    for (const WrittenFormat& w : written) {
        html += "<p><b>" + coreText("Formats", w.exporter->title()).toHtmlEscaped() + "</b><br>";
        if (!w.report) {
            html += "✗ " + QObject::tr("Not written: ") + escaped(w.report.error().message()) + "</p>";
            continue;
        }
        for (const fs::path& file : w.report->files)
            html += QString("✓ <a href=\"%1\">%2</a>%3<br>").arg(QUrl::fromLocalFile(QString::fromStdString(file.string())).toString(), escaped(file.filename().string()), sizeText(file));
        html += w.report->objects == 1 ? QObject::tr("1 object") : QObject::tr("%1 objects").arg(w.report->objects);
        for (const auto& [name, count] : w.report->counts) html += QString(", %1: %2").arg(escaped(name)).arg(count);
        for (const std::string& warning : w.report->warnings) html += "<br>⚠ " + escaped(warning);
        html += "</p>";
    }
    return html;
}

}  // namespace bowman::ui
