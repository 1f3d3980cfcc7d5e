#!/bin/sh
# Installs the npm packages of a folder exactly as its package-lock.json says, running none of their scripts; where that is not possible,
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
echo "Installing the npm packages of $folder ..."
npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error || echo "npm could not install the packages of $folder. $otherwise"
