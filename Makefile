# Everything a newcomer, a developer and CI need. `make` alone says what there is.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help run test check fmt bench bench-load learn drill screenshots pins
.DEFAULT_GOAL := help

help: ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: .venv/installed ## set up and run the bot; without Slack tokens in a local Slack in your browser
	$(BIN)/career run

test: check ## set up and run every check and test
	$(BIN)/pytest --numprocesses 2 --dist worksteal

check: .venv/developing ## format, lint, types, import contracts and the knowledge base, without the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/career check

fmt: .venv/developing ## format and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/developing ## accuracy and speed beside other ways to match, into docs/benchmarks.md
	$(BIN)/python -m bench.understanding $(BENCH)

bench-load: .venv/developing ## acknowledgements and throughput with 200 people asking at once
	$(BIN)/python -m bench.load

learn: .venv/developing requirements-learn.txt ## learn anew from tests/questions what tells which topic is asked
	$(PIP) install --require-hashes -r requirements-learn.txt
	$(BIN)/python -m scripts.learn

drill: .venv/developing ## kill -9, faults, locked databases, clocks: the long ones, at most 40 minutes
	$(BIN)/python -m drills

screenshots: .venv/developing ## take the pictures in docs/images anew
	$(BIN)/python -m scripts.screenshots

pins: .venv/developing ## pin the newest versions that pyproject.toml allows, with hashes
	$(BIN)/pip-compile $(PINNING) -o requirements.txt pyproject.toml
	$(BIN)/pip-compile $(PINNING) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	$(BIN)/pip-compile $(PINNING) --extra learn -c requirements-dev.txt -o requirements-learn.txt pyproject.toml

PINNING := --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	--annotation-style=line --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --editable .
	@touch $@

.venv/developing: requirements-dev.txt .venv/installed
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@
