-- oldest contract: 1
-- Who is registered for an exam session: applications that lead through an exam, in the order in which they came in.
CREATE INDEX application_exam ON application (submitted_at, id) WHERE service IN ('rail.first', 'rail.upgrade');
