-- oldest contract: 1
-- Accounts and sessions, documents by their content, small texts, and who looked for what.

CREATE TABLE account (
    id                   TEXT    NOT NULL PRIMARY KEY,
    name                 TEXT    UNIQUE,
    phone                TEXT    UNIQUE,
    roles                INTEGER NOT NULL,
    authority            TEXT,
    desks                INTEGER NOT NULL,
    person_key           TEXT,
    must_change_password INTEGER NOT NULL,
    disabled             INTEGER NOT NULL,
    password_hash        TEXT,
    password_changed_at  INTEGER
) WITHOUT ROWID;

CREATE TABLE session (
    token_hash TEXT    NOT NULL PRIMARY KEY,
    account_id TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_end ON session (expires_at);

-- The content lies as a file under its SHA-256, once for equal content. warnings: JSON array of texts.
CREATE TABLE document (
    id               TEXT    NOT NULL PRIMARY KEY,
    kind             INTEGER NOT NULL,
    owner_account_id TEXT    NOT NULL,
    file_name        TEXT    NOT NULL,
    content_type     TEXT    NOT NULL,
    bytes            INTEGER NOT NULL,
    sha256           TEXT    NOT NULL,
    width            INTEGER,
    height           INTEGER,
    dpi              INTEGER,
    warnings         TEXT    NOT NULL,
    uploaded_at      INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit (
    id     INTEGER PRIMARY KEY,
    at     INTEGER NOT NULL,
    actor  TEXT    NOT NULL,
    what   TEXT    NOT NULL,
    detail TEXT    NOT NULL
);

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is append-only: no line is ever changed');
END;

CREATE TRIGGER audit_is_never_removed BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'audit is append-only: no line is ever removed');
END;
