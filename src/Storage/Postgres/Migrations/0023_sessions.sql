-- oldest contract: 1
-- What the owner of an account sees of its sessions, and when each was last used: some end when they are idle.

ALTER TABLE session ADD COLUMN started_at bigint;
ALTER TABLE session ADD COLUMN seen_at bigint;
ALTER TABLE session ADD COLUMN network text;
ALTER TABLE session ADD COLUMN agent text;
