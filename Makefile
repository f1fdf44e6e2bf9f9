# Two commands do everything on a fresh machine with Python 3.11, Node 20 and make:
#   make demo    set up, run the main job on the reports under examples/, show what it found
#   make test    set up, then every check
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test check setup lint types layers unit bench lock clean help

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -4

# --- set-up: hashes of every package, the language model's among them, are checked by pip on install ---

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/runtime.stamp
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

setup: $(VENV)/dev.stamp

# --- the main job ---

demo: $(VENV)/runtime.stamp
	@$(BIN)/fogline demo

# --- the checks ---

test: setup lint types layers unit

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

layers:
	PYTHONPATH=src $(BIN)/lint-imports --no-cache

unit:
	$(BIN)/python -m pytest

bench: setup
	$(BIN)/python bench/reading.py

# --- upkeep ---

lock: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
