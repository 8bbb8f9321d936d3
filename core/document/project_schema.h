// The tables of a .bowman project. Any thread.
#pragma once

#include <cstdint>

namespace bowman {

/// In the header of every project: how one is told from another SQLite file ("Bowm").
inline constexpr std::int32_t kProjectApplicationId = 0x426f776d;
inline constexpr std::int32_t kProjectVersion = 4;

/// Events are the history: appended, never changed. `annotations` is the state after the last of them, kept so that a project
/// opens without replaying. Bodies, changes and objects are blobs of event_codec.h.
inline constexpr const char* kProjectSchema = R"sql(
CREATE TABLE people (
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE slides (
    id              INTEGER PRIMARY KEY,
    relative_path   TEXT NOT NULL,          -- from the project's folder; empty where there is no way
    absolute_path   TEXT NOT NULL,
    size_bytes      INTEGER NOT NULL,
    head_tail_sha256 TEXT NOT NULL,
    quickhash       TEXT NOT NULL,
    width           INTEGER NOT NULL,       -- of level 0
    height          INTEGER NOT NULL,
    um_per_px       REAL,                   -- NULL: unknown
    um_per_px_source TEXT NOT NULL,
    um_per_px_tag   TEXT NOT NULL,
    alias           TEXT NOT NULL UNIQUE,
    case_name       TEXT NOT NULL,
    patient         TEXT NOT NULL,
    stain           TEXT NOT NULL,
    block           TEXT NOT NULL
) STRICT;
CREATE TABLE annotation_sets (
    id              INTEGER PRIMARY KEY,
    slide           INTEGER NOT NULL REFERENCES slides(id),
    person          INTEGER NOT NULL REFERENCES people(id),   -- who began it
    name            TEXT NOT NULL,
    UNIQUE (slide, name)
) STRICT;
CREATE TABLE annotations (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,        -- an id is never given twice
    annotation_set  INTEGER NOT NULL REFERENCES annotation_sets(id),
    uuid            TEXT NOT NULL,
    kind            TEXT NOT NULL,
    class           TEXT NOT NULL,
    state           TEXT NOT NULL,
    body            BLOB NOT NULL
) STRICT;
CREATE TABLE models (
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL,
    sha256          TEXT NOT NULL,
    UNIQUE (name, sha256)
) STRICT;
CREATE TABLE batches (
    id              INTEGER PRIMARY KEY,
    run             TEXT NOT NULL CHECK (json_valid(run)),    -- how the objects were made
    model           INTEGER REFERENCES models(id),
    objects         BLOB NOT NULL
) STRICT;
CREATE TABLE events (
    id              INTEGER PRIMARY KEY,                      -- 1, 2, 3 …: the revision that it made
    time            TEXT NOT NULL,
    slide           INTEGER NOT NULL REFERENCES slides(id),
    annotation_set  INTEGER NOT NULL REFERENCES annotation_sets(id),
    person          INTEGER NOT NULL REFERENCES people(id),
    kind            TEXT NOT NULL CHECK (kind IN ('apply', 'batch', 'undo', 'redo')),
    label           TEXT NOT NULL,
    undoes          INTEGER REFERENCES events(id),
    redoes          INTEGER REFERENCES events(id),
    batch           INTEGER REFERENCES batches(id),
    changes         BLOB                                      -- NULL where another event or a batch has them
) STRICT;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
)sql";

/// What version 2 has beside version 1. None of it is history: it may change and go.
inline constexpr const char* kProjectSchemaSince2 = R"sql(
CREATE TABLE bookmarks (
    id              INTEGER PRIMARY KEY,
    slide           INTEGER NOT NULL REFERENCES slides(id),
    person          INTEGER NOT NULL REFERENCES people(id),
    time            TEXT NOT NULL,
    name            TEXT NOT NULL,
    x               REAL NOT NULL,          -- centre of the view, level-0 pixels
    y               REAL NOT NULL,
    downsample      REAL NOT NULL           -- level-0 pixels per pixel of the screen
) STRICT;
CREATE TABLE seen (
    slide           INTEGER NOT NULL REFERENCES slides(id),
    person          INTEGER NOT NULL REFERENCES people(id),
    cells           BLOB NOT NULL,          -- seen_map.h
    PRIMARY KEY (slide, person)
) STRICT;
CREATE TABLE alignments (
    slide           INTEGER NOT NULL REFERENCES slides(id),
    other           INTEGER NOT NULL REFERENCES slides(id),
    dx_um           REAL NOT NULL,
    dy_um           REAL NOT NULL,
    degrees         REAL NOT NULL,
    in_pixels       INTEGER NOT NULL,       -- 1: dx_um and dy_um are level-0 pixels, the scales were unknown
    PRIMARY KEY (slide, other),
    CHECK (slide < other)
) STRICT;
)sql";

/// What version 3 has beside version 2. None of it is history either.
inline constexpr const char* kProjectSchemaSince3 = R"sql(
CREATE TABLE settings (
    slide           INTEGER NOT NULL,       -- 0: of the whole project
    name            TEXT NOT NULL,
    value           TEXT NOT NULL CHECK (json_valid(value)),
    PRIMARY KEY (slide, name)
) STRICT;
CREATE TABLE candidates (                   -- what may be objects, and was too faint to be proposed
    id              INTEGER PRIMARY KEY,
    slide           INTEGER NOT NULL REFERENCES slides(id),
    body            BLOB NOT NULL
) STRICT;
CREATE TABLE sign_offs (
    slide           INTEGER PRIMARY KEY REFERENCES slides(id),
    person          INTEGER NOT NULL REFERENCES people(id),
    time            TEXT NOT NULL,
    exception       TEXT NOT NULL,          -- what was left undone, and why; empty: nothing
    last_event      INTEGER NOT NULL        -- of the slide: a later one undoes it
) STRICT;
)sql";

/// What version 4 has beside version 3: several readings of a slide, an annotation set each. What is beside the history belongs to one of them.
inline constexpr const char* kProjectSchemaSince4 = R"sql(
CREATE TABLE readings (
    annotation_set  INTEGER PRIMARY KEY REFERENCES annotation_sets(id),
    kind            TEXT NOT NULL CHECK (kind IN ('first', 'blinded', 'consensus')),
    begun           TEXT NOT NULL,
    from_predictions INTEGER NOT NULL,
    finished        TEXT NOT NULL,          -- empty: not yet
    unblinded       TEXT NOT NULL,          -- when its reader was shown another one before; empty: never
    first_set       INTEGER REFERENCES annotation_sets(id),   -- a consensus: what it was made of
    second_set      INTEGER REFERENCES annotation_sets(id)
) STRICT;
INSERT INTO readings SELECT id, 'first', '', 0, '', '', NULL, NULL FROM annotation_sets;
ALTER TABLE candidates ADD COLUMN annotation_set INTEGER REFERENCES annotation_sets(id);
UPDATE candidates SET annotation_set = (SELECT min(id) FROM annotation_sets WHERE annotation_sets.slide = candidates.slide);
ALTER TABLE bookmarks ADD COLUMN annotation_set INTEGER REFERENCES annotation_sets(id);
UPDATE bookmarks SET annotation_set = (SELECT min(id) FROM annotation_sets WHERE annotation_sets.slide = bookmarks.slide);
ALTER TABLE sign_offs RENAME TO sign_offs_of_slides;
CREATE TABLE sign_offs (
    annotation_set  INTEGER PRIMARY KEY REFERENCES annotation_sets(id),
    person          INTEGER NOT NULL REFERENCES people(id),
    time            TEXT NOT NULL,
    exception       TEXT NOT NULL,
    last_event      INTEGER NOT NULL
) STRICT;
INSERT INTO sign_offs SELECT min(annotation_sets.id), sign_offs_of_slides.person, time, exception, last_event FROM sign_offs_of_slides
    JOIN annotation_sets ON annotation_sets.slide = sign_offs_of_slides.slide GROUP BY sign_offs_of_slides.slide;
DROP TABLE sign_offs_of_slides;
)sql";

}  // namespace bowman
