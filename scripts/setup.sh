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
      ./scripts/apt.sh python3-venv
      "$python" -m venv .venv
    else
      die "Python's venv module is missing. Install it (Debian: apt install python3-venv) and try again."
    fi
  fi
fi

say "installing the locked packages ($kind); a minute or two the first time"
venv=.venv/bin/python lock="requirements/$kind.txt"
pip() { "$venv" -m pip "$@" --quiet --disable-pip-version-check --no-input; }
# The lock names every package with its hashes, so nothing is left to resolve (--no-deps). uv does
# in seconds what takes pip minutes; pip fetches it, by its hash, and stands in where uv cannot
# work: on a platform it has no wheel for, or with an index that only pip is told of.
with_uv() {
  awk '/^uv==/ { found = 1 } found { print; if (!/\\$/) exit }' requirements/dev.txt > .venv/uv.txt
  pip install --require-hashes --no-deps --only-binary :all: -r .venv/uv.txt \
    && .venv/bin/uv pip install --quiet --system-certs --python "$venv" --require-hashes --no-deps -r "$lock"
}
if ! with_uv 2>.venv/uv.log; then
  say "uv could not ($(sed -n 's/^error: //p' .venv/uv.log | head -1)); pip installs them, some minutes longer"
  pip install --require-hashes --no-deps --no-compile --prefer-binary -r "$lock"
fi
pip install --no-deps --no-build-isolation -e .
broken="$("$venv" -m pip --disable-pip-version-check check)" \
  || die "$lock does not fit together ($broken). Resolve it anew: make lock."
# Compiled here and not on import, where a warning about their code would fail our tests.
"$venv" -m compileall -q -j 0 -x '/(tests?|mypyc?)/' .venv/lib >/dev/null 2>&1 || true

touch "$stamp"
say "ready: .venv/bin/dragoman"
