-- oldest contract: 1
-- What statistics sum (docs/adr/0171), kept by triggers, so that whatever writes a row keeps its count, also a program
-- of before this step: documents with a period by authority and category, trips by day of departure, status and medium,
-- applications by service, status and the legal limit that counts now.
-- No count says what is valid. A document stands under the days from which it counts otherwise: under '' for being
-- there, under the day after its last day as expired, under the day of its end as cancelled (and as expired no more,
-- where it was).
-- What holds on a day is the sum of what stands at or before it, so days that have come may be put together under ''.
-- count_fold says up to which day that was done: for an earlier day the rows themselves are counted.
-- Each connection writes differences of its own, once a statement, so that no commit waits for another's; they are put
-- together under writer 0 now and then (registry_fold_counts).
-- In the order of a commit, which may be under way.
LOCK TABLE deadline, search, application IN SHARE ROW EXCLUSIVE MODE;

CREATE TABLE document_count (
    kind      text    COLLATE "C" NOT NULL,
    day       text    COLLATE "C" NOT NULL,
    authority text    COLLATE "C" NOT NULL,
    category  text    COLLATE "C" NOT NULL,
    writer    integer NOT NULL,
    total     bigint  NOT NULL,
    expired   bigint  NOT NULL,
    cancelled bigint  NOT NULL,
    PRIMARY KEY (kind, day, authority, category, writer)
);

CREATE TABLE trip_count (
    day       text    COLLATE "C" NOT NULL,
    authority text    COLLATE "C" NOT NULL,
    status    text    COLLATE "C" NOT NULL,
    medium    text    COLLATE "C" NOT NULL,
    writer    integer NOT NULL,
    count     bigint  NOT NULL,
    PRIMARY KEY (day, authority, status, medium, writer)
);

CREATE TABLE application_count (
    authority text    COLLATE "C" NOT NULL,
    service   text    COLLATE "C" NOT NULL,
    status    integer NOT NULL,
    urgent_by text    COLLATE "C" NOT NULL,
    writer    integer NOT NULL,
    count     bigint  NOT NULL,
    PRIMARY KEY (authority, service, status, urgent_by, writer)
);

CREATE INDEX document_count_written ON document_count (writer) WHERE writer <> 0;
CREATE INDEX trip_count_written ON trip_count (writer) WHERE writer <> 0;
CREATE INDEX application_count_written ON application_count (writer) WHERE writer <> 0;

CREATE TABLE count_fold (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), day text COLLATE "C" NOT NULL);

-- What one document stands under.
CREATE FUNCTION registry_document_steps(p_valid_to text, p_ended_on text)
RETURNS TABLE (day text, total integer, expired integer, cancelled integer) LANGUAGE sql STABLE AS $$
    SELECT '', 1, 0, 0
    UNION ALL
    SELECT to_char(p_valid_to::date + 1, 'YYYY-MM-DD'), 0, 1, 0
    WHERE p_valid_to < '9999-12-31' AND (p_ended_on IS NULL OR p_ended_on COLLATE "C" > p_valid_to)
    UNION ALL
    SELECT p_ended_on, 0, CASE WHEN p_ended_on COLLATE "C" > p_valid_to THEN -1 ELSE 0 END, 1
    WHERE p_ended_on IS NOT NULL
$$;

-- One statement's rows at once: what was before and what is now cancel each other where nothing that counts changed.
CREATE FUNCTION registry_count_searches(p_before search[], p_after search[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO document_count AS c (kind, day, authority, category, writer, total, expired, cancelled)
    SELECT s.kind, d.day, coalesce(s.authority, ''), coalesce(s.category, ''), pg_backend_pid(),
        sum(s.change * d.total), sum(s.change * d.expired), sum(s.change * d.cancelled)
    FROM (SELECT b.*, -1 AS change FROM unnest(p_before) AS b UNION ALL SELECT a.*, 1 FROM unnest(p_after) AS a) AS s
    CROSS JOIN LATERAL registry_document_steps(s.valid_to, s.ended_on) AS d
    WHERE s.kind IN ('certificate', 'railLicence', 'vehicle') AND s.valid_to IS NOT NULL
    GROUP BY 1, 2, 3, 4
    HAVING sum(s.change * d.total) <> 0 OR sum(s.change * d.expired) <> 0 OR sum(s.change * d.cancelled) <> 0
    ON CONFLICT (kind, day, authority, category, writer) DO UPDATE SET
        total = c.total + excluded.total, expired = c.expired + excluded.expired,
        cancelled = c.cancelled + excluded.cancelled;

    INSERT INTO trip_count AS c (day, authority, status, medium, writer, count)
    SELECT s.valid_from, coalesce(s.authority, ''), coalesce(s.ended_by, ''), coalesce(s.name, ''), pg_backend_pid(),
        sum(s.change)
    FROM (SELECT b.*, -1 AS change FROM unnest(p_before) AS b UNION ALL SELECT a.*, 1 FROM unnest(p_after) AS a) AS s
    WHERE s.kind = 'trip' AND s.valid_from IS NOT NULL
    GROUP BY 1, 2, 3, 4 HAVING sum(s.change) <> 0
    ON CONFLICT (day, authority, status, medium, writer) DO UPDATE SET count = c.count + excluded.count;
END
$$;

CREATE FUNCTION registry_count_search_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    v_before search[];
    v_after search[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        SELECT array_agg(ROW(b.*)::search) INTO v_before FROM rows_before AS b
        WHERE b.kind IN ('certificate', 'railLicence', 'vehicle', 'trip');
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT array_agg(ROW(a.*)::search) INTO v_after FROM rows_after AS a
        WHERE a.kind IN ('certificate', 'railLicence', 'vehicle', 'trip');
    END IF;
    IF v_before IS NOT NULL OR v_after IS NOT NULL THEN
        PERFORM registry_count_searches(v_before, v_after);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION registry_count_application_rows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    v_before application_count[];
    v_after application_count[];
BEGIN
    IF TG_OP <> 'INSERT' THEN
        SELECT array_agg(ROW(b.authority, b.service, b.status, b.urgent_by, 0, -1)::application_count) INTO v_before
        FROM rows_before AS b;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT array_agg(ROW(a.authority, a.service, a.status, a.urgent_by, 0, 1)::application_count) INTO v_after
        FROM rows_after AS a;
    END IF;
    INSERT INTO application_count AS c (authority, service, status, urgent_by, writer, count)
    SELECT s.authority, s.service, s.status, s.urgent_by, pg_backend_pid(), sum(s.count)
    FROM unnest(v_before || v_after) AS s
    GROUP BY 1, 2, 3, 4 HAVING sum(s.count) <> 0
    ON CONFLICT (authority, service, status, urgent_by, writer) DO UPDATE SET count = c.count + excluded.count;
    RETURN NULL;
END
$$;

-- What is there already, and once more what falls due: while 0033 counted, a silo of before it may have committed.
SELECT registry_count_searches(NULL, array_agg(s)) FROM (
    SELECT s, row_number() OVER () / 10000 AS part FROM search AS s
    WHERE s.kind IN ('certificate', 'railLicence', 'vehicle', 'trip')) AS listed GROUP BY listed.part;

INSERT INTO application_count (authority, service, status, urgent_by, writer, count)
SELECT a.authority, a.service, a.status, a.urgent_by, 0, count(*) FROM application AS a GROUP BY 1, 2, 3, 4;

DELETE FROM due_count;
INSERT INTO due_count (day, name, authority, writer, count)
SELECT (d.due_at + 288000000000) / 864000000000, d.name, coalesce(s.authority, ''), 0, count(*)
FROM deadline AS d LEFT JOIN search AS s ON s.kind = d.kind AND s.key = d.key
WHERE NOT d.parked GROUP BY 1, 2, 3;

CREATE TRIGGER search_count_added AFTER INSERT ON search REFERENCING NEW TABLE AS rows_after
FOR EACH STATEMENT EXECUTE FUNCTION registry_count_search_rows();

CREATE TRIGGER search_count_changed AFTER UPDATE ON search
REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after
FOR EACH STATEMENT EXECUTE FUNCTION registry_count_search_rows();

CREATE TRIGGER search_count_removed AFTER DELETE ON search REFERENCING OLD TABLE AS rows_before
FOR EACH STATEMENT EXECUTE FUNCTION registry_count_search_rows();

CREATE TRIGGER application_count_added AFTER INSERT ON application REFERENCING NEW TABLE AS rows_after
FOR EACH STATEMENT EXECUTE FUNCTION registry_count_application_rows();

CREATE TRIGGER application_count_changed AFTER UPDATE ON application
REFERENCING OLD TABLE AS rows_before NEW TABLE AS rows_after
FOR EACH STATEMENT EXECUTE FUNCTION registry_count_application_rows();

CREATE TRIGGER application_count_removed AFTER DELETE ON application REFERENCING OLD TABLE AS rows_before
FOR EACH STATEMENT EXECUTE FUNCTION registry_count_application_rows();

-- Puts together what connections have written, and documents of the days that have come. One host at a time, and rows
-- that a commit is changing are left for the next time: nobody waits for a fold. Rows of writer 0 are changed here
-- alone.
CREATE FUNCTION registry_fold_counts(p_day text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_documents document_count[];
    v_trips trip_count[];
    v_applications application_count[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(7253, 10) THEN RETURN; END IF;

    INSERT INTO count_fold AS f (day) VALUES (p_day)
    ON CONFLICT (only_row) DO UPDATE SET day = excluded.day WHERE f.day < excluded.day;

    WITH free AS (
        SELECT c.ctid AS place FROM document_count AS c
        WHERE c.writer <> 0
            OR c.kind IN ('certificate', 'railLicence', 'vehicle') AND c.day > '' AND c.day <= p_day
        FOR UPDATE SKIP LOCKED),
    gone AS (DELETE FROM document_count AS c USING free WHERE c.ctid = free.place RETURNING c.*)
    SELECT array_agg(ROW(g.*)::document_count) INTO v_documents FROM gone AS g;
    MERGE INTO document_count AS c USING (
        SELECT g.kind, CASE WHEN g.day <= p_day THEN '' ELSE g.day END AS day, g.authority, g.category,
            sum(g.total)::bigint AS total, sum(g.expired)::bigint AS expired, sum(g.cancelled)::bigint AS cancelled
        FROM unnest(v_documents) AS g GROUP BY 1, 2, 3, 4) AS f
    ON c.kind = f.kind AND c.day = f.day AND c.authority = f.authority AND c.category = f.category AND c.writer = 0
    WHEN MATCHED AND c.total + f.total = 0 AND c.expired + f.expired = 0 AND c.cancelled + f.cancelled = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET
        total = c.total + f.total, expired = c.expired + f.expired, cancelled = c.cancelled + f.cancelled
    WHEN NOT MATCHED AND (f.total <> 0 OR f.expired <> 0 OR f.cancelled <> 0) THEN
        INSERT (kind, day, authority, category, writer, total, expired, cancelled)
        VALUES (f.kind, f.day, f.authority, f.category, 0, f.total, f.expired, f.cancelled);

    WITH free AS (SELECT c.ctid AS place FROM trip_count AS c WHERE c.writer <> 0 FOR UPDATE SKIP LOCKED),
    gone AS (DELETE FROM trip_count AS c USING free WHERE c.ctid = free.place RETURNING c.*)
    SELECT array_agg(ROW(g.*)::trip_count) INTO v_trips FROM gone AS g;
    MERGE INTO trip_count AS c USING (
        SELECT g.day, g.authority, g.status, g.medium, sum(g.count)::bigint AS count
        FROM unnest(v_trips) AS g GROUP BY 1, 2, 3, 4) AS f
    ON c.day = f.day AND c.authority = f.authority AND c.status = f.status AND c.medium = f.medium AND c.writer = 0
    WHEN MATCHED AND c.count + f.count = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET count = c.count + f.count
    WHEN NOT MATCHED AND f.count <> 0 THEN
        INSERT (day, authority, status, medium, writer, count)
        VALUES (f.day, f.authority, f.status, f.medium, 0, f.count);

    WITH free AS (SELECT c.ctid AS place FROM application_count AS c WHERE c.writer <> 0 FOR UPDATE SKIP LOCKED),
    gone AS (DELETE FROM application_count AS c USING free WHERE c.ctid = free.place RETURNING c.*)
    SELECT array_agg(ROW(g.*)::application_count) INTO v_applications FROM gone AS g;
    MERGE INTO application_count AS c USING (
        SELECT g.authority, g.service, g.status, g.urgent_by, sum(g.count)::bigint AS count
        FROM unnest(v_applications) AS g GROUP BY 1, 2, 3, 4) AS f
    ON c.authority = f.authority AND c.service = f.service AND c.status = f.status AND c.urgent_by = f.urgent_by
        AND c.writer = 0
    WHEN MATCHED AND c.count + f.count = 0 THEN DELETE
    WHEN MATCHED THEN UPDATE SET count = c.count + f.count
    WHEN NOT MATCHED AND f.count <> 0 THEN
        INSERT (authority, service, status, urgent_by, writer, count)
        VALUES (f.authority, f.service, f.status, f.urgent_by, 0, f.count);
END
$$;
