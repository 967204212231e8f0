#!/bin/sh
# Have Debian's Chromium for the tests of the pages. Where it cannot be had, they skip and say so.
set -eu
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  printf 'dragoman set-up: installing Chromium for the tests of the pages\n' >&2
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null && exit 0
fi
printf 'dragoman set-up: no Chromium (Debian: apt-get install chromium); tests that need it skip\n' >&2
