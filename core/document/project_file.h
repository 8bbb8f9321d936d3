// The SQLite file of a project: schema, statements, and every error as a sentence. Holds the file exclusively, so that a
// second Bowman (or a second document) is told so. Any thread: calls are serialised by a mutex and block on the disk.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/annotation/annotation_set.h"
#include "core/base/result.h"
#include "core/document/bookmark.h"
#include "core/document/event.h"
#include "core/document/reading.h"
#include "core/document/seen_map.h"
#include "core/document/sign_off.h"
#include "core/document/slide_alignment.h"
#include "core/document/slide_record.h"
#include "core/document/undo_stack.h"

namespace bowman {

class SqliteConnection;

/// When a transaction has reached the disk: when append() returns, or with the next one that does.
enum class Durability { Synced, WithTheNext };

/// Everything that a document needs when it opens.
struct StoredProject {
    std::vector<SlideRecord> slides;
    std::vector<ReadingRecord> readings;    ///< each slide has one at least, the first
    std::vector<std::pair<ReadingId, AnnotationPtr>> annotations;
    std::map<ReadingId, UndoStack> steps;   ///< rebuilt from the events; their changes stay in the file
    std::map<ReadingId, std::int64_t> lastEvents;   ///< of each reading that has any
    std::int64_t revision = 0;              ///< the last event
    std::map<AnnotationId, AnnotationId> lastIds;   ///< largest that was ever given in each range of ids, by rangeOf()
};

class ProjectFile {
public:
    /// A new, empty project; an existing file is replaced.
    static Result<void> create(const std::filesystem::path& path);
    /// Checks header, structure and content. A file that is refused is left as it was, byte by byte.
    static Result<std::unique_ptr<ProjectFile>> open(const std::filesystem::path& path);
    /// Writes the WAL back into the file, so that it can be copied.
    ~ProjectFile();
    ProjectFile(const ProjectFile&) = delete;
    ProjectFile& operator=(const ProjectFile&) = delete;

    /// What was in the file when it was opened; to be taken once.
    StoredProject takeContent() { return std::move(m_content); }

    /// On whose behalf everything that follows is written.
    Result<void> setPerson(const std::string& name);
    /// With its first reading, which is empty. The record's id is ignored; its alias may be empty: "slide-<id>" then.
    Result<std::pair<SlideRecord, ReadingRecord>> insertSlide(SlideRecord record);
    /// One transaction; aliases may change places.
    Result<void> updateSlides(const std::vector<SlideRecord>& records);

    /// One transaction: the event, and the annotations as they are after it. A killed process loses nothing that was
    /// appended, a power cut nothing that is synced.
    Result<void> append(const Event& event, Durability durability);
    /// Between two gestures: what the WAL has collected goes into the file, so that no commit waits for that.
    Result<void> writeBack();
    /// What an event of kind apply or batch changed.
    Result<std::vector<Change>> changesOf(std::int64_t event);
    /// How the objects of an event of kind batch were made; empty for other events.
    Result<std::string> runOf(std::int64_t event);
    Result<std::int64_t> lastEvent();

    // Several readings of a slide (project_readings.cpp).
    Result<std::vector<std::string>> people();
    /// Its id is ignored; person and time are filled in.
    Result<ReadingRecord> insertReading(ReadingRecord reading);
    /// When it was finished and unblinded.
    Result<void> updateReading(const ReadingRecord& reading);
    /// The person has edited the reading, also where that was undone since. Detections and imports do not count.
    Result<bool> hasDecided(ReadingId reading, const std::string& person);

    // Beside the history (project_places.cpp).
    Result<std::vector<Bookmark>> bookmarks(ReadingId reading);
    /// New where its id is 0; person and time are filled in then where they are empty.
    Result<Bookmark> putBookmark(Bookmark bookmark, ReadingId reading);
    Result<void> removeBookmark(std::int64_t id);
    /// Nothing seen where nothing is stored.
    Result<SeenMap> seenMap(SlideId slide, PixelSize size);
    Result<void> storeSeenMap(SlideId slide, const SeenMap& seen);
    Result<std::optional<SlideAlignment>> alignment(SlideId slide, SlideId other);
    Result<void> setAlignment(const SlideAlignment& alignment);

    // Beside the history, too (project_review.cpp).
    /// JSON by name; slide 0: of the whole project. Empty where nothing was set.
    Result<std::string> setting(SlideId slide, const std::string& name);
    Result<void> setSetting(SlideId slide, const std::string& name, const std::string& json);
    /// One transaction: settings of the whole project by name, and the candidates of readings.
    Result<void> setTogether(const std::map<std::string, std::string>& settings, const std::map<ReadingId, std::vector<AnnotationPtr>>& candidates);
    Result<std::vector<AnnotationPtr>> candidates(ReadingId reading);
    Result<void> setCandidates(ReadingId reading, const std::vector<AnnotationPtr>& candidates);
    Result<std::optional<SignOff>> signOff(ReadingId reading);
    /// Person and time are filled in.
    Result<SignOff> putSignOff(SignOff signOff, ReadingId reading);
    Result<void> removeSignOff(ReadingId reading);

    /// A consistent copy; the target must not exist.
    Result<void> copyTo(const std::filesystem::path& target);

private:
    explicit ProjectFile(std::filesystem::path path);
    void connect();
    void setDurability(Durability durability);
    void load();
    void bringUpToDate();
    void loadSlides();
    void loadReadings();
    void loadEvents();
    std::int64_t appendBatch(const Event& event);
    void storeAnnotations(const Event& event);
    void loadLastIds();
    void storeLastIds(const Event& event);
    void updateSlide(const SlideRecord& record);
    void storeSetting(SlideId slide, const std::string& name, const std::string& json);
    void storeCandidates(ReadingId reading, const std::vector<AnnotationPtr>& candidates);
    /// Inside of a transaction; person and time are filled in.
    ReadingRecord insertSet(ReadingRecord reading, const std::string& name);
    Result<void> guarded(const char* what, const std::function<void()>& work);

    const std::filesystem::path m_path;
    std::mutex m_mutex;  // guards what follows
    std::unique_ptr<SqliteConnection> m_connection;
    StoredProject m_content;
    Durability m_durability = Durability::Synced;
    std::int64_t m_person = 0;
    std::map<AnnotationId, AnnotationId> m_lastIds;     // as they are in the file, or will be with the transaction
};

}  // namespace bowman
