// The named places of the slide that is shown: a click goes there, a slow second click or F2 renames, Delete removes. GUI thread.
#pragma once

#include <optional>
#include <vector>

#include <QListWidget>
#include <QPushButton>
#include <QWidget>

#include "core/document/bookmark.h"

namespace bowman::ui {

class BookmarksPanel : public QWidget {
    Q_OBJECT
public:
    explicit BookmarksPanel(QAction* add, QWidget* parent = nullptr);
    /// `umPerPx` of level 0, for the places and magnifications under the names.
    void setBookmarks(const std::vector<Bookmark>& bookmarks, std::optional<double> umPerPx);
    /// Makes it the current one and opens its name for writing: what comes right after it was set.
    void editName(qint64 id);
    int count() const { return m_list->count(); }

Q_SIGNALS:
    void chosen(qint64 id);
    void renamed(qint64 id, const QString& name);
    void removalRequested(qint64 id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QListWidget* m_list;
    QPushButton* m_remove;
    bool m_filling = false;
};

}  // namespace bowman::ui
