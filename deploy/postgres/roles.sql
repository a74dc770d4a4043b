-- What the silos' role may do: read and write the tables, and own nothing. The owner runs it after the first migration, and
-- again after a restore; tables of later migrations follow by the default privileges.
--   psql --set=silo=registry_silo --file=roles.sql
-- Whoever runs the database makes the role first: CREATE ROLE registry_silo LOGIN PASSWORD '...'
\set ON_ERROR_STOP on
GRANT USAGE ON SCHEMA public TO :"silo";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"silo";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO :"silo";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"silo";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO :"silo";
