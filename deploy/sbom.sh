#!/usr/bin/env bash
# Writes the SBOM (CycloneDX) of all that the command line and the silo bring along: the command line stands on everything.
# The runtime and the system are the base image's, which has an SBOM of its own.
#   deploy/sbom.sh FILE VERSION
set -euo pipefail
file=$(realpath -m "$1")
cd "$(dirname "$0")/.."
dotnet restore src/Cli --locked-mode -v quiet
dotnet dotnet-CycloneDX src/Cli/Cli.csproj --disable-package-restore --exclude-dev --output "$(dirname "$file")" \
  --filename "$(basename "$file")" --output-format Json --set-name orleans-registry --set-version "$2" > /dev/null
