-- oldest contract: 1
-- How many deadlines fall due on each legal day, by name and authority: what the forecast sums (docs/adr/0158).
-- Triggers keep the counts, so that whatever arms a deadline or moves an entity to another authority keeps them, also
-- a program of before this step. A day is its number from 0001-01-01 in Asia/Shanghai; an entity without an authority
-- counts under the empty one. Parked deadlines are not counted: they do not fall due by themselves.
CREATE TABLE due_count (
    day       INTEGER NOT NULL,
    name      TEXT    NOT NULL,
    authority TEXT    NOT NULL,
    count     INTEGER NOT NULL,
    PRIMARY KEY (day, name, authority)
) WITHOUT ROWID;

INSERT INTO due_count (day, name, authority, count)
SELECT (d.due_at + 288000000000) / 864000000000, d.name, ifnull(s.authority, ''), count(*)
FROM deadline AS d LEFT JOIN search AS s ON s.kind = d.kind AND s.key = d.key
WHERE d.parked = 0 GROUP BY 1, 2, 3;

CREATE TRIGGER due_count_armed AFTER INSERT ON deadline WHEN NEW.parked = 0
BEGIN
    INSERT INTO due_count (day, name, authority, count)
    VALUES ((NEW.due_at + 288000000000) / 864000000000, NEW.name,
        ifnull((SELECT authority FROM search WHERE kind = NEW.kind AND key = NEW.key), ''), 1)
    ON CONFLICT (day, name, authority) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER due_count_disarmed AFTER DELETE ON deadline WHEN OLD.parked = 0
BEGIN
    UPDATE due_count SET count = count - 1
    WHERE day = (OLD.due_at + 288000000000) / 864000000000 AND name = OLD.name
        AND authority = ifnull((SELECT authority FROM search WHERE kind = OLD.kind AND key = OLD.key), '');
    DELETE FROM due_count
    WHERE day = (OLD.due_at + 288000000000) / 864000000000 AND name = OLD.name
        AND authority = ifnull((SELECT authority FROM search WHERE kind = OLD.kind AND key = OLD.key), '')
        AND count = 0;
END;

CREATE TRIGGER due_count_armed_anew AFTER UPDATE OF due_at, name, parked ON deadline
WHEN (OLD.due_at, OLD.name, OLD.parked) IS NOT (NEW.due_at, NEW.name, NEW.parked)
BEGIN
    UPDATE due_count SET count = count - 1
    WHERE OLD.parked = 0 AND day = (OLD.due_at + 288000000000) / 864000000000 AND name = OLD.name
        AND authority = ifnull((SELECT authority FROM search WHERE kind = OLD.kind AND key = OLD.key), '');
    INSERT INTO due_count (day, name, authority, count)
    SELECT (NEW.due_at + 288000000000) / 864000000000, NEW.name,
        ifnull((SELECT authority FROM search WHERE kind = NEW.kind AND key = NEW.key), ''), 1
    WHERE NEW.parked = 0
    ON CONFLICT (day, name, authority) DO UPDATE SET count = count + 1;
    DELETE FROM due_count
    WHERE day = (OLD.due_at + 288000000000) / 864000000000 AND name = OLD.name
        AND authority = ifnull((SELECT authority FROM search WHERE kind = OLD.kind AND key = OLD.key), '')
        AND count = 0;
END;

CREATE TRIGGER due_count_moved AFTER UPDATE OF authority ON search
WHEN OLD.authority IS NOT NEW.authority
    AND EXISTS (SELECT 1 FROM deadline WHERE kind = NEW.kind AND key = NEW.key AND parked = 0)
BEGIN
    UPDATE due_count SET count = count - 1
    WHERE (day, name) = (SELECT (due_at + 288000000000) / 864000000000, name FROM deadline
            WHERE kind = NEW.kind AND key = NEW.key)
        AND authority = ifnull(OLD.authority, '');
    INSERT INTO due_count (day, name, authority, count)
    SELECT (due_at + 288000000000) / 864000000000, name, ifnull(NEW.authority, ''), 1 FROM deadline
    WHERE kind = NEW.kind AND key = NEW.key
    ON CONFLICT (day, name, authority) DO UPDATE SET count = count + 1;
    DELETE FROM due_count
    WHERE (day, name) = (SELECT (due_at + 288000000000) / 864000000000, name FROM deadline
            WHERE kind = NEW.kind AND key = NEW.key)
        AND authority = ifnull(OLD.authority, '') AND count = 0;
END;

CREATE TRIGGER due_count_placed AFTER INSERT ON search
WHEN NEW.authority IS NOT NULL AND NEW.authority <> ''
    AND EXISTS (SELECT 1 FROM deadline WHERE kind = NEW.kind AND key = NEW.key AND parked = 0)
BEGIN
    UPDATE due_count SET count = count - 1
    WHERE (day, name) = (SELECT (due_at + 288000000000) / 864000000000, name FROM deadline
            WHERE kind = NEW.kind AND key = NEW.key)
        AND authority = '';
    INSERT INTO due_count (day, name, authority, count)
    SELECT (due_at + 288000000000) / 864000000000, name, NEW.authority, 1 FROM deadline
    WHERE kind = NEW.kind AND key = NEW.key
    ON CONFLICT (day, name, authority) DO UPDATE SET count = count + 1;
    DELETE FROM due_count
    WHERE (day, name) = (SELECT (due_at + 288000000000) / 864000000000, name FROM deadline
            WHERE kind = NEW.kind AND key = NEW.key)
        AND authority = '' AND count = 0;
END;
