# The one list of commands. `make` alone prints them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.PHONY: help demo serve test check bench bench-detection lock messages docs screenshots clean

python := .venv/bin/python
uv := .venv/bin/uv
# Bytes compiled once serve every later start of the command.
unexport PYTHONDONTWRITEBYTECODE

help: ## print this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: .venv/server-ready ## set up, simulate three years of a network, take it in, detect, open the pages
	.venv/bin/vedette demo $(ARGS)

serve: .venv/server-ready ## serve the instance in VEDETTE_HOME
	.venv/bin/vedette serve $(ARGS)

test: .venv/dev-ready ## set up and run every test
	tools/system-packages test
	tools/run-tests $(ARGS)

check: .venv/dev-ready ## format, lint, types, import contracts, migrations, translations, docs
	tools/system-packages check
	tools/run-checks

bench: .venv/dev-ready ## measure every promise beside its peer
	tools/system-packages test
	tools/run-benchmarks $(ARGS)

bench-detection: .venv/dev-ready ## measure how well bursts are found, beside peers and published figures
	$(python) benchmarks/vb42.py $(ARGS)
	$(python) benchmarks/sparse_bursts.py $(ARGS)
	$(python) benchmarks/nowcast.py $(ARGS)
	$(python) benchmarks/sim_daily_counts.py $(ARGS)
	$(python) benchmarks/emergence.py $(ARGS)

lock: .venv/dev-ready ## choose newer dependencies and lock them
	tools/lock

messages: .venv/dev-ready ## collect the strings to translate
	tools/messages update

docs: .venv/dev-ready ## write the generated reference pages anew
	tools/reference

screenshots: .venv/dev-ready ## take the pictures of README.md and of every page
	VEDETTE_PICTURES=1 $(python) -m pytest -q tests/journeys/test_pictures.py

clean: ## remove the environment and everything built
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache test-results

# uv comes from PyPI through the system's own Python; everything else through uv, by hash.
.venv/uv-ready: requirements/uv.txt
	tools/system-packages python
	tools/bootstrap
	@touch $@

.venv/server-ready: .venv/uv-ready requirements/server.txt pyproject.toml $(shell find src -name '*.po' 2>/dev/null)
	@test -e .venv/dev-ready || $(uv) pip sync -q --require-hashes requirements/server.txt requirements/uv.txt
	@test -e .venv/dev-ready || $(uv) pip install -q --no-deps -e .
	@$(python) tools/compile_messages.py
	@touch $@

.venv/dev-ready: .venv/uv-ready requirements/dev.txt pyproject.toml $(shell find src -name '*.po' 2>/dev/null)
	@$(uv) pip sync -q --require-hashes requirements/dev.txt requirements/uv.txt
	@$(uv) pip install -q --no-deps -e .
	@$(python) tools/compile_messages.py
	@touch $@
