#!/usr/bin/env bash
# Runs the README's look around and every tour exactly as it is printed, each against a registry of its own, and checks what it promises.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'kill "$(cat "$scratch/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$scratch"' EXIT

port=$((20000 + RANDOM % 20000))
start() {
  ASPNETCORE_ENVIRONMENT=Development Registry__Data="$scratch/data" Registry__Clock="$1" Registry__Sms__File="$scratch/texts" \
    dotnet src/Silo/bin/Release/net10.0/OrleansRegistry.Silo.dll --urls "http://127.0.0.1:$port" > "$scratch/log" 2>&1 &
  echo $! > "$scratch/pid"
  for _ in $(seq 300); do
    curl -fs "http://127.0.0.1:$port/readyz" > /dev/null 2>&1 && kill -0 "$(cat "$scratch/pid")" && return 0
    kill -0 "$(cat "$scratch/pid")" 2> /dev/null || { cat "$scratch/log"; return 1; }
    sleep 0.2
  done
  cat "$scratch/log"; return 1
}
# "Everything is in ./data": the program started by `dotnet run` and the command line must mean the same folder.
[ "$(dotnet msbuild src/Silo/Silo.csproj -getProperty:RunWorkingDirectory)" -ef . ] || { echo "dotnet run starts it elsewhere than in ."; exit 1; }
# What a reader copies, with this run's own port.
tour() {
  awk '$0 == "<!-- tour -->" { on = 1; next } on && /^```bash$/ { code = 1; next } on && /^```$/ { exit } code' "$1" \
    | sed "s#http://127.0.0.1:5080#http://127.0.0.1:$port#; s#/tmp/texts.jsonl#$scratch/texts#"
}

# The README's look around.
start 2026-02-12T09:00:00+08:00
tour README.md > "$scratch/tour.sh"
bash -euo pipefail "$scratch/tour.sh" > "$scratch/out" 2>&1 || { cat "$scratch/out"; exit 1; }
cat "$scratch/out"
want() { grep -qF -- "$1" "$scratch/out" || { echo "the tour did not show: $1"; exit 1; }; }
want '"status":"cancelled","statusReason":"lapsed"'
kill -TERM "$(cat "$scratch/pid")"; wait "$(cat "$scratch/pid")" || true

# The tour of the road, on a registry of its own.
rm -rf "$scratch/data"
start 2026-02-12T09:00:00+08:00
tour docs/tours/road.md > "$scratch/tour.sh"
bash -euo pipefail "$scratch/tour.sh" > "$scratch/out" 2>&1 || { cat "$scratch/out"; exit 1; }
cat "$scratch/out"
want '"name":"赵新","barredUntil":"2026-02-15T09:00:00+08:00"'
want '"status":"delivered"'
want '"carrier":"中国邮政","trackingNumber":"EA123456789CN"'
want '"phone":"19900000001","text":"您的'
want '"validFrom":"2026-02-28"'
want '"validTo":"2032-02-27"'
want '"status":"expired"'
want '"kind":"lapseAhead"'
want '"status":"cancelled","statusReason":"lapsed"'

kill -TERM "$(cat "$scratch/pid")"; wait "$(cat "$scratch/pid")" || true
dotnet src/Cli/bin/Release/net10.0/registry.dll verify --data "$scratch/data" || exit 1
start 2026-08-22T09:00:00+08:00
token=$(curl -fsS "http://127.0.0.1:$port/api/v1/sessions" --json '{"userName":"driver.2","password":"Registry-Demo-2026"}' | jq -r .token)
curl -fsS "http://127.0.0.1:$port/api/v1/certificates?mine=true" -H "Authorization: Bearer $token" | grep -q '"statusReason":"lapsed"' \
  || { echo "after a restart the state is another"; exit 1; }

# The charter trip, on a registry of its own; its plate is drawn with fonts and read by zbarimg.
kill -TERM "$(cat "$scratch/pid")"; wait "$(cat "$scratch/pid")" || true
if command -v zbarimg > /dev/null && ls /usr/share/fonts/truetype/wqy/*.ttc /usr/share/fonts/truetype/droid/*.ttf > /dev/null 2>&1; then
  rm -rf "$scratch/data"
  start 2026-02-12T09:00:00+08:00
  tour docs/tours/charter.md > "$scratch/tour.sh"
  bash -euo pipefail "$scratch/tour.sh" > "$scratch/out" 2>&1 || { cat "$scratch/out"; exit 1; }
  cat "$scratch/out"
  want '"status":"approved","automatic":true'
  want '"status":"issued","medium":"electronic"'
  want '"result":"notReceived"'
  want '"result":"notStarted"'
  want '"result":"valid","reason":null,"plate":"云A'
  want '"status":"cancelled","statusReason":"authority"'
  want '"result":"valid","credential":"practitionerCertificate"'
  want '"result":"revoked","reason":"driverNotValid"'
  want '"typ":"statuslist+jwt"'
  kill -TERM "$(cat "$scratch/pid")"; wait "$(cat "$scratch/pid")" || true
  dotnet src/Cli/bin/Release/net10.0/registry.dll verify --data "$scratch/data"
else
  echo "the tour of the charter trip: not run, it needs zbarimg and a Chinese font"
fi

# The tour of the railway, on a registry of its own.
rm -rf "$scratch/data"
start 2026-01-26T09:00:00+08:00
tour docs/tours/rail.md > "$scratch/tour.sh"
bash -euo pipefail "$scratch/tour.sh" > "$scratch/out" 2>&1 || { cat "$scratch/out"; exit 1; }
cat "$scratch/out"
want '"name":"钱新","barredUntil":"2026-01-29T09:00:00+08:00"'
want '因有效期满和变更企业，现申请换证'
want '"code":"EMPLOYER_ONLY"'
want '"status":"centreReview","review":"2026-02-14"'
want '"decide":"2026-02-28"'
want '"announce":"2026-03-04"'
want '"validFrom":"2026-03-20","validTo":"2032-03-19"'
want '"name":"刘*"'
want '"status":"valid","classes":["J6"]'
want '"heldTooShort"'
want '"mileage"'
want '"classes":["J6","J7"]'
want '"bannedUntil":"2031-06-20"'
want '"code":"BANNED","until":"2031-06-20"'
kill -TERM "$(cat "$scratch/pid")"; wait "$(cat "$scratch/pid")" || true
dotnet src/Cli/bin/Release/net10.0/registry.dll verify --data "$scratch/data"
