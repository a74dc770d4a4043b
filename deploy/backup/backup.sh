#!/usr/bin/env bash
# One consistent dump of a registry on PostgreSQL, taken while it runs.
#   backup.sh <file>      the database by the usual PG* variables, or PGSERVICE
# The file appears under its name only when it is whole.
set -euo pipefail
file=${1:?"usage: backup.sh <file>"}
[ ! -e "$file" ] || { echo "$file is there already; a backup is never overwritten." >&2; exit 2; }
trap 'rm -f "$file.part"' EXIT
pg_dump --format=custom --no-owner --no-privileges --file="$file.part"
pg_restore --list "$file.part" > /dev/null   # Its table of contents is whole; that it loads is seen by restore.sh.
sync "$file.part"
mv "$file.part" "$file"
echo "$file: $(stat --format=%s "$file") bytes"
