#include "ui/main_window/detection_session.h"

#include <cmath>

#include "core/base/platform/stack_trace.h"
#include "core/detect/candidates.h"
#include "core/document/candidate_list.h"
#include "core/document/detection_edit.h"
#include "core/tissue/tissue_mask.h"
#include "ui/controllers/review.h"
#include "ui/controllers/text.h"
#include "ui/main_window/scale_session.h"

namespace bowman::ui {
namespace {

MultiPolygon shapeOf(const TissueMask& tissue) {
    MultiPolygon shape;
    for (TissuePiece& piece : piecesOf(tissue)) shape.push_back({std::move(piece.outer), std::move(piece.holes)});
    return shape;
}

QString list(const std::vector<std::string>& lines) {
    QString text;
    for (const std::string& line : lines) text += QString::fromStdString(line) + "\n";
    return text;
}

}  // namespace

DetectionSession::DetectionSession(const DetectionParts& parts, Networks networks, QObject* parent)
    : QObject(parent), m_view(parts.view), m_project(parts.project), m_panel(parts.panel), m_bar(parts.bar), m_controller(std::move(networks)) {
    m_panel.setModels(m_controller.networks().models());
    connect(&m_bar, &FindBar::findRequested, this, &DetectionSession::start);
    connect(&m_bar, &FindBar::stopRequested, this, &DetectionSession::stop);
    connect(&m_panel, &DetectionPanel::modelChosen, this, &DetectionSession::prepare);
    connect(&m_panel, &DetectionPanel::deviceChosen, this, [this] {
        m_device.clear();
        refresh();
    });
    connect(&m_panel, &DetectionPanel::thresholdReleased, this, &DetectionSession::applyThreshold);
    connect(&m_controller, &DetectionController::runningChanged, this, &DetectionSession::refresh);
    connect(&m_controller, &DetectionController::progressed, this, &DetectionSession::refresh);
    connect(&m_controller, &DetectionController::deviceKnown, this, [this](const QString& name) {
        m_device = name;
        refresh();
    });
    connect(&m_controller, &DetectionController::tilesReady, this, [this](const std::vector<ProbabilityTile>& tiles) {
        if (m_controller.slide() != m_project.currentSlide()) return;
        for (const ProbabilityTile& tile : tiles) m_view.addProbabilityTile(tile);
    });
    connect(&m_controller, &DetectionController::finished, this, &DetectionSession::finish);
    connect(&m_project, &Project::projectChanged, this, [this] {
        m_controller.abandon();
        m_last.reset();
    });
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
            refresh();
        });
}

void DetectionSession::start() {
    if (m_controller.isRunning() || !m_project.slide()) return;
    const auto scale = m_project.umPerPx();
    if (!scale) return Q_EMIT scaleNeeded();
    DetectionOrder order;
    order.slideId = m_project.currentSlide();
    order.model = m_panel.model();
    order.device = m_panel.device().toStdString();
    order.request.slide = m_project.slide();
    order.request.umPerPx = *scale;
    order.request.visibleFirst = m_view.viewport().visible().intersected(m_project.slide()->info().rect());
    if (m_card && m_cardOf == order.model) order.request.threshold = m_panel.threshold();
    m_view.clearProbability();
    m_last.reset();
    m_turnedHeatMapOn = !m_view.layers().heatMap;
    Q_EMIT heatMapWanted(true);
    showTissue();
    m_controller.start(std::move(order));
}

void DetectionSession::showTissue() {
    m_background.run([slide = m_project.slide(), scale = m_project.umPerPx()]() -> Result<MultiPolygon> {
        auto tissue = findTissue(*slide, scale);
        if (!tissue) return tissue.error();
        return shapeOf(*tissue);
    }, [this, id = m_project.currentSlide()](Result<MultiPolygon> shape) {
        if (shape && id == m_project.currentSlide()) m_view.setTissueOutline(std::move(*shape));
    });
}

void DetectionSession::finish(const DetectionOutcome& outcome) {
    if (m_turnedHeatMapOn) Q_EMIT heatMapWanted(false);
    if (outcome.problem) Q_EMIT failed(*outcome.problem);
    if (outcome.result && outcome.result->report.end != JobEnd::Failed) {
        m_last = outcome;
        const JobReport& report = outcome.result->report;
        const auto found = apply(*outcome.result, outcome, outcome.request.threshold.value_or(outcome.card.threshold));
        if (!found) Q_EMIT failed(problemFrom(tr("Cannot keep what was found"), found.error()));
        else if (m_project.currentSlide() == outcome.slideId) {
            const int toCheck = countReview(*m_project.annotations()).toCheckFirst;
            QString text = report.end == JobEnd::Cancelled ? tr("Stopped; found so far: %1").arg(glomeruliText(*found)) : glomeruliText(*found);
            if (toCheck) text += tr(", %1 to check first").arg(toCheck);
            if (*found > 0) Q_EMIT saidWithUndo(text);
            else Q_EMIT said(report.end == JobEnd::Cancelled ? tr("Stopped; nothing found yet") : tr("No glomeruli found"));
        }
        if (found && report.end == JobEnd::Done) findFaint();
        m_panel.setProgress(-1, tr("%1 patches in %2, %3 mm² of tissue").arg(report.patchesDone).arg(durationText(report.secondsTotal)).arg(report.tissueMm2, 0, 'f', 1));
        if (report.patchesFailed > 0)
            Q_EMIT failed({tr("%1 of %2 patches could not be read").arg(report.patchesFailed).arg(report.patchesTotal),
                           tr("Nothing was looked for there; the rest is done."), list(report.failures)});
    }
    refresh();
    Q_EMIT ended();
}

Result<int> DetectionSession::apply(const DetectionResult& result, const DetectionOutcome& outcome, double threshold) {
    Document* document = m_project.document();
    if (!document) return Error{"the project was closed", "", ""};
    const DetectionEditRequest wanted{.result = result,
                                      .card = outcome.card,
                                      .threshold = threshold,
                                      .region = outcome.request.region,
                                      .person = document->person()};
    auto made = editFromDetection(document->annotations(outcome.slideId), wanted, [&] { return document->newAnnotationId(); });
    if (!made) return made.error();
    if (made->edit.changes.empty()) return 0;
    DetectionRequest used = outcome.request;
    used.threshold = threshold;
    if (auto applied = document->applyBatch(outcome.slideId, made->edit, describeRun(used, outcome.card, result.report)); !applied) return applied.error();
    return made->added;
}

// Of the whole slide only: a part of it would take the place of what the rest has.
void DetectionSession::findFaint() {
    if (!m_last || !m_last->result->map || m_last->request.region) return;
    const double threshold = m_last->request.threshold.value_or(m_last->card.threshold);
    const PolygoniseOptions options{.threshold = threshold,
                                    .smallestAreaUm2 = m_last->request.smallestAreaUm2.value_or(m_last->card.smallestAreaUm2),
                                    .umPerPx = m_last->request.umPerPx,
                                    .clip = m_last->request.slide->info().rect()};
    const Document* document = m_project.document();
    m_background.run(
        [map = m_last->result->map, options, found = m_last->result->objects, card = m_last->card, threshold,
         person = document ? document->person() : std::string()] {
            platform::yieldCoresToOthers();
            return candidatesFrom(findCandidates(*map, options, found), {.card = card, .threshold = threshold, .person = person});
        },
        [this, document, slide = m_last->slideId](const std::vector<AnnotationPtr>& candidates) {
            if (!document || document != m_project.document()) return;
            if (const auto kept = m_project.document()->setCandidates(slide, candidates); !kept)
                return Q_EMIT failed(problemFrom(tr("Faint places cannot be kept"), kept.error()));
            if (slide == m_project.currentSlide()) Q_EMIT candidatesFound();
        });
}

void DetectionSession::applyThreshold(double threshold) {
    if (!m_last || !m_last->result->map || m_polygonising || m_controller.isRunning() || m_last->slideId != m_project.currentSlide()) return;
    if (std::abs(m_last->request.threshold.value_or(m_last->card.threshold) - threshold) < 0.004) return;
    m_polygonising = true;
    const PolygoniseOptions options{.threshold = threshold,
                                    .smallestAreaUm2 = m_last->request.smallestAreaUm2.value_or(m_last->card.smallestAreaUm2),
                                    .umPerPx = m_last->request.umPerPx};
    m_background.run([map = m_last->result->map, options] { return polygonise(*map, options); },
                     [this, threshold, slide = m_last->slideId](std::vector<DetectedObject> objects) {
                         m_polygonising = false;
                         if (!m_last || m_last->slideId != slide) return;
                         DetectionResult result = *m_last->result;
                         result.objects = std::move(objects);
                         m_last->request.threshold = threshold;
                         const auto found = apply(result, *m_last, threshold);
                         if (!found) return Q_EMIT failed(problemFrom(tr("Cannot apply the threshold"), found.error()));
                         m_last->result->objects = std::move(result.objects);
                         findFaint();
                         Q_EMIT saidWithUndo(tr("%1 at threshold %2").arg(glomeruliText(*found)).arg(threshold, 0, 'f', 2));
                     });
}

void DetectionSession::showSlide() {
    m_view.clearProbability();
    m_view.setTissueOutline({});
    refresh();
}

QString DetectionSession::jobText() const {
    if (!m_controller.isRunning()) return {};
    const DetectionProgress& p = m_controller.progress();
    QString text = m_controller.stage();
    if (p.patchesDone > 0 && !m_controller.isStopping() && p.secondsLeft > 0) text += tr(", %1 left").arg(durationText(p.secondsLeft));
    return text;
}

double DetectionSession::jobFraction() const {
    const DetectionProgress& p = m_controller.progress();
    return p.patchesTotal > 0 ? static_cast<double>(p.patchesDone) / p.patchesTotal : -1;
}

void DetectionSession::refresh() {
    const bool running = m_controller.isRunning();
    const auto record = m_project.record();
    const auto scale = m_project.umPerPx();
    m_bar.setState({m_project.slide() != nullptr && !m_panel.model().empty(), running, m_controller.isStopping(), std::max(0.0, jobFraction()), jobText()});
    const QString device = !m_device.isEmpty() ? m_device : m_panel.device() == "cuda" ? tr("GPU") : m_panel.device() == "cpu" ? tr("CPU") : tr("best device");
    if (!m_project.slide()) m_bar.setChip({}, false);
    else if (m_panel.model().empty()) m_bar.setChip(tr("no model installed"), false);
    else m_bar.setChip(m_panel.modelName() + "  ·  " + device + "  ·  " + scaleText(scale), !scale, doubtOf(m_project));
    m_panel.setScale(scale, record ? QString::fromStdString(record->umPerPx.source) : QString());
    m_panel.setThresholdActsOnResult(m_last && m_last->slideId == m_project.currentSlide());
    if (running) m_panel.setProgress(std::max(0.0, jobFraction()), jobText());
    Q_EMIT changed();
}

}  // namespace bowman::ui
