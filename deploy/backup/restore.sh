#!/usr/bin/env bash
# Loads a dump of backup.sh into an EMPTY database and ends well only when `registry verify` has recomputed every hash chain.
#   restore.sh <file>     the database by the usual PG* variables; Registry__Postgres names the same one for the check
# Rights are not in a dump: run deploy/postgres/roles.sql afterwards.
# REGISTRY: how the command line is started; `registry` when it is not set.
set -euo pipefail
file=${1:?"usage: restore.sh <file>"}
: "${Registry__Postgres:?names the database for the check, as an Npgsql connection string}"
tables=$(psql -XAtqc "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
[ "$tables" = 0 ] || { echo "The database is not empty ($tables tables); nothing was changed." >&2; exit 2; }
pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname="${PGDATABASE:?}" "$file"
psql -Xqc "ANALYZE"
# shellcheck disable=SC2086  # Several words: dotnet and the program.
checked=$(${REGISTRY:-registry} verify) || { echo "$checked"; exit 1; }
echo "$checked"
events=$(psql -XAtqc "SELECT count(*) FROM event")
case "$checked" in
  *" $events events, "*) ;;
  *) echo "Registry__Postgres names another database: this one has $events events." >&2; exit 1 ;;
esac
