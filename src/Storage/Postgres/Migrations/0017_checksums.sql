-- oldest contract: 1
-- What each step did when it was applied, so that a script that is changed afterwards is noticed at the next start.
ALTER TABLE schema_version ADD COLUMN checksum text;
