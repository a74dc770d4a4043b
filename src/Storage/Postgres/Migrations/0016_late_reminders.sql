-- oldest contract: 1
-- Each silo carries out the deadlines of its part of the ring by itself (migration 0015, docs/adr/0066). Orleans' reminders
-- are the second way to be called: for what has been overdue for more than a minute, because its silo is away or its
-- loop has stopped. 200 rows a silo and reading are enough for that, and no storm comes twice.
-- An older silo that is started once more while an upgrade is under way reads by this function too, so its deadlines
-- come a minute late; one that runs already goes on with version 2.
CREATE FUNCTION registry_due_reminders_v3(p_begin integer, p_end integer, p_wraps boolean)
RETURNS TABLE (GrainId text, ReminderName text, StartTime timestamptz, Period bigint, Version integer)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off SET jit = off
AS $$
DECLARE
    v_late bigint := registry_ticks(clock_timestamp() - interval '1 minute');
    v_silos integer := (SELECT greatest(count(*), 1) FROM OrleansMembershipTable WHERE Status = 3);
    v_share double precision := CASE WHEN p_begin = p_end THEN 1
        ELSE (p_end::bigint - p_begin + 4294967296) % 4294967296 / 4294967296.0 END;
    v_most integer := greatest(10, ceil(200 * v_silos * v_share));
BEGIN
    RETURN QUERY
    SELECT r.GrainId, r.ReminderName || '@' || r.due_at,
        clock_timestamp() + (500 + 512 * (hashtext(r.GrainId) & 3)) * interval '1 ms', bigint '60000', r.Version
    FROM registry_reminder_v1 AS r
    WHERE r.due_at <= v_late AND (r.retry_at IS NULL OR r.retry_at <= v_late) AND CASE
        WHEN p_wraps THEN r.ring_hash > p_begin OR r.ring_hash <= p_end
        ELSE r.ring_hash > p_begin AND r.ring_hash <= p_end END
    ORDER BY r.due_at, r.key LIMIT v_most;
END $$;

UPDATE OrleansQuery SET QueryText = 'SELECT * FROM registry_due_reminders_v3(@BeginHash, @EndHash, false)' WHERE QueryKey = 'ReadRangeRows1Key';
UPDATE OrleansQuery SET QueryText = 'SELECT * FROM registry_due_reminders_v3(@BeginHash, @EndHash, true)' WHERE QueryKey = 'ReadRangeRows2Key';
