-- oldest contract: 1
-- The audit becomes chains, one a silo and day, that are cut in months (decisions 8). Records from before have no chain
-- and stay for ever.

ALTER TABLE audit ADD COLUMN chain TEXT;
ALTER TABLE audit ADD COLUMN number INTEGER;
ALTER TABLE audit ADD COLUMN month TEXT;
ALTER TABLE audit ADD COLUMN hash BLOB;

CREATE UNIQUE INDEX audit_by_chain ON audit (chain, number) WHERE chain IS NOT NULL;

-- By what they are about: who looked at whom.
CREATE TABLE audit_about (
    about    TEXT    NOT NULL,
    audit_id INTEGER NOT NULL,
    month    TEXT    NOT NULL,
    PRIMARY KEY (about, audit_id)
) WITHOUT ROWID;

CREATE TABLE audit_head (
    chain TEXT    NOT NULL PRIMARY KEY,
    day   TEXT    NOT NULL,
    count INTEGER NOT NULL,
    hash  BLOB    NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit_cut (
    month TEXT    NOT NULL PRIMARY KEY,
    at    INTEGER NOT NULL
) WITHOUT ROWID;

DROP TRIGGER audit_is_never_removed;

CREATE TRIGGER audit_is_never_removed BEFORE DELETE ON audit
WHEN OLD.month IS NULL OR OLD.month NOT IN (SELECT month FROM audit_cut)
BEGIN
    SELECT RAISE(ABORT, 'audit is append-only: no line is ever removed but with its whole month');
END;
