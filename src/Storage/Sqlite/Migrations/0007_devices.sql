-- oldest contract: 1
-- The devices from which accounts were signed in: what they know of a sign-in is what keeps strangers' tries from
-- making them wait.

CREATE TABLE device (
    id         TEXT    NOT NULL PRIMARY KEY,
    account_id TEXT    NOT NULL,
    network    TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,
    seen_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    agent      TEXT
) WITHOUT ROWID;

CREATE INDEX device_account ON device (account_id, seen_at);
CREATE INDEX device_end ON device (expires_at);
