#include "ui/main_window/tissue_session.h"

namespace bowman::ui {
namespace {

MultiPolygon outlineOf(const TissueMask& tissue) {
    MultiPolygon shape;
    for (TissuePiece& piece : piecesOf(tissue)) shape.push_back({std::move(piece.outer), std::move(piece.holes)});
    return shape;
}

}  // namespace

TissueSession::TissueSession(const TissueParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    parts.layers.setTissueCommand(parts.correct);
    connect(&parts.project, &Project::slideChanged, this, &TissueSession::refresh);
    connect(&parts.project, &Project::scaleChanged, this, &TissueSession::refresh);
    connect(&parts.project, &Project::annotationsChanged, this, &TissueSession::refresh);
    refresh();
}

void TissueSession::forget() {
    ++m_serial;
    m_found.reset();
    m_shown.reset();
    m_parts.view.setTissueOutline({});
    m_parts.layers.setTissueText({});
}

void TissueSession::refresh() {
    if (m_parts.project.slide() != m_slide || m_parts.project.umPerPx() != m_umPerPx) {
        m_slide = m_parts.project.slide();
        m_umPerPx = m_parts.project.umPerPx();
        forget();
    }
    const AnnotationSet* annotations = m_parts.project.annotations();
    if (m_isWorking || !m_slide || !annotations || !m_parts.view.layers().tissue) return;
    TissueCorrection correction = tissueCorrectionOf(annotations->all());
    if (m_shown == correction) return;
    m_shown = correction;
    m_isWorking = true;
    m_runner.run(
        [slide = m_slide, umPerPx = m_umPerPx, found = m_found, correction = std::move(correction)] {
            Drawn drawn{found, {}, {}, {}};
            if (!drawn.found) {
                auto tissue = findTissue(*slide, umPerPx);
                if (!tissue) {
                    drawn.problem = QString::fromStdString(tissue.error().message());
                    return drawn;
                }
                drawn.found = std::make_shared<const TissueMask>(*std::move(tissue));
            }
            TissueMask corrected = *drawn.found;
            correction.applyTo(corrected);
            drawn.outline = outlineOf(corrected);
            if (umPerPx) drawn.mm2 = corrected.areaMm2(*umPerPx);
            return drawn;
        },
        [this, serial = m_serial](Drawn drawn) {
            m_isWorking = false;
            if (serial == m_serial) take(std::move(drawn));
            refresh();
        });
}

void TissueSession::take(Drawn drawn) {
    m_found = drawn.found;
    m_parts.view.setTissueOutline(std::move(drawn.outline));
    if (!drawn.problem.isEmpty()) return Q_EMIT failed({tr("Where the tissue is cannot be shown"), tr("The picture of the slide could not be read for it."), drawn.problem});
    QString text = drawn.mm2 ? tr("%1 mm²").arg(*drawn.mm2, 0, 'f', *drawn.mm2 < 10 ? 2 : 1) : QString();
    if (m_shown && !m_shown->isEmpty()) text = text.isEmpty() ? tr("corrected by hand") : tr("%1, corrected by hand").arg(text);
    m_parts.layers.setTissueText(text);
}

}  // namespace bowman::ui
