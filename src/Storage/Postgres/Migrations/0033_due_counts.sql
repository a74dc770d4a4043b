-- oldest contract: 1
-- How many deadlines fall due on each legal day, by name and authority: what the forecast sums (docs/adr/0158).
-- Triggers keep the counts, so that whatever arms a deadline or moves an entity to another authority keeps them, also
-- a program of before this step. Each connection writes differences of its own, so that no commit waits for another's;
-- those of connections that are gone are folded into one when a host starts. A day is its number from 0001-01-01 in
-- Asia/Shanghai; an entity without an authority counts under the empty one. Parked deadlines are not counted: they do
-- not fall due by themselves.
CREATE TABLE due_count (
    day       bigint  NOT NULL,
    name      text    COLLATE "C" NOT NULL,
    authority text    COLLATE "C" NOT NULL,
    writer    integer NOT NULL,
    count     bigint  NOT NULL,
    PRIMARY KEY (day, name, authority, writer)
);

INSERT INTO due_count (day, name, authority, writer, count)
SELECT (d.due_at + 288000000000) / 864000000000, d.name, coalesce(s.authority, ''), 0, count(*)
FROM deadline AS d LEFT JOIN search AS s ON s.kind = d.kind AND s.key = d.key
WHERE NOT d.parked GROUP BY 1, 2, 3;

CREATE FUNCTION registry_count_due(p_due_at bigint, p_name text, p_authority text, p_change integer) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO due_count AS c (day, name, authority, writer, count)
    VALUES ((p_due_at + 288000000000) / 864000000000, p_name, coalesce(p_authority, ''), pg_backend_pid(), p_change)
    ON CONFLICT (day, name, authority, writer) DO UPDATE SET count = c.count + excluded.count
$$;

CREATE FUNCTION registry_count_deadline() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    v_authority text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT s.authority INTO v_authority FROM search AS s WHERE s.kind = NEW.kind AND s.key = NEW.key;
    ELSE
        SELECT s.authority INTO v_authority FROM search AS s WHERE s.kind = OLD.kind AND s.key = OLD.key;
        IF NOT OLD.parked THEN PERFORM registry_count_due(OLD.due_at, OLD.name, v_authority, -1); END IF;
    END IF;
    IF TG_OP <> 'DELETE' AND NOT NEW.parked THEN
        PERFORM registry_count_due(NEW.due_at, NEW.name, v_authority, 1);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION registry_count_moved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    v_before text;
    v_deadline record;
BEGIN
    IF TG_OP = 'UPDATE' THEN v_before := OLD.authority; END IF;
    FOR v_deadline IN SELECT d.due_at, d.name FROM deadline AS d
        WHERE d.kind = NEW.kind AND d.key = NEW.key AND NOT d.parked
    LOOP
        PERFORM registry_count_due(v_deadline.due_at, v_deadline.name, v_before, -1);
        PERFORM registry_count_due(v_deadline.due_at, v_deadline.name, NEW.authority, 1);
    END LOOP;
    RETURN NULL;
END
$$;

CREATE TRIGGER due_count_armed AFTER INSERT OR DELETE ON deadline
FOR EACH ROW EXECUTE FUNCTION registry_count_deadline();

CREATE TRIGGER due_count_armed_anew AFTER UPDATE OF due_at, name, parked ON deadline
FOR EACH ROW WHEN ((OLD.due_at, OLD.name, OLD.parked) IS DISTINCT FROM (NEW.due_at, NEW.name, NEW.parked))
EXECUTE FUNCTION registry_count_deadline();

CREATE TRIGGER due_count_moved AFTER UPDATE OF authority ON search
FOR EACH ROW WHEN (OLD.authority IS DISTINCT FROM NEW.authority) EXECUTE FUNCTION registry_count_moved();

CREATE TRIGGER due_count_placed AFTER INSERT ON search
FOR EACH ROW WHEN (NEW.authority IS NOT NULL) EXECUTE FUNCTION registry_count_moved();

-- One host at a time; a connection that writes differences meanwhile has rows of its own.
CREATE FUNCTION registry_fold_due_counts() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7253, 9);
    WITH gone AS (
        DELETE FROM due_count AS c
        WHERE c.writer <> 0
            AND NOT EXISTS (SELECT 1 FROM pg_stat_activity AS a WHERE a.pid = c.writer)
        RETURNING c.day, c.name, c.authority, c.count),
    folded AS (SELECT g.day, g.name, g.authority, sum(g.count) AS count FROM gone AS g GROUP BY 1, 2, 3)
    INSERT INTO due_count AS c (day, name, authority, writer, count)
    SELECT f.day, f.name, f.authority, 0, f.count FROM folded AS f WHERE f.count <> 0
    ON CONFLICT (day, name, authority, writer) DO UPDATE SET count = c.count + excluded.count;
    DELETE FROM due_count AS c WHERE c.writer = 0 AND c.count = 0;
END
$$;

-- A search by name lists by name and then by holder: with the key in the index a page of a frequent name ends after its
-- rows.
DROP INDEX search_name;
CREATE INDEX search_name ON search (kind, name, key) WHERE name IS NOT NULL;
