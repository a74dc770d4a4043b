-- oldest contract: 1
-- Microsoft.Orleans.Persistence.AdoNet over the same tables: its statements come from the table OrleansQuery.
--
-- Orleans gives a write nothing but the grain's place, its version and one payload, and reads nothing back but one
-- number. So the payload is the whole commit (CommitEnvelope in C#; names are the columns of the types in 0005, bytes
-- are hexadecimal), and the number says all that there is to say:
--   NULL           a lost race. Orleans throws InconsistentStateException: read again, decide again.
--   -1             repeated: nothing happened, for it had happened before.
--   -2, -3, ...    refused: the claim with this place in Taken (-2 is the first) is another's.
--   version        committed. Without events the version stays, and Orleans would take an equal number for a lost race;
--                  so each such commit flips the bit 1 << 30, which every reader takes off.
-- Negative numbers become the grain's ETag without an exception; the grain reads its state before it answers (design.md
-- 4). An exception could not carry the answer: it would become a failed call and, across silos, a time-out.

CREATE TABLE OrleansQuery (
    QueryKey  varchar(64)   NOT NULL PRIMARY KEY,
    QueryText varchar(8000) NOT NULL
);

CREATE FUNCTION registry_write_state_v1(p_kind text, p_key text, p_n0 bigint, p_n1 bigint, p_version integer, p_payload bytea)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_json json := convert_from(p_payload, 'UTF8')::json;
    v_commits registry_commit_row_v1[] :=
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_commit_row_v1, v_json -> 'commits') AS u);
    v_taken registry_claim_row_v1[] :=
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_claim_row_v1, v_json -> 'taken') AS u);
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
    SELECT * INTO STRICT v_result FROM registry_commit_v1((v_json ->> 'epoch')::bigint, v_commits,
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_event_row_v1, v_json -> 'events') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_claim_row_v1, v_json -> 'released') AS u),
        v_taken,
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_search_row_v1, v_json -> 'searches') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_application_row_v1, v_json -> 'applications') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_notice_row_v1, v_json -> 'notices') AS u),
        ARRAY(SELECT u FROM json_populate_recordset(NULL::registry_outbox_row_v1, v_json -> 'consequences') AS u));
    RETURN CASE v_result.outcome
        WHEN 0 THEN CASE
            WHEN v_result.version > v_commits[1].expected THEN v_result.version
            ELSE coalesce(p_version, 0) # 1073741824 END
        WHEN 2 THEN (
            SELECT -1 - min(t.place)::integer FROM unnest(v_taken) WITH ORDINALITY AS t (n, kind, key, space, value, place)
            WHERE t.space = v_result.space AND t.value = v_result.value)
        WHEN 3 THEN -1
        END;
END $$;

CREATE FUNCTION registry_never_cleared_v1(p_kind text, p_key text) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%/% is never cleared: an entity ends by an event, and its history stays', p_kind, p_key
        USING ERRCODE = 'RG003';
END $$;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('WriteToStorageKey', 'SELECT registry_write_state_v1(@GrainTypeString, @GrainIdExtensionString, @GrainIdN0, @GrainIdN1, @GrainStateVersion, @PayloadBinary) AS NewGrainStateVersion'),
-- What CommitEnvelope.ReadEntity takes: the version in four bytes, most significant first, the head in 32, the state.
('ReadFromStorageKey', 'SELECT int4send(version) || head || state AS PayloadBinary, version AS Version FROM entity WHERE kind = @GrainTypeString AND key = @GrainIdExtensionString'),
('ClearStorageKey', 'SELECT registry_never_cleared_v1(@GrainTypeString, @GrainIdExtensionString)'),
('DeleteStorageKey', 'SELECT registry_never_cleared_v1(@GrainTypeString, @GrainIdExtensionString)');
