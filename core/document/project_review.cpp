// What a project keeps for the review: settings by name, candidates, sign-offs.
#include "core/annotation/annotation.h"
#include "core/document/event_codec.h"
#include "core/document/project_file.h"
#include "core/document/sqlite_connection.h"

namespace bowman {

Result<std::string> ProjectFile::setting(SlideId slide, const std::string& name) {
    std::string found;
    const auto read = guarded("cannot read a setting of the project", [&] {
        Query query(*m_connection, "SELECT value FROM settings WHERE slide = ? AND name = ?");
        query.bind(slide).bind(name);
        if (query.step()) found = query.text(0);
    });
    if (!read) return read.error();
    return found;
}

Result<void> ProjectFile::setSetting(SlideId slide, const std::string& name, const std::string& json) {
    return guarded("cannot save a setting of the project", [&] {
        setDurability(Durability::Synced);
        Query(*m_connection, "INSERT INTO settings VALUES (?,?,?) ON CONFLICT (slide, name) DO UPDATE SET value = excluded.value")
            .bind(slide).bind(name).bind(json).run();
    });
}

Result<std::vector<AnnotationPtr>> ProjectFile::candidates(SlideId slide) {
    std::vector<AnnotationPtr> found;
    const auto read = guarded("cannot read the candidates", [&] {
        Query query(*m_connection, "SELECT body FROM candidates WHERE slide = ? ORDER BY id");
        query.bind(slide);
        while (query.step()) {
            auto candidate = unsealedAnnotation(query.blob(0));
            if (!candidate) throw ThrownError({"", "", candidate.error().message()});
            found.push_back(*std::move(candidate));
        }
    });
    if (!read) return read.error();
    return found;
}

Result<void> ProjectFile::setCandidates(SlideId slide, const std::vector<AnnotationPtr>& candidates) {
    return guarded("cannot save the candidates", [&] {
        setDurability(Durability::Synced);
        SqliteTransaction transaction(*m_connection);
        Query(*m_connection, "DELETE FROM candidates WHERE slide = ?").bind(slide).run();
        for (const AnnotationPtr& candidate : candidates) {
            const std::string body = sealedAnnotation(*candidate);
            Query(*m_connection, "INSERT INTO candidates (slide, body) VALUES (?,?)").bind(slide).bindBlob(body).run();
        }
        transaction.commit();
    });
}

Result<std::optional<SignOff>> ProjectFile::signOff(SlideId slide) {
    std::optional<SignOff> found;
    const auto read = guarded("cannot read the sign-off", [&] {
        Query query(*m_connection, "SELECT people.name, time, exception, last_event FROM sign_offs JOIN people ON people.id = person WHERE slide = ?");
        query.bind(slide);
        if (query.step()) found = {slide, query.text(0), query.text(1), query.text(2), query.integer(3)};
    });
    if (!read) return read.error();
    return found;
}

Result<SignOff> ProjectFile::putSignOff(SignOff signOff) {
    const auto written = guarded("cannot save the sign-off", [&] {
        setDurability(Durability::Synced);
        signOff.time = nowIso8601();
        signOff.person = m_connection->value("SELECT name FROM people WHERE id = " + std::to_string(m_person));
        Query(*m_connection,
              "INSERT INTO sign_offs VALUES (?,?,?,?,?) ON CONFLICT (slide) DO UPDATE SET person = excluded.person, time = excluded.time, "
              "exception = excluded.exception, last_event = excluded.last_event")
            .bind(signOff.slide).bind(m_person).bind(signOff.time).bind(signOff.exception).bind(signOff.lastEvent).run();
    });
    if (!written) return written.error();
    return signOff;
}

Result<void> ProjectFile::removeSignOff(SlideId slide) {
    return guarded("cannot take the sign-off back", [&] {
        setDurability(Durability::Synced);
        Query(*m_connection, "DELETE FROM sign_offs WHERE slide = ?").bind(slide).run();
    });
}

}  // namespace bowman
