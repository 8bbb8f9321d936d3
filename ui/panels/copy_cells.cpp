#include "ui/panels/copy_cells.h"

#include <map>

#include <QAction>
#include <QApplication>
#include <QClipboard>

namespace bowman::ui {
namespace {

QString plain(const QModelIndex& index) { return index.data().toString().replace('\t', ' ').replace('\n', ' '); }

}  // namespace

QString cellsText(const QAbstractItemView& view) {
    QModelIndexList cells = view.selectionModel() ? view.selectionModel()->selectedIndexes() : QModelIndexList();
    if (cells.isEmpty() && view.model())
        for (int row = 0; row < view.model()->rowCount(view.rootIndex()); ++row)
            for (int column = 0; column < view.model()->columnCount(view.rootIndex()); ++column)
                cells << view.model()->index(row, column, view.rootIndex());
    std::map<int, std::map<int, QString>> lines;
    for (const QModelIndex& cell : cells) lines[cell.row()][cell.column()] = plain(cell);
    QString text;
    for (const auto& [row, line] : lines) {
        QStringList parts;
        for (const auto& [column, cell] : line) parts << cell;
        text += parts.join('\t') + '\n';
    }
    return text;
}

void addCopying(QAbstractItemView& view) {
    auto* copy = new QAction(QObject::tr("&Copy"), &view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copy, &QAction::triggered, &view, [&view] { QApplication::clipboard()->setText(cellsText(view)); });
    auto* all = new QAction(QObject::tr("Copy &All"), &view);
    QObject::connect(all, &QAction::triggered, &view, [&view] {
        view.clearSelection();
        QApplication::clipboard()->setText(cellsText(view));
    });
    view.addActions({copy, all});
    view.setContextMenuPolicy(Qt::ActionsContextMenu);
}

}  // namespace bowman::ui
