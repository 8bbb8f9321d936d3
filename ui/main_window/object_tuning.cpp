#include "ui/main_window/object_tuning.h"

#include <algorithm>

#include "core/base/platform/stack_trace.h"
#include "core/detect/candidates.h"
#include "core/detect/classify_objects.h"
#include "core/detect/detection_cache.h"
#include "core/document/candidate_list.h"
#include "core/document/detected_fields.h"
#include "core/document/detection_edit.h"
#include "core/document/run_settings.h"
#include "core/document/sclerosis.h"
#include "ui/controllers/text.h"

namespace bowman::ui {
namespace {

constexpr QColor kPreview(0x00, 0xC8, 0xD7);
constexpr double kAroundUm = 350;               ///< the largest glomeruli: those at the edge of the view are whole
constexpr std::size_t kHeatBlocks = 24;         ///< that are handed to the view at a time

std::vector<AnnotationPtr> shapesOf(std::vector<DetectedObject> objects) {
    std::vector<AnnotationPtr> shapes;
    for (DetectedObject& object : objects) {
        auto annotation = std::make_shared<Annotation>();
        annotation->shape = std::move(object.shape);
        shapes.push_back(std::move(annotation));
    }
    return shapes;
}

ObjectSettings settingsOf(const DetectionOutcome& outcome) {
    return {outcome.request.threshold.value_or(outcome.card.threshold), outcome.request.smallestAreaUm2.value_or(outcome.card.smallestAreaUm2),
            outcome.request.smoothingUm.value_or(0), outcome.request.smallestConfidence.value_or(outcome.card.smallestConfidence)};
}

}  // namespace

ObjectTuning::ObjectTuning(const TuningParts& parts, QObject* parent) : QObject(parent), m_parts(parts), m_overlay(new MaybeOverlay(parts.view, kPreview)), m_late(std::make_shared<LateSclerosis>(parts.createClassifier)) {
    m_overlay->setObjectName("tuningPreview");
    m_overlay->setAccessibleName(tr("Outlines as the sliders would draw them"));
    connect(&m_parts.panel, &DetectionPanel::objectSettingsMoved, this, &ObjectTuning::preview);
    connect(&m_parts.panel, &DetectionPanel::objectSettingsReleased, this, &ObjectTuning::apply);
}

void ObjectTuning::begin(const DetectionOrder& order, const ModelCard& card) {
    forget();
    m_growing = DetectionOutcome{order.slideId, order.request, card, std::nullopt, std::nullopt};
    m_partial.emplace(mapGridFor(order.request.slide->info().rect(), card.umPerPx / order.request.umPerPx));
}

void ObjectTuning::add(const ProbabilityTile& tile) {
    if (m_partial) m_partial->write(tile.x, tile.y, tile.probability->width(), tile.probability->height(), tile.probability->data());
}

void ObjectTuning::forget() {
    m_last.reset();
    m_growing.reset();
    m_partial.reset();
    m_overlay->setShapes({}, -1);
}

bool ObjectTuning::isActive() const {
    const auto& source = m_last ? m_last : m_growing;
    return source && source->slideId == m_parts.project.currentSlide();
}

void ObjectTuning::showSettings() {
    if (m_last && m_used && isActive()) m_parts.panel.setObjectSettings(*m_used);
}

Result<std::optional<int>> ObjectTuning::take(const DetectionOutcome& outcome) {
    const bool isShown = m_growing && isActive();
    forget();
    m_last = outcome;
    m_used = settingsOf(outcome);
    m_told = outcome.result->objects;
    if (isShown && m_parts.panel.objectSettings() != m_used) {
        m_used.reset();
        apply();
        return std::optional<int>();
    }
    const auto found = put(*outcome.result);
    if (!found) return found.error();
    if (outcome.result->report.end == JobEnd::Done) findFaint();
    return std::optional<int>(*found);
}

PolygoniseOptions ObjectTuning::optionsFor(const ObjectSettings& settings) const {
    const DetectionOutcome& source = m_last ? *m_last : *m_growing;
    return {.threshold = settings.threshold,
            .smallestAreaUm2 = settings.smallestAreaUm2,
            .smallestConfidence = settings.smallestConfidence,
            .umPerPx = source.request.umPerPx,
            .smoothingUm = settings.smoothingUm,
            .tissue = m_parts.project.document() ? tissueCorrectionOf(m_parts.project.document()->annotations(source.slideId).all()) : source.request.tissue,
            .clip = source.request.slide->info().rect()};
}

void ObjectTuning::preview() {
    if (!isActive() || !(m_last ? m_last->result->map != nullptr : m_partial.has_value())) return;
    m_previewWanted = m_previewing;
    if (m_previewing) return;
    m_previewing = true;
    const PolygoniseOptions options = optionsFor(m_parts.panel.objectSettings());
    const SlideRect seen = m_parts.view.viewport().visible().grown(kAroundUm / options.umPerPx);
    // A map that still grows belongs to this thread: a copy of what is in sight goes.
    auto map = m_last ? m_last->result->map : std::make_shared<const ProbabilityMap>(m_partial->around(seen));
    m_quick.run([map, seen, options] { return shapesOf(polygonise(map->around(seen), options)); },
                [this](std::vector<AnnotationPtr> shapes) {
                    m_previewing = false;
                    if (m_previewWanted) return preview();
                    // Late: the objects themselves are there by now.
                    const bool isOver = !isActive() || (m_last && !m_applying && m_parts.panel.objectSettings() == m_used);
                    m_overlay->setShapes(isOver ? std::vector<AnnotationPtr>() : std::move(shapes), -1);
                });
}

void ObjectTuning::apply() {
    if (!isActive() || !m_last || !m_last->result->map || m_applying) return;
    const ObjectSettings settings = m_parts.panel.objectSettings();
    if (settings == m_used) return m_overlay->setShapes({}, -1);
    m_applying = true;
    struct Made {
        std::vector<DetectedObject> objects;
        LateSclerosis::Answer late;
    };
    m_background.run(
        [map = m_last->result->map, told = m_told, options = optionsFor(settings), late = m_parts.panel.tellsSclerosis() ? m_late : nullptr, slide = m_last->request.slide, device = m_parts.panel.device().toStdString()] {
            platform::yieldCoresToOthers();
            Made made{polygonise(*map, options), {}};
            carryTold(told, made.objects);
            if (late) made.late = late->tell(made.objects, *slide, device);
            return made;
        },
        [this, settings, map = m_last->result->map](Made made) {
            m_applying = false;
            if (!m_last || m_last->result->map != map) return apply();    // of another detection by now, which may be waiting
            m_told.insert(m_told.end(), made.late.told.begin(), made.late.told.end());
            keepAs(settings, std::move(made.objects), made.late.left);
            if (isActive()) apply();   // moved on meanwhile
        });
}

void ObjectTuning::keepAs(const ObjectSettings& settings, std::vector<DetectedObject> objects, int notTold) {
    m_used = settings;
    m_last->request.threshold = settings.threshold;
    m_last->request.smallestAreaUm2 = settings.smallestAreaUm2;
    m_last->request.smoothingUm = settings.smoothingUm;
    m_last->request.smallestConfidence = settings.smallestConfidence;
    m_last->result->objects = std::move(objects);
    m_overlay->setShapes({}, -1);
    const auto found = put(*m_last->result);
    if (!found) return Q_EMIT failed(problemFrom(tr("Cannot apply the threshold"), found.error()));
    if (m_last->result->report.end == JobEnd::Done) findFaint();
    QString text = tr("%1 at threshold %2").arg(glomeruliText(*found)).arg(settings.threshold, 0, 'f', 2);
    if (notTold > 0) text += tr("; %n new one(s) not yet told sclerotic or not: move the slider again", "", notTold);
    if (isActive()) Q_EMIT saidWithUndo(text);
}

Result<int> ObjectTuning::put(const DetectionResult& result) {
    Document* document = m_parts.project.document();
    if (!document) return Error{"the project was closed", "", ""};
    const auto palette = document->palette();
    if (!palette) return palette.error();
    const DetectionEditRequest wanted{.result = result,
                                      .card = m_last->card,
                                      .threshold = m_used->threshold,
                                      .region = m_last->request.region,
                                      .person = document->person(),
                                      .sclerosisThreshold = m_last->sclerosisThreshold,
                                      .palette = *palette};
    auto made = editFromDetection(document->annotations(m_last->slideId), wanted, [&] { return document->newAnnotationId(m_last->slideId); });
    if (!made) return made.error();
    if (made->edit.changes.empty()) return 0;
    if (auto applied = document->applyBatch(m_last->slideId, made->edit, describeRun(m_last->request, m_last->card, result.report)); !applied) return applied.error();
    return made->added;
}

// Of the whole slide only: a part of it would take the place of what the rest has.
void ObjectTuning::findFaint() {
    if (!m_last->result->map || m_last->request.region) return;
    const Document* document = m_parts.project.document();
    const ReadingId reading = document ? document->reading(m_last->slideId).id : 0;
    m_background.run(
        [map = m_last->result->map, options = optionsFor(*m_used), found = m_last->result->objects, card = m_last->card,
         person = document ? document->person() : std::string()] {
            platform::yieldCoresToOthers();
            return candidatesFrom(findCandidates(*map, options, found), {.card = card, .threshold = options.threshold, .person = person});
        },
        [this, document, reading, path = document ? document->path() : std::filesystem::path(), slide = m_last->slideId](const std::vector<AnnotationPtr>& candidates) {
            // For the reading that was searched, and no other: another person may read by now.
            if (!document || document != m_parts.project.document() || path != document->path() || document->reading(slide).id != reading) return;
            if (const auto kept = m_parts.project.document()->setCandidates(slide, candidates); !kept)
                return Q_EMIT failed(problemFrom(tr("Faint places cannot be kept"), kept.error()));
            if (slide == m_parts.project.currentSlide()) Q_EMIT candidatesFound();
        });
}

void ObjectTuning::restore() {
    const auto scale = m_parts.project.umPerPx();
    const Document* document = m_parts.project.document();
    if (!document || !m_parts.project.slide() || !scale || isActive() || m_growing) return;
    // Whoever began with nothing is shown nothing; a consensus is made of readings.
    const ReadingRecord reading = document->reading(m_parts.project.currentSlide());
    if (reading.kind == ReadingKind::Consensus || (reading.kind == ReadingKind::Blinded && !reading.fromPredictions)) return;
    m_background.run(
        [cache = detectionCacheFor(document->path()), slide = m_parts.project.slide(), umPerPx = *scale] {
            platform::yieldCoresToOthers();
            return loadKeptDetection(cache, *slide, umPerPx);
        },
        [this, document, reading = reading.id, id = m_parts.project.currentSlide(), slide = m_parts.project.slide()](const std::optional<KeptDetection>& kept) {
            if (!kept || document != m_parts.project.document() || document->reading(id).id != reading || id != m_parts.project.currentSlide() || isActive() || m_growing) return;
            takeKept(id, slide, *kept);
        });
}

void ObjectTuning::takeKept(SlideId slide, const SlidePtr& file, const KeptDetection& kept) {
    const AnnotationSet* annotations = m_parts.project.annotations();
    if (!annotations) return;
    // A person may have moved the sliders after the search.
    FinishedSearch search = kept.search;
    if (const auto run = m_parts.project.document()->lastDetection(slide)) takeSettings(*run, kept.card.sha256, search);
    m_used = ObjectSettings{search.threshold, search.smallestAreaUm2, search.smoothingUm, search.smallestConfidence};
    for (const AnnotationPtr& annotation : annotations->all()) {
        if (!isUntouchedProposal(*annotation) || annotation->provenance.source != "model") continue;
        if (annotation->provenance.modelSha256 != kept.card.sha256) return;    // what another model proposed would be replaced by this one's
        if (annotation->provenance.threshold > 0) m_used->threshold = annotation->provenance.threshold;
    }
    DetectionOutcome outcome;
    outcome.slideId = slide;
    outcome.card = kept.card;
    outcome.request.slide = file;
    outcome.request.umPerPx = *m_parts.project.umPerPx();
    outcome.request.threshold = m_used->threshold;
    outcome.request.smallestAreaUm2 = m_used->smallestAreaUm2;
    outcome.request.smoothingUm = m_used->smoothingUm;
    outcome.request.smallestConfidence = m_used->smallestConfidence;
    outcome.result.emplace();
    outcome.result->map = kept.map;
    m_told.clear();
    for (const AnnotationPtr& annotation : annotations->all())   // what a classifier said of them holds under other settings, too
        if (isUntouchedProposal(*annotation))
            m_told.push_back({.shape = annotation->shape, .score = annotation->score, .uncertainty = annotation->uncertainty, .sclerosis = sclerosisOf(*annotation),
                              .disagreement = shareField(*annotation, kDisagreementField)});
    outcome.result->report.tissueMm2 = kept.search.tissueMm2;
    outcome.result->report.patchesDone = outcome.result->report.patchesTotal = outcome.result->report.patchesRestored = kept.search.patches;
    m_last = std::move(outcome);
    showSettings();
    showHeat(kept.map, 0);
    Q_EMIT changed();
}

void ObjectTuning::showHeat(const std::shared_ptr<const ProbabilityMap>& map, std::size_t from) {
    if (!m_last || m_last->result->map != map || !isActive()) return;
    const auto blocks = map->blocks();
    constexpr int kBlock = ProbabilityMap::kBlock;
    const std::size_t to = std::min(blocks.size(), from + kHeatBlocks);
    for (std::size_t i = from; i < to; ++i) {
        const auto [x, y] = blocks[i];
        const int width = static_cast<int>(std::min<std::int64_t>(kBlock, map->grid().size.width - x));
        const int height = static_cast<int>(std::min<std::int64_t>(kBlock, map->grid().size.height - y));
        m_parts.view.addProbabilityTile({map->grid().toSlide(x, y, width, height), x, y, std::make_shared<const Image>(map->read(x, y, width, height))});
    }
    if (to < blocks.size()) QMetaObject::invokeMethod(this, [this, map, to] { showHeat(map, to); }, Qt::QueuedConnection);
}

}  // namespace bowman::ui
