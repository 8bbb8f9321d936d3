#include "core/document/project_file.h"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "core/document/annotation_decoder.h"
#include "core/document/event_codec.h"
#include "core/document/project_schema.h"
#include "core/document/sqlite_connection.h"

namespace bowman {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kLastIds = "last ids of objects";
constexpr const char* kOpening = "cannot open the project";
constexpr std::size_t kHeaderBytes = 100;

[[noreturn]] void refuse(const std::string& why) { throw ThrownError({"", "", why}); }

std::uint32_t bigEndian(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
    return value;
}

/// Before SQLite looks at the file. Offsets: https://www.sqlite.org/fileformat.html, "The Database Header".
void checkHeader(const SqliteConnection& connection, bool hasWal) {
    const std::string header = connection.header(kHeaderBytes);
    if (connection.sizeBytes() == 0) refuse("the file is empty");
    if (header.compare(0, 16, std::string("SQLite format 3\0", 16)) != 0) refuse("it is not a Bowman project");
    if (bigEndian(header, 68) != static_cast<std::uint32_t>(kProjectApplicationId)) refuse("it is a database of another program");
    const auto version = static_cast<std::int32_t>(bigEndian(header, 60));
    if (version > kProjectVersion)
        refuse("it was made by a newer Bowman (version " + std::to_string(version) + " of the format; this one knows " +
               std::to_string(kProjectVersion) + ")");
    if (version < 1) refuse("the file is damaged (it has no version)");
    const std::uint32_t pageSize = static_cast<std::uint8_t>(header[16]) << 8 | static_cast<std::uint8_t>(header[17]);
    const std::int64_t expected = static_cast<std::int64_t>(pageSize == 1 ? 65536 : pageSize) * bigEndian(header, 28);
    if (!hasWal && connection.sizeBytes() < expected)
        refuse("the file is truncated (" + std::to_string(connection.sizeBytes()) + " of " + std::to_string(expected) + " bytes)");
}

const char* toText(EventKind kind) {
    switch (kind) {
        case EventKind::Apply: return "apply";
        case EventKind::Batch: return "batch";
        case EventKind::Undo: return "undo";
        case EventKind::Redo: return "redo";
    }
    return "";
}

EventKind eventKindFromText(const std::string& text) {
    for (const EventKind kind : {EventKind::Apply, EventKind::Batch, EventKind::Undo, EventKind::Redo})
        if (text == toText(kind)) return kind;
    refuse("the file is damaged (an event of the kind \"" + text + "\")");
}

std::string relativeTo(const fs::path& project, const fs::path& slide) {
    return slide.lexically_normal().lexically_relative(project.parent_path().lexically_normal()).generic_string();
}

/// Slides that lie beside a project move with it; others are where they were.
fs::path foundAt(const fs::path& project, const std::string& relative, const std::string& absolute) {
    std::error_code status;
    if (!relative.empty())
        if (const fs::path beside = (project.parent_path() / fs::path(relative)).lexically_normal(); fs::exists(beside, status)) return beside;
    return fs::path(absolute);
}

/// Model of the first object that names one.
const Provenance* modelOf(const Event& event) {
    for (const Change& change : *event.changes)
        if (change.after && !change.after->provenance.model.empty()) return &change.after->provenance;
    return nullptr;
}

}  // namespace

ProjectFile::ProjectFile(fs::path path) : m_path(std::move(path)) {}
ProjectFile::~ProjectFile() = default;

Result<void> ProjectFile::guarded(const char* what, const std::function<void()>& work) {
    const std::lock_guard lock(m_mutex);
    return guardedSql(m_path, what, work);
}

Result<void> ProjectFile::create(const fs::path& path) {
    constexpr const char* kWhat = "cannot make the project";
    std::error_code status;
    const fs::path folder = fs::absolute(path).parent_path();
    if (!fs::is_directory(folder, status)) return Error{kWhat, path.string(), "the folder does not exist"};
    return replaceAtomically(path, [&](const fs::path& temporary) {
        const auto made = guardedSql(path, kWhat, [&] {
            SqliteConnection connection(temporary, SqliteConnection::Access::New);
            connection.execute("PRAGMA application_id = " + std::to_string(kProjectApplicationId));
            connection.execute("PRAGMA user_version = " + std::to_string(kProjectVersion));
            connection.execute(std::string("BEGIN;") + kProjectSchema + kProjectSchemaSince2 + kProjectSchemaSince3 + kProjectSchemaSince4 + "COMMIT;");
        });
        return made;
    });
}

Result<std::unique_ptr<ProjectFile>> ProjectFile::open(const fs::path& path) {
    std::error_code status;
    if (fs::is_directory(path, status)) return Error{kOpening, path.string(), "it is a folder"};
    if (!fs::exists(path, status)) return Error{kOpening, path.string(), "there is no such file"};
    const fs::path absolute = fs::absolute(path).lexically_normal();
    const fs::path wal = absolute.string() + "-wal";
    const bool hadWal = fs::exists(wal, status);
    std::unique_ptr<ProjectFile> file(new ProjectFile(absolute));
    const auto opened = guardedSql(path, kOpening, [&] {
        file->connect();
        file->load();
        // From here on the file may be written.
        SqliteConnection& connection = *file->m_connection;
        if (connection.value("PRAGMA journal_mode = WAL") != "wal") refuse("its disk cannot hold a write-ahead log");
        connection.execute("PRAGMA synchronous = FULL");
        connection.keepWal();
        connection.execute("PRAGMA foreign_keys = ON");
        file->bringUpToDate();
        connection.setUntouchedOnClose(false);
    });
    if (opened) return file;
    file.reset();
    if (!hadWal && fs::exists(wal, status) && fs::file_size(wal, status) == 0) fs::remove(wal, status);
    return opened.error();
}

void ProjectFile::connect() {
    std::error_code status;
    m_connection = std::make_unique<SqliteConnection>(m_path, SqliteConnection::Access::Existing);
    m_connection->setUntouchedOnClose(true);
    const std::uintmax_t walBytes = fs::file_size(m_path.string() + "-wal", status);
    checkHeader(*m_connection, !status && walBytes > 0);
    if (m_connection->isReadOnly()) refuse("the file is read-only");
    // Held until the connection is closed, by whatever end: no second document can read or write the file.
    m_connection->execute("PRAGMA locking_mode = EXCLUSIVE");
    m_connection->execute("BEGIN EXCLUSIVE; COMMIT");
}

/// All or nothing; an older Bowman refuses the file from then on.
void ProjectFile::bringUpToDate() {
    const int version = std::stoi(m_connection->value("PRAGMA user_version"));
    if (version == kProjectVersion) return;
    SqliteTransaction transaction(*m_connection);
    if (version < 2) m_connection->execute(kProjectSchemaSince2);
    if (version < 3) m_connection->execute(kProjectSchemaSince3);
    if (version < 4) m_connection->execute(kProjectSchemaSince4);
    m_connection->execute("PRAGMA user_version = " + std::to_string(kProjectVersion));
    transaction.commit();
}

void ProjectFile::load() {
    if (const std::string report = m_connection->value("PRAGMA quick_check(1)"); report != "ok") refuse("the file is damaged (" + report + ")");
    loadSlides();
    loadReadings();
    loadEvents();
    std::set<ReadingId> readings;
    for (const ReadingRecord& reading : m_content.readings) readings.insert(reading.id);
    Query annotations(*m_connection, "SELECT id, annotation_set, body FROM annotations ORDER BY id");
    AnnotationDecoder decoder;
    while (annotations.step()) {
        if (!readings.contains(annotations.integer(1))) refuse("the file is damaged (annotation " + annotations.text(0) + ")");
        m_content.annotations.emplace_back(annotations.integer(1), nullptr);
        decoder.add(annotations.integer(0), annotations.blob(2));
    }
    auto decoded = decoder.take();
    if (!decoded) throw ThrownError(decoded.error());
    for (std::size_t i = 0; i < decoded->size(); ++i) m_content.annotations[i].second = std::move((*decoded)[i]);
    loadLastIds();
}

/// SQLite remembers the largest id of all; what was the largest in each range is a setting, which projects without a second reading may lack.
void ProjectFile::loadLastIds() {
    std::map<AnnotationId, AnnotationId>& lastIds = m_content.lastIds;
    for (const auto& [reading, annotation] : m_content.annotations) lastIds[rangeOf(annotation->id)] = std::max(lastIds[rangeOf(annotation->id)], annotation->id);
    json stored;
    if (std::stoi(m_connection->value("PRAGMA user_version")) >= 3) {
        Query setting(*m_connection, "SELECT value FROM settings WHERE slide = 0 AND name = ?");
        const std::string name = kLastIds;
        if (setting.bind(name).step()) stored = json::parse(setting.text(0), nullptr, false);
    }
    if (stored.is_array()) {
        for (const json& id : stored)
            if (id.is_number_integer()) lastIds[rangeOf(id.get<AnnotationId>())] = std::max(lastIds[rangeOf(id.get<AnnotationId>())], id.get<AnnotationId>());
    } else {
        Query last(*m_connection, "SELECT seq FROM sqlite_sequence WHERE name = 'annotations'");
        if (last.step()) lastIds[rangeOf(last.integer(0))] = last.integer(0);
    }
    m_lastIds = lastIds;
}

/// Inside of a transaction. Only where ids of several ranges are given: else SQLite's own memory is enough.
void ProjectFile::storeLastIds(const Event& event) {
    bool isNew = false;
    for (const Change& change : *event.changes) {
        if (!change.after || change.before) continue;
        AnnotationId& last = m_lastIds[rangeOf(change.after->id)];
        isNew = isNew || change.after->id > last;
        last = std::max(last, change.after->id);
    }
    if (!isNew || (m_lastIds.size() < 2 && m_lastIds.contains(0))) return;
    json ids = json::array();
    for (const auto& [range, last] : m_lastIds) ids.push_back(last);
    const std::string name = kLastIds, text = ids.dump();
    Query(*m_connection, "INSERT INTO settings VALUES (0, ?, ?) ON CONFLICT (slide, name) DO UPDATE SET value = excluded.value").bind(name).bind(text).run();
}

void ProjectFile::loadSlides() {
    Query slides(*m_connection,
                 "SELECT id, relative_path, absolute_path, size_bytes, head_tail_sha256, quickhash, width, height, um_per_px, um_per_px_source, "
                 "um_per_px_tag, alias, case_name, patient, stain, block FROM slides ORDER BY id");
    while (slides.step()) {
        SlideRecord record;
        record.id = slides.integer(0);
        record.identity.absolutePath = slides.text(2);
        record.path = foundAt(m_path, slides.text(1), slides.text(2));
        record.identity.sizeBytes = static_cast<std::uint64_t>(slides.integer(3));
        record.identity.headTailSha256 = slides.text(4);
        record.identity.quickhash = slides.text(5);
        record.size = {slides.integer(6), slides.integer(7)};
        if (!slides.isNull(8)) record.umPerPx.value = slides.real(8);
        record.umPerPx.source = slides.text(9);
        record.umPerPx.tag = slides.text(10);
        const std::array<std::string*, 5> texts{&record.alias, &record.caseName, &record.patient, &record.stain, &record.block};
        for (std::size_t i = 0; i < texts.size(); ++i) *texts[i] = slides.text(11 + static_cast<int>(i));
        m_content.slides.push_back(std::move(record));
    }
}

void ProjectFile::loadEvents() {
    Query events(*m_connection,
                 "SELECT events.id, kind, annotation_set, label, coalesce(undoes, redoes, 0), coalesce(people.name, ''), time FROM events "
                 "LEFT JOIN people ON people.id = person ORDER BY events.id");
    std::set<ReadingId> readings;
    for (const ReadingRecord& reading : m_content.readings) readings.insert(reading.id);
    std::int64_t& id = m_content.revision;
    while (events.step()) {
        if (events.integer(0) != ++id) refuse("the file is damaged (event " + std::to_string(id) + " is missing)");
        UndoStack& steps = m_content.steps[events.integer(2)];
        const EventKind kind = eventKindFromText(events.text(1));
        bool fits = readings.contains(events.integer(2));
        if (kind == EventKind::Undo) fits = fits && steps.undone(events.integer(4));
        else if (kind == EventKind::Redo) fits = fits && steps.redone(events.integer(4));
        else steps.applied({id, events.text(3), nullptr, events.text(5), events.text(6), kind == EventKind::Batch});
        m_content.lastEvents[events.integer(2)] = id;
        if (!fits) refuse("the file is damaged (event " + std::to_string(id) + " fits nothing)");
    }
}

Result<void> ProjectFile::setPerson(const std::string& name) {
    return guarded("cannot write to the project", [&] {
        Query(*m_connection, "INSERT OR IGNORE INTO people (name) VALUES (?)").bind(name).run();
        Query person(*m_connection, "SELECT id FROM people WHERE name = ?");
        person.bind(name).step();
        m_person = person.integer(0);
    });
}

Result<std::pair<SlideRecord, ReadingRecord>> ProjectFile::insertSlide(SlideRecord record) {
    ReadingRecord reading;
    const auto written = guarded("cannot add the slide", [&] {
        setDurability(Durability::Synced);
        SqliteTransaction transaction(*m_connection);
        record.id = std::stoll(m_connection->value("SELECT coalesce(max(id), 0) + 1 FROM slides"));
        if (record.alias.empty()) record.alias = "slide-" + std::to_string(record.id);
        const std::string relative = relativeTo(m_path, record.path), absolute = record.path.string();
        Query insert(*m_connection, "INSERT INTO slides VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        insert.bind(record.id).bind(relative).bind(absolute).bind(static_cast<std::int64_t>(record.identity.sizeBytes));
        insert.bind(record.identity.headTailSha256).bind(record.identity.quickhash).bind(record.size.width).bind(record.size.height);
        record.umPerPx.value ? insert.bind(*record.umPerPx.value) : insert.bindNull();
        insert.bind(record.umPerPx.source).bind(record.umPerPx.tag).bind(record.alias).bind(record.caseName);
        insert.bind(record.patient).bind(record.stain).bind(record.block).run();
        reading = insertSet({.slide = record.id}, "main");
        transaction.commit();
    });
    if (!written) return written.error();
    return std::pair(std::move(record), std::move(reading));
}

Result<void> ProjectFile::updateSlides(const std::vector<SlideRecord>& records) {
    return guarded("cannot change the slide", [&] {
        setDurability(Durability::Synced);
        SqliteTransaction transaction(*m_connection);
        // An alias that one of these slides has and another is to get is set free first.
        for (const SlideRecord& record : records) Query(*m_connection, "UPDATE slides SET alias = hex(randomblob(16)) WHERE id = ?").bind(record.id).run();
        for (const SlideRecord& record : records) updateSlide(record);
        transaction.commit();
    });
}

void ProjectFile::updateSlide(const SlideRecord& record) {
    const std::string relative = relativeTo(m_path, record.path), absolute = record.path.string();
    Query update(*m_connection,
                 "UPDATE slides SET relative_path = ?, absolute_path = ?, um_per_px = ?, um_per_px_source = ?, um_per_px_tag = ?, alias = ?, "
                 "case_name = ?, patient = ?, stain = ?, block = ? WHERE id = ?");
    update.bind(relative).bind(absolute);
    record.umPerPx.value ? update.bind(*record.umPerPx.value) : update.bindNull();
    update.bind(record.umPerPx.source).bind(record.umPerPx.tag).bind(record.alias).bind(record.caseName);
    update.bind(record.patient).bind(record.stain).bind(record.block).bind(record.id).run();
}

std::int64_t ProjectFile::appendBatch(const Event& event) {
    std::int64_t model = 0;
    if (const Provenance* made = modelOf(event)) {
        Query(*m_connection, "INSERT OR IGNORE INTO models (name, sha256) VALUES (?, ?)").bind(made->model).bind(made->modelSha256).run();
        Query find(*m_connection, "SELECT id FROM models WHERE name = ? AND sha256 = ?");
        find.bind(made->model).bind(made->modelSha256).step();
        model = find.integer(0);
    }
    const std::string objects = encodeChanges(*event.changes);
    Query insert(*m_connection, "INSERT INTO batches (run, model, objects) VALUES (?, ?, ?)");
    insert.bind(event.run);
    model ? insert.bind(model) : insert.bindNull();
    insert.bindBlob(objects).run();
    return std::stoll(m_connection->value("SELECT last_insert_rowid()"));
}

void ProjectFile::storeAnnotations(const Event& event) {
    for (const Change& change : *event.changes) {
        if (!change.after) {
            Query(*m_connection, "DELETE FROM annotations WHERE id = ?").bind(change.before->id).run();
            continue;
        }
        const Annotation& a = *change.after;
        const std::string body = sealedAnnotation(a), kind(bowman::toText(a.kind)), state(bowman::toText(a.state));
        Query(*m_connection,
              "INSERT INTO annotations (id, annotation_set, uuid, kind, class, state, body) VALUES (?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET "
              "uuid = excluded.uuid, kind = excluded.kind, class = excluded.class, state = excluded.state, body = excluded.body")
            .bind(a.id).bind(event.reading).bind(a.uuid).bind(kind).bind(a.className).bind(state).bindBlob(body).run();
    }
}

void ProjectFile::setDurability(Durability durability) {
    if (durability == m_durability) return;
    // In WAL mode NORMAL leaves out the sync of a commit, and the sync of the next FULL commit covers the whole log.
    m_connection->execute(durability == Durability::Synced ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    m_durability = durability;
}

Result<void> ProjectFile::append(const Event& event, Durability durability) {
    return guarded("cannot save the edit", [&] {
        setDurability(durability);
        SqliteTransaction transaction(*m_connection);
        const std::int64_t batch = event.kind == EventKind::Batch ? appendBatch(event) : 0;
        const std::string kind = toText(event.kind), changes = event.kind == EventKind::Apply ? encodeChanges(*event.changes) : std::string();
        Query insert(*m_connection, "INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?,?,?)");
        insert.bind(event.id).bind(event.time).bind(event.slide).bind(event.reading).bind(m_person).bind(kind).bind(event.label);
        event.kind == EventKind::Undo ? insert.bind(event.refersTo) : insert.bindNull();
        event.kind == EventKind::Redo ? insert.bind(event.refersTo) : insert.bindNull();
        batch ? insert.bind(batch) : insert.bindNull();
        event.kind == EventKind::Apply ? insert.bindBlob(changes) : insert.bindNull();
        insert.run();
        storeAnnotations(event);
        storeLastIds(event);
        transaction.commit();
    });
}

Result<void> ProjectFile::writeBack() {
    return guarded("cannot write the project", [&] { m_connection->writeBack(); });
}

Result<std::vector<Change>> ProjectFile::changesOf(std::int64_t event) {
    Result<std::vector<Change>> changes = std::vector<Change>();
    const auto read = guarded("cannot read the history", [&] {
        Query select(*m_connection,
                     "SELECT coalesce(events.changes, batches.objects) FROM events LEFT JOIN batches ON batches.id = events.batch WHERE events.id = ?");
        select.bind(event);
        if (!select.step()) refuse("event " + std::to_string(event) + " is missing");
        changes = decodeChanges(select.blob(0));
        if (!changes) throw ThrownError({"event " + std::to_string(event), "", changes.error().message()});
    });
    if (!read) return read.error();
    return changes;
}

Result<std::int64_t> ProjectFile::lastEvent() {
    std::int64_t last = 0;
    const auto read = guarded("cannot read the history", [&] { last = std::stoll(m_connection->value("SELECT coalesce(max(id), 0) FROM events")); });
    if (!read) return read.error();
    return last;
}

Result<void> ProjectFile::copyTo(const fs::path& target) {
    const std::string name = target.string();
    return guarded("cannot save a copy", [&] { Query(*m_connection, "VACUUM INTO ?").bind(name).run(); });
}

}  // namespace bowman
