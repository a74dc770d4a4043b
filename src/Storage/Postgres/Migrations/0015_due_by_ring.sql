-- oldest contract: 1
-- A silo reads what is due on its part of the ring, and the index says by itself whose a row is: kind and retry_at ride
-- along as name and ring_hash did, so that a reading of what is due needs no row of the table.
--
-- Seen on PostgreSQL 15 with 200,000 overdue rows, in the table in no order, a third of the ring in ten ranges, a page
-- of 1,024 (EXPLAIN (ANALYZE, BUFFERS), generic plan):
--   before:   Index Scan, 3,024 rows of the table fetched for the 1,024, 3,052 buffers, 2.9 to 8 ms
--   with it:  Index Only Scan, Heap Fetches: 0, 35 buffers, 0.5 ms
--   whole:    1,035 buffers and 3 to 8 ms before; 14 buffers and 0.3 ms with it
-- One that has nothing due while the others have all 200,000: 136 ms before, 33 with it (1,873 buffers). Rows of pages
-- that changed since the last vacuum are looked up even so, also other silos' (3,098 for a page of 1,024, 2.3 ms, after
-- 100,000 were done at once); autovacuum ends that. With ring_hash as a third key nothing is gained: an index condition
-- is one interval, and a silo has some thirty.
--
-- The index grows from 12 to 15 MB by 200,000 rows. Changes of retry_at had to write the indexes before as well, for
-- deadline_retry. It is built in 0.3 s by 200,000 rows, and whatever uses the table waits meanwhile. The old one goes
-- first: that takes the strongest lock at once, so that no silo that runs meanwhile comes into a deadlock with it.
-- What read the old index, old silos and the functions of reminders, reads this one.
DROP INDEX deadline_due;
CREATE INDEX deadline_due ON deadline (due_at, key) INCLUDE (kind, name, ring_hash, retry_at) WHERE NOT parked;
