-- oldest contract: 1
-- The signed root of each day with the leaves under it, and how far the copy outside has come (docs/adr/0108, 0109).
-- Leaves of a day without a root are those of a root that is being made.

CREATE TABLE audit_leaf (
    kind    TEXT    NOT NULL,
    key     TEXT    NOT NULL,
    version INTEGER NOT NULL,
    day     TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    head    BLOB    NOT NULL,
    PRIMARY KEY (kind, key, version)
) WITHOUT ROWID;

CREATE UNIQUE INDEX audit_leaf_by_day ON audit_leaf (day, number);

CREATE TABLE audit_root (
    day    TEXT    NOT NULL PRIMARY KEY,
    at     INTEGER NOT NULL,
    leaves INTEGER NOT NULL,
    hash   BLOB    NOT NULL,
    jws    TEXT    NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit_sent (
    chain  TEXT    NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TRIGGER audit_root_is_never_changed BEFORE UPDATE ON audit_root
BEGIN
    SELECT RAISE(ABORT, 'audit_root is append-only: no root is ever changed');
END;

CREATE TRIGGER audit_root_is_never_removed BEFORE DELETE ON audit_root
BEGIN
    SELECT RAISE(ABORT, 'audit_root is append-only: no root is ever removed');
END;

CREATE TRIGGER audit_leaf_is_never_changed BEFORE UPDATE ON audit_leaf
BEGIN
    SELECT RAISE(ABORT, 'audit_leaf is append-only: no leaf is ever changed');
END;

CREATE TRIGGER audit_leaf_is_never_removed BEFORE DELETE ON audit_leaf
WHEN OLD.day IN (SELECT day FROM audit_root)
BEGIN
    SELECT RAISE(ABORT, 'audit_leaf is append-only: no leaf under a root is ever removed');
END;

CREATE TRIGGER audit_leaf_is_never_added BEFORE INSERT ON audit_leaf
WHEN NEW.day IN (SELECT day FROM audit_root)
BEGIN
    SELECT RAISE(ABORT, 'audit_leaf is append-only: no leaf is added under a root that stands');
END;
