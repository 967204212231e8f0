#!/bin/sh
# Prepare .venv: setup.sh run|dev. Installs exactly what requirements/*.txt lock, by hash,
# and the package itself in place. Does nothing where that has been done already.
set -eu
kind="${1:-run}"
python="${PYTHON:-python3}"
cd "$(dirname "$0")/.."

say() { printf '%s\n' "dragoman set-up: $*" >&2; }
die() { say "$*"; exit 1; }

digest() { cat pyproject.toml "requirements/$kind.txt" scripts/setup.sh | cksum | cut -d' ' -f1; }
stamp=".venv/.dragoman-$kind-$(digest)"
[ -e "$stamp" ] && exit 0

command -v "$python" >/dev/null 2>&1 || die "no $python found. Install Python 3.11, 3.12 or 3.13, or name one: make ${MAKECMDGOALS:-dev} PYTHON=/path/to/python."
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
  || die "$("$python" -V) is not supported. Name a Python 3.11, 3.12 or 3.13: make PYTHON=python3.11."

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  say "making .venv with $("$python" -V)"
  rm -rf .venv
  if ! "$python" -m venv .venv >/dev/null 2>&1; then
    # Debian ships venv in a package of its own.
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
      say "installing Debian's python3-venv"
      apt-get update -qq >&2 && apt-get install -y -qq python3-venv >&2
      "$python" -m venv .venv
    else
      die "Python's venv module is missing. Install it (Debian: apt install python3-venv) and try again."
    fi
  fi
fi

say "installing the locked packages ($kind); a minute or two the first time"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
  --require-hashes --prefer-binary -r "requirements/$kind.txt"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
  --no-deps --no-build-isolation -e .

# The tests run a record on PostgreSQL too, on a server of their own; without one they skip that.
if [ "$kind" = dev ] && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
    && ! command -v initdb >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing Debian's postgresql, for the tests"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends postgresql; } >&2 \
      || say "PostgreSQL could not be installed: its tests will be skipped"
  else
    say "PostgreSQL's server is not installed: its tests will be skipped (Debian: apt install postgresql)"
  fi
fi
touch "$stamp"
say "ready: .venv/bin/dragoman"
