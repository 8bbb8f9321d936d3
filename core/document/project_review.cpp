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

void ProjectFile::storeSetting(SlideId slide, const std::string& name, const std::string& json) {
    Query(*m_connection, "INSERT INTO settings VALUES (?,?,?) ON CONFLICT (slide, name) DO UPDATE SET value = excluded.value")
        .bind(slide).bind(name).bind(json).run();
}

Result<void> ProjectFile::setSetting(SlideId slide, const std::string& name, const std::string& json) {
    return guarded("cannot save a setting of the project", [&] {
        setDurability(Durability::Synced);
        storeSetting(slide, name, json);
    });
}

Result<std::vector<AnnotationPtr>> ProjectFile::candidates(ReadingId reading) {
    std::vector<AnnotationPtr> found;
    const auto read = guarded("cannot read the candidates", [&] {
        Query query(*m_connection, "SELECT body FROM candidates WHERE annotation_set = ? ORDER BY id");
        query.bind(reading);
        while (query.step()) {
            auto candidate = unsealedAnnotation(query.blob(0));
            if (!candidate) throw ThrownError({"", "", candidate.error().message()});
            found.push_back(*std::move(candidate));
        }
    });
    if (!read) return read.error();
    return found;
}

void ProjectFile::storeCandidates(ReadingId reading, const std::vector<AnnotationPtr>& candidates) {
    Query(*m_connection, "DELETE FROM candidates WHERE annotation_set = ?").bind(reading).run();
    for (const AnnotationPtr& candidate : candidates) {
        const std::string body = sealedAnnotation(*candidate);
        Query(*m_connection, "INSERT INTO candidates (slide, annotation_set, body) SELECT slide, id, ?2 FROM annotation_sets WHERE id = ?1")
            .bind(reading).bindBlob(body).run();
    }
}

Result<void> ProjectFile::setCandidates(ReadingId reading, const std::vector<AnnotationPtr>& candidates) {
    return guarded("cannot save the candidates", [&] {
        setDurability(Durability::Synced);
        SqliteTransaction transaction(*m_connection);
        storeCandidates(reading, candidates);
        transaction.commit();
    });
}

Result<void> ProjectFile::setTogether(const std::map<std::string, std::string>& settings, const std::map<ReadingId, std::vector<AnnotationPtr>>& candidates) {
    return guarded("cannot save the settings of the project", [&] {
        setDurability(Durability::Synced);
        SqliteTransaction transaction(*m_connection);
        for (const auto& [name, json] : settings) storeSetting(0, name, json);
        for (const auto& [reading, those] : candidates) storeCandidates(reading, those);
        transaction.commit();
    });
}

Result<std::string> ProjectFile::runOf(std::int64_t event) {
    std::string run;
    const auto read = guarded("cannot read the history", [&] {
        Query query(*m_connection, "SELECT run FROM events JOIN batches ON batches.id = events.batch WHERE events.id = ?");
        query.bind(event);
        if (query.step()) run = query.text(0);
    });
    if (!read) return read.error();
    return run;
}

Result<std::optional<SignOff>> ProjectFile::signOff(ReadingId reading) {
    std::optional<SignOff> found;
    const auto read = guarded("cannot read the sign-off", [&] {
        Query query(*m_connection, "SELECT people.name, time, exception, last_event, slide FROM sign_offs JOIN people ON people.id = sign_offs.person "
                                   "JOIN annotation_sets ON annotation_sets.id = annotation_set WHERE annotation_set = ?");
        query.bind(reading);
        if (query.step()) found = {query.integer(4), query.text(0), query.text(1), query.text(2), query.integer(3)};
    });
    if (!read) return read.error();
    return found;
}

Result<SignOff> ProjectFile::putSignOff(SignOff signOff, ReadingId reading) {
    const auto written = guarded("cannot save the sign-off", [&] {
        setDurability(Durability::Synced);
        signOff.time = nowIso8601();
        signOff.person = m_connection->value("SELECT name FROM people WHERE id = " + std::to_string(m_person));
        Query(*m_connection,
              "INSERT INTO sign_offs VALUES (?,?,?,?,?) ON CONFLICT (annotation_set) DO UPDATE SET person = excluded.person, time = excluded.time, "
              "exception = excluded.exception, last_event = excluded.last_event")
            .bind(reading).bind(m_person).bind(signOff.time).bind(signOff.exception).bind(signOff.lastEvent).run();
    });
    if (!written) return written.error();
    return signOff;
}

Result<void> ProjectFile::removeSignOff(ReadingId reading) {
    return guarded("cannot take the sign-off back", [&] {
        setDurability(Durability::Synced);
        Query(*m_connection, "DELETE FROM sign_offs WHERE annotation_set = ?").bind(reading).run();
    });
}

}  // namespace bowman
