#!/usr/bin/env bash
# Starts what the image would hold, without a container engine: deploy/layout.sh's folder on a root file system of its own that
# has what a chiselled base has (the runtime, libc and the like, taken from this machine) and neither shell nor SDK; read-only
# but for /tmp and the data folder; as user 1654. Then: an administrator by the command line, a command over HTTP, a plate that
# is drawn and read, stopping, and the check of every history. Needs root on Linux, unshare, jq, curl and zbarimg.
#   deploy/try-layout.sh LAYOUT [SBOM]
set -euo pipefail
layout=$(realpath "$1"); sbom=${2:+$(realpath "$2")}
cd "$(dirname "$0")/.."
[ "$(id -u)" -eq 0 ] || { echo "a root file system of its own needs root" >&2; exit 2; }
fail() { echo "try-layout: $*" >&2; exit 1; }
work=$(mktemp -d); root=$work/root; pid=
finish() { [ -z "$pid" ] || kill "$pid" 2> /dev/null || true; rm -rf "$work"; }
trap finish EXIT
mkdir -p "$root"/{app,data,dev,etc/ssl/certs,proc,tmp,usr/bin,usr/lib,usr/share/dotnet} "$work/data"
for link in bin lib lib64; do ln -s "usr/${link/lib64/lib}" "$root/$link"; done

# 1. The base: no more of this machine than a chiselled image has.
dotnet=$(dotnet --list-runtimes | grep -o '/[^]]*/shared/Microsoft.NETCore.App' | tail -n 1); dotnet=${dotnet%/shared/*}
cp -a "$dotnet"/{dotnet,host} "$root/usr/share/dotnet/"
for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
  mkdir -p "$root/usr/share/dotnet/shared/$framework"
  cp -a "$(find "$dotnet/shared/$framework" -maxdepth 1 -name '10.*' | sort -V | tail -n 1)" "$root/usr/share/dotnet/shared/$framework/"
done
ln -s ../share/dotnet/dotnet "$root/usr/bin/dotnet"
needed() {
  find "$root/usr/share/dotnet" "$layout/app" \( -name '*.so' -o -name dotnet \) -type f -exec ldd {} + 2> /dev/null \
    | awk '$2 == "=>" && $3 ~ /^\/(usr\/)?lib/ { print $3 } $1 ~ /^\/lib.*ld-linux/ { print $1 }'
}
for library in $(needed | sort -u) $(ldconfig -p | grep -o '/[^ ]*/lib\(ssl\|crypto\)\.so\.3' | sort -u); do
  cp -L "$library" "$root/usr/lib/"
done
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
printf 'root:x:0:0::/root:/sbin/nologin\napp:x:1654:1654::/home/app:/sbin/nologin\n' > "$root/etc/passwd"
printf '127.0.0.1 localhost\n' > "$root/etc/hosts"

# 2. What the image adds to it.
cp -a "$layout/." "$root/"
find "$root" -name sh -o -name bash -o -name dash -o -name busybox -o -name apt-get -o -path '*/dotnet/sdk' | grep . && fail "that does not belong there"
find "$layout" -name 'System.Drawing.*' -o -name 'Microsoft.Win32.*' | grep . && fail "that is for Windows"
find "$layout" -perm /022 ! -type l | grep . && fail "others may write that"
find "$layout" ! -user 0 | grep . && fail "that is not root's"

# 3. Every library in it is in the SBOM, and is of a package or of this repository.
listed() { jq -r '.targets[][] | (.runtime // {}, .native // {}, (.runtimeTargets // {})) | keys[]' "$@" | sed 's#.*/##' | sort -u; }
for program in "$layout"/app/*; do
  strange=$(comm -23 <(find "$program" -name '*.dll' -o -name '*.so' | sed 's#.*/##' | sort -u) <(listed "$program"/*.deps.json))
  [ -z "$strange" ] || fail "nobody brings $strange into $program"
done
if [ -n "$sbom" ]; then
  packages=$(jq -r '.libraries as $l | .targets[] | to_entries[] | select($l[.key].type == "package")
    | select(.value | has("runtime") or has("native") or has("runtimeTargets")) | .key' "$layout"/app/*/*.deps.json | sort -u)
  missing=$(comm -23 <(sed 's#^\(.*\)/\(.*\)$#pkg:nuget/\1@\2#' <<< "$packages" | sort -u) <(jq -r '.components[].purl' "$sbom" | sort -u))
  [ -z "$missing" ] || fail "the SBOM lacks $missing"
  echo "SBOM: lists all $(wc -l <<< "$packages") packages of which there is a library in the image"
fi

# 4. It runs. A mount namespace of its own ends with the process.
port=$((20000 + RANDOM % 20000)); url=http://127.0.0.1:$port
chown 1654:1654 "$work/data"
cat > "$work/enter" <<'IN'
set -e
root=$1; data=$2; shift 2
mount --make-rprivate /
mount --bind "$root" "$root"; mount -o remount,bind,ro "$root"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount --bind "$data" "$root/data"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null urandom; do touch "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
mount -t proc proc "$root/proc"
exec setpriv --no-new-privs chroot --userspec=1654:1654 --groups= "$root" /usr/bin/dotnet "$@"
IN
mapfile -t image < <(sed -n '/^ENV /,/[^\\]$/p' deploy/Dockerfile | grep -o '[A-Za-z_]*=[^ \\]*') # As the image says.
[ "${#image[@]}" -gt 0 ] || fail "the Dockerfile sets nothing"
inside() { # environment..., then "--", then what dotnet is to start
  local settings=(); while [ "$1" != -- ]; do settings+=("$1"); shift; done; shift
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "${image[@]}" ASPNETCORE_HTTP_PORTS="$port" Registry__Data=/data \
    Registry__KeySecret=the-secret-of-a-trial-and-of-nothing-else "${settings[@]}" \
    unshare --mount bash "$work/enter" "$root" "$work/data" "$@"
}
start() {
  (inside "$@" -- /app/silo/OrleansRegistry.Silo.dll) > "$work/log" 2>&1 & pid=$!
  for _ in $(seq 300); do
    curl -fs "$url/readyz" > /dev/null && return 0
    kill -0 "$pid" 2> /dev/null || { cat "$work/log"; fail "it did not start"; }
    sleep 0.2
  done
  cat "$work/log"; fail "it is not ready after a minute"
}
stop() { local ended=0; kill -TERM "$pid"; wait "$pid" || ended=$?; pid=; [ "$ended" -eq 0 ] || { cat "$work/log"; fail "it ended with $ended"; }; }
check() { (inside -- /app/cli/registry.dll verify --data /data) || fail "the histories do not hold"; }

(inside -- /app/cli/registry.dll --version)
(inside REGISTRY_PASSWORD=Laid-out-in-the-year-2026 -- /app/cli/registry.dll create-admin --name admin --data /data)
start ASPNETCORE_ENVIRONMENT=Production
cat "/proc/$pid/status" | grep -q '^Uid:.1654.1654.1654.1654$' || fail "it does not run as 1654"
grep -q '^NoNewPrivs:.1$' "/proc/$pid/status" || fail "it may gain rights"
awk '$5 == "/" { print $6 }' "/proc/$pid/mountinfo" | grep -q '^ro' || fail "its root can be written"
token=$(curl -fsS "$url/api/v1/sessions" --json '{"userName":"admin","password":"Laid-out-in-the-year-2026"}' | jq -r .token)
# A password alone opens nothing in Production but the way to a second factor.
curl -sS -X POST "$url/api/v1/admin/keys/rotate" -H "Authorization: Bearer $token" | jq -e '.code == "SECOND_FACTOR"'
curl -fsS -X POST "$url/api/v1/me/authenticators/totp" -H "Authorization: Bearer $token" --json '{}' | jq -e '.secret' > /dev/null
curl -fsS "$url/docs/" | grep -qi '<title>' || fail "/docs is not there"
stop; check

find "$work/data" -mindepth 1 -delete
start ASPNETCORE_ENVIRONMENT=Development Registry__Clock=2026-02-12T09:00:00+08:00
awk '$0 == "<!-- tour -->" { on = 1; next } on && /^```bash$/ { code = 1; next } on && /^```$/ { exit } code' docs/tours/charter.md \
  | sed "s#http://127.0.0.1:5080#$url#; s#/tmp/plate#$work/plate#g; s#/tmp/card#$work/card#g" > "$work/tour.sh"
bash -euo pipefail "$work/tour.sh" | tee "$work/toured"
# What the tour shows last of the trip, and of the lists for those without a network.
for shown in '"result":"revoked","reason":"driverNotValid"' '"typ":"statuslist+jwt"'; do
  grep -qF -- "$shown" "$work/toured" || fail "the tour of the charter did not show $shown"
done
stop; check
echo "try-layout: passed"
