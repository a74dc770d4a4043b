-- oldest contract: 1
-- What people have begun to fill in, for 30 days; the registry does not look into it.

CREATE TABLE draft (
    account_id TEXT    NOT NULL,
    key        TEXT    NOT NULL,
    content    BLOB    NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (account_id, key)
) WITHOUT ROWID;

CREATE INDEX draft_at ON draft (at);
