#!/bin/sh
# Have from Debian what the tests use besides Python: Chromium for the pages, PostgreSQL's server for
# a record on it, and a compiler with ICU for FollowTheMoney. Tests skip, saying why, where it cannot
# be had; so this never fails.
set -u
cd "$(dirname "$0")/.."
say() { printf '%s\n' "dragoman set-up: $*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }
lacks() { ! dpkg -s "$@" >/dev/null 2>&1; }

browser="" server="" compiler=""
has chromium || has chromium-browser || has google-chrome || browser="chromium fonts-dejavu-core"
has initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || server="postgresql"
if [ ! -d .venv-ftm ] && has apt-get && lacks g++ pkg-config libicu-dev python3-dev; then
  compiler="g++ pkg-config libicu-dev python3-dev"  # ICU for Python comes as source only
fi
[ -z "$browser$server$compiler" ] && exit 0

if [ "$(id -u)" != 0 ] || ! has apt-get; then
  say "tests that need them skip: $browser $server (Debian: apt-get install)"
  exit 0
fi
say "installing for the tests: $browser $server $compiler"
./scripts/apt.sh $browser $server $compiler && exit 0
# One that cannot be had must not keep the others away.
for packages in "$browser" "$server" "$compiler"; do
  [ -z "$packages" ] || ./scripts/apt.sh $packages \
    || say "could not be installed, so tests that need it skip: $packages"
done
exit 0
