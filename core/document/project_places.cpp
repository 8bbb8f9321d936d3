// What a project keeps of places on its slides: bookmarks, what was seen, how sections lie over each other.
#include "core/annotation/annotation.h"
#include "core/document/project_file.h"
#include "core/document/sqlite_connection.h"

namespace bowman {

Result<std::vector<Bookmark>> ProjectFile::bookmarks(ReadingId reading) {
    std::vector<Bookmark> found;
    const auto read = guarded("cannot read the bookmarks", [&] {
        Query query(*m_connection,
                    "SELECT bookmarks.id, bookmarks.name, x, y, downsample, people.name, time, slide FROM bookmarks JOIN people ON people.id = person "
                    "WHERE annotation_set = ? ORDER BY bookmarks.id");
        query.bind(reading);
        while (query.step())
            found.push_back({query.integer(0), query.integer(7), query.text(1), {query.real(2), query.real(3)}, query.real(4), query.text(5), query.text(6)});
    });
    if (!read) return read.error();
    return found;
}

Result<Bookmark> ProjectFile::putBookmark(Bookmark bookmark, ReadingId reading) {
    const auto written = guarded("cannot save the bookmark", [&] {
        setDurability(Durability::Synced);
        if (bookmark.id != 0) {
            Query update(*m_connection, "UPDATE bookmarks SET name = ?, x = ?, y = ?, downsample = ? WHERE id = ?");
            update.bind(bookmark.name).bind(bookmark.centre.x).bind(bookmark.centre.y).bind(bookmark.downsample).bind(bookmark.id).run();
            return;
        }
        std::int64_t person = m_person;
        if (!bookmark.person.empty()) {
            Query(*m_connection, "INSERT OR IGNORE INTO people (name) VALUES (?)").bind(bookmark.person).run();
            Query known(*m_connection, "SELECT id FROM people WHERE name = ?");
            known.bind(bookmark.person).step();
            person = known.integer(0);
        }
        if (bookmark.time.empty()) bookmark.time = nowIso8601();
        Query insert(*m_connection, "INSERT INTO bookmarks (slide, person, time, name, x, y, downsample, annotation_set) VALUES (?,?,?,?,?,?,?,?)");
        insert.bind(bookmark.slide).bind(person).bind(bookmark.time).bind(bookmark.name);
        insert.bind(bookmark.centre.x).bind(bookmark.centre.y).bind(bookmark.downsample).bind(reading).run();
        bookmark.id = std::stoll(m_connection->value("SELECT last_insert_rowid()"));
        bookmark.person = m_connection->value("SELECT name FROM people WHERE id = " + std::to_string(person));
    });
    if (!written) return written.error();
    return bookmark;
}

Result<void> ProjectFile::removeBookmark(std::int64_t id) {
    return guarded("cannot remove the bookmark", [&] {
        setDurability(Durability::Synced);
        Query(*m_connection, "DELETE FROM bookmarks WHERE id = ?").bind(id).run();
    });
}

Result<SeenMap> ProjectFile::seenMap(SlideId slide, PixelSize size) {
    SeenMap seen(size);
    const auto read = guarded("cannot read what was seen", [&] {
        Query query(*m_connection, "SELECT cells FROM seen WHERE slide = ? AND person = ?");
        query.bind(slide).bind(m_person);
        if (!query.step()) return;
        auto stored = SeenMap::unpacked(size, query.blob(0));
        if (!stored) throw ThrownError({"", "", "the map of slide " + std::to_string(slide) + " has another size than the slide"});
        seen = *std::move(stored);
    });
    if (!read) return read.error();
    return seen;
}

Result<void> ProjectFile::storeSeenMap(SlideId slide, const SeenMap& seen) {
    const std::string cells = seen.packed();
    return guarded("cannot save what was seen", [&] {
        setDurability(Durability::WithTheNext);
        Query(*m_connection, "INSERT INTO seen (slide, person, cells) VALUES (?,?,?) ON CONFLICT (slide, person) DO UPDATE SET cells = excluded.cells")
            .bind(slide).bind(m_person).bindBlob(cells).run();
    });
}

Result<std::optional<SlideAlignment>> ProjectFile::alignment(SlideId slide, SlideId other) {
    std::optional<SlideAlignment> found;
    const auto read = guarded("cannot read how the slides lie", [&] {
        Query query(*m_connection, "SELECT slide, other, dx_um, dy_um, degrees, in_pixels FROM alignments WHERE slide = min(?1, ?2) AND other = max(?1, ?2)");
        query.bind(slide).bind(other);
        if (query.step()) found = {query.integer(0), query.integer(1), query.real(2), query.real(3), query.real(4), query.integer(5) != 0};
    });
    if (!read) return read.error();
    if (found && found->slide != slide) found = inverse(*found);
    return found;
}

Result<void> ProjectFile::setAlignment(const SlideAlignment& alignment) {
    const SlideAlignment a = alignment.slide < alignment.other ? alignment : inverse(alignment);
    return guarded("cannot save how the slides lie", [&] {
        setDurability(Durability::Synced);
        Query(*m_connection,
              "INSERT INTO alignments VALUES (?,?,?,?,?,?) ON CONFLICT (slide, other) DO UPDATE SET dx_um = excluded.dx_um, dy_um = excluded.dy_um, "
              "degrees = excluded.degrees, in_pixels = excluded.in_pixels")
            .bind(a.slide).bind(a.other).bind(a.dxUm).bind(a.dyUm).bind(a.degrees).bind(std::int64_t{a.isInPixels}).run();
    });
}

}  // namespace bowman
