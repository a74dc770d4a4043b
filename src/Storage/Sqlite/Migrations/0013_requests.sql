-- oldest contract: 1
-- Answers to requests with an Idempotency-Key that no commit keeps, for a day. Sealed, so that a row alone tells
-- nothing.

CREATE TABLE request (
    id          TEXT    NOT NULL PRIMARY KEY,
    fingerprint TEXT    NOT NULL,
    answer      BLOB,
    at          INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX request_at ON request (at);
