-- oldest contract: 1
-- A range of reminders answers what was never tried first, and beside it what waits for another try, each oldest first
-- and each with a limit of its own. With one order for both, rows that can never be carried out came back at the head
-- after each wait, and where they were more than a range answers nothing behind them was read before they were parked.
CREATE INDEX deadline_retry ON deadline (retry_at) WHERE retry_at IS NOT NULL AND NOT parked;

CREATE OR REPLACE VIEW registry_reminder_v1 AS
SELECT kind || '/' || key AS GrainId, name AS ReminderName,
    timestamptz 'epoch' + ((due_at - 621355968000000000) / 10) * interval '1 microsecond' AS StartTime,
    bigint '10000' AS Period, hashint8(due_at) AS Version, due_at, ring_hash, kind, key, retry_at
FROM deadline
WHERE NOT parked AND (retry_at IS NULL OR retry_at <= registry_ticks(clock_timestamp()));

CREATE OR REPLACE FUNCTION registry_due_reminders_v1(p_begin integer, p_end integer, p_wraps boolean)
RETURNS TABLE (GrainId text, ReminderName text, StartTime timestamptz, Period bigint, Version integer)
LANGUAGE plpgsql STABLE
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
AS $$
DECLARE
    v_horizon bigint := registry_ticks(clock_timestamp() + interval '2 minutes');
BEGIN
    -- In the order of the index: the first 20,000 that match end the reading, however many are overdue.
    RETURN QUERY
    SELECT r.GrainId, r.ReminderName, r.StartTime, r.Period, r.Version FROM registry_reminder_v1 AS r
    WHERE r.due_at <= v_horizon AND r.retry_at IS NULL AND CASE
        WHEN p_wraps THEN r.ring_hash > p_begin OR r.ring_hash <= p_end
        ELSE r.ring_hash > p_begin AND r.ring_hash <= p_end END
    ORDER BY r.due_at, r.key LIMIT 20000;
    RETURN QUERY
    SELECT r.GrainId, r.ReminderName, r.StartTime, r.Period, r.Version FROM registry_reminder_v1 AS r
    WHERE r.retry_at IS NOT NULL AND r.due_at <= v_horizon AND CASE
        WHEN p_wraps THEN r.ring_hash > p_begin OR r.ring_hash <= p_end
        ELSE r.ring_hash > p_begin AND r.ring_hash <= p_end END
    ORDER BY r.retry_at LIMIT 1000;
END $$;
