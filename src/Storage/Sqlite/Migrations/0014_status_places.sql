-- oldest contract: 1
-- Where the bit of each document stands in the status lists: list place >> 20, place mod 2^20. Given at random by the
-- commit that makes the document, and never to another one. taken_back: the bit. rests_until: ticks until which the
-- document also rests on others' states. revision: grows with each change of a bit.
CREATE TABLE status_place (
    document    TEXT    NOT NULL PRIMARY KEY,
    place       INTEGER NOT NULL UNIQUE,
    taken_back  INTEGER NOT NULL,
    rests_until INTEGER,
    revision    INTEGER
) WITHOUT ROWID;

CREATE INDEX status_place_set ON status_place (place) WHERE taken_back = 1;
CREATE INDEX status_place_resting ON status_place (rests_until) WHERE rests_until IS NOT NULL;
CREATE INDEX status_place_revision ON status_place (revision) WHERE revision IS NOT NULL;
