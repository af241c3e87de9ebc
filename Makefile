# make run       the service with the starter pack, for this machine only
# make test      format, lint, types and every test but the slow ones
# make check     the quick part: format, lint, types, tests without browsers, servers and what takes seconds each
# make test-all  the slow ones too
# make extension the extension's two zips, as the browsers' shops take them, in dist/
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2])' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run check test test-all lint format extension clean

run: .venv/installed
	@$(BIN)/backstory serve

.venv/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "Backstory needs Python 3.11 or newer; none was found on the PATH." >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }

.venv/installed: .venv/bin/python pyproject.toml
	@echo "Installing Backstory into .venv"
	@$(BIN)/python -m pip install --quiet --editable . || { echo "The packages could not be installed; \
	is a package registry within reach?" >&2; exit 1; }
	@touch $@

.venv/installed-test: .venv/bin/python pyproject.toml
	@echo "Installing Backstory and its tests into .venv"
	@$(BIN)/python -m pip install --quiet --editable '.[test]' || { echo "The packages could not be installed; \
	is a package registry within reach?" >&2; exit 1; }
	@touch .venv/installed $@

lint: .venv/installed-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/installed-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: lint
	$(BIN)/python -m pytest -q -m "not slow and not browser and not loopback and not mediawiki and not quality and not whole"

test: lint
	@sh tests/support/provide.sh
	@sh tests/support/side_by_side.sh $(BIN)/python "and not slow"

test-all: lint
	@sh tests/support/provide.sh
	@sh tests/support/side_by_side.sh $(BIN)/python

extension: .venv/bin/python
	@$(BIN)/python extension/stores/zips.py

clean:
	rm -rf .venv build dist server/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis test-results
