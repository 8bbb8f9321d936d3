#include "ui/panels/bookmarks_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/controllers/text.h"

namespace bowman::ui {
namespace {

qint64 idOf(const QListWidgetItem* item) { return item ? item->data(Qt::UserRole).toLongLong() : 0; }

QString placeText(const Bookmark& b, std::optional<double> umPerPx) {
    if (!umPerPx) return QObject::tr("x %1  y %2 px").arg(countText(b.centre.x), countText(b.centre.y));
    return QObject::tr("%1  ·  x %2  y %3 µm").arg(magnificationText(b.downsample * *umPerPx), countText(b.centre.x * *umPerPx), countText(b.centre.y * *umPerPx));
}

}  // namespace

BookmarksPanel::BookmarksPanel(QAction* add, QWidget* parent) : QWidget(parent) {
    m_list = new QListWidget;
    m_list->setObjectName("bookmarks");
    m_list->setAccessibleName(tr("Bookmarks of this slide"));
    m_list->setToolTip(tr("Click: go there. F2: rename. Delete: remove."));
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    m_list->setUniformItemSizes(true);
    m_list->installEventFilter(this);
    auto* addButton = new QToolButton;
    addButton->setDefaultAction(add);
    addButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    addButton->setMinimumWidth(60);
    m_remove = new QPushButton(QIcon::fromTheme("list-remove"), tr("Remove"));
    m_remove->setToolTip(tr("Remove the chosen bookmark (Delete); the line at the bottom of the slide takes it back"));
    m_remove->setEnabled(false);
    m_remove->setMinimumWidth(60);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(addButton);
    buttons->addStretch(1);
    buttons->addWidget(m_remove);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(4);
    all->addWidget(m_list, 1);
    all->addLayout(buttons);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { Q_EMIT chosen(idOf(item)); });
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) { Q_EMIT chosen(idOf(item)); });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) { m_remove->setEnabled(item != nullptr); });
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        if (!m_filling) Q_EMIT renamed(idOf(item), item->text().trimmed());
    });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removalRequested(idOf(m_list->currentItem())); });
}

void BookmarksPanel::setBookmarks(const std::vector<Bookmark>& bookmarks, std::optional<double> umPerPx) {
    m_filling = true;
    const qint64 current = idOf(m_list->currentItem());
    m_list->clear();
    for (const Bookmark& b : bookmarks) {
        auto* item = new QListWidgetItem(QString::fromStdString(b.name), m_list);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        item->setData(Qt::UserRole, static_cast<qint64>(b.id));
        item->setToolTip(tr("%1\nset by %2").arg(placeText(b, umPerPx), QString::fromStdString(b.person)));
        item->setIcon(QIcon::fromTheme("bookmarks"));
        if (b.id == current) m_list->setCurrentItem(item);
    }
    m_remove->setEnabled(m_list->currentItem() != nullptr);
    m_filling = false;
}

void BookmarksPanel::editName(qint64 id) {
    for (int row = 0; row < m_list->count(); ++row)
        if (idOf(m_list->item(row)) == id) {
            m_list->setCurrentRow(row);
            m_list->setFocus();
            m_list->editItem(m_list->item(row));
        }
}

bool BookmarksPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Delete && m_list->currentItem()) {
            // Else the window's Delete takes the selected glomerulus.
            if (event->type() == QEvent::ShortcutOverride) event->accept();
            else Q_EMIT removalRequested(idOf(m_list->currentItem()));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace bowman::ui
