#include "ui/controllers/detection_controller.h"

#include <algorithm>

#include "core/base/platform/stack_trace.h"
#include "core/detect/classify_objects.h"
#include "core/detect/flips.h"

namespace bowman::ui {
namespace {

DetectionOutcome failure(const DetectionOrder& order, const QString& headline, const Error& error) {
    return {order.slideId, order.request, {}, std::nullopt, problemFrom(headline, error)};
}

}  // namespace

DetectionController::DetectionController(Networks networks, QObject* parent) : QObject(parent), m_networks(std::move(networks)) {}

DetectionController::~DetectionController() {
    for (Job& job : m_jobs) job.thread.request_stop();
}

void DetectionController::start(DetectionOrder order) {
    if (m_running) return;
    m_running = true;
    m_stopping = false;
    m_slide = order.slideId;
    m_progress = {};
    m_stage = tr("Loading the network…");
    const quint64 id = ++m_lastJob;
    auto mail = std::make_shared<Mail>([this, id] { QMetaObject::invokeMethod(this, [this, id] { readMail(id); }, Qt::QueuedConnection); });
    Job& job = m_jobs.emplace_back(Job{id, mail, false, {}});
    job.thread = std::jthread([order = std::move(order), networks = m_networks, mail](std::stop_token stop) {
        platform::yieldCoresToOthers();
        mail->post(work(networks, order, *mail, stop));
    });
    Q_EMIT runningChanged();
    Q_EMIT progressed();
}

DetectionOutcome DetectionController::work(const Networks& networks, const DetectionOrder& order, Mail& mail, std::stop_token stop) {
    auto predictor = networks.createPredictor(order.model, order.device);
    if (!predictor) return failure(order, tr("Cannot load the network"), predictor.error());
    mail.post(Device{QString::fromStdString((*predictor)->deviceName())});
    mail.post(Stage{tr("Looking for tissue…")});
    DetectionCallbacks callbacks;
    callbacks.onProgress = [&](const DetectionProgress& progress) { mail.post(progress); };
    callbacks.onTile = [&](const ProbabilityTile& tile) { mail.post(tile); };
    FlippingPredictor flipping(**predictor);
    auto result = detectGlomeruli(order.request, order.asksMirrorImages ? flipping : **predictor, callbacks, stop);
    if (!result) return failure(order, tr("The detection failed"), result.error());
    DetectionOutcome outcome{order.slideId, order.request, (*predictor)->card(), std::move(*result), std::nullopt};
    if (order.asksMirrorImages) tellMirrorImages(order, *outcome.result, **predictor, mail, stop);
    if (order.tellsSclerosis) tellSclerosis(networks, order, outcome, mail, stop);
    if (outcome.result->report.end == JobEnd::Failed)
        outcome.problem = Problem{tr("The detection failed"), QString::fromStdString(outcome.result->report.why), QString::fromStdString(outcome.result->report.why)};
    return outcome;
}

void DetectionController::tellMirrorImages(const DetectionOrder& order, DetectionResult& result, Predictor& network, Mail& mail, const std::stop_token& stop) {
    if (result.objects.empty() || result.report.end == JobEnd::Failed || stop.stop_requested()) return;
    const auto onProgress = [&](int done, int total) { mail.post(Stage{tr("Mirror images: %1 of %2").arg(done).arg(total)}); };
    if (const auto told = tellDisagreement(result.objects, *order.request.slide, order.request.umPerPx, network, onProgress, stop); !told)
        result.report.notes.push_back(tr("Mirror images of some objects were not asked about: %1").arg(QString::fromStdString(told.error().message())).toStdString());
}

// What cannot be told is a note: the glomeruli are there all the same.
void DetectionController::tellSclerosis(const Networks& networks, const DetectionOrder& order, DetectionOutcome& outcome, Mail& mail, const std::stop_token& stop) {
    DetectionResult& result = *outcome.result;
    if (!networks.createClassifier || result.objects.empty() || stop.stop_requested()) return;
    mail.post(Stage{tr("Telling sclerotic ones…")});
    const auto classifier = networks.createClassifier(order.device);
    Result<void> told = classifier ? Result<void>() : Result<void>(classifier.error());
    if (classifier) {
        outcome.sclerosisThreshold = (*classifier)->threshold();
        told = classifyObjects(result.objects, *order.request.slide, **classifier, [&](int done, int total) {
            if (done % 20 == 0) mail.post(Stage{tr("Telling sclerotic ones: %1 of %2").arg(done).arg(total)});
        }, stop);
    }
    if (!told) result.report.notes.push_back(tr("Sclerosis was not told: %1").arg(QString::fromStdString(told.error().message())).toStdString());
}

void DetectionController::stop() {
    if (!m_running || m_stopping) return;
    m_stopping = true;
    m_stage = tr("Stopping…");
    m_jobs.back().thread.request_stop();
    Q_EMIT progressed();
}

void DetectionController::abandon() {
    if (!m_running) return;
    m_jobs.back().abandoned = true;
    m_jobs.back().thread.request_stop();
    m_running = m_stopping = false;
    Q_EMIT runningChanged();
}

void DetectionController::readMail(quint64 id) {
    const auto job = std::find_if(m_jobs.begin(), m_jobs.end(), [&](const Job& j) { return j.id == id; });
    if (job == m_jobs.end()) return;
    std::vector<ProbabilityTile> tiles;
    std::optional<DetectionOutcome> outcome;
    const bool wanted = !job->abandoned;
    bool moved = false;
    for (Message& message : job->mail->take()) {
        if (auto* tile = std::get_if<ProbabilityTile>(&message)) tiles.push_back(std::move(*tile));
        else if (auto* done = std::get_if<DetectionOutcome>(&message)) outcome = std::move(*done);
        else if (auto* device = std::get_if<Device>(&message); device && wanted) Q_EMIT deviceKnown(device->name);
        else if (auto* stage = std::get_if<Stage>(&message); stage && wanted && !m_stopping) m_stage = stage->text, moved = true;
        else if (auto* progress = std::get_if<DetectionProgress>(&message); progress && wanted) {
            m_progress = *progress;
            if (!m_stopping) m_stage = tr("%1 of %2 patches").arg(progress->patchesDone).arg(progress->patchesTotal);
            moved = true;
        }
    }
    if (wanted && !tiles.empty()) Q_EMIT tilesReady(tiles);
    if (wanted && moved) Q_EMIT progressed();
    if (!outcome) return;
    m_jobs.erase(job);  // joins: the outcome is the last thing that the thread says
    if (wanted) end(std::move(*outcome));
}

void DetectionController::end(DetectionOutcome outcome) {
    m_running = m_stopping = false;
    Q_EMIT runningChanged();
    Q_EMIT finished(outcome);
}

}  // namespace bowman::ui
