-- oldest contract: 1
-- The audit becomes chains, one a silo and day, that are cut in months (decisions 8). Records from before have no chain
-- and stay for ever.

ALTER TABLE audit ADD COLUMN chain text COLLATE "C";
ALTER TABLE audit ADD COLUMN number bigint;
ALTER TABLE audit ADD COLUMN month text COLLATE "C";
ALTER TABLE audit ADD COLUMN hash bytea;

CREATE UNIQUE INDEX audit_by_chain ON audit (chain, number) WHERE chain IS NOT NULL;
CREATE INDEX audit_by_month ON audit (month) WHERE month IS NOT NULL;

-- By what they are about: who looked at whom.
CREATE TABLE audit_about (
    about    text   COLLATE "C" NOT NULL,
    audit_id bigint NOT NULL,
    month    text   COLLATE "C" NOT NULL,
    PRIMARY KEY (about, audit_id)
);

CREATE TABLE audit_head (
    chain text   COLLATE "C" NOT NULL PRIMARY KEY,
    day   text   COLLATE "C" NOT NULL,
    count bigint NOT NULL,
    hash  bytea  NOT NULL
);

CREATE TABLE audit_cut (
    month text   COLLATE "C" NOT NULL PRIMARY KEY,
    at    bigint NOT NULL
);

DROP TRIGGER audit_is_append_only ON audit;

CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION registry_append_only();

CREATE FUNCTION registry_audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.month IS NOT NULL AND EXISTS (SELECT FROM audit_cut WHERE month = OLD.month) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'audit is append-only: nothing in it is ever removed but a whole month'
        USING ERRCODE = 'RG002';
END $$;

CREATE TRIGGER audit_goes_by_month BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION registry_audit_stays();
