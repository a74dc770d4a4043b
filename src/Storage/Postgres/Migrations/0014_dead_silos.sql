-- oldest contract: 1
-- Orleans 10.4 reads the members and asks for each dead one by itself: it goes only while it still is what was read.
-- Older silos go on with CleanupDefunctSiloEntriesKey.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('CleanupDefunctSiloEntryKey', 'DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation AND Status = 6 AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime AND SuspectTimes IS NOT DISTINCT FROM @SuspectTimes');
