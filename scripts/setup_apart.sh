#!/bin/sh
# Prepare .venv-ftm, which holds FollowTheMoney's own package: its pins do not agree with ours.
# Only tests use it, and they skip with the reason where it is missing; so this never fails.
set -u
python="${PYTHON:-python3}"
cd "$(dirname "$0")/.."
stamp=".venv-ftm/.dragoman-$(cksum < requirements/ftm.txt | cut -d' ' -f1)"
failed=".venv-ftm.failed"
[ -e "$stamp" ] && exit 0
[ -e "$failed" ] && [ requirements/ftm.txt -ot "$failed" ] && exit 0  # tried already, in vain
say() { printf '%s\n' "dragoman set-up: $*" >&2; }

say "installing FollowTheMoney apart, for the tests of that export; some minutes the first time"
rm -rf .venv-ftm "$failed"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  # It needs ICU for Python, which comes as source only.
  { apt-get update -qq && apt-get install -y -qq g++ pkg-config libicu-dev python3-dev; } >/dev/null 2>&1
fi
if "$python" -m venv .venv-ftm >/dev/null 2>"$failed" \
  && .venv-ftm/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --prefer-binary --require-hashes -r requirements/ftm.txt >/dev/null 2>"$failed"; then
  rm -f "$failed"
  touch "$stamp"
  say "ready: .venv-ftm"
else
  rm -rf .venv-ftm
  say "FollowTheMoney could not be installed; its tests will be skipped, and say why"
fi
exit 0
