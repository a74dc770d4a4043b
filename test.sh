#!/usr/bin/env bash
# The one test command: builds everything, runs every test project, then the tours of docs/tours word by word.
# Ends with the line "N passed, N failed, N skipped" and exits 0 only when nothing failed.
# --browsers: each page in both languages at both sizes, not in turn.
set -uo pipefail
cd "$(dirname "$0")"
[ "${1:-}" = --browsers ] && export REGISTRY_BROWSERS=all
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
# Test programs live for minutes: what counting branches costs them is not won back.
export DOTNET_TieredPGO=0

# Only what is locked: two builds of one commit are made of the same packages.
dotnet restore OrleansRegistry.sln --locked-mode -v quiet || { echo "the packages could not be restored"; exit 1; }

# White space as .editorconfig says, beside the build; the folder alone, so that no project is loaded for it.
git ls-files '*.cs' 2> /dev/null | xargs -r -n 3000 dotnet format whitespace --folder --verify-no-changes --include & format=$!

rm -rf TestResults
dotnet build OrleansRegistry.sln -c Release --no-restore -v quiet || { echo "the build failed"; exit 1; }
wait $format || { echo "white space is not as it should be: dotnet format whitespace --folder --include FILES"; exit 1; }

# One run of a project. What it says comes at its end, in one piece. The second run of the host's suite is on PostgreSQL;
# it leaves out what chooses its stores itself or has none.
run() {
  local name=$1 project=${1%%.postgres} began=$SECONDS code=0 words=()
  [ "$name" = Infrastructure.Tests.postgres ] && export REGISTRY_TEST_STORE=postgres && words=(--filter "Store!=own")
  # The program that was built, not its project: nothing is evaluated once more.
  dotnet test "tests/$project/bin/Release/net10.0/OrleansRegistry.$project.dll" -v quiet \
    --logger "trx;LogFileName=$name.trx" --results-directory TestResults "${words[@]}" > "TestResults/$name.log" 2>&1 || code=1
  cat "TestResults/$name.log"; echo "$name: $((SECONDS - began)) s"
  [ $code -eq 0 ] || touch TestResults/failed
}

postgres_note="host suite on PostgreSQL: not run, no PostgreSQL here (install postgresql, or set REGISTRY_TEST_POSTGRES)"
if [ -n "${REGISTRY_TEST_POSTGRES:-}" ] || ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || command -v initdb > /dev/null; then
  postgres_note=""
fi
# Two at a time, whoever is done takes the next, the longest first. Members of clusters, whose failure is noticed by the
# clock, come last and have the machine for themselves; beside them run those that compute and look at no clock, with the
# time that nobody else wants: silos wait for each other more than they work.
longest="Infrastructure.Tests Api.Tests Browser.Tests"
[ -n "$postgres_note" ] || longest="$longest Infrastructure.Tests.postgres" # The tests' own server, or REGISTRY_TEST_POSTGRES.
longest="$longest Portal.Tests Storage.Tests Cli.Tests"
computing="Domain.Tests Simulation.Tests Architecture.Tests Sheets.Tests"
mkdir -p TestResults
export -f run
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  case "$name" in *.Tests) ;; *) continue ;; esac
  case " $longest $computing Cluster.Tests " in *" $name "*) ;; *) longest="$longest $name" ;; esac
done
printf '%s\n' $longest | xargs -P 2 -I NAME bash -uc 'run NAME'
printf '%s\n' $computing | nice -n 19 xargs -I NAME bash -uc 'run NAME' &
run Cluster.Tests
wait

sum() { # attribute of the counters over all result files
  grep -ho "<Counters[^>]*" TestResults/*.trx | grep -o "$1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'
}
passed=$(sum passed); failed=$(sum failed); total=$(sum total); executed=$(sum executed)
skipped=$((total - executed))
[ -n "$postgres_note" ] && { skipped=$((skipped + 1)); echo "$postgres_note"; }

if command -v jq > /dev/null && command -v curl > /dev/null; then
  if tests/tours.sh; then passed=$((passed + 1)); echo "tours: passed"; else failed=$((failed + 1)); echo "tours: FAILED"; fi
else
  skipped=$((skipped + 1)); echo "tours: not run, they need curl and jq"
fi

# What was not run, and what it waits for: a program that is missing, or the long runs (docs/operations.md).
awk '/<UnitTestResult / && /outcome="NotExecuted"/ { left = 1 } left && /<Message>/ { sub(/^ *<Message>/, ""); sub(/<\/Message>.*/, ""); n[$0]++; left = 0 }
  END { for (why in n) printf "not run, %d: %s\n", n[why], why }' TestResults/*.trx

# Who reads only the end of a log sees what failed, and why.
awk '/<UnitTestResult / && /outcome="Failed"/ { match($0, /testName="[^"]*"/); name = substr($0, RSTART + 10, RLENGTH - 11); left = 1 }
  left && /<Message>/ { sub(/^ *<Message>/, ""); sub(/<\/Message>.*/, ""); print "FAILED " name ": " $0; left = 0 }' TestResults/*.trx

[ "$failed" -eq 0 ] && [ -e TestResults/failed ] && { failed=1; echo "a test run ended without results"; }
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
