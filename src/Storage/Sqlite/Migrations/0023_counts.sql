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

-- Each row that is put into one of these views is added to its count; a count of nothing goes.
CREATE VIEW document_step AS SELECT * FROM document_count;

CREATE TRIGGER document_step_added INSTEAD OF INSERT ON document_step
BEGIN
    INSERT INTO document_count (kind, day, authority, category, total, expired, cancelled)
    VALUES (NEW.kind, NEW.day, ifnull(NEW.authority, ''), ifnull(NEW.category, ''),
        NEW.total, NEW.expired, NEW.cancelled)
    ON CONFLICT (kind, day, authority, category) DO UPDATE SET
        total = total + excluded.total, expired = expired + excluded.expired,
        cancelled = cancelled + excluded.cancelled;
    DELETE FROM document_count
    WHERE kind = NEW.kind AND day = NEW.day AND authority = ifnull(NEW.authority, '')
        AND category = ifnull(NEW.category, '') AND total = 0 AND expired = 0 AND cancelled = 0;
END;

CREATE VIEW document_period AS
SELECT kind, authority, category, day AS valid_to, day AS ended_on, total AS change FROM document_count;

CREATE TRIGGER document_period_added INSTEAD OF INSERT ON document_period
BEGIN
    INSERT INTO document_step (kind, day, authority, category, total, expired, cancelled)
    SELECT NEW.kind, date(NEW.valid_to, '+1 day'), NEW.authority, NEW.category, 0, NEW.change, 0
    WHERE NEW.valid_to < '9999-12-31' AND (NEW.ended_on IS NULL OR NEW.ended_on > NEW.valid_to);
    INSERT INTO document_step (kind, day, authority, category, total, expired, cancelled)
    SELECT NEW.kind, NEW.ended_on, NEW.authority, NEW.category, 0,
        CASE WHEN NEW.ended_on > NEW.valid_to THEN -NEW.change ELSE 0 END, NEW.change
    WHERE NEW.ended_on IS NOT NULL;
END;

CREATE VIEW trip_step AS SELECT * FROM trip_count;

CREATE TRIGGER trip_step_added INSTEAD OF INSERT ON trip_step
BEGIN
    INSERT INTO trip_count (day, authority, status, medium, count)
    VALUES (NEW.day, ifnull(NEW.authority, ''), ifnull(NEW.status, ''), ifnull(NEW.medium, ''), NEW.count)
    ON CONFLICT (day, authority, status, medium) DO UPDATE SET count = count + excluded.count;
    DELETE FROM trip_count
    WHERE day = NEW.day AND authority = ifnull(NEW.authority, '') AND status = ifnull(NEW.status, '')
        AND medium = ifnull(NEW.medium, '') AND count = 0;
END;

CREATE VIEW application_step AS SELECT * FROM application_count;

CREATE TRIGGER application_step_added INSTEAD OF INSERT ON application_step
BEGIN
    INSERT INTO application_count (authority, service, status, urgent_by, count)
    VALUES (NEW.authority, NEW.service, NEW.status, NEW.urgent_by, NEW.count)
    ON CONFLICT (authority, service, status, urgent_by) DO UPDATE SET count = count + excluded.count;
    DELETE FROM application_count
    WHERE authority = NEW.authority AND service = NEW.service AND status = NEW.status AND urgent_by = NEW.urgent_by
        AND count = 0;
END;

CREATE TRIGGER document_count_added AFTER INSERT ON search
WHEN NEW.kind IN ('certificate', 'railLicence', 'vehicle') AND NEW.valid_to IS NOT NULL
BEGIN
    INSERT INTO document_step (kind, day, authority, category, total, expired, cancelled)
    VALUES (NEW.kind, '', NEW.authority, NEW.category, 1, 0, 0);
    INSERT INTO document_period (kind, authority, category, valid_to, ended_on, change)
    VALUES (NEW.kind, NEW.authority, NEW.category, NEW.valid_to, NEW.ended_on, 1);
END;

CREATE TRIGGER document_count_removed AFTER DELETE ON search
WHEN OLD.kind IN ('certificate', 'railLicence', 'vehicle') AND OLD.valid_to IS NOT NULL
BEGIN
    INSERT INTO document_step (kind, day, authority, category, total, expired, cancelled)
    VALUES (OLD.kind, '', OLD.authority, OLD.category, -1, 0, 0);
    INSERT INTO document_period (kind, authority, category, valid_to, ended_on, change)
    VALUES (OLD.kind, OLD.authority, OLD.category, OLD.valid_to, OLD.ended_on, -1);
END;

-- A renewal moves the days alone.
CREATE TRIGGER document_count_changed AFTER UPDATE OF authority, category, valid_to, ended_on ON search
WHEN NEW.kind IN ('certificate', 'railLicence', 'vehicle')
    AND (OLD.authority, OLD.category, OLD.valid_to, OLD.ended_on)
        IS NOT (NEW.authority, NEW.category, NEW.valid_to, NEW.ended_on)
BEGIN
    INSERT INTO document_step (kind, day, authority, category, total, expired, cancelled)
    SELECT OLD.kind, '', OLD.authority, OLD.category, -1, 0, 0
    WHERE OLD.valid_to IS NOT NULL
        AND (NEW.valid_to IS NULL OR (OLD.authority, OLD.category) IS NOT (NEW.authority, NEW.category));
    INSERT INTO document_step (kind, day, authority, category, total, expired, cancelled)
    SELECT NEW.kind, '', NEW.authority, NEW.category, 1, 0, 0
    WHERE NEW.valid_to IS NOT NULL
        AND (OLD.valid_to IS NULL OR (OLD.authority, OLD.category) IS NOT (NEW.authority, NEW.category));
    INSERT INTO document_period (kind, authority, category, valid_to, ended_on, change)
    SELECT OLD.kind, OLD.authority, OLD.category, OLD.valid_to, OLD.ended_on, -1 WHERE OLD.valid_to IS NOT NULL;
    INSERT INTO document_period (kind, authority, category, valid_to, ended_on, change)
    SELECT NEW.kind, NEW.authority, NEW.category, NEW.valid_to, NEW.ended_on, 1 WHERE NEW.valid_to IS NOT NULL;
END;

CREATE TRIGGER trip_count_added AFTER INSERT ON search WHEN NEW.kind = 'trip' AND NEW.valid_from IS NOT NULL
BEGIN
    INSERT INTO trip_step (day, authority, status, medium, count)
    VALUES (NEW.valid_from, NEW.authority, NEW.ended_by, NEW.name, 1);
END;

CREATE TRIGGER trip_count_removed AFTER DELETE ON search WHEN OLD.kind = 'trip' AND OLD.valid_from IS NOT NULL
BEGIN
    INSERT INTO trip_step (day, authority, status, medium, count)
    VALUES (OLD.valid_from, OLD.authority, OLD.ended_by, OLD.name, -1);
END;

CREATE TRIGGER trip_count_changed AFTER UPDATE OF valid_from, authority, ended_by, name ON search
WHEN NEW.kind = 'trip'
    AND (OLD.valid_from, OLD.authority, OLD.ended_by, OLD.name)
        IS NOT (NEW.valid_from, NEW.authority, NEW.ended_by, NEW.name)
BEGIN
    INSERT INTO trip_step (day, authority, status, medium, count)
    SELECT OLD.valid_from, OLD.authority, OLD.ended_by, OLD.name, -1 WHERE OLD.valid_from IS NOT NULL;
    INSERT INTO trip_step (day, authority, status, medium, count)
    SELECT NEW.valid_from, NEW.authority, NEW.ended_by, NEW.name, 1 WHERE NEW.valid_from IS NOT NULL;
END;

CREATE TRIGGER application_count_added AFTER INSERT ON application
BEGIN
    INSERT INTO application_step (authority, service, status, urgent_by, count)
    VALUES (NEW.authority, NEW.service, NEW.status, NEW.urgent_by, 1);
END;

CREATE TRIGGER application_count_removed AFTER DELETE ON application
BEGIN
    INSERT INTO application_step (authority, service, status, urgent_by, count)
    VALUES (OLD.authority, OLD.service, OLD.status, OLD.urgent_by, -1);
END;

CREATE TRIGGER application_count_changed AFTER UPDATE OF authority, service, status, urgent_by ON application
WHEN (OLD.authority, OLD.service, OLD.status, OLD.urgent_by)
    IS NOT (NEW.authority, NEW.service, NEW.status, NEW.urgent_by)
BEGIN
    INSERT INTO application_step (authority, service, status, urgent_by, count)
    VALUES (OLD.authority, OLD.service, OLD.status, OLD.urgent_by, -1);
    INSERT INTO application_step (authority, service, status, urgent_by, count)
    VALUES (NEW.authority, NEW.service, NEW.status, NEW.urgent_by, 1);
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
