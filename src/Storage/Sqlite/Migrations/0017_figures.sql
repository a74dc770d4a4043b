-- oldest contract: 1
-- What statistics count: applications by when they were handed in, and trips by departure, status and medium. The row
-- of a trip says these two from now on (ended_by, name); those of before are filled in.
CREATE INDEX application_submitted ON application (submitted_at, id, authority);
CREATE INDEX search_trips ON search (kind, valid_from, authority, ended_by, name) WHERE kind = 'trip';

UPDATE search SET
    name = (SELECT json_extract(CAST(e.state AS TEXT), '$.medium') FROM entity AS e
        WHERE e.kind = 'trip' AND e.key = search.key),
    ended_by = (SELECT json_extract(CAST(e.state AS TEXT), '$.recorded') FROM entity AS e
        WHERE e.kind = 'trip' AND e.key = search.key)
WHERE kind = 'trip';
