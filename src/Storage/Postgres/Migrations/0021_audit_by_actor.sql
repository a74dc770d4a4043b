-- oldest contract: 1
-- What an account did lately: its budget of look-ups, and its shift.

CREATE INDEX audit_by_actor ON audit (actor, what, at);
