-- oldest contract: 1
-- Answers to requests with an Idempotency-Key that no commit keeps, for a day. Sealed, so that a row alone tells
-- nothing.

CREATE TABLE request (
    id          text   NOT NULL PRIMARY KEY,
    fingerprint text   NOT NULL,
    answer      bytea,
    at          bigint NOT NULL
);

CREATE INDEX request_at ON request (at);
