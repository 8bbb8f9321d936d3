#include "ui/dialogs/sign_off_dialog.h"

#include <cmath>

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/controllers/text.h"

namespace bowman::ui {

SignOffDialog::SignOffDialog(const SignOffCheck& check, const QString& state, bool counts, QWidget* parent) : QDialog(parent), m_check(check) {
    setObjectName("signOffDialog");
    setWindowTitle(tr("Sign Off This Slide"));
    setMinimumWidth(440);
    auto* list = new QGridLayout;
    list->setColumnStretch(1, 1);
    const auto add = [list](bool isFine, const QString& text) {
        const int row = list->rowCount();
        auto* sign = new QLabel(isFine ? "✓" : "✗");
        sign->setAccessibleName(isFine ? tr("done") : tr("missing"));
        list->addWidget(sign, row, 0);
        list->addWidget(new QLabel(text), row, 1);
    };
    add(check.open == 0, check.open == 0 ? tr("Every object is decided") : tr("%1 not decided").arg(objectsText(check.open)));
    if (check.unsure > 0) add(false, tr("%1 left to a colleague (unsure)").arg(objectsText(check.unsure)));
    if (check.maybe > 0) add(false, (check.maybe == 1 ? tr("1 faint place (\"maybe\") not decided") : tr("%1 faint places (\"maybe\") not decided").arg(check.maybe)));
    if (!check.seenShare) add(false, tr("How much of the tissue you have seen is not known"));
    else add(check.everythingSeen, check.everythingSeen ? tr("All tissue was seen at 5× or closer")
                                                        : tr("%1 % of the tissue seen at 5× or closer (Shift+N goes to the rest)").arg(std::floor(100 * *check.seenShare), 0, 'f', 0));
    m_exception = new QPlainTextEdit;
    m_exception->setObjectName("exception");
    m_exception->setAccessibleName(tr("Exception"));
    m_exception->setToolTip(tr("What is left undone, and why. It is kept with the signature and shown with it"));
    m_exception->setPlaceholderText(check.isComplete() ? tr("Nothing is missing; a remark is kept all the same") : tr("What is left undone, and why"));
    m_exception->setTabChangesFocus(true);
    m_exception->setMaximumHeight(4 * fontMetrics().lineSpacing() + 12);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_sign = buttons->addButton(tr("&Sign Off"), QDialogButtonBox::AcceptRole);
    m_sign->setObjectName("sign");
    m_sign->setToolTip(tr("Your name and the time are kept in the project. A later edit of this slide undoes it"));

    auto* all = new QVBoxLayout(this);
    if (!state.isEmpty()) {
        auto* now = new QLabel(state.left(1).toUpper() + state.mid(1));
        now->setWordWrap(true);
        all->addWidget(now);
    }
    all->addLayout(list);
    all->addWidget(new QLabel(check.isComplete() ? tr("Remark") : tr("Sign off all the same, with this exception")));
    all->addWidget(m_exception);
    all->addWidget(buttons);
    if (counts) {
        auto* back = buttons->addButton(tr("&Take Back"), QDialogButtonBox::DestructiveRole);
        back->setObjectName("takeBack");
        back->setToolTip(tr("The slide is no longer signed off"));
        connect(back, &QPushButton::clicked, this, [this] { done(kTakenBack); });
    }
    connect(m_exception, &QPlainTextEdit::textChanged, this, &SignOffDialog::refresh);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

void SignOffDialog::refresh() { m_sign->setEnabled(permitSignOff(m_check, exception().toStdString()).ok()); }

}  // namespace bowman::ui
