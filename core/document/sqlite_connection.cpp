#include "core/document/sqlite_connection.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include "core/base/log.h"

namespace bowman {
namespace {

std::string reasonOf(const SQLite::Exception& e) {
    switch (e.getErrorCode()) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return "it is open in another Bowman; close it there first";
        case SQLITE_FULL: return "the disk is full";
        case SQLITE_READONLY: return "the file or its folder is read-only";
        case SQLITE_PERM:
        case SQLITE_CANTOPEN: return "the file cannot be opened or made: does the folder exist, and may you write into it?";
        case SQLITE_NOTADB: return "it is not a Bowman project";
        case SQLITE_CORRUPT: return std::string("the file is damaged (") + e.what() + ")";
        case SQLITE_IOERR: return std::string("the disk reports an error (") + e.what() + ")";
        default: return e.what();
    }
}

constexpr int kWalPages = 1000;              // what SQLite writes back by itself otherwise, in the middle of a commit
constexpr int kLongestWalPages = 16 * kWalPages;

sqlite3_file* fileOf(SQLite::Database& database) {
    sqlite3_file* file = nullptr;
    if (sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file || !file->pMethods)
        throw SQLite::Exception("cannot read the file", SQLITE_CANTOPEN);
    return file;
}

}  // namespace

Result<void> guardedSql(const std::filesystem::path& file, const char* what, const std::function<void()>& work) {
    try {
        work();
        return {};
    } catch (const ThrownError& e) {
        return Error{what, file.string(), e.error.what.empty() ? e.error.why : e.error.message()};
    } catch (const SQLite::Exception& e) {
        return Error{what, file.string(), reasonOf(e)};
    } catch (const std::exception& e) {
        return Error{what, file.string(), e.what()};
    }
}

SqliteConnection::SqliteConnection(const std::filesystem::path& file, Access access)
    : m_database(std::make_unique<SQLite::Database>(
          file.string(), access == Access::New ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READWRITE)) {}

SqliteConnection::~SqliteConnection() { m_statements.clear(); }

void SqliteConnection::execute(const std::string& sql) { m_database->exec(sql); }

std::string SqliteConnection::value(const std::string& sql) { return m_database->execAndGet(sql).getString(); }

std::string SqliteConnection::header(std::size_t size) const {
    sqlite3_file* file = fileOf(*m_database);
    std::string bytes(size, '\0');
    const int status = file->pMethods->xRead(file, bytes.data(), static_cast<int>(size), 0);
    if (status != SQLITE_OK && status != SQLITE_IOERR_SHORT_READ) throw SQLite::Exception("cannot read the file", status);
    return bytes;
}

std::int64_t SqliteConnection::sizeBytes() const {
    sqlite3_file* file = fileOf(*m_database);
    sqlite3_int64 size = 0;
    if (const int status = file->pMethods->xFileSize(file, &size); status != SQLITE_OK) throw SQLite::Exception("cannot read the file", status);
    return size;
}

bool SqliteConnection::isReadOnly() const { return sqlite3_db_readonly(m_database->getHandle(), "main") == 1; }

void SqliteConnection::setUntouchedOnClose(bool untouched) {
    sqlite3_db_config(m_database->getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, untouched ? 1 : 0, nullptr);
}

void SqliteConnection::keepWal() {
    const auto committed = [](void* pages, sqlite3* database, const char*, int inWal) {
        *static_cast<int*>(pages) = inWal;
        // A checkpoint that is in somebody's way is made later: the commit stands, and must not be told as failed.
        if (inWal >= kLongestWalPages) sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        return SQLITE_OK;
    };
    sqlite3_wal_hook(m_database->getHandle(), committed, &m_walPages);
}

void SqliteConnection::writeBack() {
    if (m_walPages < kWalPages) return;
    execute("PRAGMA wal_checkpoint(PASSIVE)");
    m_walPages = 0;
}

SQLite::Statement& SqliteConnection::statement(const char* sql) {
    std::unique_ptr<SQLite::Statement>& kept = m_statements[sql];
    if (!kept) kept = std::make_unique<SQLite::Statement>(*m_database, sql);
    return *kept;
}

Query::Query(SqliteConnection& connection, const char* sql) : m_statement(connection.statement(sql)) {}

Query::~Query() {
    m_statement.tryReset();
    m_statement.clearBindings();
}

Query& Query::bind(std::int64_t value) {
    m_statement.bind(m_next++, value);
    return *this;
}

Query& Query::bind(double value) {
    m_statement.bind(m_next++, value);
    return *this;
}

Query& Query::bind(const std::string& value) {
    m_statement.bindNoCopy(m_next++, value);
    return *this;
}

Query& Query::bindBlob(const std::string& bytes) {
    m_statement.bindNoCopy(m_next++, bytes.data(), static_cast<int>(bytes.size()));
    return *this;
}

Query& Query::bindNull() {
    m_statement.bind(m_next++);
    return *this;
}

bool Query::step() { return m_statement.executeStep(); }

void Query::run() {
    while (m_statement.executeStep()) {}
}

std::int64_t Query::integer(int column) const { return m_statement.getColumn(column).getInt64(); }
double Query::real(int column) const { return m_statement.getColumn(column).getDouble(); }
std::string Query::text(int column) const { return m_statement.getColumn(column).getString(); }
bool Query::isNull(int column) const { return m_statement.isColumnNull(column); }

std::string_view Query::blob(int column) const {
    const SQLite::Column value = m_statement.getColumn(column);
    const void* bytes = value.getBlob();
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(bytes ? value.getBytes() : 0)};
}

SqliteTransaction::~SqliteTransaction() {
    if (!m_open) return;
    try {
        m_connection.execute("ROLLBACK");
    } catch (const SQLite::Exception& e) {
        // SQLite rolls back by itself when the disk is full or fails; there is nothing left to take back then.
        logDebug(std::string("rollback: ") + e.what());
    }
}

void SqliteTransaction::commit() {
    m_connection.execute("COMMIT");
    m_open = false;
}

}  // namespace bowman
