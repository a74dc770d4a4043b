-- oldest contract: 1
-- What statistics count: applications by when they were handed in, and trips by departure, status and medium. The row
-- of a trip says these two from now on (ended_by, name); those of before are filled in.
CREATE INDEX application_submitted ON application (submitted_at, id, authority);
CREATE INDEX search_trips ON search (valid_from, authority, ended_by, name) WHERE kind = 'trip';

UPDATE search AS s SET
    name = convert_from(e.state, 'UTF8')::jsonb ->> 'medium',
    ended_by = convert_from(e.state, 'UTF8')::jsonb ->> 'recorded'
FROM entity AS e WHERE s.kind = 'trip' AND e.kind = 'trip' AND e.key = s.key;
