-- oldest contract: 1
-- The devices from which accounts were signed in: what they know of a sign-in is what keeps strangers' tries from
-- making them wait.

CREATE TABLE device (
    id         text   NOT NULL PRIMARY KEY,
    account_id text   NOT NULL,
    network    text   NOT NULL,
    made_at    bigint NOT NULL,
    seen_at    bigint NOT NULL,
    expires_at bigint NOT NULL,
    agent      text
);

CREATE INDEX device_account ON device (account_id, seen_at);
CREATE INDEX device_end ON device (expires_at);
