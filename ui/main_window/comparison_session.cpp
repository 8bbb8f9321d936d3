#include "ui/main_window/comparison_session.h"

#include <algorithm>

#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMessageBox>
#include <QPushButton>

#include "core/base/files.h"
#include "ui/controllers/settings.h"
#include "ui/dialogs/reader_dialog.h"
#include "ui/main_window/comparison_overlay.h"
#include "ui/tools/tool.h"

namespace bowman::ui {
namespace {

constexpr int kStaleMs = 300;
constexpr double kAroundUm = 300;        // of the slide in sight around a place, at least

constexpr std::pair<Command, Ruling> kRulingCommands[] = {{Command::RuleFirst, Ruling::First}, {Command::RuleSecond, Ruling::Second},
                                                          {Command::RuleNeither, Ruling::Neither}, {Command::RuleOwn, Ruling::Own}};

QString named(const Snapshot& snapshot) { return QString::fromStdString(snapshot.reading.person); }

}  // namespace

ComparisonSession::ComparisonSession(const ComparisonParts& parts, QObject* parent) : QObject(parent), m_parts(parts), m_overlay(new ComparisonOverlay(parts.canvas.view())) {
    m_stale.setSingleShot(true);
    m_stale.setInterval(kStaleMs);
    connect(&m_stale, &QTimer::timeout, this, &ComparisonSession::measure);
    connect(parts.actions[Command::CompareReadings], &QAction::triggered, this, &ComparisonSession::compare);
    for (const auto& [command, ruling] : kRulingCommands) connect(parts.actions[command], &QAction::triggered, this, [this, r = ruling] { rule(r); });
    connect(&parts.panel, &ComparisonPanel::objectChosen, this, &ComparisonSession::show);
    connect(&parts.panel, &ComparisonPanel::ruled, this, [this](Ruling ruling) {
        rule(ruling);
        m_parts.canvas.view().setFocus();
    });
    connect(&parts.panel, &ComparisonPanel::outlineIouChanged, this, &ComparisonSession::measure);
    connect(&parts.panel, &ComparisonPanel::adjudicationRequested, this, &ComparisonSession::askForAdjudicator);
    connect(&parts.panel, &ComparisonPanel::csvRequested, this, &ComparisonSession::askForCsv);
    connect(&parts.panel, &ComparisonPanel::closeRequested, this, &ComparisonSession::end);
    connect(&parts.dock, &QDockWidget::visibilityChanged, this, [this] {
        if (m_parts.dock.isHidden() && m_pair && !m_parts.actions[Command::Panels]->isChecked()) end();
    });
    connect(&parts.project, &Project::closing, this, &ComparisonSession::end);
    connect(&parts.project, &Project::slideChanged, this, &ComparisonSession::showSlide);
    connect(&parts.project, &Project::annotationsChanged, this, [this] {
        if (!m_pair) return;
        if (isAdjudicating()) refreshRulings();
        else m_stale.start();
    });
    parts.canvas.view().installEventFilter(this);
    parts.panel.table().installEventFilter(this);
    refreshRulings();
}

// The canvas deletes it; before that it must not ask who is gone.
ComparisonSession::~ComparisonSession() { delete m_overlay; }

std::optional<ComparisonSession::Pair> ComparisonSession::pairOfSlide() const {
    const Document* document = m_parts.project.document();
    const SlideId slide = m_parts.project.currentSlide();
    if (!document || !slide) return std::nullopt;
    const auto readings = document->readings(slide);
    const ReadingRecord open = document->reading(slide);
    if (open.kind == ReadingKind::Consensus) return Pair{slide, open.first, open.second};
    if (open.kind == ReadingKind::Blinded) return Pair{slide, readings.front().id, open.id};
    const auto newest = std::find_if(readings.rbegin(), readings.rend(), [](const ReadingRecord& r) { return r.kind == ReadingKind::Blinded; });
    if (newest == readings.rend()) return std::nullopt;
    return Pair{slide, readings.front().id, newest->id};
}

ComparedReadings ComparisonSession::readingsOf(const Pair& pair) const {
    const Document& document = *m_parts.project.document();
    ComparedReadings compared{document.snapshotOf(pair.first), document.snapshotOf(pair.second), {}};
    for (const ReadingRecord& reading : document.readings(pair.slide))
        if (reading.first == pair.first && reading.second == pair.second) compared.consensus = document.snapshotOf(reading.id);
    return compared;
}

void ComparisonSession::compare() {
    const auto pair = pairOfSlide();
    if (!pair) return m_parts.canvas.message().say(tr("Nobody has read this slide a second time: Review ▸ Readings ▸ Second Reading"));
    const ReadingRecord second = m_parts.project.document()->snapshotOf(pair->second).reading;
    if (!isBlind(second)) return begin(*pair);
    const QString person = QString::fromStdString(second.person);
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Compare Readings"), tr("The second reading, by %1, is not finished.").arg(person), QMessageBox::Cancel, &m_parts.window);
    box->setObjectName("unblindDialog");
    box->setInformativeText(tr("Comparing shows both readings. From then on %1 counts as no longer blinded; that is written down and told with the agreement.").arg(person));
    QPushButton* anyway = box->addButton(tr("Compare &Anyway"), QMessageBox::AcceptRole);
    anyway->setObjectName("compareAnyway");
    anyway->setToolTip(tr("The reading goes on, no longer blinded"));
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(anyway, &QPushButton::clicked, this, [this, pair = *pair] {
        Document* document = m_parts.project.document();
        if (!document || m_parts.project.currentSlide() != pair.slide) return;
        if (const auto told = m_parts.project.changeReading([&](Document& d) { return d.unblind(pair.second); }); !told)
            return Q_EMIT failed(problemFrom(tr("The readings cannot be compared"), told.error()));
        begin(pair);
    });
    box->open();
}

void ComparisonSession::begin(const Pair& pair) {
    m_pair = pair;
    m_parts.review.setReviewing(false);
    m_parts.review.select(0);
    m_parts.dock.show();
    m_parts.dock.raise();
    m_parts.panel.say(tr("Comparing…"));
    m_parts.canvas.view().setAnnotations(nullptr);    // both outlines are drawn instead
    m_parts.canvas.view().setFocus();
    measure();
}

void ComparisonSession::end() {
    m_stale.stop();
    ++m_request;
    if (!m_pair) return;
    m_pair.reset();
    m_isOwnEdited = false;
    m_overlay->show(nullptr, nullptr, -1);
    m_parts.panel.show({}, {}, {});
    m_parts.panel.setAdjudicator({}, {});
    m_parts.dock.hide();
    refreshRulings();
    if (m_parts.project.slide()) m_parts.canvas.view().setAnnotations(m_parts.project.annotations());
}

void ComparisonSession::measure() {
    if (!m_pair || !m_parts.project.document()) return;
    const ComparedReadings readings = readingsOf(*m_pair);
    const ComparisonRule rule{.matchingIou = kMatchingIou, .outlineIou = m_parts.panel.outlineIou()};
    m_work.run([readings, rule] { return compareReadings(readings.first.annotations, readings.second.annotations, rule); },
               [this, request = ++m_request, first = named(readings.first), second = named(readings.second)](ReadingComparison comparison) {
                   if (request != m_request || !m_pair) return;
                   const int before = m_parts.panel.current();
                   m_parts.panel.show(std::move(comparison), first, second);
                   m_overlay->setNames(first, second);
                   refreshRulings();
                   const auto count = static_cast<int>(m_parts.panel.model().comparison().objects.size());
                   if (before >= 0 && before < count) return m_parts.panel.setCurrent(before);
                   m_parts.panel.setCurrent(-1);
                   step(+1, isAdjudicating());
               });
}

bool ComparisonSession::isAdjudicating() const {
    const Document* document = m_parts.project.document();
    if (!m_pair || !document) return false;
    const ReadingRecord open = document->reading(m_pair->slide);
    return open.kind == ReadingKind::Consensus && open.first == m_pair->first && open.second == m_pair->second && m_parts.project.currentSlide() == m_pair->slide;
}

void ComparisonSession::showSlide() {
    if (!m_pair) return refreshRulings();
    const auto pair = pairOfSlide();
    const Document* document = m_parts.project.document();
    const bool isSame = pair && pair->slide == m_pair->slide && pair->first == m_pair->first && pair->second == m_pair->second;
    // Nothing of this stays on the screen for somebody who reads blinded.
    if (!isSame || isBlind(document->reading(m_pair->slide))) return end();
    m_parts.canvas.view().setAnnotations(nullptr);
    refreshRulings();
}

void ComparisonSession::refreshRulings() {
    const bool isDeciding = isAdjudicating();
    for (const auto& [command, ruling] : kRulingCommands) m_parts.actions[command]->setEnabled(isDeciding);
    if (!isDeciding) {
        if (m_pair) m_parts.panel.setAdjudicator({}, {});
        refreshOverlay();
        return Q_EMIT progressed({});
    }
    Document& document = *m_parts.project.document();
    const ReadingComparison& comparison = m_parts.panel.model().comparison();
    const ReadingRecord consensus = document.reading(m_pair->slide);
    auto rulings = ruledOnAll(comparison, m_parts.project.annotations()->all());
    // What the readers agree on by the present limit may have no object yet: it was set differently when the consensus began.
    const auto missing = static_cast<std::size_t>(std::count(rulings.begin(), rulings.end(), nullptr));
    m_parts.panel.setAdjudicator(QString::fromStdString(consensus.person), std::move(rulings));
    const std::size_t decided = ruledCount(comparison, *m_parts.project.annotations()), all = decided + missing;
    if (!comparison.objects.empty() && consensus.person == document.person())
        if (const auto told = document.setFinished(consensus.id, decided == all); !told) Q_EMIT failed(problemFrom(tr("The consensus cannot be finished"), told.error()));
    refreshOverlay();
    Q_EMIT progressed(comparison.objects.empty() ? QString() : decided == all ? tr("complete: exports and reports use it") : tr("%1 of %2 decided").arg(decided).arg(all));
}

void ComparisonSession::refreshOverlay() {
    if (!m_pair) return;
    m_overlay->show(&m_parts.panel.model().comparison(), &m_parts.panel.model().rulings(), m_parts.panel.current());
}

void ComparisonSession::askForAdjudicator() {
    Document* document = m_parts.project.document();
    if (!m_pair || !document) return;
    std::string person = document->person();
    if (const ReadingRecord consensus = readingsOf(*m_pair).consensus.reading; consensus.id) return adjudicate(consensus.person);
    auto* dialog = new ReaderDialog(tr("Adjudicate"),
                                    tr("Who decides where the readers differ? The outcome is a third reading by this person; both originals are kept as they are from now on."),
                                    document->people(), person, &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { adjudicate(dialog->person().toStdString()); });
    dialog->open();
}

void ComparisonSession::adjudicate(const std::string& person) {
    if (!m_pair) return;
    const Pair pair = *m_pair;
    const ReadingComparison comparison = m_parts.panel.model().comparison();
    const auto begun = m_parts.project.changeReading([&](Document& d) -> Result<void> {
        if (auto reads = d.readAs(person); !reads) return reads;
        const auto consensus = d.startConsensus(pair.first, pair.second);
        if (!consensus) return consensus.error();
        if (d.lastEvent(pair.slide) != 0) return {};      // it was begun before
        const Adjudicator who{person, [&d, slide = m_parts.project.currentSlide()] { return d.newAnnotationId(slide); }};
        return d.applyBatch(pair.slide, consensusStart(comparison, d.snapshotOf(pair.first).annotations, who), R"({"kind":"consensus"})");
    });
    if (!begun) return Q_EMIT failed(problemFrom(tr("The adjudication cannot begin"), begun.error()));
    m_parts.canvas.view().setFocus();
    m_parts.panel.setCurrent(-1);
    step(+1, true);
}

void ComparisonSession::rule(Ruling ruling) {
    if (!isAdjudicating()) return m_parts.canvas.message().say(tr("Compare the readings and press Adjudicate first"));
    const int at = m_parts.panel.current();
    if (at < 0) return m_parts.canvas.message().say(tr("Choose a place first: N goes to the next"));
    const ComparedObject object = m_parts.panel.model().comparison().objects[static_cast<std::size_t>(at)];
    Document& document = *m_parts.project.document();
    const auto decided = rulingEdit(object, ruling, *m_parts.project.annotations(), {document.person(), [&document, slide = m_parts.project.currentSlide()] { return document.newAnnotationId(slide); }});
    if (!decided) return Q_EMIT failed(problemFrom(tr("This cannot be decided so"), decided.error()));
    const Edit& edit = *decided;
    const AnnotationId id = edit.changes.back().after->id;
    if (isCutAtNeighbours(*edit.changes.back().after)) m_parts.canvas.message().say(tr("Cut where neighbours lie that are decided already; E draws another outline"));
    if (const auto applied = m_parts.project.apply(edit); !applied) return Q_EMIT failed(problemFrom(tr("This cannot be decided so"), applied.error()));
    if (ruling != Ruling::Own) return step(+1, true);
    m_isOwnEdited = true;
    m_parts.canvas.view().setAnnotations(m_parts.project.annotations());
    m_parts.review.select(id);
    m_parts.actions[Command::EditShape]->trigger();
}

void ComparisonSession::show(int object) {
    if (!m_pair || object < 0) return;
    if (m_isOwnEdited) {
        m_isOwnEdited = false;
        m_parts.actions[Command::ToolSelect]->setChecked(true);
        m_parts.review.select(0);
        m_parts.canvas.view().setAnnotations(nullptr);
    }
    m_parts.panel.setCurrent(object);
    refreshOverlay();
    const ComparedObject& place = m_parts.panel.model().comparison().objects[static_cast<std::size_t>(object)];
    SlideRect bounds = boundsOf(place.any().shape);
    if (place.first && place.second) bounds = bounds.united(boundsOf(place.second->shape));
    const double size = std::max(bounds.width, bounds.height), atLeast = kAroundUm / m_parts.project.umPerPx().value_or(1);
    m_parts.canvas.view().travelTo(bounds.grown(std::max(0.4 * size, (atLeast - size) / 2)), m_parts.actions[Command::SmoothTravel]->isChecked());
}

void ComparisonSession::step(int by, bool openOnly) {
    const ComparisonModel& model = m_parts.panel.model();
    const auto count = static_cast<int>(model.comparison().objects.size());
    const int from = m_parts.panel.current() < 0 ? (by > 0 ? -1 : count) : m_parts.panel.current();
    for (int i = 1; i <= count; ++i) {
        const int at = ((from + by * i) % count + count) % count;
        const auto index = static_cast<std::size_t>(at);
        if (openOnly ? model.rulingOn(index) != nullptr : model.comparison().objects[index].agrees()) continue;
        return show(at);
    }
    refreshOverlay();
    if (openOnly) m_parts.canvas.message().say(tr("Every disagreement is decided: the consensus is complete"));
    else m_parts.canvas.message().say(tr("Both readers agree on every object"));
}

bool ComparisonSession::handleKey(int key) {
    const auto ruling = key == Qt::Key_1 ? Ruling::First : key == Qt::Key_2 ? Ruling::Second : key == Qt::Key_0 ? Ruling::Neither : Ruling::Own;
    switch (key) {
        case Qt::Key_N: step(+1, false); return true;
        case Qt::Key_P: step(-1, false); return true;
        case Qt::Key_1:
        case Qt::Key_2:
        case Qt::Key_0:
        case Qt::Key_E: rule(ruling); return true;
        default: return false;
    }
}

bool ComparisonSession::eventFilter(QObject* watched, QEvent* event) {
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    SlideView& view = m_parts.canvas.view();
    if (!isKey || !m_pair || (view.tool() && view.tool()->isActive())) return QObject::eventFilter(watched, event);
    const auto* pressed = static_cast<QKeyEvent*>(event);
    constexpr int kKeys[] = {Qt::Key_N, Qt::Key_P, Qt::Key_1, Qt::Key_2, Qt::Key_0, Qt::Key_E};
    const bool isOurs = std::find(std::begin(kKeys), std::end(kKeys), pressed->key()) != std::end(kKeys) && (pressed->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (!isOurs) return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress) return handleKey(pressed->key());
    event->accept();                     // else the window's keys: these mean something else there
    return true;
}

void ComparisonSession::askForCsv() {
    const auto record = m_parts.project.record();
    if (!record || !m_pair) return;
    const QString folder = openSettings()->value("files/csvFolder").toString();
    const QString start = (folder.isEmpty() ? QString() : folder + "/") + QString::fromStdString(record->alias) + "-agreement.csv";
    QString file = QFileDialog::getSaveFileName(&m_parts.window, tr("Export agreement"), start, tr("Tables (*.csv)"));
    if (file.isEmpty()) return;
    if (QFileInfo(file).suffix().isEmpty()) file += ".csv";
    openSettings()->setValue("files/csvFolder", QFileInfo(file).absolutePath());
    writeCsv(file);
}

void ComparisonSession::writeCsv(const QString& file) {
    if (!m_pair) return;
    m_work.run([file, readings = readingsOf(*m_pair), comparison = m_parts.panel.model().comparison()] {
        return writeFileAtomically(file.toStdString(), comparisonCsvHeader() + comparisonCsv(readings, comparison));
    }, [this, file](const Result<void>& written) {
        if (written) m_parts.canvas.message().say(tr("%1 written").arg(quotedFileName(file)));
        else Q_EMIT failed(problemFrom(tr("Cannot write %1").arg(quotedFileName(file)), written.error()));
    });
}

}  // namespace bowman::ui
