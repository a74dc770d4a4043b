#!/usr/bin/env bash
# Installs the packed command line as anybody would, from a folder and from nowhere else, and imports a file with it.
#   deploy/try-tool.sh FOLDER VERSION
set -euo pipefail
folder=$(realpath "$1")
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cd "$work"
cat > nuget.config <<IN
<configuration><packageSources><clear /><add key="packed" value="$folder" /></packageSources></configuration>
IN
dotnet tool install OrleansRegistry.Tool --version "$2" --tool-path tools --configfile nuget.config > /dev/null
tools/registry --version | tee version
grep -q "^$2\(+\|$\)" version || { echo "try-tool: that is not $2" >&2; exit 1; }
tools/registry sample register.jsonl --certificates 50 --operators 2 --without-trips
tools/registry import register.jsonl --data data
tools/registry verify --data data
echo "try-tool: passed"
