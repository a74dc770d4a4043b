-- oldest contract: 1
-- What statistics sum (docs/adr/0171), kept by triggers, so that whatever writes a row keeps its count, also a program
-- of before this step: documents with a period by authority and category, trips by day of departure, status and medium,
-- applications by service, status and the legal limit that counts now.
-- No count says what is valid. A document stands under the days from which it counts otherwise: under '' for being
-- there, under the day after its last day as expired, under the day of its end as cancelled (and as expired no more,
-- where it was).
-- What holds on a day is the sum of what stands at or before it, so days that have come may be put together under ''.
-- count_fold says up to which day that was done: for an earlier day the rows themselves are counted.
CREATE TABLE document_count (
    kind      TEXT    NOT NULL,
    day       TEXT    NOT NULL,
    authority TEXT    NOT NULL,
    category  TEXT    NOT NULL,
    total     INTEGER NOT NULL,
    expired   INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    PRIMARY KEY (kind, day, authority, category)
) WITHOUT ROWID;

CREATE TABLE trip_count (
    day       TEXT    NOT NULL,
    authority TEXT    NOT NULL,
    status    TEXT    NOT NULL,
    medium    TEXT    NOT NULL,
    count     INTEGER NOT NULL,
    PRIMARY KEY (day, authority, status, medium)
) WITHOUT ROWID;

CREATE TABLE application_count (
    authority TEXT    NOT NULL,
    service   TEXT    NOT NULL,
    status    INTEGER NOT NULL,
    urgent_by TEXT    NOT NULL,
    count     INTEGER NOT NULL,
    PRIMARY KEY (authority, service, status, urgent_by)
) WITHOUT ROWID;

CREATE TABLE count_fold (day TEXT NOT NULL);

-- A row is added once for each day under which it stands, or taken away; a count of nothing goes.
CREATE TRIGGER document_count_added AFTER INSERT ON search
WHEN NEW.kind IN ('certificate', 'railLicence', 'vehicle') AND NEW.valid_to IS NOT NULL
BEGIN
    INSERT INTO document_count (kind, day, authority, category, total, expired, cancelled)
    SELECT NEW.kind, '' AS day, ifnull(NEW.authority, '') AS authority, ifnull(NEW.category, '') AS category,
        1 AS total, 0 AS expired, 0 AS cancelled
    WHERE true
    UNION ALL
    SELECT NEW.kind, date(NEW.valid_to, '+1 day'), ifnull(NEW.authority, ''), ifnull(NEW.category, ''), 0, 1, 0
    WHERE NEW.valid_to < '9999-12-31' AND (NEW.ended_on IS NULL OR NEW.ended_on > NEW.valid_to)
    UNION ALL
    SELECT NEW.kind, NEW.ended_on, ifnull(NEW.authority, ''), ifnull(NEW.category, ''), 0,
        CASE WHEN NEW.ended_on > NEW.valid_to THEN -1 ELSE 0 END, 1
    WHERE NEW.ended_on IS NOT NULL AND NEW.valid_to IS NOT NULL
    ON CONFLICT (kind, day, authority, category) DO UPDATE SET
        total = total + excluded.total, expired = expired + excluded.expired,
        cancelled = cancelled + excluded.cancelled;
END;

CREATE TRIGGER document_count_removed AFTER DELETE ON search
WHEN OLD.kind IN ('certificate', 'railLicence', 'vehicle') AND OLD.valid_to IS NOT NULL
BEGIN
    INSERT INTO document_count (kind, day, authority, category, total, expired, cancelled)
    SELECT OLD.kind, '' AS day, ifnull(OLD.authority, '') AS authority, ifnull(OLD.category, '') AS category,
        -1 AS total, 0 AS expired, 0 AS cancelled
    WHERE true
    UNION ALL
    SELECT OLD.kind, date(OLD.valid_to, '+1 day'), ifnull(OLD.authority, ''), ifnull(OLD.category, ''), 0, -1, 0
    WHERE OLD.valid_to < '9999-12-31' AND (OLD.ended_on IS NULL OR OLD.ended_on > OLD.valid_to)
    UNION ALL
    SELECT OLD.kind, OLD.ended_on, ifnull(OLD.authority, ''), ifnull(OLD.category, ''), 0,
        CASE WHEN OLD.ended_on > OLD.valid_to THEN 1 ELSE 0 END, -1
    WHERE OLD.ended_on IS NOT NULL AND OLD.valid_to IS NOT NULL
    ON CONFLICT (kind, day, authority, category) DO UPDATE SET
        total = total + excluded.total, expired = expired + excluded.expired,
        cancelled = cancelled + excluded.cancelled;
    DELETE FROM document_count
    WHERE kind = OLD.kind AND day IN ('', date(OLD.valid_to, '+1 day'), OLD.ended_on)
        AND authority = ifnull(OLD.authority, '') AND category = ifnull(OLD.category, '')
        AND total = 0 AND expired = 0 AND cancelled = 0;
END;

-- A renewal moves the days alone.
CREATE TRIGGER document_count_changed AFTER UPDATE OF authority, category, valid_to, ended_on ON search
WHEN NEW.kind IN ('certificate', 'railLicence', 'vehicle')
    AND (OLD.authority, OLD.category, OLD.valid_to, OLD.ended_on)
        IS NOT (NEW.authority, NEW.category, NEW.valid_to, NEW.ended_on)
BEGIN
    INSERT INTO document_count (kind, day, authority, category, total, expired, cancelled)
    SELECT OLD.kind, '' AS day, ifnull(OLD.authority, '') AS authority, ifnull(OLD.category, '') AS category,
        -1 AS total, 0 AS expired, 0 AS cancelled
    WHERE OLD.valid_to IS NOT NULL
        AND (NEW.valid_to IS NULL OR (OLD.authority, OLD.category) IS NOT (NEW.authority, NEW.category))
    UNION ALL
    SELECT OLD.kind, date(OLD.valid_to, '+1 day'), ifnull(OLD.authority, ''), ifnull(OLD.category, ''), 0, -1, 0
    WHERE OLD.valid_to < '9999-12-31' AND (OLD.ended_on IS NULL OR OLD.ended_on > OLD.valid_to)
    UNION ALL
    SELECT OLD.kind, OLD.ended_on, ifnull(OLD.authority, ''), ifnull(OLD.category, ''), 0,
        CASE WHEN OLD.ended_on > OLD.valid_to THEN 1 ELSE 0 END, -1
    WHERE OLD.ended_on IS NOT NULL AND OLD.valid_to IS NOT NULL
    UNION ALL
    SELECT NEW.kind, '' AS day, ifnull(NEW.authority, '') AS authority, ifnull(NEW.category, '') AS category,
        1 AS total, 0 AS expired, 0 AS cancelled
    WHERE NEW.valid_to IS NOT NULL
        AND (OLD.valid_to IS NULL OR (OLD.authority, OLD.category) IS NOT (NEW.authority, NEW.category))
    UNION ALL
    SELECT NEW.kind, date(NEW.valid_to, '+1 day'), ifnull(NEW.authority, ''), ifnull(NEW.category, ''), 0, 1, 0
    WHERE NEW.valid_to < '9999-12-31' AND (NEW.ended_on IS NULL OR NEW.ended_on > NEW.valid_to)
    UNION ALL
    SELECT NEW.kind, NEW.ended_on, ifnull(NEW.authority, ''), ifnull(NEW.category, ''), 0,
        CASE WHEN NEW.ended_on > NEW.valid_to THEN -1 ELSE 0 END, 1
    WHERE NEW.ended_on IS NOT NULL AND NEW.valid_to IS NOT NULL
    ON CONFLICT (kind, day, authority, category) DO UPDATE SET
        total = total + excluded.total, expired = expired + excluded.expired,
        cancelled = cancelled + excluded.cancelled;
    DELETE FROM document_count
    WHERE kind = OLD.kind AND day IN ('', date(OLD.valid_to, '+1 day'), OLD.ended_on)
        AND authority = ifnull(OLD.authority, '') AND category = ifnull(OLD.category, '')
        AND total = 0 AND expired = 0 AND cancelled = 0;
END;

CREATE TRIGGER trip_count_added AFTER INSERT ON search WHEN NEW.kind = 'trip' AND NEW.valid_from IS NOT NULL
BEGIN
    INSERT INTO trip_count (day, authority, status, medium, count)
    VALUES (NEW.valid_from, ifnull(NEW.authority, ''), ifnull(NEW.ended_by, ''), ifnull(NEW.name, ''), 1)
    ON CONFLICT (day, authority, status, medium) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER trip_count_removed AFTER DELETE ON search WHEN OLD.kind = 'trip' AND OLD.valid_from IS NOT NULL
BEGIN
    UPDATE trip_count SET count = count - 1
    WHERE day = OLD.valid_from AND authority = ifnull(OLD.authority, '') AND status = ifnull(OLD.ended_by, '')
        AND medium = ifnull(OLD.name, '');
    DELETE FROM trip_count
    WHERE day = OLD.valid_from AND authority = ifnull(OLD.authority, '') AND status = ifnull(OLD.ended_by, '')
        AND medium = ifnull(OLD.name, '') AND count = 0;
END;

CREATE TRIGGER trip_count_changed AFTER UPDATE OF valid_from, authority, ended_by, name ON search
WHEN NEW.kind = 'trip'
    AND (OLD.valid_from, OLD.authority, OLD.ended_by, OLD.name)
        IS NOT (NEW.valid_from, NEW.authority, NEW.ended_by, NEW.name)
BEGIN
    UPDATE trip_count SET count = count - 1
    WHERE day = OLD.valid_from AND authority = ifnull(OLD.authority, '') AND status = ifnull(OLD.ended_by, '')
        AND medium = ifnull(OLD.name, '');
    DELETE FROM trip_count
    WHERE day = OLD.valid_from AND authority = ifnull(OLD.authority, '') AND status = ifnull(OLD.ended_by, '')
        AND medium = ifnull(OLD.name, '') AND count = 0;
    INSERT INTO trip_count (day, authority, status, medium, count)
    SELECT NEW.valid_from, ifnull(NEW.authority, ''), ifnull(NEW.ended_by, ''), ifnull(NEW.name, ''), 1
    WHERE NEW.valid_from IS NOT NULL
    ON CONFLICT (day, authority, status, medium) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER application_count_added AFTER INSERT ON application
BEGIN
    INSERT INTO application_count (authority, service, status, urgent_by, count)
    VALUES (NEW.authority, NEW.service, NEW.status, NEW.urgent_by, 1)
    ON CONFLICT (authority, service, status, urgent_by) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER application_count_removed AFTER DELETE ON application
BEGIN
    UPDATE application_count SET count = count - 1
    WHERE authority = OLD.authority AND service = OLD.service AND status = OLD.status AND urgent_by = OLD.urgent_by;
    DELETE FROM application_count
    WHERE authority = OLD.authority AND service = OLD.service AND status = OLD.status AND urgent_by = OLD.urgent_by
        AND count = 0;
END;

CREATE TRIGGER application_count_changed AFTER UPDATE OF authority, service, status, urgent_by ON application
WHEN (OLD.authority, OLD.service, OLD.status, OLD.urgent_by)
    IS NOT (NEW.authority, NEW.service, NEW.status, NEW.urgent_by)
BEGIN
    UPDATE application_count SET count = count - 1
    WHERE authority = OLD.authority AND service = OLD.service AND status = OLD.status AND urgent_by = OLD.urgent_by;
    DELETE FROM application_count
    WHERE authority = OLD.authority AND service = OLD.service AND status = OLD.status AND urgent_by = OLD.urgent_by
        AND count = 0;
    INSERT INTO application_count (authority, service, status, urgent_by, count)
    VALUES (NEW.authority, NEW.service, NEW.status, NEW.urgent_by, 1)
    ON CONFLICT (authority, service, status, urgent_by) DO UPDATE SET count = count + 1;
END;

-- What is there already.
INSERT INTO document_count (kind, day, authority, category, total, expired, cancelled)
SELECT kind, day, ifnull(authority, ''), ifnull(category, ''), sum(total), sum(expired), sum(cancelled)
FROM (
    SELECT kind, '' AS day, authority, category, 1 AS total, 0 AS expired, 0 AS cancelled FROM search
    WHERE kind IN ('certificate', 'railLicence', 'vehicle') AND valid_to IS NOT NULL
    UNION ALL
    SELECT kind, date(valid_to, '+1 day'), authority, category, 0, 1, 0 FROM search
    WHERE kind IN ('certificate', 'railLicence', 'vehicle') AND valid_to < '9999-12-31'
        AND (ended_on IS NULL OR ended_on > valid_to)
    UNION ALL
    SELECT kind, ended_on, authority, category, 0, CASE WHEN ended_on > valid_to THEN -1 ELSE 0 END, 1 FROM search
    WHERE kind IN ('certificate', 'railLicence', 'vehicle') AND valid_to IS NOT NULL AND ended_on IS NOT NULL)
GROUP BY 1, 2, 3, 4;

INSERT INTO trip_count (day, authority, status, medium, count)
SELECT valid_from, ifnull(authority, ''), ifnull(ended_by, ''), ifnull(name, ''), count(*) FROM search
WHERE kind = 'trip' AND valid_from IS NOT NULL GROUP BY 1, 2, 3, 4;

INSERT INTO application_count (authority, service, status, urgent_by, count)
SELECT authority, service, status, urgent_by, count(*) FROM application GROUP BY 1, 2, 3, 4;
