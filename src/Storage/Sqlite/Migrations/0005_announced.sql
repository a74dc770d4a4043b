-- oldest contract: 1
-- What the railway announces, newest decision first: granted applications that have gone on (8, 9, 26), and those that were
-- closed afterwards (11). For rail, decide_by is the day of the decision once there is one.
CREATE INDEX application_announced ON application (decide_by DESC, id DESC)
    WHERE kind = 'railLicence' AND status IN (8, 9, 11, 26);
