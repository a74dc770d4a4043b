#!/usr/bin/env bash
# The long soak: tests/soak.sh [MINUTES [SEED [FAULTS]]]; an hour, seed 1 and 1,000 faults when nothing is said, whichever
# takes longer. Three silos on a PostgreSQL of their own; afterwards the Checker and `registry verify` look at all of it,
# and how large the silos were and how long reads took is in TestResults/soak-SEED.json. docs/operations.md, "Tests".
set -euo pipefail
cd "$(dirname "$0")/.."
export REGISTRY_SOAK_MINUTES=${1:-60} REGISTRY_SOAK_SEED=${2:-1} REGISTRY_SOAK_FAULTS=${3:-1000}
exec dotnet test tests/Cluster.Tests -c Release --filter FullyQualifiedName~SoakTests --logger "console;verbosity=detailed"
