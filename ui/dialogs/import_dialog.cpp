#include "ui/dialogs/import_dialog.h"

#include <map>

#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QVBoxLayout>

#include "ui/controllers/settings.h"
#include "ui/controllers/text.h"
#include "ui/dialogs/import_picture.h"

namespace bowman::ui {
namespace {

constexpr int kPictureEdge = 340;
constexpr std::size_t kIssuesListed = 8;

QString toText(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }
QString escaped(std::string_view text) { return toText(text).toHtmlEscaped(); }

QStringList labelPatterns() {
    QStringList all;
    for (const LabelReader* reader : labelReaders())
        for (const QString& pattern : toText(reader->extensions()).split(' ', Qt::SkipEmptyParts))
            if (!all.contains(pattern)) all << pattern;
    return all;
}

/// "Glomerulus: 212, Cortex: 3 (structures)"
QString classesText(const Labels& labels) {
    std::map<std::pair<AnnotationKind, std::string>, int> counts;
    for (const Annotation& a : labels.annotations) ++counts[{a.kind, a.className}];
    QStringList parts;
    for (const auto& [key, count] : counts) {
        const QString kind = key.first == AnnotationKind::Structure ? QObject::tr(" (structure)") : key.first == AnnotationKind::CompleteRegion ? QObject::tr(" (complete region)") : QString();
        parts << QString("<b>%1</b> %2%3").arg(count).arg(escaped(key.second), kind);
    }
    return parts.isEmpty() ? QObject::tr("The file has no labels.") : parts.join("<br>");
}

QString effectText(const LabelImport& import) {
    QStringList lines;
    const auto line = [&](int count, const QString& text) {
        if (count > 0) lines << text.arg(count);
    };
    line(import.added, QObject::tr("%1 will be added"));
    line(import.replaced, QObject::tr("%1 are known here and were changed elsewhere: they will be updated"));
    line(import.unchanged, QObject::tr("%1 are known here and unchanged"));
    line(import.removed, QObject::tr("%1 untouched proposals of the network make room"));
    line(import.trimmed, QObject::tr("%1 lose a strip where they overlap a neighbour"));
    line(import.overlapping, QObject::tr("%1 overlap too much and are left out"));
    line(import.outside, QObject::tr("<b>%1 lie outside of the slide</b> and are left out: another slide, or another frame?"));
    return lines.join("<br>");
}

QString issuesText(const LabelImport& import) {
    QString html;
    for (std::size_t i = 0; i < std::min(kIssuesListed, import.issues.size()); ++i) html += "<br>• " + escaped(import.issues[i].message);
    if (import.issues.size() > kIssuesListed) html += "<br>" + QObject::tr("… and %1 more; all can be visited after the import").arg(import.issues.size() - kIssuesListed);
    return html.isEmpty() ? html : "<p><small>" + html.mid(4) + "</small></p>";
}

}  // namespace

QString labelFileFilter() {
    QStringList filters{QObject::tr("Label files (%1)").arg(labelPatterns().join(' '))};
    for (const LabelReader* reader : labelReaders()) filters << QString("%1 (%2)").arg(coreText("Formats", reader->title()).replace('(', "– ").remove(')'), toText(reader->extensions()));
    return (filters << QObject::tr("All files (*)")).join(";;");
}

bool looksLikeLabels(const QString& file) {
    static const QStringList kPictures{"tif", "tiff", "png", "jpg", "jpeg"};   // of masks, but first of all of slides
    const QString suffix = QFileInfo(file).suffix().toLower();
    return !suffix.isEmpty() && !kPictures.contains(suffix) && labelPatterns().contains("*." + suffix);
}

ImportDialog::ImportDialog(Project& project, TaskRunner& reader, const QString& file, QWidget* parent)
    : QDialog(parent), m_project(project), m_reader(reader), m_slide(project.currentSlide()) {
    setObjectName("importDialog");
    setWindowTitle(tr("Import Labels"));
    m_bar = new QProgressBar;
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    QSizePolicy kept = m_bar->sizePolicy();
    kept.setRetainSizeWhenHidden(true);   // nothing jumps when it comes and goes
    m_bar->setSizePolicy(kept);
    m_import = new QPushButton(tr("Import"));
    m_import->setObjectName("importNow");
    m_import->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName("importCancel");
    cancel->setAutoDefault(false);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(makeForm(), 1);
    columns->addWidget(makePreview());
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_import);
    auto* all = new QVBoxLayout(this);
    all->setSpacing(8);
    all->addLayout(columns, 1);
    all->addWidget(m_bar);
    all->addLayout(buttons);
    resize(860, 520);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::commit);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    setFile(file);
}

ImportDialog::~ImportDialog() { m_stop.request_stop(); }

QWidget* ImportDialog::makeForm() {
    const auto settings = openSettings();
    auto* form = new QWidget;
    m_form = new QFormLayout(form);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setSpacing(8);
    m_fileName = new QLabel;
    m_fileName->setObjectName("importFile");
    m_fileName->setTextFormat(Qt::PlainText);
    m_fileName->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* choose = new QPushButton(tr("Choose…"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    auto* file = new QHBoxLayout;
    file->addWidget(m_fileName, 1);
    file->addWidget(choose);
    m_form->addRow(tr("File"), file);

    const auto combo = [&](const QString& label, const char* name) {
        auto* box = new QComboBox;
        box->setObjectName(name);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(20);
        box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_form->addRow(label, box);
        return box;
    };
    m_format = combo(tr("&Format"), "importFormat");
    m_format->addItem(tr("Found by its content"), QString());
    for (const LabelReader* reader : labelReaders()) m_format->addItem(coreText("Formats", reader->title()), toText(reader->name()));
    const auto record = m_project.record();
    auto* slide = new QLabel(record ? tr("%1 – %2 × %3 px, %4").arg(Project::titleOf(*record)).arg(record->size.width).arg(record->size.height).arg(scaleText(m_project.umPerPx())) : QString());
    slide->setTextFormat(Qt::PlainText);
    slide->setToolTip(slide->text());
    slide->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);   // a long name is cut, not the window stretched
    m_form->addRow(tr("For the slide"), slide);
    m_id = combo(tr("I&mage"), "importId");
    m_form->setRowVisible(m_id, false);
    m_state = combo(tr("&Objects enter"), "importState");
    m_state->addItem(tr("as the file says"), "file");
    m_state->addItem(tr("as proposed: to be reviewed"), "proposed");
    m_state->addItem(tr("as accepted: no review needed"), "accepted");
    m_state->setToolTip(tr("What the file says no state of is accepted; detections of QuPath are proposed."));
    m_state->setCurrentIndex(std::max(0, m_state->findData(settings->value("import/state"))));
    m_overlap = combo(tr("&Where they overlap"), "importOverlap");
    m_overlap->addItem(tr("cut small overlaps off, leave large ones out"), "trim");
    m_overlap->addItem(tr("replace what the network proposed and nobody touched"), "replace");
    m_overlap->addItem(tr("leave out what overlaps"), "skip");
    m_overlap->setToolTip(tr("Objects of one class do not overlap each other. What a person has drawn or decided here always stays."));
    m_overlap->setCurrentIndex(std::max(0, m_overlap->findData(settings->value("import/overlap"))));
    if (m_project.slide() && hasBounds(m_project.slide()->info())) {
        m_frame = combo(tr("(0, 0) of the file &is"), "importFrame");
        m_frame->addItem(tr("as the file says, else the slide's corner"), "file");
        m_frame->addItem(tr("the corner of the slide"), "slide");
        m_frame->addItem(tr("the corner of the scanned part (QuPath)"), "bounds");
        const SlideRect bounds = m_project.slide()->info().bounds;
        auto* why = new QLabel(tr("<small>The scanned part of this slide begins at (%1, %2). QuPath counts from there, most other programs from the corner of the slide.</small>")
                                   .arg(bounds.x, 0, 'f', 0).arg(bounds.y, 0, 'f', 0));
        why->setWordWrap(true);
        m_form->addRow(QString(), why);
        connect(m_frame, &QComboBox::activated, this, [this] { plan(true); });
    }
    m_summary = new QTextBrowser;
    m_summary->setObjectName("importSummary");
    m_summary->setAccessibleName(tr("What the import would do"));
    m_form->addRow(m_summary);
    connect(m_format, &QComboBox::activated, this, [this] {
        m_id->clear();
        plan(true);
    });
    connect(m_id, &QComboBox::activated, this, [this] { plan(true); });
    connect(m_state, &QComboBox::activated, this, [this] { plan(false); });
    connect(m_overlap, &QComboBox::activated, this, [this] { plan(false); });
    return form;
}

QWidget* ImportDialog::makePreview() {
    m_picture = new QLabel;
    m_picture->setObjectName("importPicture");
    m_picture->setFixedSize(kPictureEdge + 2, kPictureEdge + 2);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setFrameShape(QFrame::StyledPanel);
    m_picture->setAccessibleName(tr("The outlines on the slide"));
    m_legend = new QLabel("<small>" + importPictureLegend() + "</small>");
    m_legend->setAlignment(Qt::AlignCenter);
    auto* column = new QWidget;
    auto* all = new QVBoxLayout(column);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_picture);
    all->addWidget(m_legend);
    all->addStretch(1);
    return column;
}

void ImportDialog::chooseFile() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Labels to import"), QFileInfo(m_file).absolutePath(), labelFileFilter());
    if (!file.isEmpty()) setFile(file);
}

void ImportDialog::setFile(const QString& file) {
    m_file = file;
    m_fileName->setText(QFileInfo(file).fileName());
    m_fileName->setToolTip(file);
    m_format->setCurrentIndex(0);
    m_id->clear();
    m_form->setRowVisible(m_id, false);
    plan(true);
}

LabelSource ImportDialog::chosenSource() const {
    LabelSource source;
    source.path = m_file.toStdString();
    source.format = m_format->currentData().toString().toStdString();
    source.id = m_id->currentText().toStdString();
    if (m_frame) source.frame = *labelFrameFromText(m_frame->currentData().toString().toStdString());
    return source;
}

/// Works out what would happen; `again` reads the file too.
void ImportDialog::plan(bool again) {
    const auto record = m_project.record();
    if (!record || !m_project.slide() || record->id != m_slide) return reject();
    ImportJob job;
    if (!again && m_plan) job.labels = m_plan->labels;
    m_stop.request_stop();
    m_stop = std::stop_source();
    job.slide = m_project.slide()->info();
    job.slide.umPerPx = record->umPerPx;
    job.snapshot = m_project.document()->snapshot(m_slide);
    job.title = Project::titleOf(*record).toStdString();
    job.person = m_project.document()->person();
    job.firstId = m_project.document()->newAnnotationId(m_project.currentSlide());
    job.thumbnail = m_project.thumbnail(m_slide);
    job.source = chosenSource();
    job.state = *importStateFromText(m_state->currentData().toString().toStdString());
    job.overlap = *overlapPolicyFromText(m_overlap->currentData().toString().toStdString());
    job.stop = m_stop.get_token();
    m_import->setEnabled(false);
    m_bar->show();
    const quint64 request = ++m_request;
    // The reader outlives the dialog: whoever cancels does not wait for a large file.
    m_reader.run([job = std::move(job)] { return planImport(job); },
                 [self = QPointer<ImportDialog>(this), request](ImportPlan plan) {
                     if (self && request == self->m_request) self->show(std::move(plan));
                 });
}

void ImportDialog::show(ImportPlan plan) {
    m_bar->hide();
    showIds(plan);
    m_plan = std::move(plan);
    const LabelReader* reader = findLabelReader(m_plan->source.format);
    m_format->setItemText(0, reader && m_format->currentIndex() == 0 ? tr("%1 (found by its content)").arg(coreText("Formats", reader->title())) : tr("Found by its content"));
    m_picture->setPixmap(QPixmap::fromImage(m_plan->picture));
    if (!m_plan->import) return showError(m_plan->import.error());
    const LabelImport& import = *m_plan->import;
    QString html = "<p>" + classesText(*m_plan->labels) + "</p><p>" + effectText(import) + "</p>";
    for (const std::string& warning : m_plan->labels->warnings) html += "<p>⚠ " + escaped(warning) + "</p>";
    m_summary->setHtml(html + issuesText(import));
    const int count = import.added + import.replaced;
    m_import->setText(count > 0 ? tr("Import %1").arg(count) : tr("Import"));
    m_import->setEnabled(!import.edit.changes.empty());
    if (m_isCommitting) commit();
}

void ImportDialog::showError(const Error& error) {
    m_isCommitting = false;
    m_import->setText(tr("Import"));
    m_import->setEnabled(false);
    QString html = "<p><b>" + tr("Nothing can be imported from %1.").arg(escaped(QFileInfo(m_file).fileName().toStdString())) + "</b></p><p>" + escaped(error.what);
    if (!error.why.empty()) html += ": " + escaped(error.why);
    m_summary->setHtml(html + "</p><p><small>" + escaped(error.file.empty() ? m_file.toStdString() : error.file) + "</small></p>");
}

void ImportDialog::showIds(const ImportPlan& plan) {
    m_form->setRowVisible(m_id, plan.ids.size() > 1);
    if (m_id->count() == static_cast<int>(plan.ids.size())) return m_id->setCurrentText(toText(plan.source.id));
    m_id->clear();
    if (plan.ids.size() <= 1) return;
    for (const std::string& id : plan.ids) m_id->addItem(toText(id));
    m_id->setCurrentText(toText(plan.source.id));
}

void ImportDialog::commit() {
    if (!m_plan || !m_plan->import || m_project.currentSlide() != m_slide) return;
    if (m_plan->revision != m_project.document()->revision()) {
        // Something (a detection that ended) has changed the project since: what was shown is no longer so.
        if (m_isCommitting) return;
        m_isCommitting = true;
        return plan(false);
    }
    m_isCommitting = false;
    LabelImport import = std::move(*m_plan->import);
    if (const auto applied = m_project.applyBatch(std::move(import.edit), m_plan->run); !applied) {
        m_plan.reset();
        return showError(applied.error());
    }
    import.edit = {};
    remember();
    Q_EMIT imported(import);
    accept();
}

void ImportDialog::remember() const {
    const auto settings = openSettings();
    settings->setValue("import/state", m_state->currentData());
    settings->setValue("import/overlap", m_overlap->currentData());
}

}  // namespace bowman::ui
