-- oldest contract: 1
-- Entities, their history, and what one commit puts beside them.
-- Instants are UTC ticks (100 ns since 0001-01-01), so that they round-trip exactly; kinds are their stored names.

CREATE TABLE entity (
    kind    TEXT    NOT NULL,
    key     TEXT    NOT NULL,
    version INTEGER NOT NULL,
    state   BLOB    NOT NULL,
    head    BLOB    NOT NULL,
    UNIQUE (kind, key)
);

-- Clustered by entity: a history is one range, and a version can exist only once.
CREATE TABLE event (
    kind         TEXT    NOT NULL,
    key          TEXT    NOT NULL,
    version      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    actor        TEXT    NOT NULL,
    channel      TEXT    NOT NULL,
    cause        TEXT,
    rule_version TEXT    NOT NULL,
    command_id   TEXT    NOT NULL,
    type         TEXT    NOT NULL,
    body         BLOB    NOT NULL,
    hash         BLOB    NOT NULL,
    PRIMARY KEY (kind, key, version)
) WITHOUT ROWID;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'event is append-only: no event is ever changed');
END;

CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'event is append-only: no event is ever removed');
END;

-- INSERT OR REPLACE removes without firing the trigger above.
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE kind = NEW.kind AND key = NEW.key AND version = NEW.version)
BEGIN
    SELECT RAISE(ABORT, 'event is append-only: this version of the entity is already written');
END;

-- The next moment at which an entity acts by itself. ring_hash is where Orleans looks for it (design.md 4).
CREATE TABLE deadline (
    kind      TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    due_at    INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    ring_hash INTEGER NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,
    retry_at  INTEGER,
    parked    INTEGER NOT NULL DEFAULT 0,
    error     TEXT,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

-- The name rides along so that the forecast reads the index alone. Parked rows are not in it and so block nothing.
CREATE INDEX deadline_due ON deadline (due_at, key, name) WHERE parked = 0;
CREATE INDEX deadline_parked ON deadline (key) WHERE parked = 1;

CREATE TABLE claim (
    space TEXT NOT NULL,
    value TEXT NOT NULL,
    kind  TEXT NOT NULL,
    key   TEXT NOT NULL,
    PRIMARY KEY (space, value)
) WITHOUT ROWID;

CREATE TABLE answer (
    command_id  TEXT    NOT NULL UNIQUE,
    fingerprint TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    body        BLOB    NOT NULL,
    at          INTEGER NOT NULL
);

-- Commands for other entities. AUTOINCREMENT: a number is never used again, for it is part of command ids.
CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    source_kind TEXT    NOT NULL,
    source_key  TEXT    NOT NULL,
    target_kind TEXT    NOT NULL,
    target_key  TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    command     BLOB    NOT NULL,
    cause       TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    retry_at    INTEGER,
    parked      INTEGER NOT NULL DEFAULT 0,
    error       TEXT
);

CREATE INDEX outbox_target ON outbox (target_kind, target_key, id);
CREATE INDEX outbox_parked ON outbox (id) WHERE parked = 1;
