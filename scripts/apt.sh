#!/bin/sh
# Install packages of Debian: apt.sh PACKAGE... One caller at a time: apt does not wait for itself.
set -eu
exec 9> "${TMPDIR:-/tmp}/dragoman-apt.lock"
flock 9
apt-get update -qq >&2 || true  # an old list may do
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
