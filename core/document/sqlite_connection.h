// A connection to SQLite that knows what a project file may be: inside of core/document only. One thread at a time.
// Everything here throws; guardedSql() is the boundary where exceptions become errors.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace bowman {

/// An error of ours on its way to guardedSql().
struct ThrownError : std::exception {
    explicit ThrownError(Error e) : error(std::move(e)) {}
    Error error;
};

/// Runs the work; what it throws becomes an error that names the file, what was tried, and the reason in plain words.
Result<void> guardedSql(const std::filesystem::path& file, const char* what, const std::function<void()>& work);

class SqliteConnection {
public:
    enum class Access { Existing, New };
    SqliteConnection(const std::filesystem::path& file, Access access);
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    void execute(const std::string& sql);
    /// First column of the first row.
    std::string value(const std::string& sql);

    /// The first bytes as they are on disk. Read through SQLite: opening and closing the file by other means would drop the locks
    /// that this process holds on it (POSIX).
    std::string header(std::size_t size) const;
    std::int64_t sizeBytes() const;
    bool isReadOnly() const;
    /// Whether closing leaves the file and its WAL as they are.
    void setUntouchedOnClose(bool untouched);

    /// From now on a commit leaves the WAL to writeBack(), unless it has become very long.
    void keepWal();
    /// Puts a WAL of some length back into the file; a short one stays.
    void writeBack();

private:
    friend class Query;
    SQLite::Statement& statement(const char* sql);

    std::unique_ptr<SQLite::Database> m_database;
    int m_walPages = 0;     // after the last commit
    std::map<std::string_view, std::unique_ptr<SQLite::Statement>> m_statements;
};

/// One run of a statement, which the connection keeps prepared: `sql` must be a literal. What is bound must outlive the query.
class Query {
public:
    Query(SqliteConnection& connection, const char* sql);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    /// Binds the next parameter.
    Query& bind(std::int64_t value);
    Query& bind(double value);
    Query& bind(const std::string& value);
    Query& bindBlob(const std::string& bytes);
    Query& bindNull();

    /// The next row; false after the last.
    bool step();
    void run();

    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    bool isNull(int column) const;
    /// Valid until the next step.
    std::string_view blob(int column) const;

private:
    SQLite::Statement& m_statement;
    int m_next = 1;
};

/// All or nothing: rolled back unless committed.
class SqliteTransaction {
public:
    explicit SqliteTransaction(SqliteConnection& connection) : m_connection(connection) { connection.execute("BEGIN IMMEDIATE"); }
    ~SqliteTransaction();
    SqliteTransaction(const SqliteTransaction&) = delete;
    SqliteTransaction& operator=(const SqliteTransaction&) = delete;
    void commit();

private:
    SqliteConnection& m_connection;
    bool m_open = true;
};

}  // namespace bowman
