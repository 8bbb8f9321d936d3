#include "ui/dialogs/report_dialog.h"

#include <algorithm>

#include <QButtonGroup>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "core/formats/export_selection.h"
#include "ui/controllers/problem.h"
#include "ui/controllers/settings.h"

namespace bowman::ui {
namespace {

constexpr double kGathering = 0.9;       // of the work; the rest is writing

QWidget* inLine(std::initializer_list<QWidget*> widgets, bool stretchLast = false) {
    auto* box = new QWidget;
    auto* line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    for (QWidget* w : widgets) line->addWidget(w);
    if (!stretchLast) line->addStretch(1);
    return box;
}

}  // namespace

ReportDialog::ReportDialog(ReportOffer offer, QWidget* parent) : QDialog(parent), m_offer(std::move(offer)) {
    setObjectName("reportDialog");
    setWindowTitle(tr("Report"));
    m_choices = makeChoices();
    m_message = new QLabel;
    m_message->setObjectName("reportMessage");
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar = new QProgressBar;
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Making the report"));
    m_bar->hide();
    m_make = new QPushButton(tr("Make Report"));
    m_make->setObjectName("makeReport");
    m_make->setToolTip(tr("Reads the slides and writes the report"));
    m_make->setDefault(true);
    m_close = new QPushButton(tr("Cancel"));
    m_close->setObjectName("closeReport");
    m_close->setAutoDefault(false);
    m_open = new QPushButton(QIcon::fromTheme("document-open"), tr("Open Report"));
    m_open->setToolTip(tr("Shows it in the program that this computer has for it"));
    m_open->setAutoDefault(false);
    m_open->hide();
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    buttons->addWidget(m_make);
    auto* all = new QVBoxLayout(this);
    all->setSpacing(12);
    all->addWidget(m_choices);
    all->addWidget(m_message);
    all->addStretch(1);
    all->addWidget(m_bar);
    all->addLayout(buttons);
    resize(620, 320);
    connect(m_make, &QPushButton::clicked, this, &ReportDialog::start);
    connect(m_close, &QPushButton::clicked, this, &ReportDialog::reject);
    connect(m_open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_made)); });
    suggestFile();
    say(tr("Figures, plots, and pictures of the slide and of its glomeruli. File names and the label of a slide are not in it: slides go by their aliases."));
}

ReportDialog::~ReportDialog() { m_stop.request_stop(); }

QWidget* ReportDialog::makeChoices() {
    const auto settings = openSettings();
    m_onlyThis = new QRadioButton(tr("&This slide"));
    m_onlyThis->setToolTip(tr("A report on the slide that is shown"));
    m_all = new QRadioButton(tr("&All slides (%1)").arg(m_offer.slides.size()));
    m_all->setToolTip(tr("A report on every slide of the project, with their sum"));
    m_all->setEnabled(m_offer.slides.size() > 1);
    m_pdf = new QRadioButton(tr("&PDF"));
    m_pdf->setToolTip(tr("Pages, for printing and sending"));
    m_html = new QRadioButton(tr("&HTML"));
    m_html->setToolTip(tr("One page for the browser, pictures included"));
    auto* which = new QButtonGroup(this);
    which->addButton(m_onlyThis);
    which->addButton(m_all);
    auto* format = new QButtonGroup(this);
    format->addButton(m_pdf);
    format->addButton(m_html);
    (m_all->isEnabled() && settings->value("report/all").toBool() ? m_all : m_onlyThis)->setChecked(true);
    (settings->value("report/html").toBool() ? m_html : m_pdf)->setChecked(true);
    m_title = new QLineEdit;
    m_title->setObjectName("reportTitle");
    m_title->setAccessibleName(tr("Title of the report"));
    m_title->setToolTip(tr("Stands on top; empty: made of the aliases"));
    m_title->setPlaceholderText(tr("Glomeruli of …"));
    m_pictures = new QSpinBox;
    m_pictures->setRange(0, 5000);
    m_pictures->setValue(settings->value("report/pictures", 150).toInt());
    m_pictures->setAccessibleName(tr("The most pictures of glomeruli of each slide"));
    m_pictures->setToolTip(tr("The most pictures of glomeruli of each slide; 0: none"));
    m_file = new QLineEdit;
    m_file->setObjectName("reportFile");
    m_file->setAccessibleName(tr("File of the report"));
    m_file->setToolTip(tr("Where the report goes"));
    auto* chooseFile = new QToolButton;
    chooseFile->setIcon(QIcon::fromTheme("folder-open"));
    chooseFile->setToolTip(tr("Choose the file"));
    chooseFile->setAccessibleName(tr("Choose the file"));
    auto* choices = new QWidget;
    auto* form = new QFormLayout(choices);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->addRow(tr("About"), inLine({m_onlyThis, m_all}));
    form->addRow(tr("As"), inLine({m_pdf, m_html}));
    form->addRow(tr("T&itle"), m_title);
    form->addRow(tr("Pic&tures"), inLine({m_pictures, new QLabel(tr("of glomeruli at the most, for each slide"))}));
    form->addRow(tr("&File"), inLine({m_file, chooseFile}, true));
    for (QRadioButton* button : {m_onlyThis, m_all, m_pdf, m_html}) connect(button, &QRadioButton::clicked, this, &ReportDialog::suggestFile);
    connect(m_file, &QLineEdit::textEdited, this, [this] {
        m_isOwnFile = true;
        refresh();
    });
    connect(m_file, &QLineEdit::textChanged, this, [this] {
        m_isAsking = false;
        refresh();
    });
    connect(chooseFile, &QToolButton::clicked, this, &ReportDialog::browse);
    return choices;
}

void ReportDialog::refresh() {
    if (m_make == nullptr) return;
    m_make->setText(m_isAsking ? tr("Overwrite") : tr("Make Report"));
    m_make->setEnabled(!m_isRunning && !m_file->text().trimmed().isEmpty());
}

void ReportDialog::suggestFile() {
    const QString suffix = m_html->isChecked() ? ".html" : ".pdf";
    if (m_isOwnFile) {
        const QFileInfo own(m_file->text());
        if (!own.completeBaseName().isEmpty()) m_file->setText(own.path() + "/" + own.completeBaseName() + suffix);
        return;
    }
    std::string stem = m_offer.project.stem().string();
    if (m_onlyThis->isChecked())
        for (const Snapshot& s : m_offer.slides)
            if (s.slide.id == m_offer.current) stem = fileStem(s.slide);
    const QString remembered = openSettings()->value("report/folder").toString();
    const QString folder = QFileInfo(remembered).isDir() ? remembered : QString::fromStdString(m_offer.project.parent_path().string());
    m_file->setText(folder + "/" + QString::fromStdString(stem) + "-report" + suffix);
}

void ReportDialog::browse() {
    QString file = QFileDialog::getSaveFileName(this, tr("Report"), m_file->text(), m_html->isChecked() ? tr("Web page (*.html)") : tr("PDF (*.pdf)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (file.isEmpty()) return;
    if (QFileInfo(file).suffix().isEmpty()) file += m_html->isChecked() ? ".html" : ".pdf";
    m_isOwnFile = true;
    m_file->setText(file);
}

ReportRequest ReportDialog::request() const {
    ReportRequest request;
    for (const Snapshot& s : m_offer.slides)
        if (m_all->isChecked() || s.slide.id == m_offer.current) request.slides.push_back(s);
    request.title = m_title->text().trimmed();
    request.person = m_offer.person;
    request.version = m_offer.version;
    request.palette = m_offer.palette;
    request.time = QDateTime::currentDateTime();
    request.mostPictures = m_pictures->value();
    return request;
}

/// Asks once before a file is overwritten: the button says so, and a second press does it.
void ReportDialog::start() {
    if (m_isRunning) return;
    const QString file = m_file->text().trimmed();
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (suffix != "pdf" && suffix != "html" && suffix != "htm") return say(tr("A report is a .pdf or an .html file."), true);
    if (!QFileInfo(QFileInfo(file).absolutePath()).isDir()) return say(tr("There is no folder %1.").arg(QFileInfo(file).absolutePath()), true);
    if (QFileInfo::exists(file) && file != m_made && !m_isAsking) {
        m_isAsking = true;
        refresh();
        return say(tr("%1 is there already.").arg(quotedFileName(file)));
    }
    const auto settings = openSettings();
    settings->setValue("report/all", m_all->isChecked());
    settings->setValue("report/html", suffix != "pdf");
    settings->setValue("report/pictures", m_pictures->value());
    settings->setValue("report/folder", QFileInfo(file).absolutePath());
    m_isAsking = false;
    m_isRunning = true;
    m_choices->setEnabled(false);
    m_open->hide();
    m_bar->setValue(0);
    m_bar->show();
    m_close->setText(tr("Stop"));
    m_made = file;
    say({});
    refresh();
    m_stop = std::stop_source();
    auto progress = [this, shown = -1](double fraction) mutable {
        const int value = static_cast<int>(1000 * fraction);
        if (value == shown) return;
        shown = value;
        QMetaObject::invokeMethod(m_bar, [bar = m_bar, value] { bar->setValue(value); }, Qt::QueuedConnection);
    };
    m_writer.run(
        [request = request(), path = std::filesystem::path(file.toStdString()), stop = m_stop.get_token(), progress]() mutable -> Result<QString> {
            const auto report = gatherReport(request, {[&](double f) { progress(kGathering * f); }, stop});
            if (!report) return report.error();
            const auto written = writeReport(*report, path, {[&](double f) { progress(kGathering + (1 - kGathering) * f); }, stop});
            if (!written) return written.error();
            QStringList notes;
            for (const ReportSlide& slide : report->slides)
                if (!slide.problem.isEmpty()) notes << QObject::tr("%1: pictures or areas are missing: %2").arg(QString::fromStdString(slide.record.alias), slide.problem);
            return notes.join("\n");
        },
        [this](const Result<QString>& notes) { finish(notes); });
}

void ReportDialog::finish(const Result<QString>& notes) {
    m_isRunning = false;
    m_choices->setEnabled(true);
    m_bar->hide();
    m_close->setText(tr("Close"));
    m_open->setVisible(notes.ok());
    if (notes) {
        say(tr("Written: %1").arg(m_made) + (notes->isEmpty() ? QString() : "\n" + *notes), !notes->isEmpty());
        m_message->setProperty("finished", true);
        Q_EMIT written(m_made);
    } else {
        m_made.clear();
        if (m_stop.stop_requested()) say(tr("Stopped; nothing was written."));
        else say(QString::fromStdString(notes.error().message()), true);
    }
    refresh();
}

void ReportDialog::say(const QString& text, bool isProblem) {
    QFont font = this->font();
    font.setBold(isProblem);
    m_message->setFont(font);
    m_message->setText(text);
}

void ReportDialog::reject() {
    if (m_isRunning) m_stop.request_stop();
    else QDialog::reject();
}

}  // namespace bowman::ui
