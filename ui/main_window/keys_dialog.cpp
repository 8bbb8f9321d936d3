#include "ui/main_window/keys_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/main_window/cheat_sheet.h"

namespace bowman::ui {
namespace {

constexpr int kCommandRole = Qt::UserRole;

QString textOf(const QList<QKeySequence>& keys) {
    QStringList texts;
    for (const QKeySequence& key : keys) texts << key.toString(QKeySequence::NativeText);
    return texts.join(", ");
}

void name(QWidget* widget, const QString& objectName, const QString& tip) {
    widget->setObjectName(objectName);
    widget->setToolTip(tip);
    widget->setAccessibleName(tip);
}

}  // namespace

KeysDialog::KeysDialog(Actions& actions, QWidget* parent)
    : QDialog(parent), m_actions(actions), m_search(new QLineEdit), m_list(new QTreeWidget), m_key(new QKeySequenceEdit), m_set(new QPushButton(tr("&Set"))),
      m_none(new QPushButton(tr("&No Key"))), m_standard(new QPushButton(tr("S&tandard"))), m_allStandard(new QPushButton(tr("&All Standard"))), m_note(new QLabel) {
    setWindowTitle(tr("Change Keys"));
    setObjectName("keysDialog");
    resize(620, 640);
    m_search->setPlaceholderText(tr("Search a command or a key"));
    m_search->setClearButtonEnabled(true);
    name(m_search, "keysSearch", tr("Show the commands whose name or key has this"));
    m_list->setHeaderLabels({tr("Command"), tr("Keys")});
    m_list->setRootIsDecorated(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    name(m_list, "keysList", tr("Commands and their keys; changed ones are bold"));
    name(m_key, "keysNew", tr("Click here, then press the new key"));
    name(m_set, "keysSet", tr("Give the command this key"));
    name(m_none, "keysNone", tr("Take the command's keys away"));
    name(m_standard, "keysStandard", tr("Give the command the keys back that it comes with"));
    name(m_allStandard, "keysAllStandard", tr("Give all commands the keys back that they come with"));
    m_note->setWordWrap(true);
    m_note->setObjectName("keysNote");
    auto* row = new QHBoxLayout;
    for (QWidget* w : std::initializer_list<QWidget*>{m_key, m_set, m_none, m_standard}) row->addWidget(w, w == m_key);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_allStandard, QDialogButtonBox::ResetRole);
    auto* all = new QVBoxLayout(this);
    all->addWidget(m_search);
    all->addWidget(m_list, 1);
    all->addLayout(row);
    all->addWidget(m_note);
    all->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_search, &QLineEdit::textChanged, this, &KeysDialog::filter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &KeysDialog::choose);
    connect(m_key, &QKeySequenceEdit::keySequenceChanged, this, &KeysDialog::explain);
    connect(m_set, &QPushButton::clicked, this, [this] { set({pressed()}); });
    connect(m_none, &QPushButton::clicked, this, [this] { set({}); });
    connect(m_standard, &QPushButton::clicked, this, [this] {
        if (const auto command = current()) set(Actions::standardKeys(*command));
    });
    connect(m_allStandard, &QPushButton::clicked, this, [this] {
        for (const CommandSpec& spec : Actions::specs()) m_actions.setKeys(spec.command, Actions::standardKeys(spec.command));
        fill();
        Q_EMIT changed();
    });
    for (const CommandSpec& spec : Actions::specs()) {
        auto* item = new QTreeWidgetItem(m_list);
        item->setData(0, kCommandRole, static_cast<int>(spec.command));
    }
    fill();
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

std::optional<Command> KeysDialog::current() const {
    const QTreeWidgetItem* row = m_list->currentItem();
    if (!row) return std::nullopt;
    return static_cast<Command>(row->data(0, kCommandRole).toInt());
}

void KeysDialog::showRow(QTreeWidgetItem* row) {
    const auto command = static_cast<Command>(row->data(0, kCommandRole).toInt());
    const QList<QKeySequence> keys = m_actions[command]->shortcuts();
    row->setText(0, Actions::tr(m_actions.spec(command).group) + QStringLiteral(" ▸ ") + plainName(*m_actions[command]));
    row->setText(1, textOf(keys));
    QFont font = row->font(1);
    font.setBold(keys != Actions::standardKeys(command));
    row->setFont(1, font);
}

void KeysDialog::fill() {
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) showRow(m_list->topLevelItem(i));
    m_list->resizeColumnToContents(1);
    explain();
}

void KeysDialog::filter(const QString& text) {
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* row = m_list->topLevelItem(i);
        row->setHidden(!row->text(0).contains(text, Qt::CaseInsensitive) && row->text(1).compare(text, Qt::CaseInsensitive) != 0);
    }
}

void KeysDialog::choose() {
    m_key->clear();
    explain();
}

/// One stroke: what was pressed after it is an accident.
QKeySequence KeysDialog::pressed() const { return m_key->keySequence().isEmpty() ? QKeySequence() : QKeySequence(m_key->keySequence()[0]); }

void KeysDialog::explain() {
    const auto command = current();
    const QKeySequence key = pressed();
    m_set->setEnabled(command && !key.isEmpty());
    m_none->setEnabled(command && !m_actions[*command]->shortcuts().isEmpty());
    m_standard->setEnabled(command && m_actions[*command]->shortcuts() != Actions::standardKeys(*command));
    const auto owner = key.isEmpty() ? std::nullopt : m_actions.ownerOf(key);
    if (!command || !owner || *owner == *command) return m_note->setText({});
    m_note->setText(tr("%1 belongs to “%2”, which would lose it.").arg(key.toString(QKeySequence::NativeText), plainName(*m_actions[*owner])));
}

void KeysDialog::set(const QList<QKeySequence>& keys) {
    const auto command = current();
    if (!command) return;
    for (const QKeySequence& key : keys)
        if (const auto owner = m_actions.ownerOf(key); owner && *owner != *command) {
            QList<QKeySequence> left = m_actions[*owner]->shortcuts();
            left.removeAll(key);
            m_actions.setKeys(*owner, left);
        }
    m_actions.setKeys(*command, keys);
    m_key->clear();
    fill();
    Q_EMIT changed();
}

}  // namespace bowman::ui
