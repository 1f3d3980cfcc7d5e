#!/bin/sh
# Installs the npm packages of a folder at the versions of its package-lock.json, running none of their scripts; where that is not possible,
# says what happens instead and goes on.
# Usage: scripts/node-packages.sh "what is done without them" FOLDER
set -eu
otherwise=$1
folder=$2

# Debian's npm only where there is none: it would put another one's Node.js aside.
command -v npm >/dev/null 2>&1 || "$(dirname "$0")/system-packages.sh" "$otherwise" nodejs npm
if ! command -v npm >/dev/null 2>&1; then
    echo "npm is missing. $otherwise"
    exit 0
fi
# Not npm ci: it takes a peer that Lighthouse's packages do without for a fault of the lock. Versions and hashes are the lock's all the same.
echo "Installing the npm packages of $folder ..."
npm install --prefix "$folder" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error || echo "npm could not install the packages of $folder. $otherwise"
