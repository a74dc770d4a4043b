-- oldest contract: 1
-- Data at rest can be sealed. phone then is what a phone is looked up by, and phone_sealed the phone. A sealed state
-- (it begins with 3) has its entity's data key in front, 60 bytes, under which all events of the entity are sealed:
-- were it exchanged, nobody could read them any more. Only zeros may take its place, when the entity is erased.

ALTER TABLE account ADD COLUMN phone_sealed TEXT;

CREATE TRIGGER entity_key_is_kept BEFORE UPDATE OF state ON entity
WHEN substr(OLD.state, 1, 1) = x'03' AND substr(NEW.state, 1, 61) <> substr(OLD.state, 1, 61)
    AND NOT (substr(NEW.state, 1, 1) = x'03' AND substr(NEW.state, 2, 60) = zeroblob(60))
BEGIN
    SELECT RAISE(ABORT, 'entity: the data key of its history is never exchanged');
END;
