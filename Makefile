# All there is to know are the commands below; `make help` lists them.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
NPM := PATH="$(CURDIR)/.venv/node:$$PATH" npm --prefix frontend --silent

.DEFAULT_GOAL := help
.PHONY: help run test setup dev check lint types schema migrate bench

help: ## Say what the commands do
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1~\2/' | column -t -s '~'

run: setup ## Run everything on this machine: database, identity provider, server, app. Ctrl-C stops it
	@exec $(BIN)/samsvar run

test: setup check ## Check and test everything, in a real browser too
	@$(BIN)/python infra/browser.py
	@$(BIN)/python infra/run_tests.py

setup: ## Only set up; afterwards .venv/bin/samsvar is the command line
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo \
		"Samsvar needs Python 3.11 or newer, and found none. Install one (https://www.python.org, or your system's" \
		"packages), or name the one you have: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) infra/set_up.py

dev: setup ## Run everything and follow changes of the code, in server and app
	@exec $(BIN)/samsvar run --reload

check: setup lint types ## The fast part of the tests: lint, types, contracts, generated files, unit tests
	$(BIN)/samsvar schema --check
	$(BIN)/python infra/breaking_changes.py
	$(NPM) test
	$(BIN)/pytest tests/domain tests/architecture --quiet

lint: setup ## Style and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --config backend/pyproject.toml

types: setup ## Types of Python and TypeScript, Biome, and translations that are missing
	$(BIN)/mypy --config-file backend/pyproject.toml backend/samsvar infra tests
	$(NPM) run check

schema: setup ## Print schema.graphql and compile the app's queries against it
	$(BIN)/samsvar schema --write
	$(NPM) run relay

migrate: setup ## Bring the database to the schema of this code
	@$(BIN)/samsvar migrate

bench: setup ## Measure requests per second and CPU per request
	$(BIN)/pytest tests/bench --benchmarks -s
