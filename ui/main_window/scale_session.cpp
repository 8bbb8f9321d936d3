#include "ui/main_window/scale_session.h"

#include "core/slide/scale_doubt.h"
#include "ui/controllers/text.h"
#include "ui/dialogs/scale_dialog.h"

namespace bowman::ui {

QString doubtOf(const Project& project) {
    const auto record = project.record();
    if (!record || !project.slide() || record->umPerPx.source == "user") return {};
    return QString::fromStdString(scaleDoubt(project.slide()->info()));
}

QString scaleStory(const Project& project) {
    const auto record = project.record();
    if (!record) return {};
    const QString tag = QString::fromStdString(record->umPerPx.tag);
    QString story = scaleText(record->umPerPx.value);
    if (record->umPerPx.source == "user") story += QObject::tr(", set by a person");
    else if (record->umPerPx.value) story += QObject::tr(", from the file");
    if (!tag.isEmpty()) story += (record->umPerPx.source == "user" ? QObject::tr(" (the file says: %1)") : QStringLiteral(" (%1)")).arg(tag);
    if (const QString doubt = doubtOf(project); !doubt.isEmpty()) story += "\n⚠ " + doubt + ".";
    return story;
}

ScaleSession::ScaleSession(QWidget& window, Project& project, Banner& banner, QObject* parent)
    : QObject(parent), m_window(window), m_project(project), m_banner(banner) {
    connect(&project, &Project::closing, this, [this] {
        if (m_asked) m_banner.dismiss();   // its buttons are about this project's slide
        m_asked = 0;
    });
    // After the window has shown the slide, which takes old banners away.
    connect(&project, &Project::slideChanged, this, &ScaleSession::showSlide, Qt::QueuedConnection);
}

void ScaleSession::showSlide() {
    const auto record = m_project.record();
    if (!record || !m_project.slide() || !record->umPerPx.value || m_asked == record->id) return;
    const QString doubt = doubtOf(m_project);
    if (doubt.isEmpty()) return;
    m_asked = record->id;
    m_banner.show({tr("The scale of %1 looks wrong").arg(quotedFileName(QString::fromStdString(record->path.string()))),
                   doubt + tr(". The network and every measure depend on it."), scaleStory(m_project)},
                  {{tr("Set µm per Pixel…"), [this] { ask(); }},
                   {tr("It Is Right"), [this, id = record->id, value = *record->umPerPx.value] {
                        if (set(id, value)) Q_EMIT said(tr("%1, confirmed by you").arg(scaleText(value)));
                    }}});
}

bool ScaleSession::set(SlideId slide, double umPerPx) {
    if (slide != m_project.currentSlide()) return false;
    const auto done = m_project.setUmPerPx(umPerPx);
    if (!done) Q_EMIT failed(problemFrom(tr("Cannot set the scale"), done.error()));
    return done.ok();
}

void ScaleSession::ask(const std::function<void()>& then) {
    const auto record = m_project.record();
    if (!record) return Q_EMIT said(tr("Open a slide first"));
    ScaleQuestion question;
    question.known = record->umPerPx;
    question.doubt = doubtOf(m_project);
    if (m_project.slide()) question.inFile = m_project.slide()->info().umPerPx.value;
    auto* dialog = new ScaleDialog(question, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, then, slide = record->id] {
        if (slide != m_project.currentSlide()) return;
        const auto done = dialog->isAsInFile() ? m_project.takeScaleOfFile() : m_project.setUmPerPx(dialog->umPerPx());
        if (!done) return Q_EMIT failed(problemFrom(tr("Cannot set the scale"), done.error()));
        if (then) then();
    });
    dialog->open();
}

}  // namespace bowman::ui
