-- oldest contract: 1
-- A range of reminders answers what was never tried first, and beside it what waits for another try, each oldest first
-- and each with a limit of its own. With one order for both, rows that can never be carried out came back at the head
-- after each wait, and where they were more than a range answers nothing behind them was read before they were parked.
--
-- The limits are such that a silo has 9,000 calls on their way at most, however many ranges it reads: Orleans ticks all
-- that it has read at the same moment, and a call that has to wait for longer than 10 s is given up and made again. What is
-- done leaves its place to the next at the next reading; so silos read, and overdue deadlines tick, every two seconds.
--
-- No jit: a scan that is switched off counts as very dear, and so the tiny count of the silos would be compiled each time,
-- for 45 ms instead of 0.2.
CREATE INDEX deadline_retry ON deadline (retry_at) WHERE retry_at IS NOT NULL AND NOT parked;

CREATE OR REPLACE VIEW registry_reminder_v1 AS
SELECT kind || '/' || key AS GrainId, name AS ReminderName,
    timestamptz 'epoch' + ((due_at - 621355968000000000) / 10) * interval '1 microsecond' AS StartTime,
    bigint '2000' AS Period, hashint8(due_at) AS Version, due_at, ring_hash, kind, key, retry_at
FROM deadline
WHERE NOT parked AND (retry_at IS NULL OR retry_at <= registry_ticks(clock_timestamp()));

CREATE OR REPLACE FUNCTION registry_due_reminders_v1(p_begin integer, p_end integer, p_wraps boolean)
RETURNS TABLE (GrainId text, ReminderName text, StartTime timestamptz, Period bigint, Version integer)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off SET jit = off
AS $$
DECLARE
    v_horizon bigint := registry_ticks(clock_timestamp() + interval '2 minutes');
    v_silos integer := (SELECT greatest(count(*), 1) FROM OrleansMembershipTable WHERE Status = 3);
    v_share double precision := CASE WHEN p_begin = p_end THEN 1
        ELSE (p_end::bigint - p_begin + 4294967296) % 4294967296 / 4294967296.0 END;
    v_most integer := greatest(20, ceil(9000 * v_silos * v_share));
    v_again integer := greatest(2, v_most / 10);
BEGIN
    -- In the order of the index: as many as match end the reading, however many are overdue.
    RETURN QUERY
    SELECT r.GrainId, r.ReminderName, r.StartTime, r.Period, r.Version FROM registry_reminder_v1 AS r
    WHERE r.due_at <= v_horizon AND r.retry_at IS NULL AND CASE
        WHEN p_wraps THEN r.ring_hash > p_begin OR r.ring_hash <= p_end
        ELSE r.ring_hash > p_begin AND r.ring_hash <= p_end END
    ORDER BY r.due_at, r.key LIMIT v_most;
    RETURN QUERY
    SELECT r.GrainId, r.ReminderName, r.StartTime, r.Period, r.Version FROM registry_reminder_v1 AS r
    WHERE r.retry_at IS NOT NULL AND r.due_at <= v_horizon AND CASE
        WHEN p_wraps THEN r.ring_hash > p_begin OR r.ring_hash <= p_end
        ELSE r.ring_hash > p_begin AND r.ring_hash <= p_end END
    ORDER BY r.retry_at LIMIT v_again;
END $$;
