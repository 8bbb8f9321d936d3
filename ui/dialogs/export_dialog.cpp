#include "ui/dialogs/export_dialog.h"

#include <algorithm>

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGroupBox>
#include <QUrl>
#include <QVBoxLayout>

#include "ui/controllers/settings.h"
#include "ui/controllers/text.h"
#include "ui/panels/state_icon.h"

namespace bowman::ui {
namespace {

namespace fs = std::filesystem;

QString toText(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString sizeText(const fs::path& file) {
    std::error_code status;
    if (!fs::is_regular_file(file, status)) return {};
    const double bytes = static_cast<double>(fs::file_size(file, status));
    return bytes < 1e6 ? QString(" (%1 kB)").arg(bytes / 1e3, 0, 'f', 1) : QString(" (%1 MB)").arg(bytes / 1e6, 0, 'f', 1);
}

constexpr ReviewState kStates[] = {ReviewState::Accepted, ReviewState::Corrected, ReviewState::Added,
                                   ReviewState::Proposed, ReviewState::Unsure, ReviewState::Rejected};

}  // namespace

ExportDialog::ExportDialog(ExportOffer offer, QWidget* parent) : QDialog(parent), m_offer(std::move(offer)) {
    setObjectName("exportDialog");
    setWindowTitle(tr("Export"));
    resize(560, 0);
    m_choices = makeChoices();
    m_bar = new QProgressBar;
    m_bar->setRange(0, 1000);
    m_bar->hide();
    m_report = new QTextBrowser;
    m_report->setObjectName("exportReport");
    m_report->setOpenExternalLinks(true);
    m_report->setMinimumHeight(160);
    m_report->hide();
    m_export = new QPushButton(tr("Export"));
    m_export->setObjectName("exportNow");
    m_export->setDefault(true);
    m_close = new QPushButton(tr("Cancel"));
    m_openFolder = new QPushButton(QIcon::fromTheme("folder-open"), tr("Open Folder"));
    m_openFolder->hide();
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_openFolder);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_export);
    auto* all = new QVBoxLayout(this);
    all->setSpacing(8);
    all->addWidget(m_choices);
    all->addWidget(m_bar);
    all->addWidget(m_report, 1);
    all->addLayout(buttons);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::start);
    connect(m_close, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_openFolder, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder->text())); });
    updatePreview();
}

ExportDialog::~ExportDialog() { m_stop.request_stop(); }

QWidget* ExportDialog::makeChoices() {
    const auto settings = openSettings();
    settings->beginGroup("export");
    const QStringList formats = settings->value("formats", QStringList{"geojson"}).toStringList();
    const QStringList states = settings->value("states", QStringList{"accepted", "corrected", "added"}).toStringList();

    auto* formatBox = new QGroupBox(tr("Formats"));
    auto* formatGrid = new QGridLayout(formatBox);
    for (const Exporter* exporter : exporters()) {
        auto* box = new QCheckBox(toText(exporter->title()));
        box->setObjectName("format-" + toText(exporter->name()));
        box->setChecked(formats.contains(toText(exporter->name())));
        connect(box, &QCheckBox::toggled, this, &ExportDialog::updatePreview);
        const int place = static_cast<int>(m_formats.size());
        formatGrid->addWidget(box, place / 2, place % 2);
        m_formats.push_back({exporter, box});
    }
    auto* stateBox = new QGroupBox(tr("Objects that are"));
    auto* stateGrid = new QGridLayout(stateBox);
    for (const ReviewState state : kStates) {
        Annotation example;
        example.state = state;
        auto* box = new QCheckBox(stateText(example));
        box->setIcon(stateIcon(example));
        box->setObjectName("state-" + toText(bowman::toText(state)));
        box->setChecked(states.contains(toText(bowman::toText(state))));
        connect(box, &QCheckBox::toggled, this, &ExportDialog::updatePreview);
        const int place = static_cast<int>(m_states.size());
        stateGrid->addWidget(box, place / 3, place % 3);
        m_states[state] = box;
    }
    m_onlyThis = new QRadioButton(tr("This slide"));
    m_all = new QRadioButton(tr("All %1 slides of the project").arg(m_offer.slides.size()));
    m_onlyThis->setChecked(true);
    connect(m_onlyThis, &QRadioButton::toggled, this, &ExportDialog::updatePreview);
    auto* scope = new QHBoxLayout;
    scope->addWidget(m_onlyThis);
    scope->addWidget(m_all);
    scope->addStretch(1);
    m_all->setVisible(m_offer.slides.size() > 1);
    m_onlyThis->setVisible(m_offer.slides.size() > 1);

    m_folder = new QLineEdit(settings->value("folder-of/" + QString::fromStdString(m_offer.project.stem().string()),
                                             QString::fromStdString((m_offer.project.parent_path() / "export").string())).toString());
    m_folder->setObjectName("folder");
    m_folder->setAccessibleName(tr("Folder"));
    auto* browse = new QPushButton(tr("Choose…"));
    browse->setAutoDefault(false);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportDialog::updatePreview);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder for the export"), m_folder->text());
        if (!chosen.isEmpty()) m_folder->setText(chosen);
    });
    auto* folder = new QHBoxLayout;
    folder->addWidget(new QLabel(tr("Folder")));
    folder->addWidget(m_folder, 1);
    folder->addWidget(browse);
    m_preview = new QLabel;
    m_preview->setObjectName("preview");
    m_preview->setWordWrap(true);

    auto* choices = new QWidget;
    auto* all = new QVBoxLayout(choices);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(formatBox);
    all->addWidget(stateBox);
    all->addLayout(scope);
    all->addLayout(folder);
    all->addWidget(m_preview);
    return choices;
}

std::vector<Snapshot> ExportDialog::chosenSlides() const {
    std::vector<Snapshot> chosen = m_offer.slides;
    if (m_onlyThis->isChecked()) std::erase_if(chosen, [&](const Snapshot& s) { return s.slide.id != m_offer.current; });
    return chosen;
}

std::vector<ReviewState> ExportDialog::chosenStates() const {
    std::vector<ReviewState> chosen;
    for (const auto& [state, box] : m_states)
        if (box->isChecked()) chosen.push_back(state);
    return chosen;
}

fs::path ExportDialog::pathFor(const Exporter& exporter) const {
    const fs::path folder = m_folder->text().toStdString();
    const std::string stem = m_offer.project.stem().string();
    if (exporter.extension().empty()) return folder / (stem + "-" + std::string(exporter.name()));
    // A project is named after its slide: without more in the name, a mask would lie where the slide lies.
    return folder / (stem + "-glomeruli" + std::string(exporter.extension()));
}

void ExportDialog::updatePreview() {
    if (!m_preview || !m_export) return;
    std::map<ReviewState, int> counts;
    int regions = 0;
    const auto slides = chosenSlides();
    for (const Snapshot& slide : slides)
        for (const AnnotationPtr& a : slide.annotations) {
            if (a->kind == AnnotationKind::Glomerulus) ++counts[a->state];
            else ++regions;
        }
    int total = 0;
    for (const auto& [state, box] : m_states) {
        Annotation example;
        example.state = state;
        box->setText(QString("%1 (%2)").arg(stateText(example)).arg(counts[state]));
        if (box->isChecked()) total += counts[state];
    }
    const int formats = static_cast<int>(std::count_if(m_formats.begin(), m_formats.end(), [](const Choice& c) { return c.box->isChecked(); }));
    QString text = tr("<b>%1</b> on %2").arg(glomeruliText(total), slides.size() == 1 ? tr("one slide") : tr("%1 slides").arg(slides.size()));
    if (regions) text += tr(", %1 complete region(s)").arg(regions);
    if (total == 0 && counts[ReviewState::Proposed] > 0 && !m_states[ReviewState::Proposed]->isChecked())
        text += tr("<br>%1 proposed and not reviewed yet: tick “Proposed” to export them as they are.").arg(glomeruliText(counts[ReviewState::Proposed]));
    if (formats == 0) text += tr("<br>Choose a format.");
    m_preview->setText(text);
    m_export->setEnabled(!m_running && formats > 0 && total > 0 && !m_folder->text().isEmpty());
}

void ExportDialog::remember() const {
    const auto settings = openSettings();
    settings->beginGroup("export");
    QStringList formats, states;
    for (const Choice& c : m_formats)
        if (c.box->isChecked()) formats << toText(c.exporter->name());
    for (const ReviewState s : chosenStates()) states << toText(bowman::toText(s));
    settings->setValue("formats", formats);
    settings->setValue("states", states);
    settings->setValue("folder-of/" + QString::fromStdString(m_offer.project.stem().string()), m_folder->text());
}

void ExportDialog::start() {
    remember();
    m_running = true;
    m_choices->setEnabled(false);
    m_export->setEnabled(false);
    m_close->setText(tr("Stop"));
    m_bar->setValue(0);
    m_bar->show();
    m_report->hide();
    std::vector<std::pair<const Exporter*, fs::path>> jobs;
    for (const Choice& c : m_formats)
        if (c.box->isChecked()) jobs.emplace_back(c.exporter, pathFor(*c.exporter));
    ExportRequest request;
    request.slides = chosenSlides();
    request.states = chosenStates();
    m_stop = std::stop_source();
    m_writer.run(
        [this, jobs, request, stop = m_stop.get_token()]() mutable {
            std::vector<Written> written;
            int shown = -1;
            for (std::size_t i = 0; i < jobs.size() && !stop.stop_requested(); ++i) {
                request.path = jobs[i].second;
                const auto progress = [&](double fraction) {
                    const int value = static_cast<int>(1000 * (static_cast<double>(i) + fraction) / static_cast<double>(jobs.size()));
                    if (value == shown) return;
                    shown = value;
                    QMetaObject::invokeMethod(m_bar, [bar = m_bar, value] { bar->setValue(value); }, Qt::QueuedConnection);
                };
                written.push_back({std::string(jobs[i].first->title()), jobs[i].first->write(request, {progress, stop})});
            }
            return written;
        },
        [this](const std::vector<Written>& written) { finish(written); });
}

void ExportDialog::finish(const std::vector<Written>& written) {
    m_running = false;
    m_choices->setEnabled(true);
    m_bar->hide();
    m_close->setText(tr("Close"));
    m_export->setText(tr("Export Again"));
    QStringList files;
    QString html;
    for (const Written& w : written) {
        html += "<p><b>" + toText(w.title).toHtmlEscaped() + "</b><br>";
        if (!w.report) {
            html += tr("Not written: ") + toText(w.report.error().message()).toHtmlEscaped() + "</p>";
            continue;
        }
        for (const fs::path& file : w.report->files) {
            const QString path = QString::fromStdString(file.string());
            files << path;
            html += QString("<a href=\"%1\">%2</a>%3<br>").arg(QUrl::fromLocalFile(path).toString(), path.toHtmlEscaped(), sizeText(file));
        }
        html += tr("%1 objects").arg(w.report->objects);
        for (const auto& [name, count] : w.report->counts) html += QString(", %1: %2").arg(toText(name).toHtmlEscaped()).arg(count);
        for (const std::string& warning : w.report->warnings) html += "<br>⚠ " + toText(warning).toHtmlEscaped();
        html += "</p>";
    }
    if (written.empty() || m_stop.stop_requested()) html += "<p>" + tr("Stopped.") + "</p>";
    m_report->setHtml(html);
    m_report->show();
    m_openFolder->setVisible(!files.isEmpty());
    updatePreview();
    if (!files.isEmpty()) Q_EMIT exported(files);
}

void ExportDialog::reject() {
    if (m_running) m_stop.request_stop();
    else QDialog::reject();
}

}  // namespace bowman::ui
