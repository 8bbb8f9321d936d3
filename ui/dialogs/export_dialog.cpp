#include "ui/dialogs/export_dialog.h"

#include <algorithm>

#include <QDesktopServices>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/controllers/settings.h"
#include "ui/controllers/text.h"
#include "ui/dialogs/export_names.h"
#include "ui/dialogs/export_text.h"
#include "ui/panels/scrolled_panel.h"

namespace bowman::ui {
namespace {

namespace fs = std::filesystem;

QWidget* scrolled(QWidget* content) {
    auto* area = new ScrolledPanel(content);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

}  // namespace

ExportDialog::ExportDialog(ExportOffer offer, QWidget* parent) : QDialog(parent), m_offer(std::move(offer)) {
    setObjectName("exportDialog");
    setWindowTitle(tr("Export"));
    m_preview = new QLabel;
    m_preview->setObjectName("preview");
    m_preview->setWordWrap(true);
    m_bar = new QProgressBar;
    m_bar->setRange(0, 1000);
    m_bar->hide();
    m_report = new QTextBrowser;
    m_report->setObjectName("exportReport");
    m_report->setAccessibleName(tr("What will be written, and what was"));
    m_report->setOpenExternalLinks(true);
    m_report->setMinimumHeight(120);
    m_export = new QPushButton(tr("Export"));
    m_export->setObjectName("exportNow");
    m_export->setDefault(true);
    m_close = new QPushButton(tr("Cancel"));
    m_close->setAutoDefault(false);
    m_openFolder = new QPushButton(QIcon::fromTheme("folder-open"), tr("Open Folder"));
    m_openFolder->setAutoDefault(false);
    m_openFolder->hide();

    auto* choices = new QWidget;
    auto* columns = new QHBoxLayout(choices);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(12);
    columns->addWidget(makeFormats());
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    right->addWidget(makeObjects());
    right->addWidget(makeClasses());
    m_options = new ExportOptions;
    connect(m_options, &ExportOptions::changed, this, &ExportDialog::updatePreview);
    right->addWidget(m_options);
    right->addStretch(1);
    columns->addLayout(right, 1);
    m_choices = new QWidget;
    auto* upper = new QVBoxLayout(m_choices);
    upper->setContentsMargins(0, 0, 0, 0);
    upper->setSpacing(8);
    upper->addWidget(scrolled(choices), 1);
    upper->addWidget(makeTarget());

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_openFolder);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_export);
    auto* all = new QVBoxLayout(this);
    all->setSpacing(8);
    all->addWidget(m_choices, 3);
    all->addWidget(m_preview);
    all->addWidget(m_report, 2);
    all->addWidget(m_bar);
    all->addLayout(buttons);
    resize(940, 680);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::start);
    connect(m_close, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_openFolder, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder->text())); });
    updatePreview();
}

ExportDialog::~ExportDialog() { m_stop.request_stop(); }

const std::vector<Snapshot>& ExportDialog::offeredSlides() const {
    const int chosen = m_reading ? m_reading->currentIndex() : 0;
    return m_offer.readings[static_cast<std::size_t>(chosen)].slides;
}

std::vector<Snapshot> ExportDialog::chosenSlides() const {
    std::vector<Snapshot> chosen = offeredSlides();
    if (m_onlyThis->isChecked()) std::erase_if(chosen, [&](const Snapshot& s) { return s.slide.id != m_offer.current; });
    return chosen;
}

std::vector<ReviewState> ExportDialog::chosenStates() const {
    std::vector<ReviewState> chosen;
    for (const auto& [state, box] : m_states)
        if (box->isChecked()) chosen.push_back(state);
    return chosen;
}

std::vector<const Exporter*> ExportDialog::chosenFormats() const {
    std::vector<const Exporter*> chosen;
    for (const Choice& c : m_formats)
        if (c.box->isChecked()) chosen.push_back(c.exporter);
    return chosen;
}

ExportRequest ExportDialog::chosenRequest() const {
    ExportRequest request;
    request.slides = chosenSlides();
    request.states = chosenStates();
    request.path = m_folder->text().toStdString();
    if (m_frame && m_frame->currentIndex() == 1) request.frame = ExportFrame::Bounds;
    m_options->applyTo(request);
    const bool isAll = std::all_of(m_classes.begin(), m_classes.end(), [](const auto& c) { return c.second->isChecked(); });
    if (isAll) return request;
    for (const auto& [name, box] : m_classes)
        if (box->isChecked()) request.classes.push_back(name);
    return request;
}

void ExportDialog::updatePreview() {
    if (!m_preview || !m_export || !m_folder) return;
    m_isAsking = false;
    m_isPlanned = false;
    m_showsReport = false;
    m_export->setText(tr("Export"));
    m_options->showFor(chosenFormats());
    showCounts();
    m_export->setEnabled(false);
    updatePlan();
}

/// Counts beside the ticks and in the line below.
void ExportDialog::showCounts() {
    std::map<ReviewState, int> counts;
    std::map<std::string, int> ofClass;
    int regions = 0, structures = 0;
    const auto states = chosenStates();
    const auto slides = chosenSlides();
    m_objects = 0;
    for (const Snapshot& slide : slides)
        for (const AnnotationPtr& a : slide.annotations) {
            if (a->kind == AnnotationKind::CompleteRegion) {
                ++regions;
                continue;
            }
            ++ofClass[a->className];
            if (const auto box = m_classes.find(a->className); box != m_classes.end() && !box->second->isChecked()) continue;
            const bool isWanted = std::find(states.begin(), states.end(), a->state) != states.end();
            if (a->kind == AnnotationKind::Structure) structures += isWanted;
            else ++counts[a->state], m_objects += isWanted;
        }
    for (const auto& [state, box] : m_states) box->setText(QString("%1 (%2)").arg(stateName(state)).arg(counts[state]));
    for (const auto& [name, box] : m_classes) box->setText(QString("%1 (%2)").arg(toText(name).replace('&', "&&")).arg(ofClass[name]));
    QString text = tr("<b>%1</b> on %2").arg(glomeruliText(m_objects), slides.size() == 1 ? tr("one slide") : tr("%1 slides").arg(slides.size()));
    if (structures) text += structures == 1 ? tr(", one structure") : tr(", %1 structures").arg(structures);
    if (regions) text += regions == 1 ? tr(", one complete region") : tr(", %1 complete regions").arg(regions);
    if (m_objects == 0 && counts[ReviewState::Proposed] > 0 && !m_states[ReviewState::Proposed]->isChecked())
        text += tr("<br>%1 proposed and not reviewed yet: tick “Proposed” to export them as they are.").arg(glomeruliText(counts[ReviewState::Proposed]));
    m_preview->setText(text);
    m_objects += structures;
}

void ExportDialog::updatePlan() {
    const quint64 request = ++m_planRequest;
    m_writer.run([formats = chosenFormats(), wanted = chosenRequest(), stem = m_offer.project.stem().string()] { return planExport(formats, wanted, stem); },
                 [this, request](std::vector<FormatPlan> plans) {
                     if (request == m_planRequest) showPlan(std::move(plans));
                 });
}

void ExportDialog::showPlan(std::vector<FormatPlan> plans) {
    m_plans = std::move(plans);
    m_isPlanned = true;
    m_export->setEnabled(!m_running && !m_plans.empty() && m_objects > 0 && !m_folder->text().isEmpty());
    if (m_showsReport || m_running) return;
    m_report->setHtml(m_plans.empty() ? "<p>" + tr("Choose a format.") + "</p>" : planHtml(m_plans, m_confirmed));
}

std::set<fs::path> ExportDialog::toOverwrite() const {
    std::set<fs::path> files;
    for (const FormatPlan& plan : m_plans)
        for (const fs::path& file : plan.existing)
            if (!m_confirmed.contains(file)) files.insert(file);
    return files;
}

void ExportDialog::remember() const {
    m_options->remember();
    const auto settings = openSettings();
    settings->beginGroup("export");
    QStringList formats, states, off;
    for (const Exporter* exporter : chosenFormats()) formats << toText(exporter->name());
    for (const ReviewState s : chosenStates()) states << toText(bowman::toText(s));
    for (const auto& [name, box] : m_classes)
        if (!box->isChecked()) off << toText(name);
    settings->setValue("formats", formats);
    settings->setValue("states", states);
    settings->setValue("classesOff", off);
    settings->setValue("folder-of/" + pathText(m_offer.project.stem()), m_folder->text());
}

/// Asks once before files are overwritten: the button says so, and a second press does it.
void ExportDialog::start() {
    if (!m_isPlanned || m_running) return;
    const auto asked = toOverwrite();
    if (!asked.empty() && !m_isAsking) {
        m_isAsking = true;
        m_export->setText(asked.size() == 1 ? tr("Overwrite 1 File") : tr("Overwrite %1 Files").arg(asked.size()));
        return;
    }
    m_confirmed.insert(asked.begin(), asked.end());
    m_isAsking = false;
    write();
}

void ExportDialog::write() {
    remember();
    m_running = true;
    m_choices->setEnabled(false);
    m_export->setEnabled(false);
    m_close->setText(tr("Stop"));
    m_bar->setValue(0);
    m_bar->show();
    m_stop = std::stop_source();
    m_writer.run(
        [this, plans = m_plans, request = chosenRequest(), stop = m_stop.get_token()]() mutable {
            std::vector<WrittenFormat> written;
            int shown = -1;
            for (std::size_t i = 0; i < plans.size() && !stop.stop_requested(); ++i) {
                request.path = plans[i].path;
                const auto progress = [&](double fraction) {
                    const int value = static_cast<int>(1000 * (static_cast<double>(i) + fraction) / static_cast<double>(plans.size()));
                    if (value == shown) return;
                    shown = value;
                    QMetaObject::invokeMethod(m_bar, [bar = m_bar, value] { bar->setValue(value); }, Qt::QueuedConnection);
                };
                written.push_back({plans[i].exporter, plans[i].exporter->write(request, {progress, stop})});
            }
            return written;
        },
        [this](const std::vector<WrittenFormat>& written) { finish(written); });
}

void ExportDialog::finish(const std::vector<WrittenFormat>& written) {
    m_running = false;
    m_choices->setEnabled(true);
    m_bar->hide();
    m_close->setText(tr("Close"));
    QStringList files;
    for (const WrittenFormat& w : written) {
        if (!w.report) continue;
        for (const fs::path& file : w.report->files) files << pathText(file);
        m_confirmed.insert(w.report->files.begin(), w.report->files.end());
    }
    QString html = reportHtml(written);
    if (written.empty() || m_stop.stop_requested()) html += "<p>" + tr("Stopped.") + "</p>";
    m_report->setHtml(html);
    m_report->setProperty("finished", true);
    m_showsReport = true;
    m_openFolder->setVisible(!files.isEmpty());
    m_export->setText(tr("Export Again"));
    m_isPlanned = false;
    updatePlan();   // the files are there now
    if (!files.isEmpty()) Q_EMIT exported(files);
}

void ExportDialog::reject() {
    if (m_running) m_stop.request_stop();
    else QDialog::reject();
}

}  // namespace bowman::ui
