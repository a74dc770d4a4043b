-- oldest contract: 1
-- Where the bit of each document stands in the status lists: list place >> 20, place mod 2^20. Given at random by the
-- commit that makes the document, and never to another one. taken_back: the bit. rests_until: ticks until which the
-- document also rests on others' states. revision: grows with each change of a bit
-- (microseconds of the database's clock).
CREATE TABLE status_place (
    document    text    COLLATE "C" NOT NULL PRIMARY KEY,
    place       bigint  NOT NULL UNIQUE,
    taken_back  boolean NOT NULL,
    rests_until bigint,
    revision    bigint
);

CREATE INDEX status_place_set ON status_place (place) WHERE taken_back;
CREATE INDEX status_place_resting ON status_place (rests_until) WHERE rests_until IS NOT NULL;
CREATE INDEX status_place_revision ON status_place (revision) WHERE revision IS NOT NULL;

CREATE TYPE registry_document_row_v1 AS (n integer, document text, taken_back boolean, rests_until bigint);

-- A document that was taken back before it had a place never gets one. Twenty random bits of a UUID are a place.
CREATE FUNCTION registry_place_document_v1(p_document text, p_taken_back boolean, p_rests_until bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    v_list bigint;
BEGIN
    UPDATE status_place AS s
    SET taken_back = p_taken_back, rests_until = p_rests_until,
        revision = (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
    WHERE s.document = p_document;
    IF FOUND OR p_taken_back THEN RETURN; END IF;
    v_list := coalesce((SELECT s.place FROM status_place AS s ORDER BY s.place DESC LIMIT 1) >> 20, 0);
    LOOP
        FOR v_draw IN 1..16 LOOP
            INSERT INTO status_place (document, place, taken_back, rests_until)
            VALUES (p_document,
                (v_list << 20) + ('x' || right(replace(gen_random_uuid()::text, '-', ''), 5))::bit(20)::integer,
                false, p_rests_until)
            ON CONFLICT (place) DO NOTHING;
            IF FOUND THEN RETURN; END IF;
        END LOOP;
        v_list := v_list + 1;
    END LOOP;
END $$;

-- registry_commit_v2 with documents.
CREATE FUNCTION registry_commit_v3(
    p_epoch bigint, p_commits registry_commit_row_v1[], p_events registry_event_row_v1[],
    p_released registry_claim_row_v1[], p_taken registry_claim_row_v1[], p_searches registry_search_row_v1[],
    p_applications registry_application_row_v1[], p_notices registry_notice_row_v1[],
    p_consequences registry_outbox_row_v1[], p_freed registry_booking_row_v1[], p_booked registry_booking_row_v1[],
    p_documents registry_document_row_v1[])
RETURNS TABLE (n integer, outcome integer, version integer, space text, value text, holder_kind text, holder_key text)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    r record;
BEGIN
    IF cardinality(p_documents) = 0 THEN
        RETURN QUERY SELECT * FROM registry_commit_v2(p_epoch, p_commits, p_events, p_released, p_taken, p_searches,
            p_applications, p_notices, p_consequences, p_freed, p_booked);
        RETURN;
    END IF;
    FOR r IN SELECT * FROM registry_commit_v2(p_epoch, p_commits, p_events, p_released, p_taken, p_searches,
        p_applications, p_notices, p_consequences, p_freed, p_booked)
    LOOP
        n := r.n; outcome := r.outcome; version := r.version;
        space := r.space; value := r.value; holder_kind := r.holder_kind; holder_key := r.holder_key;
        RETURN NEXT;
        IF r.outcome = 0 THEN
            PERFORM registry_place_document_v1(d.document, d.taken_back, d.rests_until)
            FROM unnest(p_documents) AS d WHERE d.n = r.n;
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION registry_write_state_v3(p_kind text, p_key text, p_n0 bigint, p_n1 bigint, p_version integer, p_payload bytea)
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
    SELECT * INTO STRICT v_result FROM registry_commit_v3((v_json ->> 'epoch')::bigint, v_commits,
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_event_row_v1, v_json -> 'events') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_claim_row_v1, v_json -> 'released') AS u),
        v_taken,
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_search_row_v1, v_json -> 'searches') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_application_row_v1, v_json -> 'applications') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_notice_row_v1, v_json -> 'notices') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_outbox_row_v1, v_json -> 'consequences') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_booking_row_v1, v_json -> 'freed') AS u),
        v_booked,
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_document_row_v1, v_json -> 'documents') AS u));
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

UPDATE OrleansQuery SET QueryText = replace(QueryText, 'registry_write_state_v2', 'registry_write_state_v3')
WHERE QueryKey = 'WriteToStorageKey';
