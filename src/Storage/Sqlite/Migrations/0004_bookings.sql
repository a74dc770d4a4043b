-- oldest contract: 1
-- Claims of an interval of a resource (design.md 5): this vehicle, this driver, from then until then. Half-open: until is
-- not part of it, so another may begin in that instant (rules.md H.3). Instants are UTC ticks. As rows of one resource never
-- overlap, the first that ends after an instant is the only one that can be in the way of what begins there.

CREATE TABLE booking (
    space   TEXT    NOT NULL,
    value   TEXT    NOT NULL,
    until   INTEGER NOT NULL,
    from_at INTEGER NOT NULL,
    kind    TEXT    NOT NULL,
    key     TEXT    NOT NULL,
    PRIMARY KEY (space, value, until),
    CHECK (from_at < until)
) WITHOUT ROWID;

-- The single writer looks first; this would stop it if it erred.
CREATE TRIGGER booking_never_overlaps BEFORE INSERT ON booking
WHEN (SELECT from_at FROM booking WHERE space = NEW.space AND value = NEW.value AND until > NEW.from_at
    ORDER BY until LIMIT 1) < NEW.until
BEGIN
    SELECT RAISE(ABORT, 'booking: the time is taken');
END;

-- The charter desk's queue, first departure first.
CREATE INDEX search_queued ON search (kind, category, valid_from, key, authority) WHERE kind = 'trip' AND category IS NOT NULL;
