// What a project keeps of the readings of its slides, and of the people who read.
#include <set>

#include "core/annotation/annotation.h"
#include "core/document/project_file.h"
#include "core/document/sqlite_connection.h"

namespace bowman {
namespace {

constexpr int kReadingsSince = 4;

[[noreturn]] void refuse(const std::string& why) { throw ThrownError({"", "", why}); }

}  // namespace

// Before the file is brought up to date: an older one has one set for each slide.
void ProjectFile::loadReadings() {
    const bool isOld = std::stoi(m_connection->value("PRAGMA user_version")) < kReadingsSince;
    Query sets(*m_connection, isOld ? "SELECT s.id, s.slide, people.name, 'first', '', 0, '', '', 0, 0 FROM annotation_sets s JOIN people ON people.id = s.person "
                                      "WHERE s.id = (SELECT min(id) FROM annotation_sets o WHERE o.slide = s.slide) ORDER BY s.id"
                                    : "SELECT s.id, s.slide, people.name, r.kind, r.begun, r.from_predictions, r.finished, r.unblinded, "
                                      "coalesce(r.first_set, 0), coalesce(r.second_set, 0) FROM annotation_sets s JOIN people ON people.id = s.person "
                                      "JOIN readings r ON r.annotation_set = s.id ORDER BY s.id");
    std::set<SlideId> begun;
    while (sets.step()) {
        const auto kind = readingKindFromText(sets.text(3));
        // The first set of a slide is its first reading.
        if (!kind || begun.insert(sets.integer(1)).second != (*kind == ReadingKind::First))
            refuse("the file is damaged (reading " + std::to_string(sets.integer(0)) + ")");
        m_content.readings.push_back({sets.integer(0), sets.integer(1), *kind, sets.text(2), sets.text(4), sets.integer(5) != 0, sets.text(6), sets.text(7),
                                      sets.integer(8), sets.integer(9)});
    }
    for (const SlideRecord& slide : m_content.slides)
        if (begun.erase(slide.id) == 0) refuse("the file is damaged (" + slide.alias + " has no annotation set)");
    if (!begun.empty()) refuse("the file is damaged (an annotation set without its slide)");
}

ReadingRecord ProjectFile::insertSet(ReadingRecord reading, const std::string& name) {
    reading.begun = nowIso8601();
    Query person(*m_connection, "SELECT name FROM people WHERE id = ?");
    person.bind(m_person).step();
    reading.person = person.text(0);
    Query(*m_connection, "INSERT INTO annotation_sets (slide, person, name) VALUES (?,?,?)").bind(reading.slide).bind(m_person).bind(name).run();
    reading.id = std::stoll(m_connection->value("SELECT last_insert_rowid()"));
    const std::string kind(toText(reading.kind));
    Query insert(*m_connection, "INSERT INTO readings VALUES (?,?,?,?,?,?,?,?)");
    insert.bind(reading.id).bind(kind).bind(reading.begun).bind(std::int64_t{reading.fromPredictions}).bind(reading.finished).bind(reading.unblinded);
    reading.first ? insert.bind(reading.first) : insert.bindNull();
    reading.second ? insert.bind(reading.second) : insert.bindNull();
    insert.run();
    return reading;
}

Result<ReadingRecord> ProjectFile::insertReading(ReadingRecord reading) {
    const auto written = guarded("cannot begin the reading", [&] {
        setDurability(Durability::Synced);
        SqliteTransaction transaction(*m_connection);
        const std::string count = m_connection->value("SELECT 1 + count(*) FROM annotation_sets WHERE slide = " + std::to_string(reading.slide));
        reading = insertSet(std::move(reading), "reading-" + count);
        transaction.commit();
    });
    if (!written) return written.error();
    return reading;
}

Result<void> ProjectFile::updateReading(const ReadingRecord& reading) {
    return guarded("cannot change the reading", [&] {
        setDurability(Durability::Synced);
        Query(*m_connection, "UPDATE readings SET finished = ?, unblinded = ? WHERE annotation_set = ?")
            .bind(reading.finished).bind(reading.unblinded).bind(reading.id).run();
    });
}

Result<bool> ProjectFile::hasDecided(ReadingId reading, const std::string& person) {
    bool has = false;
    const auto read = guarded("cannot read the history", [&] {
        Query query(*m_connection,
                    "SELECT 1 FROM events JOIN people ON people.id = events.person WHERE annotation_set = ? AND people.name = ? AND kind = 'apply' LIMIT 1");
        query.bind(reading).bind(person);
        has = query.step();
    });
    if (!read) return read.error();
    return has;
}

Result<std::vector<std::string>> ProjectFile::people() {
    std::vector<std::string> names;
    const auto read = guarded("cannot read the people of the project", [&] {
        Query query(*m_connection, "SELECT name FROM people ORDER BY name COLLATE NOCASE");
        while (query.step()) names.push_back(query.text(0));
    });
    if (!read) return read.error();
    return names;
}

}  // namespace bowman
