#!/usr/bin/env bash
# Lays out what the image holds beside its base: programs, fonts, and who may read what. deploy/Dockerfile calls it, and so does
# deploy/try-layout.sh, which starts the result without a container engine.
#   deploy/layout.sh FOLDER [amd64|arm64] [VERSION]
set -euo pipefail
out=$(realpath -m "$1")
rid=linux-${2:-amd64}; rid=${rid/amd64/x64}
cd "$(dirname "$0")/.."
[ ! -e "$out" ] || { echo "$out is there already" >&2; exit 2; }
fonts=(/usr/share/fonts/truetype/wqy/wqy-microhei.ttc /usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf)
ls "${fonts[@]}" > /dev/null || { echo "fonts-wqy-microhei and fonts-droid-fallback are to be installed" >&2; exit 2; }

# The API document is in the repository; writing it would start the program, which another processor cannot.
publish() { # project, folder, whether it is compiled ahead
  dotnet restore "$1" "-p:RuntimeIdentifier=$rid" "-p:PublishReadyToRun=$3" --locked-mode -v quiet
  dotnet publish "$1" -c Release -r "$rid" --no-restore --no-self-contained "-p:PublishReadyToRun=$3" -p:UseAppHost=false \
    -p:OpenApiGenerateDocuments=false "-p:ReleaseVersion=${VERSION:-0.0.0-dev}" -v quiet -o "$out/app/$2"
}
VERSION=${3:-}
# Compiled ahead: a silo that is started because of a storm does not spend its first minute on compiling.
publish src/Silo silo true
publish src/Cli cli false

# Vouchers are drawn with these; without them the API answers FONT_MISSING (docs/adr/0056). Their licences go with them.
for font in "${fonts[@]}"; do install -D -m 644 "$font" "$out$font"; done
for package in fonts-wqy-microhei fonts-droid-fallback; do
  install -D -m 644 "/usr/share/doc/$package/copyright" "$out/usr/share/doc/$package/copyright"
done

# Everybody may read, nobody may write: the program runs as a number that owns nothing.
chmod -R u=rwX,go=rX "$out"
[ "$(id -u)" -ne 0 ] || chown -R 0:0 "$out"
