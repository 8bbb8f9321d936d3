// SQL that makes an older project of one of today: what later versions brought goes, what was there stays.
#pragma once

namespace bowman::test {

/// Of a project in which every slide was read once.
inline constexpr const char* kBackToVersion3 = R"sql(
ALTER TABLE bookmarks RENAME TO bookmarks_4;
CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, slide INTEGER NOT NULL REFERENCES slides(id), person INTEGER NOT NULL REFERENCES people(id), time TEXT NOT NULL,
                        name TEXT NOT NULL, x REAL NOT NULL, y REAL NOT NULL, downsample REAL NOT NULL) STRICT;
INSERT INTO bookmarks SELECT id, slide, person, time, name, x, y, downsample FROM bookmarks_4;
DROP TABLE bookmarks_4;
ALTER TABLE candidates RENAME TO candidates_4;
CREATE TABLE candidates (id INTEGER PRIMARY KEY, slide INTEGER NOT NULL REFERENCES slides(id), body BLOB NOT NULL) STRICT;
INSERT INTO candidates SELECT id, slide, body FROM candidates_4;
DROP TABLE candidates_4;
ALTER TABLE sign_offs RENAME TO sign_offs_4;
CREATE TABLE sign_offs (slide INTEGER PRIMARY KEY REFERENCES slides(id), person INTEGER NOT NULL REFERENCES people(id), time TEXT NOT NULL, exception TEXT NOT NULL,
                        last_event INTEGER NOT NULL) STRICT;
INSERT INTO sign_offs SELECT slide, sign_offs_4.person, time, exception, last_event FROM sign_offs_4 JOIN annotation_sets ON annotation_sets.id = annotation_set;
DROP TABLE sign_offs_4;
DROP TABLE readings;
PRAGMA user_version = 3;
)sql";

inline constexpr const char* kFrom3To2 = "DROP TABLE settings; DROP TABLE candidates; DROP TABLE sign_offs; PRAGMA user_version = 2;";
inline constexpr const char* kFrom2To1 = "DROP TABLE bookmarks; DROP TABLE seen; DROP TABLE alignments; PRAGMA user_version = 1;";

}  // namespace bowman::test
