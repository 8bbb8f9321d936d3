#include "ui/main_window/sign_off_session.h"

#include <QDateTime>
#include <QLocale>

#include "ui/dialogs/sign_off_dialog.h"

namespace bowman::ui {

QString signOffText(const SignOffState& state) {
    if (!state.signOff) return {};
    const SignOff& s = *state.signOff;
    const QDateTime time = QDateTime::fromString(QString::fromStdString(s.time), Qt::ISODate).toLocalTime();
    QString text = QObject::tr("signed off by %1, %2").arg(QString::fromStdString(s.person), QLocale().toString(time, QLocale::ShortFormat));
    if (!s.exception.empty()) text += QObject::tr("; exception: %1").arg(QString::fromStdString(s.exception));
    if (state.editedSince) text = QObject::tr("no longer signed off: edited after it was %1").arg(text);
    return text;
}

SignOffSession::SignOffSession(const SignOffParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    connect(&parts.project, &Project::slideChanged, this, &SignOffSession::refresh);
    connect(&parts.project, &Project::annotationsChanged, this, [this] {
        if (!m_state.counts()) return;
        m_state.editedSince = true;
        m_parts.message.say(tr("This edit undoes the sign-off by %1").arg(QString::fromStdString(m_state.signOff->person)));
        Q_EMIT changed();
    });
    connect(parts.actions[Command::SignOff], &QAction::triggered, this, &SignOffSession::ask);
    connect(parts.actions[Command::NextUnseen], &QAction::triggered, &parts.seen, &SeenSession::goToUnseen);
    refresh();
}

void SignOffSession::refresh() {
    m_state = {};
    const Document* document = m_parts.project.document();
    if (document && m_parts.project.currentSlide())
        if (auto state = document->signOff(m_parts.project.currentSlide())) m_state = *std::move(state);
    m_parts.actions[Command::SignOff]->setEnabled(m_parts.project.slide() != nullptr);
    m_parts.actions[Command::NextUnseen]->setEnabled(m_parts.project.slide() != nullptr);
}

void SignOffSession::ask() {
    if (!m_parts.project.annotations()) return;
    m_parts.seen.askForTissue([this, slide = m_parts.project.currentSlide()] {
        if (slide != m_parts.project.currentSlide() || !m_parts.project.annotations()) return;
        open();
    });
}

SignOffCheck SignOffSession::check() const {
    SignOffCheck check = checkForSignOff(*m_parts.project.annotations());
    check.maybe = static_cast<int>(m_parts.maybe.open().size());
    check.seenShare = m_parts.seen.seenShare();
    check.everythingSeen = m_parts.seen.isEverythingSeen();
    return check;
}

void SignOffSession::open() {
    const SlideId slide = m_parts.project.currentSlide();
    auto* dialog = new SignOffDialog(check(), signOffText(m_state), m_state.counts(), &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog, slide](int result) {
        Document* document = m_parts.project.document();
        if (!document || !m_parts.project.annotations() || slide != m_parts.project.currentSlide() || result == QDialog::Rejected) return;
        const bool isSigning = result == QDialog::Accepted;
        const std::string exception = dialog->exception().trimmed().toStdString();
        Result<void> done = isSigning ? permitSignOff(check(), exception)    // a detection may have ended meanwhile
                                   : document->removeSignOff(slide);
        if (isSigning && done) done = document->putSignOff(slide, exception);
        if (!done) return Q_EMIT failed(problemFrom(isSigning ? tr("The slide cannot be signed off") : tr("The sign-off cannot be taken back"), done.error()));
        refresh();
        m_parts.message.say(isSigning ? tr("The slide is signed off; an edit would undo that") : tr("The slide is no longer signed off"));
        Q_EMIT changed();
    });
    dialog->open();
}

}  // namespace bowman::ui
