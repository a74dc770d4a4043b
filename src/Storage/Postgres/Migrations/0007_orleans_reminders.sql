-- oldest contract: 1
-- Microsoft.Orleans.Reminders.AdoNet over the table deadline (design.md 4, "Deadlines as reminders").
--
-- A deadline is armed by the commit that causes it, so nothing is upserted or deleted here. A range answers only what
-- is due within the horizon (two minutes: more than a refresh of 10 s, the 80 s that Orleans backs off after a failed
-- read, and clocks that differ), oldest first, 20,000 at most, without what is parked or waits for its retry.
-- StartTime is due_at and the period is the refresh, so that an overdue deadline ticks again each refresh until it is
-- done. The version changes with the instant, so that a deadline that moved replaces its old tick.

-- An instant as the tables keep it.
CREATE FUNCTION registry_ticks(p_at timestamptz) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (extract(epoch FROM p_at) * 10000000)::bigint + 621355968000000000
$$;

CREATE VIEW registry_reminder_v1 AS
SELECT kind || '/' || key AS GrainId, name AS ReminderName,
    timestamptz 'epoch' + ((due_at - 621355968000000000) / 10) * interval '1 microsecond' AS StartTime,
    bigint '10000' AS Period, hashint8(due_at) AS Version, due_at, ring_hash, kind, key
FROM deadline
WHERE NOT parked AND (retry_at IS NULL OR retry_at <= registry_ticks(clock_timestamp()));

CREATE FUNCTION registry_due_reminders_v1(p_begin integer, p_end integer, p_wraps boolean)
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
    WHERE r.due_at <= v_horizon AND CASE
        WHEN p_wraps THEN r.ring_hash > p_begin OR r.ring_hash <= p_end
        ELSE r.ring_hash > p_begin AND r.ring_hash <= p_end END
    ORDER BY r.due_at, r.key LIMIT 20000;
END $$;

CREATE FUNCTION registry_no_reminder_v1(p_grain text, p_name text) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% cannot be registered for %: a deadline is armed by the commit that causes it', p_name, p_grain
        USING ERRCODE = 'RG003';
END $$;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('UpsertReminderRowKey', 'SELECT registry_no_reminder_v1(@GrainId, @ReminderName) AS Version'),
('ReadReminderRowKey', 'SELECT GrainId, ReminderName, StartTime, Period, Version FROM registry_reminder_v1 WHERE kind = split_part(@GrainId, ''/'', 1) AND key = split_part(@GrainId, ''/'', 2) AND ReminderName = @ReminderName'),
('ReadReminderRowsKey', 'SELECT GrainId, ReminderName, StartTime, Period, Version FROM registry_reminder_v1 WHERE kind = split_part(@GrainId, ''/'', 1) AND key = split_part(@GrainId, ''/'', 2)'),
('ReadRangeRows1Key', 'SELECT * FROM registry_due_reminders_v1(@BeginHash, @EndHash, false)'),
('ReadRangeRows2Key', 'SELECT * FROM registry_due_reminders_v1(@BeginHash, @EndHash, true)'),
-- 0: nothing was deleted. Orleans tells the caller that it could not unregister.
('DeleteReminderRowKey', 'SELECT 0 AS deleted'),
('DeleteReminderRowsKey', 'SELECT registry_no_reminder_v1(''every grain'', ''nothing'')');
