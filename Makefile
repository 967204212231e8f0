# One way to do each thing; see docs/development.md. Every target sets up what it needs.
PYTHON ?= python3
export PYTHON
BIN := .venv/bin
SHARED ?= ../shared

.PHONY: demo test dev check fix golden bench errors lock structure help packages debian apart static

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

demo: ## from a fresh clone: install what is missing and run the main job
	@./scripts/setup.sh run
	@$(BIN)/dragoman demo

test: ## from a fresh clone: install what is missing and run the tests
	@$(MAKE) --no-print-directory -j2 apart debian
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

dev: ## install everything, and the pre-commit hooks
	@./scripts/setup.sh dev
	@$(BIN)/pre-commit install --install-hooks >/dev/null 2>&1 || true

structure: packages ## the room order, and what the repository may hold
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_structure.py

# What the tests need is fetched and built beside the checks that need none of it.
check: ## what CI runs: format, lint, types, structure, tests
	@$(MAKE) --no-print-directory -j2 debian static apart
	@$(MAKE) --no-print-directory test

packages:
	@./scripts/setup.sh dev

debian:
	@./scripts/debian.sh

apart: packages debian
	@./scripts/setup_apart.sh

static: packages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory structure

fix: packages ## format and apply safe fixes
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: ## rewrite golden files for review
	@./scripts/setup.sh dev
	DRAGOMAN_GOLDEN=write $(BIN)/python -m pytest -q -k golden

bench: ## measure quality and speed; writes benchmarks/results.json
	@./scripts/setup.sh dev
	$(BIN)/python -m benchmarks --shared $(SHARED)
	$(BIN)/python -m benchmarks.threads --shared $(SHARED)

errors: ## list misses, extras and wrong roles of events in out/errors.html
	@./scripts/setup.sh dev
	$(BIN)/python -m benchmarks.errors --shared $(SHARED)

lock: ## resolve requirements/*.txt anew from pyproject.toml
	@./scripts/setup.sh dev
	./scripts/lock.sh
