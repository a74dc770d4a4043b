-- oldest contract: 1
-- Data at rest can be sealed. phone then is what a phone is looked up by, and phone_sealed the phone. A sealed state
-- (it begins with 3) has its entity's data key in front, 60 bytes, under which all events of the entity are sealed:
-- were it exchanged, nobody could read them any more. Only zeros may take its place, when the entity is erased.

ALTER TABLE account ADD COLUMN phone_sealed text;

CREATE FUNCTION registry_key_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'entity: the data key of its history is never exchanged' USING ERRCODE = 'RG003';
END $$;

CREATE TRIGGER entity_key_is_kept BEFORE UPDATE OF state ON entity FOR EACH ROW
    WHEN (substring(OLD.state FROM 1 FOR 1) = '\x03'::bytea
        AND substring(NEW.state FROM 1 FOR 61) <> substring(OLD.state FROM 1 FOR 61)
        AND NOT (substring(NEW.state FROM 1 FOR 1) = '\x03'::bytea
            AND substring(NEW.state FROM 2 FOR 60) = decode(repeat('00', 60), 'hex')))
    EXECUTE FUNCTION registry_key_is_kept();

-- Sealed bytes do not compress: a state or an event stays in its row up to a page.
ALTER TABLE entity SET (toast_tuple_target = 8160);
ALTER TABLE event SET (toast_tuple_target = 8160);
ALTER TABLE application SET (toast_tuple_target = 8160);
ALTER TABLE answer SET (toast_tuple_target = 8160);
