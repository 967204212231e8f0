#!/bin/sh
# Resolve the exact versions with hashes, for every supported Python and platform.
set -eu
cd "$(dirname "$0")/.."
compile() {
  .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --no-header --quiet "$@"
}
compile --group build --output-file requirements/run.txt
grep -E '^[a-z0-9-]+==' requirements/run.txt | sed 's/ *\\$//' > requirements/.run-pins
compile --group build --group dev --constraints requirements/.run-pins --output-file requirements/dev.txt
rm requirements/.run-pins
.venv/bin/uv pip compile requirements/ftm.in --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements/ftm.txt
