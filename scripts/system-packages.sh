#!/bin/sh
# Installs Debian packages where that is possible without asking; where not, says what happens instead and goes on.
# Usage: scripts/system-packages.sh "what is done without them" PACKAGE...
set -eu
otherwise=$1
shift

missing=
for package in "$@"; do
    if ! { command -v dpkg-query >/dev/null 2>&1 && dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed; }; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Not installed here:$missing. $otherwise"
    exit 0
fi
echo "Installing$missing ..."
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  (a list of package names is meant)
if apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; then
    exit 0
fi
echo "apt-get could not install$missing. $otherwise"
