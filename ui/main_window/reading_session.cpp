#include "ui/main_window/reading_session.h"

#include <algorithm>

#include <QLayout>

#include "ui/dialogs/reader_dialog.h"
#include "ui/dialogs/second_reading_dialog.h"
#include "ui/main_window/detection_session.h"

namespace bowman::ui {
namespace {

QString named(const std::string& person) { return QString::fromStdString(person).toHtmlEscaped(); }

std::string personOf(const std::vector<ReadingRecord>& readings, ReadingId id) {
    const auto found = std::find_if(readings.begin(), readings.end(), [id](const ReadingRecord& r) { return r.id == id; });
    return found == readings.end() ? std::string() : found->person;
}

}  // namespace

ReadingSession::ReadingSession(const ReadingParts& parts, QObject* parent)
    : QObject(parent), m_parts(parts), m_bar(new ReadingBar(parts.actions[Command::FinishReading], parts.actions[Command::CompareReadings])),
      m_reader(new QToolButton), m_menu(parts.window.findChild<QMenu*>("readingsMenu")) {
    parts.canvas.setTabs(m_bar);
    m_reader->setDefaultAction(parts.actions[Command::ReadAs]);
    m_reader->setObjectName("reader");
    m_reader->setAutoRaise(true);
    m_reader->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_reader->setFocusPolicy(Qt::NoFocus);
    parts.status.addPermanentWidget(m_reader);
    const auto on = [this](Command command, auto act) { connect(m_parts.actions[command], &QAction::triggered, this, act); };
    on(Command::ReadAs, [this] { askForReader(); });
    on(Command::SecondReading, [this] { askForSecond(); });
    on(Command::FinishReading, [this](bool finished) { finish(finished); });
    connect(m_menu, &QMenu::aboutToShow, this, &ReadingSession::listReadings);
    connect(&parts.project, &Project::slideChanged, this, &ReadingSession::refresh);
    connect(&parts.project, &Project::projectChanged, this, &ReadingSession::refresh);
    refresh();
}

QString ReadingSession::textOf(const ReadingRecord& reading) const {
    const auto all = m_parts.project.document()->readings(reading.slide);
    const bool isMine = reading.person == m_parts.project.document()->person();
    if (reading.kind == ReadingKind::Consensus)
        return tr("<b>Consensus</b> of %1 and %2, decided by <b>%3</b>").arg(named(personOf(all, reading.first)), named(personOf(all, reading.second)), named(reading.person));
    QString text = reading.kind == ReadingKind::First ? tr("<b>First reading</b>, by <b>%1</b>").arg(named(reading.person))
                                                      : tr("<b>Second reading</b>, by <b>%1</b>").arg(named(reading.person));
    if (isBlind(reading)) text += isMine ? tr(" – blinded: nothing of the other reading is shown") : tr(" – not finished");
    else if (!reading.finished.empty()) text += tr(" – finished");
    if (!reading.unblinded.empty()) text += tr(" – no longer blinded");
    const bool isOriginal = std::any_of(all.begin(), all.end(), [&](const ReadingRecord& r) { return r.first == reading.id || r.second == reading.id; });
    if (isOriginal) text += tr(" – kept as it was for the consensus");
    return text;
}

void ReadingSession::refresh() {
    const Document* document = m_parts.project.document();
    const SlideId slide = document ? m_parts.project.currentSlide() : 0;
    const ReadingRecord reading = slide ? document->reading(slide) : ReadingRecord();
    m_parts.actions[Command::ReadAs]->setEnabled(document);
    m_reader->setVisible(document);
    m_reader->setText(document ? tr("Reader: %1").arg(QString::fromStdString(document->person())) : QString());
    m_reader->setAccessibleName(m_reader->text());
    const auto all = slide ? document->readings(slide) : std::vector<ReadingRecord>();
    const bool isOriginal = std::any_of(all.begin(), all.end(), [&](const ReadingRecord& r) { return r.first == reading.id || r.second == reading.id; });
    const bool isMine = document && (reading.kind == ReadingKind::First || reading.person == document->person());
    QAction* finish = m_parts.actions[Command::FinishReading];
    finish->setEnabled(slide && isMine && !isOriginal && reading.kind != ReadingKind::Consensus);
    finish->setChecked(!reading.finished.empty());
    m_parts.actions[Command::SecondReading]->setEnabled(m_parts.project.slide() != nullptr);
    m_parts.actions[Command::CompareReadings]->setEnabled(m_parts.project.slide() && all.size() > 1);
    if (reading.kind != ReadingKind::Consensus) m_progress.clear();
    const QString text = slide ? textOf(reading) + (m_progress.isEmpty() ? QString() : " – " + m_progress) : QString();
    m_bar->show(reading, text, all.size() > 1);
}

void ReadingSession::setProgress(const QString& text) {
    m_progress = text;
    refresh();
}

bool ReadingSession::canChange() {
    if (m_parts.detection.isRunning()) m_parts.canvas.message().say(tr("The network is at work for this reader: wait, or stop it first"));
    return !m_parts.detection.isRunning() && m_parts.project.document();
}

void ReadingSession::change(const QString& what, const std::function<Result<void>(Document&)>& work) {
    if (!canChange()) return;
    if (const auto changed = m_parts.project.changeReading(work); !changed) Q_EMIT failed(problemFrom(what, changed.error()));
    m_parts.canvas.view().setFocus();
}

void ReadingSession::askForReader() {
    if (!canChange()) return;
    Document& document = *m_parts.project.document();
    auto* dialog = new ReaderDialog(tr("Read As"), tr("Who reads from now on? Everything that is done carries this name."), document.people(), document.person(), &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const std::string person = dialog->person().toStdString();
        change(tr("Cannot read as %1").arg(dialog->person()), [&](Document& d) { return d.readAs(person); });
        m_parts.canvas.message().say(tr("%1 reads now").arg(dialog->person()));
    });
    dialog->open();
}

void ReadingSession::askForSecond() {
    if (!canChange() || !m_parts.project.currentSlide()) return;
    const Document& document = *m_parts.project.document();
    const auto readings = document.readings(m_parts.project.currentSlide());
    auto people = document.people();
    std::erase_if(people, [&](const std::string& name) {
        return std::any_of(readings.begin(), readings.end(), [&](const ReadingRecord& r) { return r.person == name; });
    });
    auto* dialog = new SecondReadingDialog(readings.front().person, people, &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, slide = m_parts.project.currentSlide()] {
        change(tr("Cannot begin this reading"), [&](Document& d) {
            const auto begun = d.startBlinded(slide, dialog->start());
            return begun ? Result<void>() : Result<void>(begun.error());
        });
    });
    dialog->open();
}

void ReadingSession::finish(bool finished) {
    Document* document = m_parts.project.document();
    if (!document) return;
    const ReadingRecord reading = document->reading(m_parts.project.currentSlide());
    const auto done = document->setFinished(reading.id, finished);
    refresh();
    if (!done) return Q_EMIT failed(problemFrom(tr("The reading cannot be finished"), done.error()));
    m_parts.canvas.message().say(finished ? tr("The reading by %1 is finished and stays as it is").arg(QString::fromStdString(reading.person))
                                          : tr("The reading by %1 goes on").arg(QString::fromStdString(reading.person)));
}

void ReadingSession::listReadings() {
    qDeleteAll(m_listed);
    m_listed.clear();
    const Document* document = m_parts.project.document();
    if (!document || !m_parts.project.currentSlide()) return;
    m_listed << m_menu->addSection(tr("Show the Reading"));
    const ReadingId open = document->reading(m_parts.project.currentSlide()).id;
    for (const ReadingRecord& reading : document->readings(m_parts.project.currentSlide())) {
        const QString kind = reading.kind == ReadingKind::First ? tr("First, by %1") : reading.kind == ReadingKind::Blinded ? tr("Second, by %1") : tr("Consensus, by %1");
        QAction* action = m_menu->addAction(kind.arg(QString::fromStdString(reading.person).replace('&', "&&")));
        action->setCheckable(true);
        action->setChecked(reading.id == open);
        connect(action, &QAction::triggered, this, [this, id = reading.id] { change(tr("Cannot show this reading"), [id](Document& d) { return d.openReading(id); }); });
        m_listed << action;
    }
}

}  // namespace bowman::ui
