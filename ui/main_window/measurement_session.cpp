#include "ui/main_window/measurement_session.h"

#include <algorithm>

#include <QFileDialog>

#include "core/base/files.h"
#include "ui/controllers/settings.h"

namespace bowman::ui {
namespace {

constexpr int kLaterMs = 60;
constexpr int kShowProgressAfterMs = 300;

}  // namespace

struct MeasurementSession::Request {
    quint64 serial = 0;
    std::vector<AnnotationPtr> objects;
    MeasuredObjects known;
    SlidePtr slide;                    // null where the tissue is known, or the file is not there
    std::shared_ptr<const TissueMask> found;
    TissueCorrection correction;       // of edge
    PixelSize size;
    std::optional<double> umPerPx;
    std::shared_ptr<const TissueEdge> edge;
    std::optional<double> tissueMm2;
    Palette palette;
    std::stop_token stop;
    std::function<void(double)> progress;
};

struct MeasurementSession::Answer {
    quint64 serial = 0;
    MeasuredObjects objects;           // null: stopped
    SlideFigures figures;
    std::shared_ptr<const TissueMask> found;
    TissueCorrection correction;
    std::shared_ptr<const TissueEdge> edge;
    std::optional<double> tissueMm2;
    bool hasTissue = false;
    QString problem;
};

MeasurementSession::MeasurementSession(const MeasurementParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    m_later.setSingleShot(true);
    m_later.setInterval(kLaterMs);
    connect(&m_later, &QTimer::timeout, this, &MeasurementSession::measureNow);
    connect(&parts.shown, &QAction::triggered, this, [this](bool on) {
        m_parts.dock.setVisible(on);
        if (on) m_parts.dock.raise();
    });
    connect(parts.dock.toggleViewAction(), &QAction::toggled, &parts.shown, &QAction::setChecked);
    connect(&parts.dock, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        if (visible) measureLater();
    });
    connect(&parts.project, &Project::slideChanged, this, &MeasurementSession::showSlide);
    // Another reading: nothing of the one before may stay, nor arrive late.
    connect(&parts.project, &Project::readingChanged, this, [this] { m_slide = 0; });
    connect(&parts.project, &Project::slideReread, this, &MeasurementSession::measureLater);
    connect(&parts.project, &Project::annotationsChanged, this, &MeasurementSession::measureLater);
    connect(&parts.review.classes(), &ProjectClasses::paletteChanged, this, &MeasurementSession::measureLater);
    connect(&parts.project, &Project::scaleChanged, this, [this] {
        m_known.reset();
        m_hasTissue = false;
        m_found.reset();
        m_edge.reset();
        m_tissueMm2.reset();
        measureLater();
    });
    connect(&parts.review, &ReviewController::selectionChanged, this, [this](qint64 id) { m_parts.panel.setSelected(id); });
    connect(&parts.panel, &MeasurementPanel::objectChosen, &parts.review, &ReviewController::travelTo);
    connect(&parts.panel, &MeasurementPanel::objectSelected, &parts.review, &ReviewController::select);
    connect(&parts.panel, &MeasurementPanel::stopRequested, this, &MeasurementSession::stop);
    connect(&parts.panel, &MeasurementPanel::measureRequested, this, [this] {
        m_wasStopped = false;
        m_parts.panel.setStopped(false);
        measureNow();
    });
    connect(&parts.panel, &MeasurementPanel::csvRequested, this, &MeasurementSession::askForCsv);
    showSlide();
}

MeasurementSession::~MeasurementSession() { m_stop.request_stop(); }

void MeasurementSession::showSlide() {
    const SlideId now = m_parts.project.isOpen() ? m_parts.project.currentSlide() : 0;
    if (now != m_slide) {
        ++m_serial;
        m_stop.request_stop();
        m_slide = now;
        m_known.reset();
        m_found.reset();
        m_edge.reset();
        m_tissueMm2.reset();
        m_wasStopped = false;
        m_parts.panel.setStopped(false);
        m_parts.panel.setObjects(nullptr, {}, m_parts.project.umPerPx().has_value());
        m_parts.panel.clearFilter();
    }
    // Its file may have come only now.
    m_hasTissue = m_edge != nullptr;
    measureLater();
}

void MeasurementSession::measureLater() {
    if (m_wasStopped || !m_parts.dock.isVisible()) return;
    m_later.start();
}

void MeasurementSession::measureNow() {
    if (m_wasStopped || !m_parts.dock.isVisible() || !m_parts.project.annotations()) return;
    if (m_isMeasuring) {
        m_isWanted = true;
        return;
    }
    const auto record = m_parts.project.record();
    if (!record) return;
    m_isMeasuring = true;
    m_isWanted = false;
    m_stop = std::stop_source();
    m_umPerPx = record->umPerPx.value;
    Request request{m_serial, m_parts.project.annotations()->all(), m_known, m_hasTissue ? nullptr : m_parts.project.slide(), m_found, m_correction, record->size, m_umPerPx, m_edge, m_tissueMm2, m_parts.review.classes().palette(), m_stop.get_token(), {}};
    request.progress = [this, serial = m_serial, shown = -1](double fraction) mutable {
        const int value = static_cast<int>(100 * fraction);
        if (value == shown) return;
        shown = value;
        QMetaObject::invokeMethod(this, [this, serial, fraction] {
            if (serial == m_serial && m_isMeasuring) m_parts.panel.setProgress(fraction);
        }, Qt::QueuedConnection);
    };
    m_runner.run([request = std::move(request)] { return std::make_shared<Answer>(measure(request)); }, [this](const std::shared_ptr<Answer>& answer) { take(answer); });
}

MeasurementSession::Answer MeasurementSession::measure(const Request& request) {
    Answer answer{request.serial, nullptr, {}, request.found, tissueCorrectionOf(request.objects), request.edge, request.tissueMm2, request.edge != nullptr, {}};
    const auto begun = std::chrono::steady_clock::now();
    // What is done at once shows no bar.
    const auto say = [&](double fraction) {
        if (std::chrono::steady_clock::now() - begun > std::chrono::milliseconds(kShowProgressAfterMs)) request.progress(fraction);
    };
    if (request.slide) {
        request.progress(0);
        auto tissue = findTissue(*request.slide, request.umPerPx);
        answer.hasTissue = true;
        if (tissue) answer.found = std::make_shared<const TissueMask>(*std::move(tissue));
        else answer.problem = QString::fromStdString(tissue.error().message());
    }
    if (answer.found && (!request.edge || answer.correction != request.correction)) {
        TissueMask tissue = *answer.found;
        answer.correction.applyTo(tissue);
        answer.edge = std::make_shared<const TissueEdge>(tissue);
        if (request.umPerPx) answer.tissueMm2 = tissue.areaMm2(*request.umPerPx);
    }
    MeasureFrame frame{request.size, request.umPerPx, {}};
    if (answer.edge) frame.tissue = *answer.edge;
    // Measures without the tissue are no use once it is known.
    const bool isReusable = request.known && answer.edge == request.edge;
    auto all = std::make_shared<std::vector<MeasuredObject>>();
    all->reserve(request.objects.size());
    auto old = isReusable ? request.known->begin() : std::vector<MeasuredObject>::const_iterator();
    for (const AnnotationPtr& a : request.objects) {
        if (request.stop.stop_requested()) return answer;
        if (isReusable) {
            while (old != request.known->end() && old->object->id < a->id) ++old;
            if (old != request.known->end() && old->object == a) {
                all->push_back(*old);
                all->back().isCounted = isCounted(*a, request.palette);
                continue;
            }
        }
        all->push_back({a, measuresOf(a->shape, frame), isCounted(*a, request.palette)});
        if (all->size() % 64 == 0) say(static_cast<double>(all->size()) / static_cast<double>(request.objects.size()));
    }
    if (auto figures = figuresOf(request.objects, {request.umPerPx, answer.tissueMm2, request.palette})) answer.figures = *std::move(figures);
    else answer.problem = QString::fromStdString(figures.error().message());
    answer.objects = std::move(all);
    return answer;
}

void MeasurementSession::take(const std::shared_ptr<Answer>& answer) {
    m_isMeasuring = false;
    m_parts.panel.setProgress(-1);
    if (answer->serial == m_serial && answer->objects && m_umPerPx == m_parts.project.umPerPx()) {
        m_known = answer->objects;
        m_found = answer->found;
        m_correction = answer->correction;
        m_edge = answer->edge;
        m_tissueMm2 = answer->tissueMm2;
        m_hasTissue = m_hasTissue || answer->hasTissue;
        m_parts.panel.setObjects(answer->objects, answer->figures, m_umPerPx.has_value());
        if (m_parts.panel.chosen().size() < 2) m_parts.panel.setSelected(m_parts.review.selected());
        if (!answer->problem.isEmpty()) Q_EMIT failed({tr("Not everything could be measured"), tr("The figures without it are shown."), answer->problem});
    } else if (answer->serial == m_serial && m_wasStopped) {
        return m_parts.panel.setStopped(true);
    } else {
        m_isWanted = true;
    }
    if (m_isWanted) measureLater();
}

void MeasurementSession::stop() {
    m_wasStopped = true;
    m_stop.request_stop();
    if (!m_isMeasuring) m_parts.panel.setStopped(true);
}

void MeasurementSession::askForCsv() {
    const auto record = m_parts.project.record();
    if (!record) return;
    const QString folder = openSettings()->value("files/csvFolder").toString();
    const QString start = (folder.isEmpty() ? QString() : folder + "/") + QString::fromStdString(record->alias) + "-measurements.csv";
    QString file = QFileDialog::getSaveFileName(m_parts.panel.window(), tr("Export measurements"), start, tr("Tables (*.csv)"));
    if (file.isEmpty()) return;
    if (QFileInfo(file).suffix().isEmpty()) file += ".csv";
    openSettings()->setValue("files/csvFolder", QFileInfo(file).absolutePath());
    writeCsv(file);
}

void MeasurementSession::writeCsv(const QString& file) {
    m_files.run([file, rows = m_parts.panel.chosenOrShown(), isScaleKnown = m_parts.panel.model().isScaleKnown()] {
        return writeFileAtomically(file.toStdString(), measureTable(rows, isScaleKnown, ','));
    }, [this, file](const Result<void>& written) {
        if (written) Q_EMIT saved(file);
        else Q_EMIT failed(problemFrom(tr("Cannot write %1").arg(quotedFileName(file)), written.error()));
    });
}

}  // namespace bowman::ui
