#include "ui/main_window/detection_session.h"

#include <algorithm>
#include <utility>

#include "core/base/platform/stack_trace.h"
#include "core/detect/detection_cache.h"
#include "ui/controllers/review.h"
#include "ui/controllers/text.h"
#include "ui/main_window/scale_session.h"

namespace bowman::ui {
namespace {

QString list(const std::vector<std::string>& lines) {
    QString text;
    for (const std::string& line : lines) text += QString::fromStdString(line) + "\n";
    return text;
}

}  // namespace

DetectionSession::DetectionSession(const DetectionParts& parts, Networks networks, QObject* parent)
    : QObject(parent), m_view(parts.view), m_project(parts.project), m_panel(parts.panel), m_bar(parts.bar), m_controller(std::move(networks)),
      m_tuning({parts.view, parts.project, parts.panel, m_controller.networks().createClassifier}) {
    m_panel.setModels(m_controller.networks().models());
    connect(&m_bar, &FindBar::findRequested, this, &DetectionSession::start);
    connect(&m_bar, &FindBar::stopRequested, this, &DetectionSession::stop);
    connect(&m_panel, &DetectionPanel::modelChosen, this, &DetectionSession::prepare);
    connect(&m_panel, &DetectionPanel::deviceChosen, this, [this] {
        m_device.clear();
        refresh();
    });
    connect(&m_tuning, &ObjectTuning::changed, this, &DetectionSession::refresh);
    connect(&m_tuning, &ObjectTuning::failed, this, &DetectionSession::failed);
    connect(&m_tuning, &ObjectTuning::saidWithUndo, this, &DetectionSession::saidWithUndo);
    connect(&m_tuning, &ObjectTuning::candidatesFound, this, &DetectionSession::candidatesFound);
    DetectionQueueView& list = m_panel.queue();
    connect(&list, &DetectionQueueView::moveRequested, this, [this](qint64 slide, int by) {
        m_queue.move(slide, by);
        refresh();
    });
    connect(&list, &DetectionQueueView::removeRequested, this, [this](qint64 slide) {
        m_queue.remove(slide);
        refresh();
    });
    connect(&list, &DetectionQueueView::clearRequested, this, [this] {
        if (isRunning()) return stop();
        m_queue.clear();
        refresh();
    });
    connect(&m_controller, &DetectionController::runningChanged, this, &DetectionSession::refresh);
    connect(&m_controller, &DetectionController::progressed, this, &DetectionSession::refresh);
    connect(&m_controller, &DetectionController::deviceKnown, this, [this](const QString& name) {
        m_device = name;
        refresh();
    });
    connect(&m_controller, &DetectionController::tilesReady, this, [this](const std::vector<ProbabilityTile>& tiles) {
        for (const ProbabilityTile& tile : tiles) m_tuning.add(tile);
        if (m_controller.slide() != m_project.currentSlide()) return;
        for (const ProbabilityTile& tile : tiles) m_view.addProbabilityTile(tile);
    });
    connect(&m_controller, &DetectionController::finished, this, &DetectionSession::finish);
    connect(&m_view, &SlideView::viewportChanged, this, &DetectionSession::tellWhatIsSeen);
    connect(&m_project, &Project::projectChanged, this, [this] {
        m_queue.clear();
        m_controller.abandon();
        m_tuning.forget();
    });
    // What was found for one reader is not adjusted for another.
    connect(&m_project, &Project::readingChanged, this, [this] { m_tuning.forget(); });
    connect(&m_project, &Project::slideChanged, this, &DetectionSession::showSlide);
    connect(&m_project, &Project::scaleChanged, this, &DetectionSession::refresh);
    refresh();
}

void DetectionSession::prepare() {
    const std::filesystem::path model = m_panel.model();
    if (model.empty() || model == m_cardOf) return refresh();
    m_cardOf = model;
    m_card.reset();
    refresh();
    m_background.run(
        [model, read = m_controller.networks().readCard] {
            platform::yieldCoresToOthers();
            return read(model);
        },
        [this, model](Result<ModelCard> card) {
            if (model != m_cardOf) return;
            if (!card) return Q_EMIT failed(problemFrom(tr("Cannot read the model %1").arg(QString::fromStdString(model.stem().string())), card.error()));
            m_card = *card;
            m_panel.setCard(*card);
            m_tuning.showSettings();
            refresh();
        });
}

DetectionOrder DetectionSession::orderFor(SlideId id, const SlidePtr& slide, double umPerPx) const {
    DetectionOrder order;
    order.slideId = id;
    order.model = m_panel.model();
    order.device = m_panel.device().toStdString();
    order.tellsSclerosis = m_panel.tellsSclerosis();
    order.asksMirrorImages = m_panel.asksMirrorImages();
    order.request.slide = slide;
    order.request.umPerPx = umPerPx;
    order.request.cache = detectionCacheFor(m_project.document()->path());
    if (id) order.request.tissue = tissueCorrectionOf(m_project.document()->annotations(id).all());
    if (m_card && m_cardOf == order.model) {
        const ObjectSettings settings = m_panel.objectSettings();
        order.request.threshold = settings.threshold;
        order.request.smallestAreaUm2 = settings.smallestAreaUm2;
        order.request.smoothingUm = settings.smoothingUm;
        order.request.smallestConfidence = settings.smallestConfidence;
    }
    return order;
}

void DetectionSession::start() {
    if (isRunning() || !m_project.slide()) return;
    const auto scale = m_project.umPerPx();
    if (!scale) return Q_EMIT scaleNeeded();
    m_queue.clear();
    begin(orderFor(m_project.currentSlide(), m_project.slide(), *scale));
}

void DetectionSession::begin(DetectionOrder order) {
    const bool isShown = order.slideId == m_project.currentSlide();
    m_tuning.forget();
    if (m_card && m_cardOf == order.model) m_tuning.begin(order, *m_card);
    m_turnedHeatMapOn = isShown && !m_view.layers().heatMap;
    if (isShown) {
        m_seen = std::make_shared<VisibleRegion>();
        order.request.visible = m_seen;
        tellWhatIsSeen();
        m_view.clearProbability();
        Q_EMIT heatMapWanted(true);
    }
    m_controller.start(std::move(order));
}

// A search that runs goes on where the person looks now; nowhere in particular while another slide is shown.
void DetectionSession::tellWhatIsSeen() {
    if (!m_seen) return;
    const bool isShown = m_project.slide() && (!m_controller.isRunning() || m_controller.slide() == m_project.currentSlide());
    m_seen->set(isShown ? std::optional(m_view.viewport().visible().intersected(m_project.slide()->info().rect())) : std::nullopt);
}

void DetectionSession::findIn(const std::vector<SlideId>& slides) {
    if (!m_project.document() || m_panel.model().empty()) return;
    const bool wasRunning = isRunning();
    m_queued = orderFor(0, nullptr, 0);    // the settings of now, also for those whose turn comes later
    for (const SlideRecord& record : m_project.slides())
        if (std::find(slides.begin(), slides.end(), record.id) != slides.end() && record.id != m_controller.slide()) m_queue.add(record.id, Project::titleOf(record));
    refresh();
    if (!wasRunning) searchNext();
}

void DetectionSession::searchNext() {
    const auto next = m_queue.takeNext();
    if (!next) return refresh();
    m_queue.setState(*next, tr("opening…"));
    refresh();
    const auto give = [this](const QString& why) {
        m_queue.finishCurrent(tr("failed: %1").arg(why), {}, why);
        if (m_queue.isOver()) tellOfQueue();
        searchNext();
    };
    m_project.fetchSlide(*next, [this, id = *next, give](const Result<SlidePtr>& slide) {
        if (m_queue.current() != id || m_controller.isRunning()) return;
        if (!slide) return give(QString::fromStdString(slide.error().message()));
        const auto record = m_project.document()->slide(id);
        if (!record || !record->umPerPx.value) return give(tr("its µm/px is unknown; show it and set them"));
        DetectionOrder order = m_queued;
        order.slideId = id;
        order.request.slide = *slide;
        order.request.umPerPx = *record->umPerPx.value;
        order.request.tissue = tissueCorrectionOf(m_project.document()->annotations(id).all());
        begin(std::move(order));
    });
}

void DetectionSession::stop() {
    m_queue.removeWaiting();
    if (m_controller.isRunning()) m_controller.stop();
    else if (m_queue.current()) m_queue.finishCurrent(tr("stopped"));
    refresh();
}

void DetectionSession::finish(const DetectionOutcome& outcome) {
    if (m_turnedHeatMapOn) Q_EMIT heatMapWanted(false);
    if (outcome.problem) {
        m_tuning.forget();
        Q_EMIT failed(*outcome.problem);
    }
    QString state = outcome.problem ? tr("failed: %1").arg(outcome.problem->reason) : QString();
    std::optional<int> kept;
    if (outcome.result && outcome.result->report.end != JobEnd::Failed) state = tell(outcome, kept);
    const bool wasQueued = m_queue.current() == outcome.slideId;
    const QString failure = outcome.problem ? outcome.problem->reason : outcome.result && outcome.result->report.patchesFailed > 0 ? QString::fromStdString(outcome.result->report.why) : QString();
    if (wasQueued) m_queue.finishCurrent(state, kept, failure);
    refresh();
    Q_EMIT ended();
    if (wasQueued && m_queue.isOver()) tellOfQueue();
    if (m_queue.hasWaiting()) searchNext();
}

QString DetectionSession::tell(const DetectionOutcome& outcome, std::optional<int>& kept) {
    const JobReport& report = outcome.result->report;
    const bool isCancelled = report.end == JobEnd::Cancelled;
    const auto found = m_tuning.take(outcome);
    QString state = isCancelled ? tr("stopped") : QString();
    if (!found) {
        Q_EMIT failed(problemFrom(tr("Cannot keep what was found"), found.error()));
        state = tr("failed: %1").arg(QString::fromStdString(found.error().message()));
    } else if (*found) {
        kept = **found;
        state = isCancelled ? tr("stopped, %1 so far").arg(glomeruliText(**found)) : glomeruliText(**found);
        const bool hasNoTissue = report.patchesTotal == 0;
        if (hasNoTissue) state = tr("no tissue found");
        if (m_project.currentSlide() == outcome.slideId && hasNoTissue) {
            Q_EMIT said(tr("No tissue found, so nothing was searched; press T and paint where it is"));
        } else if (m_project.currentSlide() == outcome.slideId) {
            const int toCheck = countReview(*m_project.annotations()).toCheckFirst;
            QString text = isCancelled ? tr("Stopped; found so far: %1").arg(glomeruliText(**found)) : glomeruliText(**found);
            if (toCheck) text += tr(", %1 to check first").arg(toCheck);
            if (**found > 0) Q_EMIT saidWithUndo(text);
            else Q_EMIT said(isCancelled ? tr("Stopped; nothing found yet") : tr("No glomeruli found"));
        }
    }
    QString summary = tr("%1 patches in %2, %3 mm² of tissue").arg(report.patchesDone).arg(durationText(report.secondsTotal)).arg(report.tissueMm2, 0, 'f', 1);
    if (report.patchesRestored > 0) summary += tr("; %1 patches were there from an earlier run").arg(report.patchesRestored);
    if (report.secondsNetwork > 0) summary += tr("; the network was busy %1 % of the time").arg(qRound(100 * report.networkBusy));
    for (const std::string& note : report.notes) summary += "\n" + QString::fromStdString(note);
    m_panel.setProgress(-1, summary);
    if (!report.idleCard.empty() && !std::exchange(m_hasToldOfIdleCard, true))
        Q_EMIT failed({tr("A graphics card stands idle"), tr("The processor did the work, which takes longer: %1.").arg(QString::fromStdString(report.idleCard)), {}});
    if (report.patchesFailed > 0)
        Q_EMIT failed({tr("%1 of %2 patches could not be read").arg(report.patchesFailed).arg(report.patchesTotal),
                       tr("Nothing was looked for there; the rest is done."), list(report.failures)});
    return state;
}

void DetectionSession::showSlide() {
    m_view.clearProbability();
    m_tuning.restore();
    refresh();
}

void DetectionSession::refreshQueue() {
    if (m_controller.isRunning() && m_queue.current()) m_queue.setState(m_queue.current(), m_controller.stage());
    m_panel.queue().setSlides(m_queue.slides());
}

// Whether the network waits for its patches shows here.
QString DetectionSession::loadText() const {
    const DetectionProgress& p = m_controller.progress();
    if (p.patchesDone == 0 || p.queueCapacity == 0) return {};
    QString text = tr("Network busy %1 %, %2 of %3 patches wait for it; cores busy %4 %")
                       .arg(qRound(100 * p.networkBusy)).arg(p.queueDepth).arg(p.queueCapacity).arg(qRound(100 * p.coresBusy));
    if (p.patchesRestored > 0) text += tr("; %1 patches from an earlier run").arg(p.patchesRestored);
    return text;
}

QString DetectionSession::jobText() const {
    if (!isRunning()) return {};
    const QString queued = isInQueue() ? tr("Slide %1 of %2: ").arg(m_queue.currentNumber()).arg(m_queue.slides().size()) : QString();
    if (!m_controller.isRunning()) return queued + tr("opening…");
    const DetectionProgress& p = m_controller.progress();
    if (p.patchesDone == 0 || m_controller.isStopping() || p.secondsLeft <= 0) return queued + m_controller.stage();
    // How many patches are done says the list of the queue.
    if (isInQueue()) return queued + tr("%1 left").arg(durationText(p.secondsLeft));
    return m_controller.stage() + tr(", %1 left").arg(durationText(p.secondsLeft));
}

bool DetectionSession::isInQueue() const { return m_queue.current() && m_queue.slides().size() > 1; }

QString DetectionSession::shortJobText() const {
    if (!isRunning()) return {};
    if (isInQueue()) return tr("slide %1 of %2").arg(m_queue.currentNumber()).arg(m_queue.slides().size());
    return m_controller.isRunning() ? m_controller.stage() : tr("opening…");
}

void DetectionSession::tellOfQueue() {
    const std::vector<QueuedSlide>& slides = m_queue.slides();
    if (slides.size() < 2) return;
    int found = 0, searched = 0;
    QStringList failed, lines;
    for (const QueuedSlide& slide : slides) {
        found += slide.found.value_or(0);
        searched += slide.found.has_value();
        if (!slide.failure.isEmpty()) failed << slide.title;
        lines << tr("%1: %2").arg(slide.title, slide.failure.isEmpty() || !slide.found ? slide.state : slide.state + "; " + slide.failure);
    }
    const QString text = tr("%1 of %2 slides searched: %3").arg(searched).arg(slides.size()).arg(glomeruliText(found));
    if (failed.isEmpty()) return Q_EMIT said(text);
    constexpr int kNamed = 3;
    QString names = failed.mid(0, kNamed).join(", ");
    if (failed.size() > kNamed) names += tr(" and %1 more").arg(failed.size() - kNamed);
    Q_EMIT DetectionSession::failed({text, tr("Not, or not wholly: %1. What was found is kept.").arg(names), lines.join("\n")});
}

double DetectionSession::jobFraction() const {
    const DetectionProgress& p = m_controller.progress();
    return m_controller.isRunning() && p.patchesTotal > 0 ? static_cast<double>(p.patchesDone) / p.patchesTotal : -1;
}

void DetectionSession::refresh() {
    const bool running = isRunning();
    const auto record = m_project.record();
    const auto scale = m_project.umPerPx();
    m_bar.setState({m_project.slide() != nullptr && !m_panel.model().empty(), running, m_controller.isStopping(), std::max(0.0, jobFraction()), jobText()});
    const QString device = !m_device.isEmpty() ? m_device : m_panel.device() == "cuda" ? tr("GPU") : m_panel.device() == "cpu" ? tr("CPU") : tr("best device");
    if (!m_project.slide()) m_bar.setChip({}, false);
    else if (m_panel.model().empty()) m_bar.setChip(tr("no model installed"), false);
    else m_bar.setChip(m_panel.modelName() + "  ·  " + device + "  ·  " + scaleText(scale), !scale, doubtOf(m_project));
    m_panel.setScale(scale, record ? scaleSourceText(record->umPerPx.source) : QString());
    m_panel.setActsOnResult(m_tuning.isActive());
    if (running) m_panel.setProgress(std::max(0.0, jobFraction()), loadText().isEmpty() ? jobText() : jobText() + "\n" + loadText());
    refreshQueue();
    Q_EMIT changed();
}

}  // namespace bowman::ui
