-- oldest contract: 1
-- Which account agreed to which version of what, and when.

CREATE TABLE agreement (
    account_id TEXT    NOT NULL,
    agreement  TEXT    NOT NULL,
    version    TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (account_id, agreement, version)
) WITHOUT ROWID;
