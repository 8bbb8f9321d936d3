#include "ui/panels/class_locks.h"

#include <QGridLayout>
#include <QIcon>
#include <QLabel>
#include <QToolButton>

namespace bowman::ui {

ClassLocks::ClassLocks(QWidget* parent) : QWidget(parent) {
    setObjectName("classLocks");
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 8, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(1, 1);
    hide();
}

void ClassLocks::setRows(const std::vector<ClassRow>& rows, const std::set<std::string>& locked) {
    if (rows == m_rows && locked == m_locked) return;
    m_rows = rows;
    m_locked = locked;
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();   // the button that was clicked is one of them
        }
        delete item;
    }
    int line = 0;
    auto* title = new QLabel(tr("Classes"));
    m_grid->addWidget(title, line++, 0, 1, 3);
    for (const ClassRow& row : rows) {
        const QString name = QString::fromStdString(row.name);
        const bool isLocked = locked.contains(row.name);
        auto* button = new QToolButton;
        button->setObjectName("lock " + name);
        button->setAutoRaise(true);
        button->setCheckable(true);
        button->setChecked(isLocked);
        button->setIcon(QIcon::fromTheme(isLocked ? "object-locked" : "object-unlocked"));
        button->setAccessibleName(isLocked ? tr("Unlock %1").arg(name) : tr("Lock %1").arg(name));
        button->setToolTip(isLocked ? tr("%1 is locked: its objects can be neither selected nor changed. Click to unlock").arg(name)
                                    : tr("Lock %1: its objects can be neither selected nor changed").arg(name));
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [this, name](bool on) { Q_EMIT lockChosen(name, on); });
        m_grid->addWidget(button, line, 0);
        m_grid->addWidget(new QLabel(name), line, 1);
        m_grid->addWidget(new QLabel(QString::number(row.count)), line, 2, Qt::AlignRight);
        ++line;
    }
    setVisible(!rows.empty());
}

}  // namespace bowman::ui
