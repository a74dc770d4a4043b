-- oldest contract: 1
-- Which host may write, and whether a copy into this database is complete.

-- The advisory locks say who works here now; the epoch says whose turn it is. It grows when the turn goes to another
-- host: to an embedded host each time, to silos when the first of them comes. A host that lost its guard without
-- noticing still passes the old number, and is refused.
CREATE TABLE host_epoch (
    only_row boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch    bigint  NOT NULL,
    shared   boolean NOT NULL
);

INSERT INTO host_epoch (epoch, shared) VALUES (0, false);

-- Two advisory locks of this database, both under the number 7253: 1 the guard, which a host holds as long as it
-- works; 2 the fence, which every commit shares, so that a new epoch begins when the last old commit has ended.
CREATE FUNCTION registry_begin_epoch(p_shared boolean) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7253, 2);
    UPDATE host_epoch SET epoch = epoch + 1, shared = p_shared WHERE NOT (shared AND p_shared);
    RETURN (SELECT epoch FROM host_epoch);
END $$;

-- A copy from SQLite on its way: how far each table is. Rows go when the copy was checked.
CREATE TABLE copy_progress (
    step   text   COLLATE "C" NOT NULL PRIMARY KEY,
    after  text[] NOT NULL,
    copied bigint NOT NULL,
    done   boolean NOT NULL
);

CREATE TABLE copy_source (
    only_row    boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (only_row),
    registry_id text    NOT NULL,
    stamp       text    NOT NULL,
    done        boolean NOT NULL
);
