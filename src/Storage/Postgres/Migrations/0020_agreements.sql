-- oldest contract: 1
-- Which account agreed to which version of what, and when.

CREATE TABLE agreement (
    account_id text   NOT NULL,
    agreement  text   NOT NULL,
    version    text   NOT NULL,
    at         bigint NOT NULL,
    PRIMARY KEY (account_id, agreement, version)
);
