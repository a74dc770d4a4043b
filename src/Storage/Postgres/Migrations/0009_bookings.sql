-- oldest contract: 1
-- Claims of an interval of a resource (design.md 5): this vehicle, this driver, from then until then. Half-open: until is
-- not part of it, so another may begin in that instant (rules.md H.3). Instants are UTC ticks. As rows of one resource never
-- overlap, the first that ends after an instant is the only one that can be in the way of what begins there.
-- btree_gist is a trusted extension of PostgreSQL itself: the owner of the database may create it.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE booking (
    space   text   COLLATE "C" NOT NULL,
    value   text   COLLATE "C" NOT NULL,
    until   bigint NOT NULL,
    from_at bigint NOT NULL,
    kind    text   COLLATE "C" NOT NULL,
    key     text   COLLATE "C" NOT NULL,
    PRIMARY KEY (space, value, until),
    CHECK (from_at < until),
    CONSTRAINT booking_never_overlaps EXCLUDE USING gist (space WITH =, value WITH =, int8range(from_at, until) WITH &&)
);

-- The charter desk's queue, first departure first.
CREATE INDEX search_queued ON search (kind, category, valid_from, key, authority) WHERE kind = 'trip' AND category IS NOT NULL;

CREATE TYPE registry_booking_row_v1 AS (
    n integer, kind text, key text, space text, value text, from_at bigint, until bigint);

-- registry_commit_v1 with bookings. In one call no resource (space and value) stands in two commits.
--
-- A call first locks the resources whose times it gives up or takes, in the order of their lock numbers, and before
-- anything else: who waits for a resource holds nothing that anybody else waits for, so calls never wait for each other in
-- a circle, whatever trips swap. Under the locks it looks who is in the way, lets the commits that nobody is in the way of
-- go through version 1, and writes their bookings. The constraint never has to wait; it would stop what erred. 256 lock
-- numbers, so that a large call does not fill the server's lock table; two resources with one number only wait longer.
CREATE FUNCTION registry_commit_v2(
    p_epoch bigint, p_commits registry_commit_row_v1[], p_events registry_event_row_v1[],
    p_released registry_claim_row_v1[], p_taken registry_claim_row_v1[], p_searches registry_search_row_v1[],
    p_applications registry_application_row_v1[], p_notices registry_notice_row_v1[],
    p_consequences registry_outbox_row_v1[], p_freed registry_booking_row_v1[], p_booked registry_booking_row_v1[])
RETURNS TABLE (n integer, outcome integer, version integer, space text, value text, holder_kind text, holder_key text)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
    v_lock integer;
    v_done integer[];
    r registry_booking_row_v1;
    v_holder record;
    v_told integer[] := '{}';
    v_commits registry_commit_row_v1[] := p_commits;
BEGIN
    IF cardinality(p_booked) = 0 AND cardinality(p_freed) = 0 THEN
        RETURN QUERY SELECT * FROM registry_commit_v1(p_epoch, p_commits, p_events, p_released, p_taken, p_searches,
            p_applications, p_notices, p_consequences);
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(7253, 2);
    FOR v_lock IN
        SELECT DISTINCT hashtext(b.space || '/' || b.value) & 255 AS number
        FROM (SELECT * FROM unnest(p_freed) UNION ALL SELECT * FROM unnest(p_booked)) AS b ORDER BY number
    LOOP
        PERFORM pg_advisory_xact_lock(7254, v_lock);
    END LOOP;

    FOR r IN SELECT b.* FROM unnest(p_booked) AS b ORDER BY b.n, b.space COLLATE "C", b.value COLLATE "C" LOOP
        CONTINUE WHEN v_commits[r.n].expected = -1;
        SELECT h.kind, h.key INTO v_holder FROM (
            SELECT o.* FROM booking AS o
            WHERE o.space = r.space AND o.value = r.value AND o.until > r.from_at AND (o.kind, o.key) <> (r.kind, r.key)
            ORDER BY o.until LIMIT 1) AS h
        WHERE h.from_at < r.until;
        CONTINUE WHEN NOT FOUND;
        -- A lost race is told before a taken time: what was read for it may be outdated.
        IF NOT EXISTS (SELECT FROM answer AS a WHERE a.command_id = v_commits[r.n].command_id AND v_commits[r.n].fingerprint IS NOT NULL)
            AND coalesce((SELECT e.version FROM entity AS e WHERE e.kind = r.kind AND e.key = r.key), 0) = v_commits[r.n].expected
        THEN
            v_told := v_told || r.n;
            n := r.n; outcome := 2; version := v_commits[r.n].version; space := r.space; value := r.value;
            holder_kind := v_holder.kind; holder_key := v_holder.key;
            RETURN NEXT;
        END IF;
        v_commits[r.n].expected := -1; -- No entity has this version, so version 1 leaves the commit out.
    END LOOP;

    v_done := '{}';
    FOR n, outcome, version, space, value, holder_kind, holder_key IN
        SELECT c.* FROM registry_commit_v1(p_epoch, v_commits, p_events, p_released, p_taken, p_searches, p_applications,
            p_notices, p_consequences) AS c
    LOOP
        CONTINUE WHEN n = ANY (v_told);
        IF outcome = 0 THEN v_done := v_done || n; END IF;
        RETURN NEXT;
    END LOOP;

    DELETE FROM booking AS b USING unnest(p_freed) AS f
    WHERE f.n = ANY (v_done) AND b.space = f.space AND b.value = f.value AND b.until = f.until AND b.kind = f.kind AND b.key = f.key;
    INSERT INTO booking (space, value, until, from_at, kind, key)
    SELECT t.space, t.value, t.until, t.from_at, t.kind, t.key FROM unnest(p_booked) AS t WHERE t.n = ANY (v_done)
    ORDER BY t.space COLLATE "C", t.value COLLATE "C", t.from_at;
END $$;

-- registry_write_state_v1 (0006) with bookings: a place behind the claims of p_payload counts on in its bookings. What an
-- older silo sends has none of them, and none it is.
CREATE FUNCTION registry_write_state_v2(p_kind text, p_key text, p_n0 bigint, p_n1 bigint, p_version integer, p_payload bytea)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_json json := convert_from(p_payload, 'UTF8')::json;
    v_commits registry_commit_row_v1[] :=
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_commit_row_v1, v_json -> 'commits') AS u);
    v_taken registry_claim_row_v1[] :=
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_claim_row_v1, v_json -> 'taken') AS u);
    v_booked registry_booking_row_v1[] :=
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_booking_row_v1, v_json -> 'booked') AS u);
    v_result record;
BEGIN
    -- A key that reads as a number or a GUID arrives in N0 and N1, where 000123 and 123 are one grain.
    IF p_key IS NULL OR p_n0 <> 0 OR p_n1 <> 0 THEN
        RAISE EXCEPTION 'the key of a % must begin with a letter from G to Z', p_kind USING ERRCODE = 'RG003';
    END IF;
    IF cardinality(v_commits) <> 1 OR v_commits[1].kind <> p_kind OR v_commits[1].key <> p_key
        OR v_commits[1].expected <> coalesce(p_version, 0) & 1073741823 THEN
        RAISE EXCEPTION 'the commit in the payload is not one of %/% on version %', p_kind, p_key, p_version
            USING ERRCODE = 'RG003';
    END IF;
    SELECT * INTO STRICT v_result FROM registry_commit_v2((v_json ->> 'epoch')::bigint, v_commits,
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_event_row_v1, v_json -> 'events') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_claim_row_v1, v_json -> 'released') AS u),
        v_taken,
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_search_row_v1, v_json -> 'searches') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_application_row_v1, v_json -> 'applications') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_notice_row_v1, v_json -> 'notices') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_outbox_row_v1, v_json -> 'consequences') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_booking_row_v1, v_json -> 'freed') AS u),
        v_booked);
    RETURN CASE v_result.outcome
        WHEN 0 THEN CASE
            WHEN v_result.version > v_commits[1].expected THEN v_result.version
            ELSE coalesce(p_version, 0) # 1073741824 END
        WHEN 2 THEN (
            SELECT -1 - min(t.place)::integer
            FROM (SELECT c.space, c.value, c.place FROM unnest(v_taken) WITH ORDINALITY AS c (n, kind, key, space, value, place)
                UNION ALL
                SELECT b.space, b.value, cardinality(v_taken) + b.place
                FROM unnest(v_booked) WITH ORDINALITY AS b (n, kind, key, space, value, from_at, until, place)) AS t
            WHERE t.space = v_result.space AND t.value = v_result.value)
        WHEN 3 THEN -1
        END;
END $$;

UPDATE OrleansQuery SET QueryText = replace(QueryText, 'registry_write_state_v1', 'registry_write_state_v2')
WHERE QueryKey = 'WriteToStorageKey';
