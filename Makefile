# Two commands do everything on a fresh machine with Python 3.11, Node 20 and make:
#   make demo    set up, run the main job on the reports under examples/, show what it found; at a terminal, in the browser
#   make test    set up, then every check
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check setup pages browser debian pictures lint types layers unit docs bench lock clean help

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -4

# --- set-up: hashes of every package, the language model's among them, are checked by pip on install ---

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# The tests need a C++ compiler and ICU (followthemoney builds PyICU) and a PostgreSQL server: Debian's packages.
DEBIAN := g++ libicu-dev pkg-config postgresql python3-dev

debian:
	@dpkg-query -W $(DEBIAN) >/dev/null 2>&1 || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(DEBIAN) >/dev/null; } || \
	  echo "could not install $(DEBIAN): set-up of the tests may fail, tests of PostgreSQL are skipped"

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/runtime.stamp | debian
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/dev.stamp

# --- the pages of fogline serve: built into the package by Node from what package-lock.json pins ---

PAGES := src/fogline/serve/static/index.html

$(PAGES): web/package.json web/package-lock.json web/index.html web/vite.config.ts $(shell find web/src web/scripts -type f)
	cd web && npm ci --no-fund --no-audit --loglevel=error && npm run --silent check && npm run --silent build
	@touch $@

pages: $(PAGES)

# Tests of the pages run in an installed Chromium, and are skipped where there is none.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
	  echo "no Chromium here: tests of the pages will be skipped"

# --- the main job ---

demo: $(VENV)/runtime.stamp $(PAGES)
	@$(BIN)/fogline demo
	@if [ -t 1 ] && [ -z "$$CI" ]; then $(BIN)/fogline serve --db fogline-demo.db --open; \
	else echo "In the browser: $(BIN)/fogline serve --db fogline-demo.db --open"; fi

# --- the checks ---

test: setup pages browser lint types layers unit

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

layers:
	PYTHONPATH=src $(BIN)/lint-imports --no-cache

unit:
	$(BIN)/python -m pytest

# The documentation site, into build/docs; opens from disk.
docs: setup
	$(BIN)/mkdocs build --strict

bench: setup
	$(BIN)/python bench/reading.py

pictures: setup pages browser
	$(BIN)/fogline demo >/dev/null
	$(BIN)/python scripts/screenshots.py --db fogline-demo.db

# --- upkeep ---

lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) web/node_modules web/public/geo src/fogline/serve/static build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
