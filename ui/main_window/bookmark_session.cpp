#include "ui/main_window/bookmark_session.h"

#include <algorithm>

#include "ui/controllers/text.h"

namespace bowman::ui {

BookmarkSession::BookmarkSession(const BookmarkParts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    connect(&parts.project, &Project::slideChanged, this, &BookmarkSession::refresh);
    connect(&parts.project, &Project::scaleChanged, this, &BookmarkSession::refresh);
    connect(&parts.panel, &BookmarksPanel::chosen, this, &BookmarkSession::travelTo);
    connect(&parts.panel, &BookmarksPanel::renamed, this, &BookmarkSession::rename);
    connect(&parts.panel, &BookmarksPanel::removalRequested, this, &BookmarkSession::remove);
    refresh();
}

bool BookmarkSession::accept(const Result<void>& done) {
    if (!done) Q_EMIT failed(problemFrom(tr("The bookmarks of this slide cannot be changed"), done.error()));
    refresh();
    return done.ok();
}

void BookmarkSession::refresh() {
    m_bookmarks.clear();
    if (m_parts.project.document() && m_parts.project.currentSlide())
        if (auto stored = m_parts.project.document()->bookmarks(m_parts.project.currentSlide())) m_bookmarks = *std::move(stored);
    m_parts.panel.setEnabled(m_parts.project.slide() != nullptr);
    m_parts.panel.setBookmarks(m_bookmarks, m_parts.project.umPerPx());
}

const Bookmark* BookmarkSession::find(qint64 id) const {
    const auto found = std::find_if(m_bookmarks.begin(), m_bookmarks.end(), [id](const Bookmark& b) { return b.id == id; });
    return found == m_bookmarks.end() ? nullptr : &*found;
}

void BookmarkSession::add() {
    if (!m_parts.project.document() || !m_parts.project.slide()) return;
    const Viewport& view = m_parts.view.viewport();
    Bookmark bookmark;
    bookmark.slide = m_parts.project.currentSlide();
    bookmark.centre = view.centre;
    bookmark.downsample = view.downsample;
    bookmark.name = tr("Place %1").arg(m_bookmarks.size() + 1).toStdString();
    const auto put = m_parts.project.document()->putBookmark(bookmark);
    if (!accept(put ? Result<void>() : Result<void>(put.error()))) return;
    Q_EMIT shown();
    m_parts.panel.editName(put->id);
}

void BookmarkSession::travelTo(qint64 id) {
    const Bookmark* bookmark = find(id);
    if (!bookmark) return;
    Viewport wanted = m_parts.view.viewport();
    wanted.centre = bookmark->centre;
    wanted.downsample = bookmark->downsample;
    m_parts.view.setViewport(wanted);
}

void BookmarkSession::rename(qint64 id, const QString& name) {
    const Bookmark* bookmark = find(id);
    if (!bookmark) return;
    Bookmark changed = *bookmark;
    if (!name.isEmpty()) changed.name = name.toStdString();   // a bookmark has a name
    const auto put = m_parts.project.document()->putBookmark(changed);
    // Later: the list is filled anew, and the editor of the name is still open.
    QMetaObject::invokeMethod(this, [this, put] { accept(put ? Result<void>() : Result<void>(put.error())); }, Qt::QueuedConnection);
}

void BookmarkSession::remove(qint64 id) {
    const Bookmark* found = find(id);
    if (!found) return;
    Bookmark removed = *found;
    if (!accept(m_parts.project.document()->removeBookmark(id))) return;
    const QString name = QString::fromStdString(removed.name);
    m_parts.message.sayWithAction(tr("Bookmark \"%1\" removed").arg(name), tr("Undo"), [this, removed]() mutable {
        removed.id = 0;
        if (!m_parts.project.document()) return;
        const auto put = m_parts.project.document()->putBookmark(removed);
        accept(put ? Result<void>() : Result<void>(put.error()));
    });
}

}  // namespace bowman::ui
