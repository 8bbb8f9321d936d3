#include "ui/main_window/appearance_session.h"

#include "core/appearance/stain_estimate.h"

namespace bowman::ui {
namespace {

/// What the section was stained with, as far as the project says.
StainPair pairOf(const std::optional<SlideRecord>& record) {
    const QString stain = record ? QString::fromStdString(record->stain).toUpper() : QString();
    if (stain.contains("DAB") || stain.contains("IHC")) return StainPair::HematoxylinDab;
    if (stain.contains("H&E") || stain == "HE" || stain.contains("EOSIN")) return StainPair::HematoxylinEosin;
    return StainPair::HematoxylinPas;
}

ColourProfilePtr profileOf(const SlidePtr& slide) { return slide ? firstAppearance(slide->info()).profile : nullptr; }

}  // namespace

AppearanceSession::AppearanceSession(const AppearanceParts& parts, QObject* parent)
    : QObject(parent), m_parts(parts), m_chip(new AppearanceChip(&parts.view)) {
    connect(&parts.project, &Project::slideChanged, this, &AppearanceSession::showSlide);
    connect(&parts.project, &Project::projectChanged, this, [this] {
        m_shown.clear();
        m_estimating.clear();
        ++m_serial;
        showSlide();
    });
    connect(&parts.panel, &AppearancePanel::appearanceChanged, this, &AppearanceSession::set);
    connect(&parts.panel, &AppearancePanel::estimateRequested, this, &AppearanceSession::estimate);
    connect(&parts.reset, &QAction::triggered, this, &AppearanceSession::reset);
    connect(m_chip, &QPushButton::clicked, this, &AppearanceSession::reset);
    showSlide();
}

AppearanceSession::Shown& AppearanceSession::shown() {
    const auto [entry, isNew] = m_shown.try_emplace(m_parts.project.currentSlide());
    if (isNew) {
        entry->second.appearance.stains = pairOf(m_parts.project.record());
        entry->second.appearance.vectors = standardVectors(entry->second.appearance.stains);
        entry->second.appearance.profile = profileOf(m_parts.project.slide());
    }
    return entry->second;
}

void AppearanceSession::showSlide() {
    const bool open = m_parts.project.slide() != nullptr;
    const Shown now = open ? shown() : Shown();
    m_parts.panel.setEnabled(open);
    m_parts.panel.setProfile(open ? m_parts.project.slide()->info().profile : nullptr);
    m_parts.panel.setAppearance(now.appearance);
    m_parts.panel.setEstimate(now.estimate);
    if (open && m_estimating.contains(m_parts.project.currentSlide())) m_parts.panel.setEstimating(true);
    m_parts.view.setAppearance(now.appearance);
    m_parts.reset.setEnabled(isChanged(now.appearance));
    m_chip->show(now.appearance);
}

bool AppearanceSession::isChanged(const Appearance& appearance) const {
    return !appearance.isUnchanged() || appearance.profile != profileOf(m_parts.project.slide());
}

void AppearanceSession::set(const Appearance& appearance) {
    if (!m_parts.project.slide()) return;
    shown().appearance = appearance;
    m_parts.panel.setAppearance(appearance);
    m_parts.view.setAppearance(appearance);
    m_parts.reset.setEnabled(isChanged(appearance));
    m_chip->show(appearance);
}

void AppearanceSession::reset() {
    if (!m_parts.project.slide()) return;
    Appearance plain;
    plain.stains = shown().appearance.stains;
    plain.vectors = shown().appearance.vectors;
    plain.profile = profileOf(m_parts.project.slide());
    set(plain);
}

void AppearanceSession::estimate() {
    const SlideId slide = m_parts.project.currentSlide();
    if (!m_parts.project.slide() || !m_estimating.insert(slide).second) return;
    m_parts.panel.setEstimating(true);
    m_runner.run([source = m_parts.project.slide(), umPerPx = m_parts.project.umPerPx()] { return estimateStains(*source, umPerPx); },
                 [this, slide, serial = m_serial](const Result<StainVectors>& vectors) {
                     if (serial == m_serial) takeEstimate(slide, vectors);
                 });
}

void AppearanceSession::takeEstimate(SlideId slide, const Result<StainVectors>& vectors) {
    m_estimating.erase(slide);
    const bool isShown = slide == m_parts.project.currentSlide() && m_parts.project.slide();
    if (!vectors) {
        if (isShown) m_parts.panel.setEstimateFailed(tr("The stains cannot be estimated: %1.").arg(QString::fromStdString(vectors.error().why)));
        return;
    }
    Shown& to = m_shown[slide];
    to.estimate = *vectors;
    to.appearance.vectors = *vectors;
    if (!isShown) return;
    m_parts.panel.setEstimate(to.estimate);
    set(to.appearance);
}

}  // namespace bowman::ui
