#!/bin/sh
# Makes .venv with the pinned uv in it, from a machine that has Python 3.11 or newer and nothing else.
# Usage: scripts/bootstrap.sh LOCK   (LOCK: requirements file with uv's hashes)
set -eu
lock=$1

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

python=
for candidate in "${PYTHON:-python3.11}" python3.11 python3 python3.12 python3.13; do
    if fits "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or newer is needed and was not found. Install it (Debian: python3) or name it: make PYTHON=/path/to/python3.11 ..." >&2
    exit 1
fi

# Debian's python3 without python3-venv fails here and leaves half a folder behind, hence the removal.
if ! "$python" -m venv .venv >/dev/null 2>&1; then
    rm -rf .venv
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "$python cannot make a virtual environment. Install the package python3-venv (as root: apt-get install python3-venv) and run again." >&2
        exit 1
    fi
    echo "Installing python3-venv ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq python3-venv >/dev/null
    if ! "$python" -m venv .venv; then
        rm -rf .venv
        echo "$python still cannot make a virtual environment: install the venv package of this Python version and run again." >&2
        exit 1
    fi
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock"
