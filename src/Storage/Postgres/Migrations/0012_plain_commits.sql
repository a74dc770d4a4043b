-- oldest contract: 1
-- registry_commit_v1 (0005), as it stands now; what it promises is what it was. Two things are new:
--   A call of nothing but changes that only their versions can refuse (a storm of deadlines) does not lock each entity
--   and then change it: the change does both. One visit of each row less, and one record in the log.
--   A call in which nothing was refused does not look for reasons.

-- outcome: 0 committed, 1 conflict (another commit was first), 2 claim taken (which, by whom), 3 repeated.
CREATE OR REPLACE FUNCTION registry_commit_v1(
    p_epoch bigint, p_commits registry_commit_row_v1[], p_events registry_event_row_v1[],
    p_released registry_claim_row_v1[], p_taken registry_claim_row_v1[], p_searches registry_search_row_v1[],
    p_applications registry_application_row_v1[], p_notices registry_notice_row_v1[],
    p_consequences registry_outbox_row_v1[])
RETURNS TABLE (n integer, outcome integer, version integer, space text, value text, holder_kind text, holder_key text)
LANGUAGE plpgsql
-- The plans are made once and must stay right while the tables grow from nothing: always by index, row by row.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
    v_why integer[];   -- The outcome of each commit so far.
    v_ok boolean[];
    v_answers bigint;
    v_delivered bigint[];
    v_new bigint;
    v_changes boolean;
    v_plain boolean;
    v_changed integer[];
    v_arms boolean;
    v_disarms boolean;
    v_kept text[];
    v_got_spaces text[];
    v_got_values text[];
    v_born text[];
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7253, 2);
    IF (SELECT h.epoch FROM host_epoch AS h WHERE h.only_row) IS DISTINCT FROM p_epoch THEN
        RAISE EXCEPTION 'another host has taken over this registry (epoch %)', p_epoch USING ERRCODE = 'RG001';
    END IF;
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true); -- Nobody is told "done" before it is durable.
    END IF;

    SELECT count(u.fingerprint), array_agg(u.delivered ORDER BY u.delivered) FILTER (WHERE u.delivered IS NOT NULL),
        count(*) FILTER (WHERE u.expected = 0 AND u.version > 0), bool_or(u.expected > 0 AND u.version > u.expected),
        bool_and(u.expected > 0 AND u.version > u.expected),
        bool_or(u.deadline_changed AND u.deadline_name IS NOT NULL),
        bool_or(u.deadline_changed AND u.deadline_name IS NULL)
    INTO v_answers, v_delivered, v_new, v_changes, v_plain, v_arms, v_disarms
    FROM unnest(p_commits) AS u;

    IF v_plain AND v_answers = 0 AND v_delivered IS NULL AND cardinality(p_taken) = 0 THEN
        -- Nothing but its version can refuse one of these: its change is the lock and the comparison.
        WITH changed AS (
            UPDATE entity AS e SET version = u.version, state = u.state, head = u.head FROM unnest(p_commits) AS u
            WHERE e.kind = u.kind AND e.key = u.key AND e.version = u.expected RETURNING u.n)
        SELECT coalesce(array_agg(c.n), '{}') INTO v_changed FROM changed AS c;
        v_changes := false;
        v_why := array_fill(0, ARRAY[cardinality(p_commits)]);
        IF cardinality(v_changed) < cardinality(p_commits) THEN
            SELECT array_agg(CASE WHEN u.n = ANY (v_changed) THEN 0 ELSE 1 END ORDER BY u.n) INTO v_why
            FROM unnest(p_commits) AS u;
        END IF;
    ELSE
        -- Entities that exist: locked in the order of the array, and their versions compared.
        SELECT array_agg(CASE WHEN coalesce(e.version, 0) = u.expected THEN 0 ELSE 1 END ORDER BY u.n) INTO v_why
        FROM unnest(p_commits) AS u
        LEFT JOIN LATERAL (
            SELECT x.version FROM entity AS x WHERE x.kind = u.kind AND x.key = u.key FOR NO KEY UPDATE) AS e ON true;
    END IF;

    IF v_delivered IS NOT NULL THEN
        PERFORM 1 FROM outbox AS o WHERE o.id = ANY (v_delivered) ORDER BY o.id FOR UPDATE;
        SELECT array_agg(CASE
            WHEN u.delivered IS NOT NULL AND NOT EXISTS (SELECT FROM outbox AS o WHERE o.id = u.delivered) THEN 3
            ELSE v_why[u.n] END ORDER BY u.n)
        INTO v_why FROM unnest(p_commits) AS u;
    END IF;

    IF v_answers > 0 THEN
        WITH kept AS (
            INSERT INTO answer (command_id, fingerprint, version, body, at)
            SELECT u.command_id, u.fingerprint, u.answer_version, u.answer_body, u.at
            FROM unnest(p_commits) AS u WHERE u.fingerprint IS NOT NULL ORDER BY u.command_id COLLATE "C"
            ON CONFLICT DO NOTHING RETURNING command_id)
        SELECT coalesce(array_agg(k.command_id), '{}') INTO v_kept FROM kept AS k;
        IF cardinality(v_kept) < v_answers THEN
            SELECT array_agg(CASE
                WHEN u.fingerprint IS NOT NULL AND NOT u.command_id = ANY (v_kept) THEN 3 ELSE v_why[u.n] END
                ORDER BY u.n)
            INTO v_why FROM unnest(p_commits) AS u;
        END IF;
    END IF;

    IF cardinality(p_taken) > 0 THEN
        WITH got AS (
            INSERT INTO claim (space, value, kind, key)
            SELECT t.space, t.value, t.kind, t.key FROM unnest(p_taken) AS t WHERE v_why[t.n] = 0
            ORDER BY t.space COLLATE "C", t.value COLLATE "C"
            ON CONFLICT DO NOTHING RETURNING space, value)
        SELECT array_agg(g.space), array_agg(g.value) INTO v_got_spaces, v_got_values FROM got AS g;
        IF cardinality(v_got_spaces) IS DISTINCT FROM cardinality(p_taken) THEN
            -- Not got and not had before: another's, or given up by another just now. Either way this commit rests on
            -- what is no longer so.
            SELECT array_agg(CASE WHEN v_why[u.n] = 0 AND EXISTS (
                    SELECT FROM unnest(p_taken) AS t WHERE t.n = u.n AND NOT EXISTS (
                        SELECT FROM claim AS c WHERE c.space = t.space AND c.value = t.value
                            AND c.kind = u.kind AND c.key = u.key))
                THEN 2 ELSE v_why[u.n] END ORDER BY u.n)
            INTO v_why FROM unnest(p_commits) AS u;
        END IF;
    END IF;

    IF v_new > 0 THEN
        WITH born AS (
            INSERT INTO entity (kind, key, version, state, head)
            SELECT u.kind, u.key, u.version, u.state, u.head FROM unnest(p_commits) AS u
            WHERE v_why[u.n] = 0 AND u.expected = 0 AND u.version > 0
            ON CONFLICT DO NOTHING RETURNING kind, key)
        SELECT coalesce(array_agg(b.kind || '/' || b.key), '{}') INTO v_born FROM born AS b;
        IF cardinality(v_born) < v_new THEN
            SELECT array_agg(CASE
                WHEN v_why[u.n] = 0 AND u.expected = 0 AND u.version > 0
                    AND NOT u.kind || '/' || u.key = ANY (v_born) THEN 1
                ELSE v_why[u.n] END ORDER BY u.n)
            INTO v_why FROM unnest(p_commits) AS u;
        END IF;
    END IF;

    -- From here on nothing waits and nothing is refused.
    IF 0 <> ANY (v_why) THEN
        DELETE FROM answer AS a USING unnest(p_commits) AS u
        WHERE v_why[u.n] <> 0 AND a.command_id = u.command_id AND u.command_id = ANY (v_kept);
        DELETE FROM claim AS c USING unnest(p_taken) AS t
        WHERE v_why[t.n] <> 0 AND c.space = t.space AND c.value = t.value
            AND EXISTS (SELECT FROM unnest(v_got_spaces, v_got_values) AS g (space, value)
                WHERE g.space = t.space AND g.value = t.value);
    END IF;
    SELECT array_agg(w.why = 0 ORDER BY w.place) INTO v_ok FROM unnest(v_why) WITH ORDINALITY AS w (why, place);

    IF v_changes THEN
        UPDATE entity AS e SET version = u.version, state = u.state, head = u.head FROM unnest(p_commits) AS u
        WHERE v_ok[u.n] AND u.expected > 0 AND u.version > u.expected AND e.kind = u.kind AND e.key = u.key;
    END IF;
    INSERT INTO event (kind, key, version, at, actor, channel, cause, rule_version, command_id, type, body, hash)
    SELECT u.kind, u.key, u.version, u.at, u.actor, u.channel, u.cause, u.rule_version, u.command_id, u.type, u.body,
        u.hash
    FROM unnest(p_events) AS u WHERE v_ok[u.n];
    IF v_arms THEN
        INSERT INTO deadline (kind, key, due_at, name, ring_hash)
        SELECT u.kind, u.key, u.due_at, u.deadline_name, u.ring_hash FROM unnest(p_commits) AS u
        WHERE v_ok[u.n] AND u.deadline_changed AND u.deadline_name IS NOT NULL
        ON CONFLICT (kind, key) DO UPDATE SET
            due_at = excluded.due_at, name = excluded.name, attempts = 0, retry_at = NULL, parked = false, error = NULL;
    END IF;
    IF v_disarms THEN
        DELETE FROM deadline AS d USING unnest(p_commits) AS u
        WHERE v_ok[u.n] AND u.deadline_changed AND u.deadline_name IS NULL AND d.kind = u.kind AND d.key = u.key;
    END IF;
    IF cardinality(p_released) > 0 THEN
        -- Given up and taken again in one commit stays.
        DELETE FROM claim AS c USING unnest(p_released) AS r
        WHERE v_ok[r.n] AND c.space = r.space AND c.value = r.value AND c.kind = r.kind AND c.key = r.key
            AND NOT EXISTS (SELECT FROM unnest(p_taken) AS t
                WHERE t.n = r.n AND t.space = r.space AND t.value = r.value);
    END IF;
    IF cardinality(p_searches) > 0 THEN
        INSERT INTO search (kind, key, person_key, category, number, name, authority, valid_from, valid_to, ended_on,
            ended_by)
        SELECT u.kind, u.key, u.person_key, u.category, u.number, u.name, u.authority, u.valid_from, u.valid_to,
            u.ended_on, u.ended_by
        FROM unnest(p_searches) AS u WHERE v_ok[u.n]
        ON CONFLICT (kind, key) DO UPDATE SET
            person_key = excluded.person_key, category = excluded.category, number = excluded.number,
            name = excluded.name, authority = excluded.authority, valid_from = excluded.valid_from,
            valid_to = excluded.valid_to, ended_on = excluded.ended_on, ended_by = excluded.ended_by
        WHERE search.* IS DISTINCT FROM excluded.*; -- Hosts may send the row with every commit.
    END IF;
    IF cardinality(p_applications) > 0 THEN
        INSERT INTO application (id, kind, key, service, status, authority, person_key, accept_by, decide_by, urgent_by,
            provisional, submitted_at, body)
        SELECT u.id, u.kind, u.key, u.service, u.status, u.authority, u.person_key, u.accept_by, u.decide_by,
            u.urgent_by, u.provisional, u.submitted_at, u.body
        FROM unnest(p_applications) AS u WHERE v_ok[u.n]
        ON CONFLICT (id) DO UPDATE SET
            status = excluded.status, authority = excluded.authority, person_key = excluded.person_key,
            accept_by = excluded.accept_by, decide_by = excluded.decide_by, urgent_by = excluded.urgent_by,
            provisional = excluded.provisional, submitted_at = excluded.submitted_at, body = excluded.body;
    END IF;
    IF cardinality(p_notices) > 0 THEN
        INSERT INTO notice (kind, key, notice_kind, person_key, notice_values, at)
        SELECT u.kind, u.key, u.notice_kind, u.person_key, u.notice_values, u.at
        FROM unnest(p_notices) AS u WHERE v_ok[u.n];
    END IF;
    IF cardinality(p_consequences) > 0 THEN
        INSERT INTO outbox (source_kind, source_key, target_kind, target_key, type, command, cause, at)
        SELECT u.source_kind, u.source_key, u.target_kind, u.target_key, u.type, u.command, u.cause, u.at
        FROM unnest(p_consequences) AS u WHERE v_ok[u.n];
    END IF;
    IF v_delivered IS NOT NULL THEN
        DELETE FROM outbox AS o USING unnest(p_commits) AS u WHERE v_ok[u.n] AND o.id = u.delivered;
    END IF;

    IF 0 = ALL (v_why) THEN
        RETURN QUERY SELECT u.n, 0, u.version, NULL::text, NULL::text, NULL::text, NULL::text
            FROM unnest(p_commits) AS u;
        RETURN;
    END IF;
    RETURN QUERY
    SELECT u.n, CASE WHEN v_why[u.n] = 2 AND l.space IS NULL THEN 1 ELSE v_why[u.n] END, u.version,
        l.space, l.value, l.kind, l.key
    FROM unnest(p_commits) AS u
    LEFT JOIN LATERAL (
        SELECT t.space, t.value, c.kind, c.key
        FROM unnest(p_taken) AS t JOIN claim AS c ON c.space = t.space AND c.value = t.value
        WHERE v_why[u.n] = 2 AND t.n = u.n AND (c.kind, c.key) <> (u.kind, u.key)
        ORDER BY t.space COLLATE "C", t.value COLLATE "C" LIMIT 1) AS l ON true;
END $$;
