// Bookmarks of the slide that is shown: sets them, goes to them, keeps them in the project. GUI thread.
#pragma once

#include <vector>

#include <QObject>

#include "ui/canvas/slide_view.h"
#include "ui/controllers/project.h"
#include "ui/main_window/message_line.h"
#include "ui/panels/bookmarks_panel.h"

namespace bowman::ui {

/// What it works on; all outlive it.
struct BookmarkParts {
    SlideView& view;
    Project& project;
    BookmarksPanel& panel;
    MessageLine& message;
};

class BookmarkSession : public QObject {
    Q_OBJECT
public:
    explicit BookmarkSession(const BookmarkParts& parts, QObject* parent = nullptr);
    /// Of what is in view, with a name to be written over.
    void add();

Q_SIGNALS:
    void failed(const bowman::ui::Problem& problem);
    /// The panel is to be seen.
    void shown();

private:
    void refresh();
    void travelTo(qint64 id);
    void rename(qint64 id, const QString& name);
    void remove(qint64 id);
    const Bookmark* find(qint64 id) const;
    bool accept(const Result<void>& done);

    BookmarkParts m_parts;
    std::vector<Bookmark> m_bookmarks;   // of the current slide
};

}  // namespace bowman::ui
