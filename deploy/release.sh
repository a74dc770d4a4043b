#!/usr/bin/env bash
# Makes a release of the commit that is checked out, into artifacts/VERSION: the command line as a .NET tool, what the image holds,
# and the SBOM. The version is the commit's tag vMAJOR.MINOR.PATCH; whoever may release sets it (CONTRIBUTING.md).
# Ends by printing how the image is built: there may be no container engine here.
set -euo pipefail
cd "$(dirname "$0")/.."
fail() { echo "release: $*" >&2; exit 1; }

# What is quick to see comes first.
SDK='' BASE=''
# shellcheck source=deploy/images.lock
. deploy/images.lock
for image in SDK BASE; do
  [[ ${!image} =~ ^[^@]+@sha256:[0-9a-f]{64}$ ]] || fail "deploy/images.lock names no digest for $image: fill it in, it says how"
done
tag=$(git describe --exact-match --match 'v*' 2> /dev/null) || fail "this commit has no tag of its own like v1.2.3 (git tag -s)"
[[ $tag =~ ^v([0-9]+\.[0-9]+\.[0-9]+)$ ]] || fail "$tag is no tag of a release: v1.2.3"
version=${BASH_REMATCH[1]}
[ -z "$(git status --porcelain)" ] || fail "there are changes that are not committed"
out=artifacts/$version
[ ! -e "$out" ] || fail "$out is there already"

./test.sh || fail "the tests do not pass"

dotnet tool restore > /dev/null
dotnet restore src/Cli --locked-mode -v quiet
dotnet pack src/Cli -c Release --no-restore "-p:ReleaseVersion=$version" -v quiet -o "$out"
deploy/try-tool.sh "$out" "$version"
deploy/sbom.sh "$out/sbom.json" "$version"
deploy/layout.sh "$out/layout" amd64 "$version"
deploy/try-layout.sh "$out/layout" "$out/sbom.json"

echo "release: $version is in $out. The image, by whoever has a container registry:"
echo "  docker buildx build -f deploy/Dockerfile --platform linux/amd64,linux/arm64 --build-arg SDK=$SDK --build-arg BASE=$BASE" \
  "--build-arg VERSION=$version -t registry-silo:$version --push ."
