-- oldest contract: 1
-- What people have begun to fill in, for 30 days; the registry does not look into it.

CREATE TABLE draft (
    account_id text   NOT NULL,
    key        text   NOT NULL,
    content    bytea  NOT NULL,
    at         bigint NOT NULL,
    PRIMARY KEY (account_id, key)
);

CREATE INDEX draft_at ON draft (at);
