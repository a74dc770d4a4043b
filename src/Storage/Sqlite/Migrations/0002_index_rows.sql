-- oldest contract: 1
-- What lists and searches read. Rows hold dates (yyyy-MM-dd, Asia/Shanghai), never a computed status, which could lie.

-- service is the contract's name; status is the frozen number of ApplicationStatus, 1 to 3 are open.
-- urgent_by is the legal limit that counts now: accept_by when submitted, decide_by when accepted; else 9999-12-31, so
-- that what has no limit comes last in every index and is never overdue.
CREATE TABLE application (
    id           TEXT    NOT NULL UNIQUE,
    kind         TEXT    NOT NULL,
    key          TEXT    NOT NULL,
    service      TEXT    NOT NULL,
    status       INTEGER NOT NULL,
    authority    TEXT    NOT NULL,
    person_key   TEXT    NOT NULL,
    accept_by    TEXT    NOT NULL,
    decide_by    TEXT,
    urgent_by    TEXT    NOT NULL,
    provisional  INTEGER NOT NULL,
    submitted_at INTEGER NOT NULL,
    body         BLOB    NOT NULL
);

CREATE INDEX application_person ON application (person_key, submitted_at, id);
CREATE INDEX application_open ON application (urgent_by, id, authority, service) WHERE status IN (1, 2, 3);
-- Covers the statistics too.
CREATE INDEX application_status ON application (status, urgent_by, id, authority, service);
CREATE INDEX application_provisional ON application (key, kind) WHERE provisional = 1;

CREATE TABLE search (
    kind       TEXT NOT NULL,
    key        TEXT NOT NULL,
    person_key TEXT,
    category   TEXT,
    number     TEXT,
    name       TEXT,
    authority  TEXT,
    valid_from TEXT,
    valid_to   TEXT,
    ended_on   TEXT,
    ended_by   TEXT,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;

CREATE INDEX search_number ON search (kind, number) WHERE number IS NOT NULL;
CREATE INDEX search_name ON search (kind, name) WHERE name IS NOT NULL;
CREATE INDEX search_person ON search (person_key, kind, valid_from) WHERE person_key IS NOT NULL;
CREATE INDEX search_expiry ON search (kind, valid_to, authority) WHERE valid_to IS NOT NULL;
-- Covers the statistics.
CREATE INDEX search_authority ON search (kind, authority, category, valid_to, ended_on);

-- What people are told, with what became of it. notice_values: JSON object of texts.
CREATE TABLE notice (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    kind          TEXT    NOT NULL,
    key           TEXT    NOT NULL,
    notice_kind   TEXT    NOT NULL,
    person_key    TEXT    NOT NULL,
    notice_values TEXT    NOT NULL,
    at            INTEGER NOT NULL,
    pending       INTEGER NOT NULL DEFAULT 1,
    sent_at       INTEGER,
    attempts      INTEGER NOT NULL DEFAULT 0,
    retry_at      INTEGER,
    failed        INTEGER NOT NULL DEFAULT 0,
    error         TEXT,
    receipt       TEXT
);

CREATE INDEX notice_person ON notice (person_key, id);
CREATE INDEX notice_pending ON notice (id) WHERE pending = 1;
CREATE INDEX notice_failed ON notice (id) WHERE failed = 1;
