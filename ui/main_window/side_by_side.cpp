#include "ui/main_window/side_by_side.h"

#include <cmath>

#include <QScopedValueRollback>

#include "ui/controllers/text.h"

namespace bowman::ui {
namespace {

bool showTheSame(const Viewport& a, const Viewport& b) {
    return a.centre == b.centre && a.downsample == b.downsample && a.orientation == b.orientation;   // windows may differ
}

SlideRect wholeOf(const SlideInfo& info) { return info.bounds.isEmpty() ? info.rect() : info.bounds; }

}  // namespace

SideBySide::SideBySide(const SideBySideParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    connect(&parts.toggle, &QAction::triggered, this, &SideBySide::setOn);
    connect(&parts.project, &Project::slideChanged, this, &SideBySide::showCurrent);
    connect(&parts.project, &Project::projectChanged, this, [this] { setOn(false); });
    connect(&parts.project, &Project::slidesChanged, this, &SideBySide::refreshNames);
    connect(&parts.project, &Project::scaleChanged, this, [this] {
        if (!isOn()) return;
        takeAlignment();
        followLeft();
    });
    connect(&parts.canvas.view(), &SlideView::viewportChanged, this, &SideBySide::followLeft);
    connect(&parts.project, &Project::readingChanged, this, [this] {
        if (m_pane && m_other && m_parts.project.document()) m_pane->view().setAnnotations(&m_parts.project.document()->annotations(m_other));
    });
    connect(&parts.canvas.view(), &SlideView::cursorMoved, this, [this](SlidePoint point) {
        if (m_rightCross) m_rightCross->showAt(isReady() && m_isLinked ? std::optional(pointOnOther(point, m_alignment, scale())) : std::nullopt);
    });
    connect(&parts.canvas.view(), &SlideView::cursorLeft, this, [this] {
        if (m_rightCross) m_rightCross->showAt(std::nullopt);
    });
}

SideBySide::~SideBySide() {
    if (m_pane) close();
}

void SideBySide::setOn(bool on) {
    if (on && !isOn()) {
        if (m_parts.project.slides().size() < 2) Q_EMIT said(tr("Add another slide to the project to look at two side by side"));
        else open();
    } else if (!on && isOn()) {
        close();
    }
    m_parts.toggle.setChecked(isOn());
}

void SideBySide::open() {
    m_pane = new ComparePane;
    m_rightCross = new CrossMark(m_pane->view());
    m_leftCross = new CrossMark(left());
    m_parts.canvas.split().addWidget(m_pane);
    m_parts.canvas.split().setSizes({1000, 1000});
    setLayers(left().layers());
    connect(m_pane, &ComparePane::slideChosen, this, &SideBySide::showOther);
    connect(m_pane, &ComparePane::linkToggled, this, &SideBySide::setLinked);
    connect(m_pane, &ComparePane::resetRequested, this, &SideBySide::resetOffset);
    connect(m_pane, &ComparePane::closeRequested, this, [this] { setOn(false); });
    SlideView& view = m_pane->view();
    connect(&view, &SlideView::viewportChanged, this, &SideBySide::followRight);
    connect(&view, &SlideView::filesDropped, this, &SideBySide::filesDropped);
    connect(&view, &SlideView::tileFailed, this, [this](const QString& message) { Q_EMIT said(tr("Parts of the slide on the right cannot be read: %1").arg(message)); });
    connect(&view, &SlideView::cursorMoved, this, [this](SlidePoint point) {
        m_leftCross->showAt(isReady() && m_isLinked ? std::optional(pointOnOther(point, inverse(m_alignment), {scale().other, scale().slide})) : std::nullopt);
    });
    connect(&view, &SlideView::cursorLeft, this, [this] { m_leftCross->showAt(std::nullopt); });
    m_subscription = m_parts.project.document()->listen([this](const DocumentChange& change) {
        if (change.slide == m_other) m_pane->view().annotationsChanged(change.dirty);
    });
    m_isLinked = true;
    view.setUnbound(true);
    m_current = m_parts.project.currentSlide();
    const std::vector<SlideRecord> slides = m_parts.project.slides();
    auto next = std::find_if(slides.begin(), slides.end(), [this](const SlideRecord& s) { return s.id == m_current; });
    if (next != slides.end()) ++next;
    showOther(next == slides.end() ? slides.front().id : next->id);
}

void SideBySide::close() {
    ++m_request;
    m_subscription.reset();
    m_pane->view().disconnect(this);
    m_pane->disconnect(this);
    m_pane->view().setAnnotations(nullptr);
    m_pane->hide();
    m_pane->deleteLater();   // its own button may be what closes it
    m_pane = nullptr;
    delete m_leftCross;
    m_leftCross = m_rightCross = nullptr;
    m_other = 0;
    m_parts.canvas.setName({});
    left().setFocus();
}

bool SideBySide::isReady() const {
    return m_pane && m_pane->view().slide() && m_parts.project.slide() && left().slide() == m_parts.project.slide();
}

std::optional<double> SideBySide::umPerPxOf(SlideId slide) const {
    const auto record = m_parts.project.document() ? m_parts.project.document()->slide(slide) : Result<SlideRecord>(Error{});
    return record ? record->umPerPx.value : std::nullopt;
}

LinkScale SideBySide::scale() const { return LinkScale::of(umPerPxOf(m_current), umPerPxOf(m_other)); }

void SideBySide::refreshNames() {
    if (!m_pane) return;
    std::vector<ComparePane::Choice> choices;
    for (const SlideRecord& record : m_parts.project.slides()) choices.push_back({record.id, Project::titleOf(record)});
    m_pane->setChoices(choices, m_other);
    const auto current = m_parts.project.record();
    m_parts.canvas.setName(current ? Project::titleOf(*current) : QString());
}

void SideBySide::showOther(SlideId slide) {
    if (!m_pane) return;
    m_other = slide;
    refreshNames();
    m_pane->view().setAnnotations(nullptr);
    m_pane->view().setSlide(nullptr, std::nullopt);
    m_pane->setNotice(tr("Opening…"));
    m_parts.project.fetchSlide(slide, [this, slide, request = ++m_request](Result<SlidePtr> loaded) {
        if (request == m_request && m_pane) takeOther(slide, std::move(loaded));
    });
}

void SideBySide::takeOther(SlideId slide, Result<SlidePtr> loaded) {
    if (!loaded) return m_pane->setNotice(tr("This slide cannot be shown: %1").arg(QString::fromStdString(loaded.error().why)));
    m_pane->setNotice({});
    {
        const QScopedValueRollback quiet(m_isFollowing, true);
        m_pane->view().setSlide(*loaded, umPerPxOf(slide));
        m_pane->view().setAppearance(firstAppearance((*loaded)->info()));
        m_pane->view().setAnnotations(&m_parts.project.document()->annotations(slide));
    }
    takeAlignment();
    followLeft();
}

void SideBySide::showCurrent() {
    if (!m_pane) return;
    if (!m_parts.project.isOpen()) return setOn(false);
    const SlideId before = m_current;
    m_current = m_parts.project.currentSlide();
    refreshNames();
    // Who goes to the slide that is beside wants both still: they change places.
    if (m_current != before && m_current == m_other && before) return showOther(before);
    if (!isReady()) return;
    takeAlignment();
    followLeft();
}

void SideBySide::takeAlignment() {
    if (!isReady()) return;
    const auto stored = m_parts.project.document()->alignment(m_current, m_other);
    // An offset of pixels, kept while nobody knew the scale, is turned into µm; the other way there is no way.
    const bool inPixels = !(umPerPxOf(m_current) && umPerPxOf(m_other));
    auto usable = stored && stored->isInPixels == inPixels ? stored : std::nullopt;
    if (stored && stored->isInPixels && !inPixels) {
        usable = stored;
        usable->dxUm *= *umPerPxOf(m_other);
        usable->dyUm *= *umPerPxOf(m_other);
        usable->isInPixels = false;
    }
    m_alignment = usable ? *usable : centred(wholeOf(left().slide()->info()), wholeOf(m_pane->view().slide()->info()), scale());
    if (m_current == m_other) m_alignment = {};
    m_pane->view().setUmPerPx(umPerPxOf(m_other));
    m_isLinked = true;
    m_pane->setLinked(true);
    m_pane->view().setUnbound(true);
    refreshOffset();
}

void SideBySide::keepAlignment() {
    m_alignment.slide = m_current;
    m_alignment.other = m_other;
    m_alignment.isInPixels = !(umPerPxOf(m_current) && umPerPxOf(m_other));
    refreshOffset();
    if (m_current == m_other) return;
    if (const auto kept = m_parts.project.document()->setAlignment(m_alignment); !kept) Q_EMIT failed(problemFrom(tr("Cannot keep the offset"), kept.error()));
}

void SideBySide::refreshOffset() {
    const bool isInUm = umPerPxOf(m_current) && umPerPxOf(m_other);
    QString text = QString("%1, %2 %3").arg(countText(m_alignment.dxUm), countText(m_alignment.dyUm), isInUm ? tr("µm") : tr("px"));
    if (std::abs(m_alignment.degrees) >= 0.05) text += QString(", %1°").arg(m_alignment.degrees, 0, 'f', 1);
    m_pane->setOffsetText(m_isLinked ? text : tr("move each alone"));
}

void SideBySide::setLinked(bool linked) {
    if (!m_pane) return;
    m_isLinked = linked;
    m_pane->setLinked(linked);
    m_pane->view().setUnbound(linked);
    m_leftCross->showAt(std::nullopt);
    m_rightCross->showAt(std::nullopt);
    if (!isReady()) return;
    if (!linked) return refreshOffset();
    m_alignment = alignmentOf(left().viewport(), m_pane->view().viewport(), scale());
    keepAlignment();
    followLeft();
}

void SideBySide::resetOffset() {
    if (!isReady()) return;
    m_alignment = centred(wholeOf(left().slide()->info()), wholeOf(m_pane->view().slide()->info()), scale());
    if (m_current == m_other) m_alignment = {};
    m_isLinked = true;
    m_pane->setLinked(true);
    m_pane->view().setUnbound(true);
    keepAlignment();
    followLeft();
}

void SideBySide::setLayers(const LayerSettings& layers) {
    if (m_pane) m_pane->view().setLayers(layers);
}

void SideBySide::followLeft() {
    if (m_isFollowing || !m_isLinked || !isReady()) return;
    const QScopedValueRollback following(m_isFollowing, true);
    SlideView& view = m_pane->view();
    view.setViewport(followed(left().viewport(), m_alignment, scale(), view.viewport()));
    m_given = view.viewport();
}

void SideBySide::followRight() {
    if (m_isFollowing || !m_isLinked || !isReady()) return;
    SlideView& view = m_pane->view();
    if (showTheSame(view.viewport(), m_given)) return;   // only its window has another size
    const QScopedValueRollback following(m_isFollowing, true);
    const Viewport wanted = followed(view.viewport(), inverse(m_alignment), {scale().other, scale().slide}, left().viewport());
    left().setViewport(wanted);
    // Where the left one goes no further, neither does the right one.
    if (!showTheSame(wanted, left().viewport())) view.setViewport(followed(left().viewport(), m_alignment, scale(), view.viewport()));
    m_given = view.viewport();
}

}  // namespace bowman::ui
