-- oldest contract: 1
-- The signed root of each day with the leaves under it, and how far the copy outside has come (docs/adr/0108, 0109).
-- Leaves of a day without a root are those of a root that is being made.

CREATE TABLE audit_leaf (
    kind    text    COLLATE "C" NOT NULL,
    key     text    COLLATE "C" NOT NULL,
    version bigint  NOT NULL,
    day     text    COLLATE "C" NOT NULL,
    number  integer NOT NULL,
    head    bytea   NOT NULL,
    PRIMARY KEY (kind, key, version)
);

CREATE UNIQUE INDEX audit_leaf_by_day ON audit_leaf (day, number);

CREATE TABLE audit_root (
    day    text    COLLATE "C" NOT NULL PRIMARY KEY,
    at     bigint  NOT NULL,
    leaves integer NOT NULL,
    hash   bytea   NOT NULL,
    jws    text    NOT NULL
);

CREATE TABLE audit_sent (
    chain  text   COLLATE "C" NOT NULL PRIMARY KEY,
    number bigint NOT NULL
);

CREATE TRIGGER audit_root_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_root
    FOR EACH STATEMENT EXECUTE FUNCTION registry_append_only();

CREATE TRIGGER audit_leaf_is_append_only BEFORE UPDATE OR TRUNCATE ON audit_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION registry_append_only();

CREATE FUNCTION registry_leaf_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM audit_root WHERE day = CASE TG_OP WHEN 'DELETE' THEN OLD.day ELSE NEW.day END) THEN
        RAISE EXCEPTION 'audit_leaf is append-only: nothing is added or removed under a root that stands'
            USING ERRCODE = 'RG002';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER audit_leaf_stays BEFORE INSERT OR DELETE ON audit_leaf
    FOR EACH ROW EXECUTE FUNCTION registry_leaf_stays();
