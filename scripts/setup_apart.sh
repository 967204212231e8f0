#!/bin/sh
# Prepare .venv-ftm, which holds FollowTheMoney's own package: its pins do not agree with ours.
# Only tests use it, and they skip with the reason where it is missing; so this never fails.
# One of its packages is built from source, for which scripts/debian.sh has the compiler.
set -u
python="${PYTHON:-python3}"
cd "$(dirname "$0")/.."
stamp=".venv-ftm/.dragoman-$(cksum < requirements/ftm.txt | cut -d' ' -f1)"
failed=".venv-ftm.failed"
[ -e "$stamp" ] && exit 0
[ -e "$failed" ] && [ requirements/ftm.txt -ot "$failed" ] && exit 0  # tried already, in vain
say() { printf '%s\n' "dragoman set-up: $*" >&2; }

with_uv() {
  .venv/bin/uv pip install --quiet --system-certs --python .venv-ftm/bin/python \
    --require-hashes --no-deps -r requirements/ftm.txt
}
with_pip() {
  .venv-ftm/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --prefer-binary --require-hashes --no-deps -r requirements/ftm.txt
}

say "installing FollowTheMoney apart, for the tests of that export; some minutes the first time"
rm -rf .venv-ftm "$failed"
if "$python" -m venv .venv-ftm >/dev/null 2>"$failed" \
  && { with_uv || with_pip; } >/dev/null 2>"$failed"; then
  rm -f "$failed"
  touch "$stamp"
  say "ready: .venv-ftm"
else
  rm -rf .venv-ftm
  say "FollowTheMoney could not be installed; its tests will be skipped, and say why"
fi
exit 0
